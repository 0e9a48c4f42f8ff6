"""0.7 to 0.9: minisign's keys and signatures."""

import base64
import binascii
import hashlib

from .ed25519 import is_key, verifies


class Malformed(Exception):
    """Not a signature of this kind."""


class OtherKey(Exception):
    """Made with another key."""


class Altered(Exception):
    """Made over other bytes."""


def decoded(text, length):
    """Base64 in its one spelling."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    is_canonical = len(data) == length and base64.b64encode(data).decode() == text
    return data if is_canonical else None


def key(text):
    """`RW…`: identifier and point; none for anything else (0.7)."""
    data = decoded(text, 42) if isinstance(text, str) else None
    if data is None or data[:2] != b"Ed" or not is_key(data[10:]):
        return None
    return data[2:10], data[10:]


def is_like(one, other):
    return one[0] == other[0] or one[1] == other[1]


def verify(key, message, signature, kind):
    """The trusted comment of a signature that holds (0.8)."""
    try:
        text = signature.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed from None
    lines = text.split("\n")
    if len(lines) != 5 or lines[4] or "\r" in text or lines[0] != f"untrusted comment: {kind}":
        raise Malformed
    made, of_both = decoded(lines[1], 74), decoded(lines[3], 64)
    if made is None or made[:2] != b"ED" or of_both is None or not lines[2].startswith("trusted comment: "):
        raise Malformed
    if made[2:10] != key[0]:
        raise OtherKey
    trusted = lines[2][len("trusted comment: ") :]
    hashed = hashlib.blake2b(message).digest()
    holds = verifies(key[1], hashed, made[10:], strict=False)
    if not holds or not verifies(key[1], made[10:] + trusted.encode(), of_both, strict=False):
        raise Altered
    return trusted


def first_line(data):
    """The line with its line feed, and what follows."""
    end = data.find(b"\n") + 1
    if not end:
        raise Malformed
    return data[:end], data[end:]
