"""3.5 and 3.6: the terms that a record names, and whether it is one that Pli makes under them."""

import datetime
import hashlib
import re
import tomllib
import unicodedata

from . import fluent
from .bundle import ROOT
from .values import instant, refuse_unless

FOLDERS = ROOT / "assets/terms"
FILES = ("controller.toml", "en.ftl", "fr.ftl", "policy.toml", "rules.toml", "text.toml")
SUPPORT = "support@bankin.com"
# What stands for a value while emphasis is read: plane 15, private use.
STAND_IN = 0xF0000


class Terms:
    def __init__(self, version):
        folder = FOLDERS / str(version)
        content = {name: (folder / name).read_bytes() for name in FILES}
        listing = "".join(f"{hashlib.sha256(content[name]).hexdigest()}  {name}\n" for name in FILES)
        self.reference = {"version": version, "sha256": hashlib.sha256(listing.encode()).hexdigest()}
        self.controller, self.policy, self.rules, self.outline = (
            tomllib.loads(content[f"{name}.toml"].decode()) for name in ("controller", "policy", "rules", "text")
        )
        self.words = {tag: fluent.parse(content[f"{tag}.ftl"].decode()) for tag in ("fr", "en")}

    def line(self, language, name, **values):
        return fluent.form(self.words[language][name], values, language)

    def bank(self, name):
        return next((it for it in self.rules["bank"] if it["id"] == name), None)

    def acts(self, language):
        return [{"id": it, "text": self.line(language, f"act-{it}")} for it in self.outline["acts"]]

    def clauses(self, record):
        facts, language = record["facts"], record["facts"]["language"]
        year, month = record["epoch"]["name"].split("-")
        names = [account["name"] for account in facts["accounts"]]
        accounts = names[0]
        if names[1:]:
            accounts = self.line(language, "list-and", first=", ".join(names[:-1]), last=names[-1])
        values = {
            "name": facts["person"]["name"],
            "email": facts["person"]["email"],
            "reference": facts["reference"],
            "bank": facts["bank"]["name"],
            "accounts": accounts,
            "controller": self.controller["name"],
            "address": self.controller["address"],
            "acpr": self.controller["acpr"],
            "dpo": self.controller["dpo"],
            "support": SUPPORT,
            "epoch": self.line(language, "month-of-year", month=self.line(language, "month", month=int(month)), year=year),
            "days": str(self.policy["keep_days"]),
        }
        stand_ins = {name: chr(STAND_IN + at) for at, name in enumerate(values)}
        filled = {ord(stand_in): values[name] for name, stand_in in stand_ins.items()}

        def body(name):
            formed = self.line(language, f"clause-{name}.body", count=len(names), **stand_ins)
            return formed.replace("**", "").translate(filled)

        return [[self.line(language, f"clause-{name}"), body(name)] for name in self.outline["clauses"]]

    def expiry(self, signed_at):
        signed = datetime.datetime.strptime(signed_at, "%Y-%m-%dT%H:%M:%SZ")
        return (signed + datetime.timedelta(days=self.policy["keep_days"])).strftime("%Y-%m-%dT%H:%M:%SZ")


def known(version):
    return Terms(version) if (FOLDERS / str(version)).is_dir() else None


def named(items, language):
    return [{"id": it["id"], "name": it["name"][language]} for it in items]


def is_some_of(offered, chosen):
    """One at least, none twice, in the order of what is offered."""
    rest = iter(offered)
    return bool(chosen) and all(it in rest for it in chosen)


BLANKS = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def one_line(text):
    return BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def is_line(text, longest):
    return 1 <= len(text) <= longest and one_line(text) == text and not any(map(is_control, text))


def is_control(character):
    return unicodedata.category(character) == "Cc" or character in "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"


def plain(name):
    return one_line(name).replace("’", "'").lower()
