#!/usr/bin/env python3
"""Writes documents.json: documents that are no packages, each with the code that a receiver must give.

Everything is fixed, so the file is made again byte for byte. The codes are written here by hand.
"""

import hashlib
import json
import pathlib

from reader import signing
from reader.document import CARRIED, RECORD, written
from reader.ed25519 import sign
from reader.terms import KNOWN
from reader.values import canonical

HERE = pathlib.Path(__file__).resolve().parent
NOW = "2026-11-23T13:05:00Z"
RECORD_SHA256 = hashlib.sha256(RECORD).hexdigest()
CASE = json.loads(RECORD)["facts"]["reference"]
SEALED_SHA256 = "09" * 32
CASE_SECRET = b"\x07" * 32
DESK = signing.SecretKey.of_number(3)
ANNE, BRUNO, STRANGER = (signing.SecretKey.of_number(number) for number in (4, 5, 6))
NOTHING = hashlib.sha256(b"").hexdigest()


def line(value):
    return canonical(value).encode() + b"\n"


def signed_line(value, kind, key, trusted=None):
    data = value if isinstance(value, bytes) else line(value)
    return data + key.sign(data, kind, kind if trusted is None else trusted)


def changed(value, **members):
    return {**value, **members}


# --- 1: bundles


def bundle(members=None, key=signing.ROOT_KEY, kind="pli-bundle/1", text=None):
    data = (text or json.dumps({**CARRIED, **(members or {})}, ensure_ascii=False, indent=2)).encode()
    return key.sign(data, kind, "vectors") + data


def epoch(number, **members):
    return changed(CARRIED["epochs"][number], **members)


def bundles():
    whole = json.dumps(CARRIED)
    first, second = CARRIED["epochs"]
    key = CARRIED["receipt_keys"][0]
    gone = {"name": "2025-11", "fingerprint": "0a" * 32, "destroyed_at": "2026-02-01T00:00:00Z"}
    other_key = changed(key, key=ANNE.public())
    file = bundle()
    malformed = [
        ("format", {"format": "pli-bundle/2"}),
        ("serial-0", {"serial": 0}),
        ("serial-2-53", {"serial": 2**53}),
        ("serial-text", {"serial": "1"}),
        ("serial-true", {"serial": True}),
        ("no-demonstration", {"demo": False}),
        ("a-window-of-nothing", {"not_after": CARRIED["not_before"]}),
        ("a-fraction", {"not_after": "2031-12-31T23:59:59.5Z"}),
        ("an-offset", {"not_after": "2031-12-31T23:59:59+00:00"}),
        ("another-year", {"not_before": "0000-01-01T00:00:00Z"}),
        ("no-epoch", {"epochs": []}),
        ("an-epoch-of-nothing", {"epochs": [epoch(0, not_after=first["not_before"])]}),
        ("two-epochs-of-a-name", {"epochs": [first, epoch(1, name="2026-01")]}),
        ("two-epochs-of-a-recipient", {"epochs": [first, epoch(1, recipient=first["recipient"])]}),
        ("an-epoch-inside", {"epochs": [first, epoch(1, not_after="2028-12-01T00:00:00Z")]}),
        ("month-13", {"epochs": [epoch(0, name="2026-13")]}),
        ("a-recipient-in-capitals", {"epochs": [epoch(0, recipient=first["recipient"].upper())]}),
        ("a-recipient-of-another-sum", {"epochs": [epoch(0, recipient=first["recipient"][:-1] + "q")]}),
        ("a-list-for-an-epoch", {"epochs": [list(first.values())]}),
        ("no-receipt-key", {"receipt_keys": []}),
        ("a-receipt-key-twice", {"receipt_keys": [key, changed(key, not_before="2027-01-01T00:00:00Z")]}),
        ("a-receipt-key-spelt-otherwise", {"receipt_keys": [changed(key, key="RU" + key["key"][2:])]}),
        ("a-receipt-key-of-nothing", {"receipt_keys": [changed(key, not_after=key["not_before"])]}),
        ("a-destroyed-epoch-listed", {"destroyed": [changed(gone, name="2026-01")]}),
        ("a-destroyed-recipient-listed", {"destroyed": [changed(gone, fingerprint=fingerprint(first))]}),
        ("a-destroyed-epoch-twice", {"destroyed": [gone, changed(gone, fingerprint="0b" * 32)]}),
        ("a-fingerprint-in-capitals", {"destroyed": [changed(gone, fingerprint="0A" * 32)]}),
        ("a-fingerprint-of-nothing", {"destroyed": [changed(gone, fingerprint="")]}),
        ("one-more-member", {"address": ""}),
    ]
    yield from ((f"bundle-{name}", "bundle-malformed", bundle(members), {}) for name, members in malformed)
    yield "bundle", None, file, {}
    yield "bundle-of-several", None, bundle({"destroyed": [gone], "receipt_keys": [key, other_key], "serial": 2**53 - 1}), {}
    yield "bundle-in-another-order", None, bundle(text=json.dumps(dict(reversed(CARRIED.items())))), {}
    yield "bundle-without-end", None, bundle({"not_after": "9999-12-31T23:59:59Z"}), {"now": "9999-12-30T22:00:00Z"}
    yield "bundle-a-member-twice", "bundle-malformed", bundle(text=whole.replace('"serial": 1', '"serial": 1, "serial": 1')), {}
    yield "bundle-a-number-with-a-fraction", "bundle-malformed", bundle(text=whole.replace('"serial": 1', '"serial": 1.0')), {}
    yield "bundle-no-json", "bundle-malformed", bundle(text="{"), {}
    yield "bundle-another-root", "bundle-unsigned", bundle(key=ANNE), {}
    yield "bundle-another-kind", "bundle-unsigned", bundle(kind="pli-bundle/2"), {}
    yield "bundle-unsigned", "bundle-unsigned", whole.encode(), {}
    yield "bundle-carriage-returns", "bundle-unsigned", file.replace(b"\n", b"\r\n"), {}
    yield "bundle-longer-than-a-file", "bundle-unsigned", bundle(text=whole + " " * 65_536), {}
    yield "bundle-altered", "bundle-altered", file.replace(b'"serial": 1', b'"serial": 2'), {}
    yield "bundle-rolled-back", "bundle-rolled-back", bundle({"serial": 4}), {"last_serial": 5}
    yield "bundle-rolled-back-and-expired", "bundle-rolled-back", bundle({"serial": 4}), {"last_serial": 5, "now": "2032-01-01T00:00:00Z"}
    yield "bundle-of-the-same-serial", None, bundle({"serial": 5}), {"last_serial": 5}
    yield "bundle-at-its-first-second", None, file, {"now": "2026-01-01T00:00:00Z"}
    yield "bundle-before-its-first-second", "bundle-not-yet-valid", file, {"now": "2025-12-31T23:59:59Z"}
    yield "bundle-at-its-last-second", None, file, {"now": "2031-12-31T23:59:59Z"}
    yield "bundle-after-its-last-second", "bundle-expired", file, {"now": "2032-01-01T00:00:00Z"}


