#!/usr/bin/env python3
"""Reads every package and document of this folder and compares the code it gives with the list.

    check.py            the vectors
    check.py COUNT SEED writes so many changes of the documents, each with its code, a line each
"""

import hashlib
import json
import pathlib
import sys

from reader import payload, record, sealed, terms
from reader.changes import drawn
from reader.document import CARRIED, judge
from reader.pdf import Document
from reader.values import Refused, refuse_unless

HERE = pathlib.Path(__file__).resolve().parent
NEEDS_THE_RENDERER = {"differs", "appended", "cut", "unrenderable"}  # 7.2, 8.4
RENDERER = b"Pli, renderer 1"  # 7.1


def check(consent, sealed_file):
    """The order of 8: 7.6 with 3.7, 3.6, 3.4, 5.7, 5.8, then 5.5, 4.3 and 4.4."""
    document = Document(consent)
    record_bytes = document.associated(b"consent.json", "record-missing")
    proof_bytes = document.associated(b"consent.sig", "signature-missing")
    its = record.read(record_bytes, record.RECORD, "record-unreadable")
    proof = record.read(proof_bytes, record.PROOF, "signature-unreadable")
    record.check_signature(its, record_bytes, proof, sealed_file)
    record.check_known(its)
    refuse_unless(document.producer() == RENDERER, "other-renderer")
    record.check_terms(its)
    record.check_epoch(its, CARRIED)
    kind, number, padded = sealed.inspect(sealed_file)
    expected = payload.expected(its, hashlib.sha256(record_bytes).hexdigest())
    sealed.check_recipients(kind, number, CARRIED, expected["signed_at"], expected["expires_at"])
    got, own = payload.read(sealed.opened(sealed_file), terms.KNOWN[its["terms"]["version"]].fields())
    refuse_unless(own == padded, "payload-other-padding")
    refuse_unless(all(got[name] == value for name, value in expected.items()), "other-payload")


def verdict(folder):
    try:
        check((folder / "consent.pdf").read_bytes(), (folder / "sealed.age").read_bytes())
    except Refused as refused:
        return str(refused)
    return None


def main():
    documents = json.loads((HERE / "documents.json").read_bytes())
    if sys.argv[1:]:
        for document in drawn(documents, *map(int, sys.argv[1:])):
            print(json.dumps({**document, "code": judge(document)}))
        return False
    wrong = 0
    verdicts = json.loads((HERE / "verdicts.json").read_bytes())
    given = [(it["folder"], verdict(HERE / it["folder"]), it["code"]) for it in verdicts]
    given += [(it["name"], judge(it), it["code"]) for it in documents]
    for name, code, listed in given:
        expected = {None, "other-text", "not-as-written"} if listed in NEEDS_THE_RENDERER else {listed}
        if code not in expected:
            wrong += 1
            print(f"{name}: {code}, not {listed}")
    print(f"{len(given) - wrong} of {len(given)} verdicts are given")
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main())
