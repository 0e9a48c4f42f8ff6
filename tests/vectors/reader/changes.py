"""Documents that are made from the good ones by changes drawn with a fixed seed, most signed again."""

import copy
import hashlib
import json
import random

from . import signing
from .document import CARRIED, bytes_of, written
from .ed25519 import sign
from .values import canonical

TEXTS = [
    "", " ", "x", "é", "\u0000", "\n", "K7M4-Q2XD", "K7M4-Q2XE", "k7m4-q2xd", "2026-11", "2026-13", "0a" * 32, "0A" * 32,
    "0a" * 31, "01" * 16, "2026-11-23T13:05:00Z", "2026-11-23T13:05:00.5Z", "2026-11-23T13:05:60Z", "0000-01-01T00:00:00Z",
    "9999-12-30T22:00:00Z", "9999-12-30T22:00:01Z", "9999-12-31T23:59:59Z", "-000001-01-01T00:00:00Z", "2024-02-29T00:00:00Z",
    "2026-02-29T00:00:00Z", "2026-11-23t13:05:00z", "2026-11-23T13:05:00+00:00", "2026-11-23T24:00:00Z", "lcl",
    "credit-mutuel", "closed", "lost", "\U0001f600" * 256, "x" * 257, "\u0085", "pli-bundle/1",
]  # fmt: skip
VALUES = [None, True, False, 0, 1, -1, 1.5, 2**32, 2**53 - 1, 2**53, 2**64, [], {}, [None], {"x": 1}]


