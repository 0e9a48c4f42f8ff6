#!/usr/bin/env python3
"""Reads every package of this folder and compares the code it gives with verdicts.json.

Written from docs/FORMAT.md alone (numbers are its clauses), with Python's standard library and the
program age. It has no renderer: what only a renderer tells, it cannot.
"""

import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

from reader import terms

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
IDENTITIES = sorted((ROOT / "tests/demo").glob("DEMO-ONLY-identity-*.txt"))
BUNDLE = json.loads((ROOT / "assets/bundle/demo/bundle.json").read_bytes())
NEEDS_THE_RENDERER = {"differs", "appended", "cut", "unrenderable"}  # 7.2, 8.4
RENDERER = b"Pli, renderer 1"  # 7.1


class Refused(Exception):
    """A code."""


# --- 0: canonical JSON, instants, references


def canonical(value):
    """RFC 8785 of what these formats hold (0.1)."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def members(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a member stands twice")  # 0.2
    return dict(pairs)


def read_json(data):
    return json.loads(data.decode("utf-8"), object_pairs_hook=members)


def is_shaped(value, shape):
    """Whether a value has exactly the members and types of a shape (0.2)."""
    if isinstance(shape, dict):
        return (
            isinstance(value, dict)
            and value.keys() == shape.keys()
            and all(is_shaped(value[name], shape[name]) for name in shape)
        )
    if isinstance(shape, list):
        return isinstance(value, list) and all(is_shaped(item, shape[0]) for item in value)
    return shape(value)


def text(value):
    return isinstance(value, str)


def boolean(value):
    return isinstance(value, bool)


def instant(value):
    """0.3"""
    if not text(value) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,8}[1-9])?Z", value):
        return False
    try:
        datetime.datetime.strptime(value[:19], "%Y-%m-%dT%H:%M:%S")
        return True
    except ValueError:
        return False


def digits(count):
    return lambda value: text(value) and re.fullmatch(f"[0-9a-f]{{{count}}}", value) is not None


def one_of(*values):
    return lambda value: value in values


def reference(value):
    """0.4, 0.5"""
    if not text(value) or not re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", value):
        return False
    body = value.replace("-", "")
    total = 0
    for character in body[:7]:
        total = 2 * (total + int(character, 36)) % 37
    return (38 - total) % 37 == int(body[7], 36)


# --- 6: Ed25519, strict (RFC 8032, 5.1)

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
IDENTITY = (0, 1, 1, 0)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    result = IDENTITY
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def equal(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def decompress(data):
    encoded = int.from_bytes(data, "little")
    y, sign = encoded & (1 << 255) - 1, encoded >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def verifies(key, message, signature):
    a, r, s = decompress(key), decompress(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER or any(equal(times(8, point), IDENTITY) for point in (a, r)):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return equal(times(s, BASE), add(r, times(k, a)))


# --- 7: the consent PDF


class Document:
    def __init__(self, data):
        self.data = data
        if len(data) > 2_000_000:
            raise Refused("not-a-pdf")
        unescaped = re.sub(rb"#([0-9A-Fa-f]{2})", lambda it: bytes.fromhex(it[1].decode()), data)
        last = data.rfind(b"startxref")
        found = re.compile(rb"startxref\n(\d+)").match(data, last) if last >= 0 else None
        table = data[int(found[1]) :] if found else b""
        is_plain = table.startswith(b"xref\n") and not re.search(rb"#|/Prev|/XRefStm", table)
        if not is_plain or b"/ObjStm" in unescaped:
            raise Refused("not-a-pdf")  # 7.3
        self.offsets = {}
        lines = re.match(rb"xref\n0 (\d+)\n", table)
        for number in range(int(lines[1])):
            entry = table[lines.end() + 20 * number :][:20]
            if entry[17:18] == b"n":
                self.offsets[number] = int(entry[:10])
        self.trailer = table[table.index(b"trailer") :]

    def object(self, number):
        start = self.offsets[number]
        head = re.compile(rb"%d 0 obj\s" % number).match(self.data, start)
        return self.data[head.end() : self.data.index(b"endobj", start)]

    def reference(self, where, name):
        return int(re.search(name + rb" (\d+) 0 R", where)[1])

    def producer(self):
        information = self.object(self.reference(self.trailer, b"/Info"))
        return re.search(rb"/Producer \(([^)]*)\)", information)[1]

    def associated(self, name, code):
        """7.4, 7.5"""
        catalog = self.object(self.reference(self.trailer, b"/Root"))
        listed = re.search(rb"/AF \[([^\]]*)\]", catalog)
        files = [self.object(int(number)) for number in re.findall(rb"(\d+) 0 R", listed[1])]
        named = [file for file in files if b"/F (" + name + b")" in file]
        if len(named) != 1:
            raise Refused(code)
        stream = re.search(rb"/EF <<\s*/F (\d+) 0 R", named[0])
        start = self.offsets[int(stream[1])]
        begins = self.data.index(b"stream\n", start)
        dictionary = self.data[start:begins]
        length = int(re.search(rb"/Length (\d+)", dictionary)[1])
        content = self.data[begins + 7 :][:length]
        return zlib.decompress(content) if b"/FlateDecode" in dictionary else content


# --- 3: the record

NAMED = {"id": text, "name": text}


def epoch_name(value):
    return text(value) and re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", value) is not None


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
            "since": text,
            "steps_tried": [NAMED],
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
    "terms": {"sha256": digits(64), "version": lambda value: isinstance(value, int) and not boolean(value)},
}
PROOF = {"sealed_sha256": digits(64), "signature": digits(128)}


def read(data, shape, code):
    try:
        value = read_json(data)
    except ValueError:
        raise Refused(code) from None
    if not is_shaped(value, shape) or canonical(value).encode() != data:
        raise Refused(code)
    return value


def check_epoch(record):
    """3.4"""
    epoch = next((it for it in BUNDLE["epochs"] if it["name"] == record["epoch"]["name"]), None)
    if epoch is None:
        raise Refused("epoch-unknown")
    if hashlib.sha256(epoch["recipient"].encode()).hexdigest() != record["epoch"]["fingerprint"]:
        raise Refused("epoch-other")


# --- 4, 5: the sealed file and the payload

PAYLOAD = {
    "bank": text,
    "consent_sha256": text,
    "expires_at": text,
    "fields": lambda value: isinstance(value, dict) and all(map(text, value.values())),
    "format": text,
    "nonce": text,
    "reference": reference,
    "signed_at": text,
}


def opened(sealed):
    """5.5: stock age says which it was."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(sealed)
        file.flush()
        identities = [word for identity in IDENTITIES for word in ("-i", str(identity))]
        age = subprocess.run(["age", "-d", *identities, file.name], capture_output=True)
    if age.returncode:
        raise Refused("other-identity" if b"no identity matched" in age.stderr else "sealed-file-damaged")
    return age.stdout


