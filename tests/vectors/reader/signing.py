"""What the demonstration's public secret halves sign, for documents that are changed and signed again."""

import base64
import hashlib

from .bundle import ROOT
from .ed25519 import sign


class SecretKey:
    """A minisign secret key without passphrase (minisign(1), "Secret key format")."""

    def __init__(self, path):
        data = base64.b64decode((ROOT / path).read_text().splitlines()[1])
        self.id, self.secret, self.point = data[54:62], data[62:94], data[94:126]

    def public(self):
        """`RW…` (0.7)."""
        return base64.b64encode(b"Ed" + self.id + self.point).decode()

    def sign(self, message, kind, trusted):
        """0.8"""
        made = sign(self.secret, hashlib.blake2b(message).digest())
        of_both = sign(self.secret, made + trusted.encode())
        lines = [
            f"untrusted comment: {kind}",
            base64.b64encode(b"ED" + self.id + made).decode(),
            f"trusted comment: {trusted}",
            base64.b64encode(of_both).decode(),
        ]
        return "".join(line + "\n" for line in lines).encode()


def root():
    return SecretKey("tests/demo/DEMO-ONLY-root.key")


def receipts():
    return SecretKey("tests/demo/DEMO-ONLY-receipt.key")