class Drawing:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def value(self, old):
        """Another value, often one that the place might take."""
        pick = self.random.random()
        if pick < 0.45:
            return self.random.choice(TEXTS)
        if pick < 0.6 and isinstance(old, str) and old:
            return self.text(old)
        if pick < 0.75 and isinstance(old, int):
            return old + self.random.choice([-1, 1])
        return copy.deepcopy(self.random.choice(VALUES))

    def text(self, old):
        """One character is another, is gone, or stands twice."""
        at = self.random.randrange(len(old))
        middle = self.random.choice(["", old[at] * 2, old[at].swapcase(), self.random.choice("0aZ é\u00a0-")])
        return old[:at] + middle + old[at + 1 :]

    def places(self, value):
        """Every object and list, with its keys."""
        keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        for key in keys:
            yield value, key
            yield from self.places(value[key])

    def change(self, value):
        """A member is another, is missing, is one more, or stands in another's place."""
        value = copy.deepcopy(value)
        places = list(self.places(value))
        where, key = self.random.choice(places)
        pick = self.random.random()
        if pick < 0.7:
            where[key] = self.value(where[key])
        elif pick < 0.8:
            del where[key]
        elif pick < 0.87 and isinstance(where, dict):
            where[self.random.choice(["", "x", "é", key + "2"])] = self.value(where[key])
        elif pick < 0.93 and isinstance(where, list):
            where.append(copy.deepcopy(where[key]))
        else:
            other, its = self.random.choice(places)
            where[key] = copy.deepcopy(other[its])
        return value

    def spell(self, text):
        """JSON in another spelling, or broken."""
        pick = self.random.random()
        if pick < 0.75:
            return text
        at = self.random.randrange(len(text) + 1)
        if pick < 0.85:
            return text[:at] + self.random.choice([" ", "\n", "\t", "\ufeff", ",", '"', "\\", "0", "}"]) + text[at:]
        if pick < 0.9:
            return text.replace(":", ": ", 1)
        if pick < 0.95:
            first = text.find('"', 1)
            return text.replace(text[1 : first + 1], text[1 : first + 1], 1) if first < 0 else self.twice(text)
        return text[:at]

    def twice(self, text):
        """Its first member stands twice."""
        try:
            members = json.loads(text)
        except ValueError:
            return text
        name = next(iter(members), None) if isinstance(members, dict) else None
        return text if name is None else "{" + json.dumps(name) + ":" + canonical(members[name]) + "," + text[1:]

    def bytes(self, data):
        """A byte is another, is gone or is one more; or the end is."""
        pick, at = self.random.random(), self.random.randrange(len(data) + 1)
        if pick < 0.5 and at < len(data):
            return data[:at] + bytes([data[at] ^ 1 << self.random.randrange(8)]) + data[at + 1 :]
        if pick < 0.7:
            return data[:at] + data[at + 1 :]
        if pick < 0.9:
            return data[:at] + self.random.choice([b"\n", b" ", b"\r", b"x", b"\x00", b"\xff"]) + data[at:]
        return data[:at]

    def key(self, own):
        return own if self.random.random() < 0.93 else signing.SecretKey.of_number(6)

    def comment(self, own):
        return own if self.random.random() < 0.95 else self.text(own)

    # Each kind: a good document in, another one out.

    def bundle(self, document):
        if self.random.random() < 0.25:
            return {**document, "document": written(self.bytes(bytes_of(document["document"])))}
        members = self.change(CARRIED)
        data = self.spell(json.dumps(members, ensure_ascii=False)).encode(errors="surrogatepass")
        signature = self.key(signing.ROOT_KEY).sign(data, self.comment("pli-bundle/1"), "drawn")
        now = self.random.choice(["2026-01-01T00:00:00Z", "2026-11-23T13:05:00Z", "2031-12-31T23:59:59Z"])
        return {**document, "document": written(signature + data), "now": now, "last_serial": self.random.randrange(3)}

    def record(self, document):
        data = bytes_of(document["document"])
        if self.random.random() < 0.2:
            return {**document, "document": written(self.bytes(data))}
        text = self.spell(canonical(self.change(json.loads(data))))
        return {**document, "document": written(text.encode(errors="surrogatepass"))}

    def payload(self, document):
        data = bytes_of(document["document"])
        if self.random.random() < 0.2:
            return {**document, "document": written(self.bytes(data))}
        members = self.change(json.loads(data))
        for _ in range(self.random.randrange(2)):
            members = self.change(members) if members else members
        spaces = " " * self.random.choice([0, 7])
        return {**document, "document": written((self.spell(canonical(members)) + spaces).encode())}

    def sealed(self, document):
        data = bytes_of(document["document"])
        end = data.index(b"\n--- ") + 50
        header = self.bytes(data[:end])
        body = data[end:] if self.random.random() < 0.8 else self.bytes(data[end:])
        if self.random.random() < 0.6:
            # The length is as it was: what is told is of the stanzas.
            body = (body + b"\x00" * 64)[: max(0, len(data) - len(header))]
        return {**document, "document": written(header + body)}

    def withdrawal(self, document):
        data = bytes_of(document["document"])
        if self.random.random() < 0.3:
            return {**document, "document": written(self.bytes(data))}
        text = self.spell(canonical(self.change(json.loads(data.split(b"\n")[0])))).encode(errors="surrogatepass")
        context = self.random.choice([b"pli withdrawal v1\0"] * 9 + [b"pli case signature v1\0"])
        signature = sign(self.key(signing.SecretKey.of_number(7)).secret, context + hashlib.sha256(text).digest())
        return {**document, "document": written(text + b"\n" + signature.hex().encode() + b"\n")}

    def receipt(self, document):
        data = bytes_of(document["document"])
        if self.random.random() < 0.3:
            return {**document, "document": written(self.bytes(data))}
        members = self.change(json.loads(data.split(b"\n")[0]))
        text = self.spell(canonical(members)).encode(errors="surrogatepass") + b"\n"
        says = f"pli-receipt/1 {members.get('reference')} deleted {members.get('deleted_at')}"
        says = "".join(character for character in says if character not in "\r\n")
        signature = self.key(signing.RECEIPT_KEY).sign(text, self.comment("pli-receipt/1"), self.comment(says))
        return {**document, "document": written(text + signature)}

    def log(self, document):
        lines, head, desk = bytes_of(document["document"]), bytes_of(document["head"]), signing.SecretKey.of_number(3)
        pick = self.random.random()
        if pick < 0.3:
            return {**document, "document": written(self.bytes(lines))}
        if pick < 0.4:
            return {**document, "head": written(self.bytes(head))}
        changed = lines.split(b"\n")[:-1] or [b"{}"]
        at = self.random.randrange(len(changed))
        try:
            entry = self.change(json.loads(changed[at]))
            changed[at] = self.spell(canonical(entry)).encode(errors="surrogatepass")
        except (ValueError, IndexError):
            changed[at] = self.bytes(changed[at])
        lines = b"".join(line + b"\n" for line in changed)
        last = hashlib.sha256(changed[-1] + b"\n").hexdigest()
        members = {"bytes": len(lines), "entries": lines.count(b"\n"), "last": last}
        if self.random.random() < 0.4:
            members = self.change(members)
        text = canonical(members).encode() + b"\n"
        kind = self.comment("pli-audit-head/1")
        after = text + self.key(desk).sign(text, kind, self.comment(kind))
        if self.random.random() < 0.3:
            return {**document, "document": written(lines), "next": written(after)}
        return {**document, "document": written(lines), "head": written(after)}

    def approval(self, document):
        pick = self.random.random()
        if pick < 0.2:
            return {**document, "document": written(self.bytes(bytes_of(document["document"])))}
        if pick < 0.35:
            key = self.text(signing.SecretKey.of_number(4).public())
            roster = bytes_of(document["roster"]).decode().replace(signing.SecretKey.of_number(4).public(), key)
            return {**document, "roster": written(roster.encode())}
        members = self.change(json.loads(bytes_of(document["document"]).split(b"\n")[0]))
        text = self.spell(canonical(members)).encode(errors="surrogatepass") + b"\n"
        kind = self.comment("pli-approval/1")
        signature = self.key(signing.SecretKey.of_number(4)).sign(text, kind, self.comment(kind))
        return {**document, "document": written(text + signature)}


def drawn(documents, count, seed):
    """So many changes of the documents that hold, the kinds in turn."""
    drawing = Drawing(seed)
    good = {}
    for document in documents:
        if document["code"] is None:
            good.setdefault(document["kind"], []).append(document)
    kinds = sorted(good)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        document = drawing.random.choice(good[kind])
        changed = getattr(drawing, kind)(document)
        yield {**changed, "name": f"{document['name']}, change {number}"}


