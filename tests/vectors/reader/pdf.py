"""7: the consent PDF, as far as it is needed."""

import re
import zlib

from .values import Refused


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
        numbers = re.findall(rb"(\d+) 0 R", listed[1])
        if len(numbers) > 16:
            raise Refused("record-missing")
        files = [self.object(int(number)) for number in numbers]
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
