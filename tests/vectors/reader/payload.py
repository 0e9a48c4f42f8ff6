"""4: the payload."""

import re

from .sealed import LENGTHS
from .values import digits, in_utc, instant, read_document, reference, refuse_unless, text

FORMAT = "pli-credentials/1"
PAYLOAD = {
    "bank": text,
    "consent_sha256": text,
    "expires_at": instant,
    "fields": lambda value: isinstance(value, dict) and all(map(text, value.values())),
    "format": text,
    "nonce": text,
    "reference": reference,
    "signed_at": instant,
}


def read(plaintext, banks):
    """4.1 to 4.7 in the order of 4.3: the payload, and the length that it is padded to."""
    data = plaintext.rstrip(b" ")
    payload = read_document(
        data, FORMAT, PAYLOAD, "payload-malformed", "payload-unknown-format", "payload-not-canonical"
    )
    refuse_unless(digits(64)(payload["consent_sha256"]) and digits(32)(payload["nonce"]), "payload-malformed")
    refuse_unless(payload["fields"].keys() == banks.get(payload["bank"], set()), "payload-other-fields")
    for value in payload["fields"].values():
        is_held = 1 <= len(value) <= 256 and not re.search("[\x00-\x1f\x7f-\x9f]", value)
        refuse_unless(is_held, "payload-field-out-of-bounds")
    padded = [length for length in LENGTHS if len(data) <= length]
    refuse_unless(padded, "payload-other-padding")
    return payload, padded[0]


def expected(record, record_sha256):
    """4.4"""
    return {
        "consent_sha256": record_sha256,
        "reference": record["facts"]["reference"],
        "bank": record["facts"]["bank"]["id"],
        "expires_at": record["expires_at"],
        "signed_at": in_utc(record["signed_at"]["time"]),
    }
