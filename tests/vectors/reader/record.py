"""3 and 6: the consent record and its case signature."""

import datetime
import hashlib
import re

from . import terms
from .bundle import fingerprint
from .ed25519 import verifies
from .values import (
    Refused,
    boolean,
    canonical,
    digits,
    epoch_name,
    in_utc,
    instant,
    integer,
    is_civil,
    is_shaped,
    one_of,
    read_json,
    reference,
    refuse_unless,
    text,
)

NAMED = {"id": text, "name": text}


def local_time(value):
    """`signed_at.time`: in a year of 0.3 there and in UTC, never `-00:00`."""
    if not text(value) or not is_civil(value[:19]):
        return False
    if not re.fullmatch("[+-]([01][0-9]|2[0-3]):[0-5][0-9]", value[19:]) or value[19:] == "-00:00":
        return False
    return in_utc(value) is not None


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
            "steps_tried": [NAMED],
        },
        "reference": reference,
    },
    "format": one_of("pli-consent/1"),
    "signature": text,
    "signed_at": {
        "time": local_time,
        "zone": text,
    },
    "terms": {"sha256": digits(64), "version": integer(0, 2**32 - 1)},
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


def check_known(record):
    """3.7"""
    if code := terms.unknown(record):
        raise Refused(code)


def check_terms(record):
    """3.6"""
    if code := terms.against(record):
        raise Refused(code)


def check_time(record, now):
    """3.8"""
    refuse_unless(now <= record["expires_at"], "expired")
    signed = datetime.datetime.strptime(in_utc(record["signed_at"]["time"]), "%Y-%m-%dT%H:%M:%SZ")
    ahead = signed - datetime.datetime.strptime(now, "%Y-%m-%dT%H:%M:%SZ")
    refuse_unless(ahead <= datetime.timedelta(hours=24), "not-yet-signed")


def check_epoch(record, bundle):
    """3.4"""
    named = record["epoch"]
    refuse_unless(record["demo"] == bundle["demo"], "demonstration")
    gone = any(it["fingerprint"] == named["fingerprint"] for it in bundle["destroyed"])
    refuse_unless(not gone, "epoch-destroyed")
    epoch = next((it for it in bundle["epochs"] if it["name"] == named["name"]), None)
    refuse_unless(epoch is not None, "epoch-unknown")
    refuse_unless(fingerprint(epoch) == named["fingerprint"], "epoch-other")
    signed = in_utc(record["signed_at"]["time"])
    refuse_unless(epoch["not_before"] <= signed <= epoch["not_after"], "epoch-not-in-force")
