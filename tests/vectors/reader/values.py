"""0: canonical JSON, instants, references, and what a document is made of."""

import datetime
import json
import re
import sys

# Lists within lists are read one within another, too.
sys.setrecursionlimit(20_000)


class Refused(Exception):
    """A code."""


def refuse_unless(holds, code):
    if not holds:
        raise Refused(code)


def canonical(value):
    """RFC 8785 of what these formats hold (0.1)."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def read_json(data):
    """RFC 8259, each member once (0.2), no lone surrogate; ValueError for anything else."""
    value, repeated = parse(data)
    if any(repeated) or not is_encodable(value):
        raise ValueError("a member stands twice, or a surrogate alone")
    return value


def parse(data):
    """RFC 8259, and the members that stand twice, a set for each object, the outermost last; ValueError
    for anything else."""
    repeated = []

    def members(pairs):
        names = [name for name, _ in pairs]
        repeated.append({name for name in names if names.count(name) > 1})
        return dict(pairs)

    def integer(text):
        # No format has one of so many digits, and Python reads no more than 4,300.
        return int(text) if len(text) <= 20 else float(text)

    def no_constant(text):
        raise ValueError(text)

    text = data.decode("utf-8")
    return json.loads(text, object_pairs_hook=members, parse_constant=no_constant, parse_int=integer), repeated


def is_encodable(value):
    """Whether no surrogate stands alone in it."""
    if isinstance(value, dict):
        return all(map(is_encodable, value)) and all(map(is_encodable, value.values()))
    if isinstance(value, list):
        return all(map(is_encodable, value))
    return not text(value) or not re.search("[\ud800-\udfff]", value)


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


def read_document(data, name, shape, malformed, unknown, not_canonical):
    """Format first (0.10), then the members, then the spelling."""
    try:
        value, repeated = parse(data)
    except ValueError:
        raise Refused(malformed) from None
    has_one = isinstance(value, dict) and text(value.get("format")) and "format" not in repeated[-1]
    refuse_unless(has_one and is_encodable(value["format"]), malformed)
    refuse_unless(value["format"] == name, unknown)
    refuse_unless(is_shaped(value, shape) and is_encodable(value) and not any(repeated), malformed)
    refuse_unless(canonical(value).encode() == data, not_canonical)
    return value


def text(value):
    return isinstance(value, str)


def boolean(value):
    return isinstance(value, bool)


def integer(least, greatest):
    return lambda value: isinstance(value, int) and not boolean(value) and least <= value <= greatest


def digits(count):
    return lambda value: text(value) and re.fullmatch(f"[0-9a-f]{{{count}}}", value) is not None


def one_of(*values):
    return lambda value: text(value) and value in values


def or_null(shape):
    return lambda value: value is None or is_shaped(value, shape)


WITHOUT_END = "9999-12-31T23:59:59Z"


def is_civil(value):
    try:
        datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%S")
    except ValueError:
        return False
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}", value) is not None and value[17:19] < "60"


def instant(value):
    """0.3. As texts they are in the order of time."""
    if not text(value) or value[-1:] != "Z" or not is_civil(value[:-1]):
        return False
    return value <= "9999-12-30T22:00:00Z" or value == WITHOUT_END


def in_utc(time):
    """The instant; none out of the years of 0.3."""
    hours, minutes = time[20:].split(":")
    offset = datetime.timedelta(minutes=int(time[19] + "1") * (60 * int(hours) + int(minutes)))
    try:
        at = datetime.datetime.strptime(time[:19], "%Y-%m-%dT%H:%M:%S") - offset
    except OverflowError:
        return None
    written = at.isoformat() + "Z"
    return written if instant(written) else None


def epoch_name(value):
    """1.8"""
    return text(value) and re.fullmatch("[0-9]{4}-(0[1-9]|1[0-2])", value) is not None


def reference(value):
    """0.4, 0.5"""
    if not text(value) or not re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", value):
        return False
    body = value.replace("-", "")
    total = 0
    for character in body[:7]:
        total = 2 * (total + int(character, 36)) % 37
    return (38 - total) % 37 == int(body[7], 36)
