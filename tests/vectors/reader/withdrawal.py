"""9: the withdrawal."""

import hashlib

from .ed25519 import verifies
from .values import digits, instant, read_document, reference, refuse_unless, text

WITHDRAWAL = {"at": instant, "format": text, "record_sha256": digits(64), "reference": reference}
CONTEXT = b"pli withdrawal v1\0"


def read(file, record, record_sha256):
    """Checks a withdrawal of this record."""
    lines = file.split(b"\n")
    refuse_unless(len(lines) == 3 and not lines[2] and digits(128)(lines[1].decode("latin-1")), "withdrawal-malformed")
    malformed = "withdrawal-malformed"
    withdrawal = read_document(
        lines[0], "pli-withdrawal/1", WITHDRAWAL, malformed, "withdrawal-unknown-format", malformed
    )
    is_of_record = withdrawal["reference"] == record["facts"]["reference"]
    refuse_unless(is_of_record and withdrawal["record_sha256"] == record_sha256, "withdrawal-other-consent")
    message = CONTEXT + hashlib.sha256(lines[0]).digest()
    key, signature = bytes.fromhex(record["case_key"]), bytes.fromhex(lines[1].decode())
    refuse_unless(verifies(key, message, signature, strict=True), "withdrawal-not-genuine")
    return withdrawal
