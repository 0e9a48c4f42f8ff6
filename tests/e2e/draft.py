"""Reads a message file with Python's own parser and prints what a mail client would show, as JSON.
With a folder, saves the attachments in it. Usage: draft.py MESSAGE.eml [FOLDER]"""

import hashlib
import json
import sys
from email import policy
from email.parser import BytesParser
from pathlib import Path

with open(sys.argv[1], "rb") as file:
    message = BytesParser(policy=policy.default).parse(file)

for folder in sys.argv[2:]:
    for part in message.iter_attachments():
        (Path(folder) / part.get_filename()).write_bytes(part.get_payload(decode=True))

print(json.dumps({
    "to": [address.addr_spec for address in message["To"].addresses],
    "has_from": "From" in message,
    "subject": message["Subject"],
    "unsent": message["X-Unsent"],
    "defects": [str(defect) for part in message.walk() for defect in part.defects],
    "body": message.get_body(("plain",)).get_content(),
    "attachments": {
        part.get_filename(): hashlib.sha256(part.get_payload(decode=True)).hexdigest()
        for part in message.iter_attachments()
    },
}))
