"""What the demonstration's public secret halves sign, for documents that are changed and signed again."""

import base64
import hashlib

from .bundle import ROOT
from .ed25519 import public_key, sign


class SecretKey:
    """A minisign secret key without passphrase (minisign(1), "Secret key format")."""

    def __init__(self, identifier, secret):
        self.id, self.secret, self.point = identifier, secret, public_key(secret)

    @classmethod
    def read(cls, path):
        data = base64.b64decode((ROOT / path).read_text().splitlines()[1])
        return cls(data[54:62], data[62:94])

    @classmethod
    def of_number(cls, number):
        """Everybody's: of an operator or a desk of the vectors."""
        return cls(bytes([number]) * 8, bytes([number]) * 32)

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


ROOT_KEY = SecretKey.read("tests/demo/DEMO-ONLY-root.key")
RECEIPT_KEY = SecretKey.read("tests/demo/DEMO-ONLY-receipt.key")
