"""11: the desk's log, and signed lines (0.9)."""

import hashlib

from . import minisign
from .values import Refused, canonical, digits, instant, integer, is_shaped, one_of, or_null, read_json, refuse_unless, text

KIND = "pli-audit-head/1"
GREATEST = 2**53 - 1
HEAD = {"bytes": integer(0, GREATEST), "entries": integer(0, GREATEST), "last": digits(64)}
ACT = {"case": or_null(text), "command": text, "details": or_null(text), "result": text, "who": text}
PEER = {
    "key": lambda value: value is None or minisign.key(value) is not None,
    "role": one_of("support", "developer", "officer", "timer"),
    "uid": integer(0, 2**32 - 1),
}
ENTRY = {"act": ACT, "at": instant, "number": integer(1, GREATEST), "previous": digits(64)}


def read_line(line, shape):
    """A line of canonical JSON; none if it is anything else."""
    try:
        value = read_json(line)
    except ValueError:
        return None
    is_one = is_shaped(value, shape) and canonical(value).encode() + b"\n" == line
    return value if is_one else None


def read_signed_line(data, kind, key, shape):
    """0.9: the value, or an exception of minisign's."""
    line, signature = minisign.first_line(data)
    if minisign.verify(key, line, signature, kind) != kind:
        raise minisign.Malformed
    value = read_line(line, shape)
    if value is None:
        raise minisign.Malformed
    return value


def read_head(data, key):
    try:
        head = read_signed_line(data, KIND, key, HEAD)
    except (minisign.Malformed, minisign.OtherKey, minisign.Altered):
        raise Refused("audit-head") from None
    refuse_unless((head["bytes"] == 0) == (head["entries"] == 0), "audit-head")
    return head


def follow(lines, head):
    """11.1: the head after these lines, which go on from one."""
    for line in split_lines(lines):
        entry = read_line(line, ENTRY) or read_line(line, {**ENTRY, "peer": PEER})
        is_next = entry is not None and entry["number"] == head["entries"] + 1 and entry["previous"] == head["last"]
        refuse_unless(is_next, "audit-altered")
        head = {
            "bytes": head["bytes"] + len(line),
            "entries": head["entries"] + 1,
            "last": hashlib.sha256(line).hexdigest(),
        }
    return head


def split_lines(data):
    parts = data.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def check(lines, head_text, next_text, key):
    """11.1 to 11.3: the code of what is wrong; `interrupted` for a write that was."""
    head = read_head(head_text, key)
    after = None if next_text is None else read_head(next_text, key)
    start = {"bytes": 0, "entries": 0, "last": hashlib.sha256(b"").hexdigest()}
    refuse_unless(len(lines) >= head["bytes"], "audit-altered")
    signed, rest = lines[: head["bytes"]], lines[head["bytes"] :]
    refuse_unless(follow(signed, start) == head, "audit-altered")
    if after is None:
        refuse_unless(not rest, "audit-altered")
        return
    is_after = after["bytes"] > head["bytes"] and after["entries"] > head["entries"]
    refuse_unless(is_after, "audit-altered")
    if len(rest) >= after["bytes"] - head["bytes"]:
        refuse_unless(follow(rest, head) == after, "audit-altered")
    raise Refused("interrupted")