def read_payload(plaintext, fields):
    data = plaintext.rstrip(b" ")
    try:
        payload = read_json(data)
    except ValueError:
        raise Refused("payload-malformed") from None
    if not isinstance(payload, dict) or not text(payload.get("format")):
        raise Refused("payload-malformed")
    if payload["format"] != "pli-credentials/1":
        raise Refused("payload-unknown-format")  # 4.2
    if not is_shaped(payload, PAYLOAD):
        raise Refused("payload-malformed")
    if canonical(payload).encode() != data or not all(map(instant, (payload["expires_at"], payload["signed_at"]))):
        raise Refused("payload-not-canonical")
    if not digits(64)(payload["consent_sha256"]) or not digits(32)(payload["nonce"]):
        raise Refused("payload-malformed")
    if payload["fields"].keys() != fields.get(payload["bank"], set()):
        raise Refused("payload-other-fields")
    for value in payload["fields"].values():
        if not 1 <= len(value) <= 256 or re.search("[\x00-\x1f\x7f-\x9f]", value):
            raise Refused("payload-field-out-of-bounds")
    return payload


def in_utc(time):
    return datetime.datetime.fromisoformat(time).astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def check(consent, sealed):
    """7.6, then 3.6 and 3.7, 3.4, 5 and 4."""
    document = Document(consent)
    record_bytes = document.associated(b"consent.json", "record-missing")
    proof_bytes = document.associated(b"consent.sig", "signature-missing")
    record = read(record_bytes, RECORD, "record-unreadable")
    proof = read(proof_bytes, PROOF, "signature-unreadable")
    sealed_sha256 = bytes.fromhex(proof["sealed_sha256"])
    message = b"pli case signature v1\0" + hashlib.sha256(record_bytes).digest() + sealed_sha256  # 6.1
    if not verifies(bytes.fromhex(record["case_key"]), message, bytes.fromhex(proof["signature"])):
        raise Refused("signature-wrong")
    if hashlib.sha256(sealed).digest() != sealed_sha256:
        raise Refused("other-sealed-file")
    if code := terms.unknown(record):
        raise Refused(code)
    if document.producer() != RENDERER:
        raise Refused("other-renderer")
    if code := terms.against(record):
        raise Refused(code)
    check_epoch(record)
    fields = terms.KNOWN[record["terms"]["version"]].fields()
    payload = read_payload(opened(sealed), fields)
    expected = {
        "consent_sha256": hashlib.sha256(record_bytes).hexdigest(),
        "reference": record["facts"]["reference"],
        "bank": record["facts"]["bank"]["id"],
        "expires_at": record["expires_at"],
        "signed_at": in_utc(record["signed_at"]["time"]),
    }
    if any(payload[name] != value for name, value in expected.items()):
        raise Refused("other-payload")  # 4.4


def main():
    wrong = 0
    verdicts = json.loads((HERE / "verdicts.json").read_bytes())
    for verdict in verdicts:
        folder = HERE / verdict["folder"]
        try:
            check((folder / "consent.pdf").read_bytes(), (folder / "sealed.age").read_bytes())
            code = None
        except Refused as refused:
            code = str(refused)
        expected = None if verdict["code"] in NEEDS_THE_RENDERER else verdict["code"]
        if code != expected:
            wrong += 1
            print(f"{verdict['folder']}: {code}, not {expected}")
    print(f"{len(verdicts) - wrong} of {len(verdicts)} verdicts are given")
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main())
