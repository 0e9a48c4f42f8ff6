"""3 and 6: the consent record and its case signature."""

import hashlib
import re

from .bundle import fingerprint
from .ed25519 import verifies
from .values import Refused, boolean, canonical, digits, epoch_name, instant, is_shaped, one_of, read_json, reference, refuse_unless, text

NAMED = {"id": text, "name": text}
RECORD = {
    "acts": [{"id": text, "text": text}],
    "app_version": text,
    "case_key": digits(64),
    "clauses": [lambda value: isinstance(value, list) and len(value) == 2 and all(map(text, value))],
    "controller": {"acpr": text, "address": text, "dpo": text, "name": text},
    "demo": boolean,
    "epoch": {"fingerprint": digits(64), "name": epoch_name},
    "expires_at": instant,
    "facts": {
        "accounts": [NAMED],
        "bank": NAMED,
        "language": one_of("fr", "en"),
        "person": {"email": text, "name": text},
        "problem": {
            "asked_by": one_of("support", "article", "phone-call", "text-message", "someone-else"),
            "description": text,
            "manual_sync_tried": lambda value: value is None or boolean(value),
            "since": text,
        },
        "reference": reference,
    },
    "format": one_of("pli-consent/1"),
    "signature": text,
    "signed_at": {
        "time": lambda value: text(value)
        and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", value) is not None,
        "zone": text,
    },
    "text": {"sha256": digits(64), "version": lambda value: isinstance(value, int) and not boolean(value)},
}
PROOF = {"sealed_sha256": digits(64), "signature": digits(128)}


def read(data, shape, code):
    try:
        value = read_json(data)
    except ValueError:
        raise Refused(code) from None
    refuse_unless(is_shaped(value, shape) and canonical(value).encode() == data, code)
    return value


def check_signature(record, record_bytes, proof, sealed):
    """6"""
    sealed_sha256 = bytes.fromhex(proof["sealed_sha256"])
    message = b"pli case signature v1\0" + hashlib.sha256(record_bytes).digest() + sealed_sha256  # 6.1
    key, signature = bytes.fromhex(record["case_key"]), bytes.fromhex(proof["signature"])
    refuse_unless(verifies(key, message, signature, strict=True), "signature-wrong")
    refuse_unless(hashlib.sha256(sealed).digest() == sealed_sha256, "other-sealed-file")


def check_epoch(record, bundle):
    """3.4"""
    named = record["epoch"]
    refuse_unless(record["demo"] == bundle["demo"], "demonstration")
    gone = any(it["fingerprint"] == named["fingerprint"] for it in bundle["destroyed"])
    refuse_unless(not gone, "epoch-destroyed")
    epoch = next((it for it in bundle["epochs"] if it["name"] == named["name"]), None)
    refuse_unless(epoch is not None, "epoch-unknown")
    refuse_unless(fingerprint(epoch) == named["fingerprint"], "epoch-other")
