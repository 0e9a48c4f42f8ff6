"""12: the roster of operators, and their approvals."""

import datetime
import tomllib
import unicodedata

from . import minisign
from .log import read_signed_line
from .terms import draws_nothing
from .values import Refused, digits, instant, is_shaped, reference, refuse_unless, text

KIND = "pli-approval/1"
# What Unicode calls White_Space.
BLANKS = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
ROSTER = {"operator": [{"name": text, "key": lambda value: minisign.key(value) is not None}]}
APPROVAL = {
    "at": instant,
    "by": text,
    "format": text,
    "reason": text,
    "reference": reference,
    "sealed_sha256": digits(64),
    "viewer": text,
}


def read_roster(data):
    """12.1"""
    try:
        roster = tomllib.loads(data.decode("utf-8"))
    except ValueError:
        raise Refused("roster-malformed") from None
    refuse_unless(is_shaped(roster, ROSTER), "roster-malformed")
    people = [(written(it["name"]), minisign.key(it["key"])) for it in roster["operator"]]
    for at, (name, key) in enumerate(people):
        stands_twice = any(is_same(name, other) or minisign.is_like(key, its) for other, its in people[:at])
        refuse_unless(not stands_twice, "roster-malformed")
    return people


def read(data, people):
    """12.2: an approval that the operator whom it names signed."""
    for name, key in people:
        try:
            approval = read_signed_line(data, KIND, key, APPROVAL)
        except minisign.Malformed:
            raise Refused("approval-malformed") from None
        except (minisign.OtherKey, minisign.Altered):
            continue
        if approval["format"] == KIND and written(approval["by"]) == name:
            return approval
    raise Refused("approval-not-genuine")


def written(name):
    """12.1: a name as it is compared."""
    visible = unicodedata.normalize("NFC", "".join(c for c in name if is_space(c) or not draws_nothing(c)))
    return " ".join("".join(" " if is_space(c) else c for c in visible).split())


def is_space(c):
    return c in BLANKS + "\u2800"


def is_same(one, other):
    """12.1: whether two names are one person's."""
    return written(one).rstrip(".").lower() == written(other).rstrip(".").lower()


def seconds(value):
    return datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")


def check(two, people, case, sealed_sha256, viewer, since, now):
    """12.3: whether two operators agree."""
    approvals = [read(data, people) for data in two]
    for approval in approvals:
        is_of_case = approval["reference"] == case and approval["sealed_sha256"] == sealed_sha256
        refuse_unless(is_of_case, "approval-other-case")
        refuse_unless(is_same(approval["viewer"], viewer), "approval-other-viewer")
        refuse_unless(not is_same(approval["by"], viewer), "approval-own-request")
        age = (seconds(now) - seconds(approval["at"])).total_seconds()
        before = (seconds(since) - seconds(approval["at"])).total_seconds()
        refuse_unless(-300 <= age <= 3600 and before <= 300, "approval-not-now")
        refuse_unless(approval["reason"].strip(BLANKS), "approval-no-reason")
    refuse_unless(not is_same(approvals[0]["by"], approvals[1]["by"]), "approval-same-operator")