def fingerprint(epoch):
    return hashlib.sha256(epoch["recipient"].encode()).hexdigest()


# --- 3: records

SIGNED_AT = {"time": "2026-11-23T14:05:00+01:00", "zone": "Europe/Paris"}


def records():
    whole = json.loads(RECORD)

    def record(**members):
        return canonical(changed(whole, **members)).encode()

    def signed(time, **members):
        return record(signed_at={"time": time, "zone": "Europe/Paris"}, **members)

    facts, epoch_of, terms = whole["facts"], whole["epoch"], whole["terms"]
    person, problem = facts["person"], facts["problem"]
    unreadable = [
        ("newer", record(format="pli-consent/2")),
        ("with-a-space", RECORD.replace(b'{"acts"', b'{ "acts"')),
        ("one-more-member", record(more=1)),
        ("a-fraction", record(expires_at="2026-12-23T13:05:00.5Z")),
        ("minus-nothing", signed("2026-11-23T13:05:00-00:00")),
        ("in-utc", signed("2026-11-23T13:05:00Z")),
        ("an-offset-of-a-day", signed("2026-11-24T13:05:00+24:00")),
        ("a-key-in-capitals", record(case_key=whole["case_key"].upper())),
        ("another-language", record(facts=changed(facts, language="de"))),
        ("a-version-below-nothing", record(terms=changed(terms, version=-1))),
        ("a-version-too-great", record(terms=changed(terms, version=2**32))),
    ]
    yield from ((f"record-{name}", "record-unreadable", data, {}) for name, data in unreadable)
    yield "record", None, RECORD, {}
    yield "record-at-its-last-second", None, RECORD, {"now": whole["expires_at"]}
    yield "record-expired", "expired", RECORD, {"now": "2026-12-23T13:05:01Z"}
    yield "record-a-day-ahead", None, RECORD, {"now": "2026-11-22T13:05:00Z"}
    yield "record-more-than-a-day-ahead", "not-yet-signed", RECORD, {"now": "2026-11-22T13:04:59Z"}
    yield "record-in-another-offset", None, signed("2026-11-23T13:05:00+00:00"), {}
    yield "record-terms-9", "terms-unknown", record(terms=changed(terms, version=9)), {}
    yield "record-other-terms", "terms-other", record(terms=changed(terms, sha256="00" * 32)), {}
    yield "record-another-bank", "not-eligible", record(facts=changed(facts, bank={"id": "lcl", "name": "LCL. Bridge me rembourse"})), {}
    yield "record-an-account-twice", "not-eligible", record(facts=changed(facts, accounts=facts["accounts"] * 2)), {}
    yield "record-asked-by-phone", "not-eligible", record(facts=changed(facts, problem=changed(problem, asked_by="phone-call"))), {}
    yield "record-a-name-of-two-lines", "not-as-written", record(facts=changed(facts, person=changed(person, name="Anne\nMarchand"))), {}
    for version, code in [
        ("1.0.0-Bridge-rembourse-tout", "not-as-written"),
        ("01.0.0", "not-as-written"),
        ("1.0.0-rc.01", "not-as-written"),
        ("1.0.0\n", "not-as-written"),
        ("1.0.0-rc.1", None),
    ]:
        yield f"record-version-{version.strip()}", code, record(app_version=version), {}
    for zone, code in [("Bridge/me_rembourse/tout", "not-as-written"), ("Europe/Paris\n", "not-as-written"), ("", None)]:
        yield f"record-zone-{zone.strip()}", code, record(signed_at=changed(SIGNED_AT, zone=zone)), {}
    yield "record-other-acts", "other-text", record(acts=whole["acts"][:2]), {}
    yield "record-other-words", "other-text", record(clauses=[["x", "y"], *whole["clauses"][1:]]), {}
    yield "record-another-controller", "other-text", record(controller=changed(whole["controller"], dpo="x")), {}
    yield "record-a-day-more", "other-term", record(expires_at="2026-12-24T13:05:00Z"), {}
    yield "record-another-signature", "other-signature", record(signature="Anne Marchand"), {}
    yield "record-a-signature-in-capitals", None, record(signature="HÉLÈNE MARCHAND"), {}
    def of(signature=None, **members):
        """Of another person, the clauses with them."""
        it = changed(whole, facts=changed(facts, person=changed(person, **members)))
        return record(facts=it["facts"], clauses=KNOWN[1].clauses(it), signature=signature or it["facts"]["person"]["name"])

    def described(text):
        return record(facts=changed(facts, problem=changed(problem, description=text)))

    yield "record-a-mark-after-a-line-feed", None, described("e\n\u0301"), {}
    yield "record-a-mark-after-its-letter", "not-as-written", described("e\u0301"), {}
    for name, signature, code in [
        ("राम", "राम", None),
        ("राम", "रिम", "other-signature"),
        ("Cʼhoarzh", "C hoarzh", None),
        ("ʼ", "ʼ", "not-as-written"),
        ("1ʼ", "1", "not-as-written"),
        ("Anne ½", "anne 1 2", None),
        ("نیک\u200cپی", "نیک\u200cپی", None),
        ("نیک\u200cپی", "نیکپی", None),
        ("نیکپی\u200c", "نیکپی", "not-as-written"),
        ("Anne\u200cMarie", "Anne Marie", "not-as-written"),
    ]:
        yield f"record-{name}-signed-{signature}", code, of(signature, name=name), {}
    longest = "a" * 64
    for email, code in [
        ('"ab"@c.fr', None),
        ('"a b\\""@c.fr', None),
        (f"{longest}@c.fr", None),
        ("é!@c-d.fr", None),
        ("a@école.fr", None),
        (f"a@{'b' * 63}.fr", None),
        ("a@1.xn--p1ai", None),
        ("a@1.2.3.44", "not-as-written"),
        ("a@b.fr1", "not-as-written"),
        ("a@b_c.fr", "not-as-written"),
        ("a@b!c.fr", "not-as-written"),
        ("a@b-.fr", "not-as-written"),
        ("a@-b.fr", "not-as-written"),
        ("a@☑.fr", "not-as-written"),
        ("a@b,c.fr", "not-as-written"),
        ("a@[1.2.3.44]", "not-as-written"),
        (f"a@{'b' * 64}.fr", "not-as-written"),
        ("a@b..fr", "not-as-written"),
        ("a@b.f", "not-as-written"),
        ("a..b@c.fr", "not-as-written"),
        (".a@c.fr", "not-as-written"),
        (f"a{longest}@c.fr", "not-as-written"),
        ('""@c.fr', "not-as-written"),
        ('"a"b@c.fr', "not-as-written"),
        ('"a\\"@c.fr', "not-as-written"),
        ("a b@c.fr", "not-as-written"),
        ("@c.fr", "not-as-written"),
    ]:
        yield f"record-address-{email}", code, of(email=email), {}
    for time, expires_at, code in [
        ("9999-12-25T14:05:00+01:00", "9999-12-31T23:59:59Z", "epoch-not-in-force"),
        ("9999-12-25T14:05:00+01:00", "9999-12-30T22:00:00Z", "other-term"),
        ("9999-11-30T23:00:00+01:00", "9999-12-30T22:00:00Z", "epoch-not-in-force"),
        ("9999-11-30T23:00:01+01:00", "9999-12-31T23:59:59Z", "epoch-not-in-force"),
        ("0900-01-01T00:00:00+00:00", "0900-01-31T00:00:00Z", "epoch-not-in-force"),
    ]:
        yield f"record-signed-{time}-to-{expires_at}", code, signed(time, expires_at=expires_at), {}
    yield "record-no-demonstration", "demonstration", record(demo=False), {}
    yield "record-another-key", "epoch-other", record(epoch=changed(epoch_of, fingerprint="00" * 32)), {}


