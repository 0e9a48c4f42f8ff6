"""The documents of documents.json, one kind a section, each with what its verdict depends on."""

import hashlib
import json

from . import approval, bundle, log, minisign, payload, receipt, record, sealed, terms, withdrawal
from .bundle import ROOT
from .values import Refused

CARRIED = json.loads((ROOT / "assets/bundle/demo/bundle.json").read_bytes())
RECORD = (ROOT / "tests/vectors/good/french/consent.json").read_bytes()
BANKS = terms.KNOWN[1].fields()


def written(data):
    """Bytes as documents.json has them: a text, or hexadecimal where they are none."""
    if data is None:
        return None
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"hex": data.hex()}


def bytes_of(value):
    return bytes.fromhex(value["hex"]) if "hex" in value else value["text"].encode()


def judge_record(data, now):
    """3.1, 3.7, 3.6, 3.4 and the times."""
    its = record.read(data, record.RECORD, "record-unreadable")
    record.check_known(its)
    record.check_terms(its)
    record.check_epoch(its, CARRIED)
    record.check_time(its, now)


def judge(document):
    """The code, or none."""
    kind = document["kind"]
    data = bytes_of(document["document"])
    try:
        if kind == "bundle":
            bundle.read_file(data, document["now"], document["last_serial"])
        elif kind == "record":
            judge_record(data, document["now"])
        elif kind == "payload":
            payload.read(data, BANKS)
        elif kind == "sealed":
            sealed.inspect(data)
        elif kind == "withdrawal":
            withdrawal.read(data, json.loads(RECORD), hashlib.sha256(RECORD).hexdigest())
        elif kind == "receipt":
            receipt.read(data, CARRIED["receipt_keys"])
        elif kind == "log":
            after = document["next"] and bytes_of(document["next"])
            log.check(data, bytes_of(document["head"]), after, minisign.key(document["key"]))
        elif kind == "approval":
            people = approval.read_roster(bytes_of(document["roster"]))
            two = [data, bytes_of(document["other"])]
            case, times = (document["reference"], document["sealed_sha256"]), (document["since"], document["now"])
            approval.check(two, people, *case, document["viewer"], *times)
    except Refused as refused:
        return str(refused)
    return None
