"""5: the sealed file, without any key and with one."""

import base64
import binascii
import pathlib
import re
import subprocess
import tempfile

from .bundle import ROOT, recipients
from .recipient import kind_of
from .values import Refused, refuse_unless

LENGTHS = (2048, 4096, 8192, 16384)  # 4.7
ROOM = {"X25519": 2048, "tag": 2048, "tagpq": 6144}  # 5.2
STANZAS = {"X25519": ("X25519", [32]), "p256tag": ("tag", [4, 65]), "mlkem768p256tag": ("tagpq", [4, 1153])}  # 5.6
INTRODUCTION = b"age-encryption.org/v1\n"
IDENTITIES = sorted((ROOT / "tests/demo").glob("DEMO-ONLY-identity-*.txt"))


def decoded(text):
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode().rstrip("=") == text else None


def read_header(sealed):
    """Stanzas, as words and body, and the header's length; none unless it is age's."""
    if not sealed.startswith(INTRODUCTION):
        return None
    at, stanzas = len(INTRODUCTION), []

    def line():
        nonlocal at
        end = sealed.find(b"\n", at)
        if end < 0:
            return None
        taken, at = sealed[at:end], end + 1
        return taken.decode("ascii") if taken.isascii() else None

    while (first := line()) is not None:
        if first.startswith("--- "):
            mac = decoded(first[4:])
            return (stanzas, at) if mac is not None and len(mac) == 32 else None
        words = first[3:].split(" ")
        if not first.startswith("-> ") or not all(re.fullmatch("[!-~]+", word) for word in words):
            return None
        body = ""
        while True:
            part = line()
            if part is None or len(part) > 64:
                return None
            body += part
            if len(part) < 64:
                break
        if (body := decoded(body)) is None:
            return None
        stanzas.append((words, body))
    return None


def kind_of_stanza(words, body):
    kind, lengths = STANZAS.get(words[0], (None, []))
    arguments = [decoded(word) for word in words[1:]]
    has_lengths = [None if it is None else len(it) for it in arguments] == lengths
    return kind if kind is not None and has_lengths and len(body) == 32 else None


def inspect(sealed):
    """Kind, number of recipients, and the payload's length (5.7)."""
    header = read_header(sealed)
    refuse_unless(header is not None, "sealed-file-damaged")
    stanzas, header_length = header
    kinds = [kind_of_stanza(*it) for it in stanzas if not it[0][0].endswith("-grease")]
    is_for_some = kinds and kinds[0] is not None and len(kinds) <= 2 and set(kinds) == {kinds[0]}
    refuse_unless(is_for_some and len(stanzas) - len(kinds) == 1, "sealed-file-recipients")
    padded = [length for length in LENGTHS if length + ROOM[kinds[0]] == len(sealed)]
    refuse_unless(padded and header_length + 32 <= ROOM[kinds[0]], "sealed-file-length")
    return kinds[0], len(kinds), padded[0]


def check_recipients(kind, number, bundle, signed_at, expires_at):
    """5.8"""
    first = recipients(bundle, signed_at)
    refuse_unless(first, "sealed-file-recipients")
    last = recipients(bundle, max(signed_at, min(expires_at, first[0]["not_after"])))
    is_possible = kind_of(first[0]["recipient"]) == kind and len(first) <= number <= len(last)
    refuse_unless(is_possible, "sealed-file-recipients")


def opened(sealed):
    """5.5: stock age says which it was."""
    with tempfile.NamedTemporaryFile() as file:
        pathlib.Path(file.name).write_bytes(sealed)
        identities = [word for identity in IDENTITIES for word in ("-i", str(identity))]
        age = subprocess.run(["age", "-d", *identities, file.name], capture_output=True)
    if age.returncode:
        raise Refused("other-identity" if b"no identity matched" in age.stderr else "sealed-file-damaged")
    return age.stdout