# --- 4: payloads

PAYLOAD = {
    "bank": "lcl",
    "consent_sha256": "01" * 32,
    "expires_at": "2026-12-23T13:05:00Z",
    "fields": {"code": "482915", "identifiant": "0481516234"},
    "format": "pli-credentials/1",
    "nonce": "07" * 16,
    "reference": "K7M4-Q2XD",
    "signed_at": NOW,
}


def payloads():
    def written_as(text, spaces=4):
        return (text + " " * spaces).encode()

    def with_members(**members):
        return written_as(canonical(changed(PAYLOAD, **members)))

    whole = canonical(PAYLOAD)
    yield "payload", None, written_as(whole), {}
    yield "payload-without-spaces", None, written_as(whole, 0), {}
    yield "payload-empty", "payload-malformed", b"", {}
    yield "payload-a-list", "payload-malformed", b'["pli-credentials/2"]', {}
    yield "payload-newer", "payload-unknown-format", b'{"format":"pli-credentials/2","more":[1.5,null]}', {}
    for name, value in [("a-surrogate", '"\\ud800"'), ("5000-digits", "1" * 5000), ("5000-lists", "[" * 5000 + "]" * 5000)]:
        newer = f'{{"format":"pli-credentials/2","more":{value}}}'
        yield f"payload-newer-{name}", "payload-unknown-format", newer.encode(), {}
        yield f"payload-{name}", "payload-malformed", newer.replace("/2", "/1").encode(), {}
    yield "payload-no-format-but-a-surrogate", "payload-malformed", b'{"format":"\\ud800"}', {}
    yield "payload-a-field-of-a-surrogate", "payload-malformed", written_as(whole.replace("482915", "\\ud800")), {}
    yield "payload-a-line-feed-after-it", "payload-not-canonical", written_as(whole + "\n"), {}
    yield "payload-a-zero-after-it", "payload-malformed", written_as(whole + "\0"), {}
    yield "payload-with-a-space", "payload-not-canonical", written_as(whole.replace('{"bank"', '{ "bank"')), {}
    yield "payload-with-an-escape", "payload-not-canonical", written_as(whole.replace("lcl", "\\u006ccl")), {}
    yield "payload-a-member-twice", "payload-malformed", written_as(whole.replace('{"bank"', '{"bank":"lcl","bank"')), {}
    yield "payload-a-field-twice", "payload-malformed", written_as(whole.replace('{"code"', '{"code":"1","code"')), {}
    yield "payload-a-fraction", "payload-malformed", with_members(signed_at="2026-11-23T13:05:00.0Z"), {}
    yield "payload-digits", "payload-malformed", with_members(nonce="07" * 15 + "0"), {}
    yield "payload-digits-before-fields", "payload-malformed", with_members(consent_sha256="x", fields={}), {}
    yield "payload-spelling-before-digits", "payload-not-canonical", written_as(canonical(changed(PAYLOAD, nonce="x")).replace('{"bank"', '{ "bank"')), {}
    yield "payload-another-bank", "payload-other-fields", with_members(bank="autre"), {}
    yield "payload-other-fields", "payload-other-fields", with_members(fields={"code": "1"}), {}
    yield "payload-256-characters", None, with_members(fields={"code": "😀" * 256, "identifiant": "é" * 256}), {}
    yield "payload-257-characters", "payload-field-out-of-bounds", with_members(fields={"code": "1" * 257, "identifiant": "2"}), {}
    yield "payload-a-control-character", "payload-field-out-of-bounds", with_members(fields={"code": "1\u0085", "identifiant": "2"}), {}
    yield "payload-an-empty-field", "payload-field-out-of-bounds", with_members(fields={"code": "", "identifiant": "2"}), {}


