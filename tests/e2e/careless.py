"""A connector that prints what it was given, in every way that programs write a text."""

import base64
import html
import json
import os
import sys
import urllib.parse

fields = json.loads(os.fdopen(3, "rb").read())
for value in fields.values():
    data = value.encode()
    forms = [value, repr(value), json.dumps(value), json.dumps(json.dumps(value)), ascii(value)]
    forms += [urllib.parse.quote(value), urllib.parse.quote_plus(value), urllib.parse.quote(urllib.parse.quote(value))]
    forms += ["".join(f"%{byte:02x}" for byte in data), "".join(f"\\u{ord(c):04X}" for c in value)]
    forms += [html.escape(value), "".join(f"&#{ord(c)};" for c in value)]
    forms += [data.hex(), data.hex(" ").upper(), str(list(data))]
    for before in range(3):
        padded = b"?" * before + data + b"!"
        forms += [base64.b64encode(padded).decode(), base64.urlsafe_b64encode(padded).decode().rstrip("=")]
        forms += [base64.encodebytes(padded * 3).decode()]
    for stream in [sys.stdout.buffer, sys.stderr.buffer]:
        for form in forms:
            stream.write(form.encode() + b"\n")
        stream.write(value.encode("utf-16-le") + b"\n" + value.encode("utf-16-be") + b"\n")
        stream.flush()
        for byte in data:
            os.write(stream.fileno(), bytes([byte]))
print(f"\n{len(fields)} fields")