# --- 5.7: sealed files


def sealed_files():
    whole = (HERE / "good/french/sealed.age").read_bytes()
    end = whole.index(b"\n--- ") + 1
    introduction, header = whole[:22], whole[22:end]
    mac_end = whole.index(b"\n", end) + 1
    share = b"A" * 43
    x25519, grease = b"-> X25519 " + share + b"\n" + share + b"\n", b"-> x-grease\n\n"

    def with_stanzas(*stanzas, length=4096):
        made = introduction + b"".join(stanzas) + whole[end:mac_end]
        return made + b"\x07" * (length - len(made))

    yield "sealed", None, whole, {}
    yield "sealed-to-two", None, (HERE / "good/two-recipients/sealed.age").read_bytes(), {}
    yield "sealed-nothing", "sealed-file-damaged", b"", {}
    yield "sealed-an-introduction", "sealed-file-damaged", introduction, {}
    yield "sealed-a-header", "sealed-file-length", whole[:mac_end], {}
    yield "sealed-a-header-without-its-end", "sealed-file-damaged", whole[: mac_end - 1], {}
    yield "sealed-no-stanza", "sealed-file-recipients", with_stanzas(), {}
    yield "sealed-grease-alone", "sealed-file-recipients", with_stanzas(grease), {}
    yield "sealed-without-grease", "sealed-file-recipients", with_stanzas(x25519), {}
    yield "sealed-one", None, with_stanzas(x25519, grease), {}
    yield "sealed-two-around-grease", None, with_stanzas(x25519, grease, x25519), {}
    yield "sealed-three", "sealed-file-recipients", with_stanzas(x25519, x25519, x25519, grease), {}
    yield "sealed-grease-twice", "sealed-file-recipients", with_stanzas(x25519, grease, grease), {}
    yield "sealed-scrypt", "sealed-file-recipients", with_stanzas(b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n" + share + b"\n", grease), {}
    yield "sealed-a-short-share", "sealed-file-recipients", with_stanzas(b"-> X25519 AAAA\n" + share + b"\n", grease), {}
    yield "sealed-a-line-of-65", "sealed-file-damaged", with_stanzas(b"-> x\n" + b"A" * 65 + b"\n", x25519, grease), {}
    yield "sealed-spare-bits", "sealed-file-damaged", with_stanzas(b"-> x\nAB\n", x25519, grease), {}
    yield "sealed-no-room-for-the-header", "sealed-file-length", with_stanzas(x25519, b"-> " + b"x" * 1900 + b"-grease\n\n"), {}
    for length in (2048, 4095, 4097, 6143, 10240, 10241, 18432, 22528):
        code = None if length in (10240, 18432) else "sealed-file-length"
        yield f"sealed-{length}", code, with_stanzas(x25519, grease, length=length), {}
    assert header.startswith(b"-> ")


# --- 9: withdrawals

WITHDRAWAL = {
    "at": "2026-12-01T09:30:00Z",
    "format": "pli-withdrawal/1",
    "record_sha256": RECORD_SHA256,
    "reference": CASE,
}


def withdrawal(value=None, secret=CASE_SECRET, context=b"pli withdrawal v1\0", text=None):
    data = text if text is not None else canonical(value or WITHDRAWAL).encode()
    signature = sign(secret, context + hashlib.sha256(data).digest())
    return data + b"\n" + signature.hex().encode() + b"\n"


def withdrawals():
    whole = withdrawal()
    data = canonical(WITHDRAWAL).encode()
    yield "withdrawal", None, whole, {}
    yield "withdrawal-empty", "withdrawal-malformed", b"", {}
    yield "withdrawal-a-line-more", "withdrawal-malformed", whole + b"\n", {}
    yield "withdrawal-carriage-returns", "withdrawal-malformed", whole.replace(b"\n", b"\r\n"), {}
    yield "withdrawal-capitals", "withdrawal-malformed", data + b"\n" + whole.split(b"\n")[1].upper() + b"\n", {}
    yield "withdrawal-a-space", "withdrawal-malformed", withdrawal(text=data.replace(b'{"at"', b'{ "at"')), {}
    yield "withdrawal-one-more-member", "withdrawal-malformed", withdrawal(changed(WITHDRAWAL, why="x")), {}
    yield "withdrawal-a-fraction", "withdrawal-malformed", withdrawal(changed(WITHDRAWAL, at="2026-12-01T09:30:00.5Z")), {}
    yield "withdrawal-newer", "withdrawal-unknown-format", withdrawal(changed(WITHDRAWAL, format="pli-withdrawal/2")), {}
    yield "withdrawal-another-record", "withdrawal-other-consent", withdrawal(changed(WITHDRAWAL, record_sha256="00" * 32)), {}
    yield "withdrawal-another-case", "withdrawal-other-consent", withdrawal(changed(WITHDRAWAL, reference="H3R8-W5NJ")), {}
    yield "withdrawal-another-key", "withdrawal-not-genuine", withdrawal(secret=b"\x08" * 32), {}
    yield "withdrawal-another-context", "withdrawal-not-genuine", withdrawal(context=b"pli withdrawal v2\0"), {}
    yield "withdrawal-no-context", "withdrawal-not-genuine", withdrawal(context=b""), {}


# --- 10: receipts

RECEIPT = {
    "by": "Hélène Marchand",
    "deleted_at": "2026-12-01T09:30:00Z",
    "epoch": "2026-01",
    "format": "pli-receipt/1",
    "reason": "closed",
    "record_sha256": None,
    "reference": CASE,
    "sealed_sha256": SEALED_SHA256,
}


def receipt(value=None, key=signing.RECEIPT_KEY, kind="pli-receipt/1", trusted=None, text=None):
    value = value or RECEIPT
    data = text if text is not None else line(value)
    says = f"pli-receipt/1 {value['reference']} deleted {value['deleted_at']}" if trusted is None else trusted
    return data + key.sign(data, kind, says)


def receipts():
    whole = receipt()
    yield "receipt", None, whole, {}
    yield "receipt-with-a-record", None, receipt(changed(RECEIPT, record_sha256=RECORD_SHA256, reason="withdrawn")), {}
    yield "receipt-replaced", None, receipt(changed(RECEIPT, reason="replaced")), {}
    yield "receipt-at-its-first-second", None, receipt(changed(RECEIPT, deleted_at="2026-01-01T00:00:00Z")), {}
    yield "receipt-before-its-key", "receipt-not-genuine", receipt(changed(RECEIPT, deleted_at="2025-12-31T23:59:59Z")), {}
    yield "receipt-after-its-key", "receipt-not-genuine", receipt(changed(RECEIPT, deleted_at="2032-01-01T00:00:00Z")), {}
    yield "receipt-another-key", "receipt-not-genuine", receipt(key=ANNE), {}
    yield "receipt-altered", "receipt-altered", whole.replace(b"closed", b"losedc"), {}
    yield "receipt-another-comment", "receipt-altered", whole.replace(b"comment: pli-receipt/1 K", b"comment: pli-receipt/1 L"), {}
    yield "receipt-a-comment-of-its-own", "receipt-malformed", receipt(trusted="pli receipt"), {}
    yield "receipt-another-kind", "receipt-malformed", receipt(kind="pli-receipt/2"), {}
    yield "receipt-a-line-more", "receipt-malformed", whole + b"\n", {}
    yield "receipt-carriage-returns", "receipt-malformed", whole.replace(b"\n", b"\r\n"), {}
    yield "receipt-no-signature", "receipt-malformed", line(RECEIPT), {}
    yield "receipt-newer", "receipt-unknown-format", receipt(changed(RECEIPT, format="pli-receipt/2")), {}
    yield "receipt-one-more-member", "receipt-malformed", receipt(changed(RECEIPT, more=1)), {}
    yield "receipt-another-reason", "receipt-malformed", receipt(changed(RECEIPT, reason="lost")), {}
    yield "receipt-no-epoch", "receipt-malformed", receipt(changed(RECEIPT, epoch="2026-13")), {}
    yield "receipt-a-fraction", "receipt-malformed", receipt(changed(RECEIPT, deleted_at="2026-12-01T09:30:00.5Z")), {}
    yield "receipt-a-space", "receipt-malformed", receipt(text=line(RECEIPT).replace(b'{"by"', b'{ "by"')), {}


# --- 11: logs


def head_of(lines, **members):
    last = lines[-1] if lines else b""
    head = {"bytes": sum(map(len, lines)), "entries": len(lines), "last": hashlib.sha256(last).hexdigest()}
    return changed(head, **members)


def signed_head(head, key=DESK, **how):
    return signed_line(head, "pli-audit-head/1", key, **how)


def entries(count, **members):
    lines, previous = [], NOTHING
    for number in range(1, count + 1):
        act = {"case": CASE, "command": "use", "details": None, "result": "done", "who": "Hélène"}
        at = f"2026-12-01T10:0{number}:00Z"
        lines.append(line({"act": act, "at": at, "number": number, "previous": previous, **members}))
        previous = hashlib.sha256(lines[-1]).hexdigest()
    return lines


def log(lines, head, after=None):
    return b"".join(lines), {"head": written(head), "next": written(after), "key": DESK.public()}


def logs():
    four = entries(4)
    three = four[:3]
    head, after = signed_head(head_of(three)), signed_head(head_of(four))
    respelt = [three[0], three[1].replace(b'{"act"', b'{ "act"')]
    peers = [
        ("log-of-several", None, {"key": ANNE.public(), "role": "officer", "uid": 2**32 - 1}),
        ("log-of-several-a-timer", None, {"key": None, "role": "timer", "uid": 0}),
        ("log-of-several-another-role", "audit-altered", {"key": None, "role": "root", "uid": 0}),
        ("log-of-several-an-uid-too-great", "audit-altered", {"key": None, "role": "timer", "uid": 2**32}),
        ("log-of-several-nobody", "audit-altered", None),
    ]
    for name, code, peer in peers:
        lines = entries(2, peer=peer)
        lines, files = log(lines, signed_head(head_of(lines)))
        yield name, code, lines, files
    cases = [
        ("log", None, log(three, head)),
        ("log-empty", None, log([], signed_head(head_of([])))),
        ("log-cut", "audit-altered", log(three[:2], head)),
        ("log-longer", "audit-altered", log(four, head)),
        ("log-a-byte-more", "audit-altered", log([*three, b" "], head)),
        ("log-edited", "audit-altered", log([three[0], three[1].replace(b"done", b"dine"), three[2]], head)),
        ("log-edited-last", "audit-altered", log([*three[:2], three[2].replace(b"done", b"dine")], head)),
        ("log-in-another-order", "audit-altered", log([three[1], three[0], three[2]], head)),
        ("log-respelt", "audit-altered", log(respelt, signed_head(head_of(respelt)))),
        ("log-counted-otherwise", "audit-altered", log(three, signed_head(head_of(three, entries=4)))),
        ("log-clock-set-back", None, log([three[0]], signed_head(head_of([three[0]])))),
        ("log-no-head", "audit-head", log(three, b"")),
        ("log-another-key", "audit-head", log(three, signed_head(head_of(three), ANNE))),
        ("log-a-comment-of-its-own", "audit-head", log(three, signed_head(head_of(three), trusted="x"))),
        ("log-carriage-returns", "audit-head", log(three, head.replace(b"\n", b"\r\n"))),
        ("log-a-head-and-more", "audit-head", log(three, head + b"\n")),
        ("log-a-head-of-nothing-with-bytes", "audit-head", log(three, signed_head(head_of(three, entries=0)))),
        ("log-a-head-respelt", "audit-head", log(three, signed_head(line(head_of(three)).replace(b'{"b', b'{ "b')))),
        ("log-interrupted-before-it", "interrupted", log(three, head, after)),
        ("log-interrupted-within", "interrupted", log([*three, four[3][:9]], head, after)),
        ("log-interrupted-after-it", "interrupted", log(four, head, after)),
        ("log-not-what-was-signed", "audit-altered", log([*three, four[3].replace(b"done", b"dine")], head, after)),
        ("log-more-than-was-signed", "audit-altered", log([*four, b" "], head, after)),
        ("log-an-older-next-head", "audit-altered", log(three, head, head)),
        ("log-an-unsigned-next-head", "audit-head", log(four, head, b"")),
    ]
    yield from ((name, code, lines, files) for name, code, (lines, files) in cases)


# --- 12: approvals


def person(name, key):
    return f'[[operator]]\nname = "{name}"\nkey = "{key}"\n'


def approval(by, key, trusted=None, text=None, **members):
    value = {
        "at": NOW,
        "by": by,
        "format": "pli-approval/1",
        "reason": "le connecteur échoue",
        "reference": CASE,
        "sealed_sha256": SEALED_SHA256,
        "viewer": "chloé",
    }
    return signed_line(text or changed(value, **members), "pli-approval/1", key, trusted)


def approvals():
    roster = person("anne", ANNE.public()) + person("bruno", BRUNO.public())
    anne, bruno = approval("anne", ANNE), approval("bruno", BRUNO)
    under_another = signing.SecretKey(b"\x09" * 8, ANNE.secret)

    def case(one, other=bruno, roster=roster, now=NOW, viewer="chloé", since="2026-11-23T08:00:00Z"):
        context = {"other": written(other), "roster": written(roster.encode()), "reference": CASE, "viewer": viewer}
        return one, {**context, "sealed_sha256": SEALED_SHA256, "since": since, "now": now}

    def with_roster(*people):
        return case(anne, roster="".join(person(*it) for it in people))

    def from_bruno(**members):
        return case(anne, approval("bruno", BRUNO, **members))

    cases = [
        ("approval", None, case(anne)),
        ("approval-one-person", "approval-same-operator", case(anne, anne)),
        ("approval-a-stranger", "approval-not-genuine", case(anne, approval("bruno", STRANGER))),
        ("approval-in-anothers-name", "approval-not-genuine", case(anne, approval("bruno", ANNE))),
        ("approval-altered", "approval-not-genuine", case(anne.replace(b"connecteur", b"connectuer"))),
        ("approval-no-approval", "approval-malformed", case(b"{}")),
        ("approval-a-line-more", "approval-malformed", case(anne + b"\n")),
        ("approval-carriage-returns", "approval-malformed", case(anne.replace(b"\n", b"\r\n"))),
        ("approval-a-comment-of-its-own", "approval-malformed", from_bruno(trusted="x")),
        ("approval-newer", "approval-not-genuine", from_bruno(format="pli-approval/2")),
        ("approval-one-more-member", "approval-malformed", from_bruno(more=1)),
        ("approval-another-case", "approval-other-case", from_bruno(reference="H3R8-W5NJ")),
        ("approval-another-sealed-file", "approval-other-case", from_bruno(sealed_sha256="08" * 32)),
        ("approval-another-viewer", "approval-other-viewer", case(anne, viewer="david")),
        ("approval-of-ones-own-request", "approval-own-request", case(approval("anne", ANNE, viewer="anne"), viewer="anne")),
        ("approval-at-its-last-second", None, case(anne, now="2026-11-23T14:05:00Z")),
        ("approval-after-its-last-second", "approval-not-now", case(anne, now="2026-11-23T14:05:01Z")),
        ("approval-five-minutes-ahead", None, case(anne, now="2026-11-23T13:00:00Z")),
        ("approval-further-ahead", "approval-not-now", case(anne, now="2026-11-23T12:59:59Z")),
        ("approval-five-minutes-before-the-viewer-had-it", None, case(anne, since="2026-11-23T13:10:00Z")),
        ("approval-before-the-viewer-had-it", "approval-not-now", case(anne, since="2026-11-23T13:10:01Z")),
        ("approval-a-viewer-spelt-otherwise", None, case(anne, viewer=" CHLOE\u0301\u00ad.")),
        ("approval-of-ones-own-request-spelt-otherwise", "approval-own-request", case(approval("anne", ANNE, viewer="Anne."), viewer="ANNE")),
        ("approval-a-name-of-another-form", None, case(approval("\u200banne ", ANNE))),
        ("approval-a-name-in-capitals", "approval-not-genuine", case(approval("Anne", ANNE))),
        ("approval-a-name-twice-in-another-case", "roster-malformed", with_roster(("anne", ANNE.public()), ("Anne.", BRUNO.public()))),
        ("approval-a-roster-of-another-form", None, with_roster(("\u2003anne\u00ad", ANNE.public()), ("bruno", BRUNO.public()))),
        ("approval-no-reason", "approval-no-reason", from_bruno(reason=" \n\u00a0")),
        ("approval-nobody-in-the-roster", "roster-malformed", case(anne, roster="")),
        ("approval-a-name-twice", "roster-malformed", with_roster(("anne", ANNE.public()), ("anne", BRUNO.public()))),
        ("approval-a-key-twice", "roster-malformed", with_roster(("anne", ANNE.public()), ("bruno", ANNE.public()))),
        ("approval-a-key-spelt-otherwise", "roster-malformed", with_roster(("anne", ANNE.public()), ("bruno", "RU" + ANNE.public()[2:]))),
        ("approval-a-key-under-another-identifier", "roster-malformed", with_roster(("anne", ANNE.public()), ("bruno", under_another.public()))),
        ("approval-one-more-member-of-a-person", "roster-malformed", case(anne, roster=roster + "role = 1\n")),
    ]
    yield from ((name, code, document, context) for name, code, (document, context) in cases)


def documents():
    kinds = {
        "bundle": (bundles, {"now": NOW, "last_serial": 0}),
        "record": (records, {"now": NOW}),
        "payload": (payloads, {}),
        "sealed": (sealed_files, {}),
        "withdrawal": (withdrawals, {}),
        "receipt": (receipts, {}),
        "log": (logs, {}),
        "approval": (approvals, {}),
    }
    for kind, (made, context) in kinds.items():
        for name, code, document, members in made():
            yield {"kind": kind, "name": name, "code": code, "document": written(document), **context, **members}


if __name__ == "__main__":
    text = json.dumps(list(documents()), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (HERE / "documents.json").write_text(text)
