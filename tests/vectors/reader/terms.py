"""3.5 to 3.7: whether a record is one that its terms make. What takes the fonts, it cannot tell."""

import datetime
import hashlib
import pathlib
import re
import tomllib
import unicodedata

from . import fluent
from .values import WITHOUT_END, in_utc, instant

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "assets/terms"
ZONES = (FOLDER.parent / "zones.txt").read_text().splitlines()
FILES = ["controller.toml", "en.ftl", "fr.ftl", "policy.toml", "rules.toml", "text.toml"]
# Default_Ignorable_Code_Point beyond Cf, and the Cf that are drawn (Prepended_Concatenation_Mark).
IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
DRAWN = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
# Alphabetic and neither L* nor N*, of the scripts that the fonts draw (Unicode 14).
OTHER_ALPHABETIC = re.compile(
    "[\u0345\u05b0-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u0657\u0659-\u065f\u0670"
    "\u06d6-\u06dc\u06e1-\u06e4\u06e7-\u06e8\u06ed\u08d4-\u08df\u08e3-\u08e9\u08f0-\u0903\u093a-\u093b\u093e-\u094c"
    "\u094e-\u094f\u0955-\u0957\u0962-\u0963\u0981-\u0983\u09be-\u09c4\u09c7-\u09c8\u09cb-\u09cc\u09d7\u09e2-\u09e3"
    "\u0b82\u0bbe-\u0bc2\u0bc6-\u0bc8\u0bca-\u0bcc\u0bd7\u0e31\u0e34-\u0e3a\u0e4d\u1de7-\u1df4\u24b6-\u24e9\u2de0-\u2dff"
    "\ua674-\ua67b\ua69e-\ua69f\ufb1e\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"
)
# The blocks of which joiners stand between two letters.
JOINED = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u0d7f]")
# Of an atom, beside letters and digits (RFC 5321, 4.1.2).
ATOM_SIGNS = "!#$%&'*+-/=?^_`{|}~"
# Where an object stood that a paste left behind.
OBJECT = "\ufffc"
# What people write for a capital that joins two letters, or is stroked.
PLAIN = {"Œ": "OE", "Æ": "AE", "Ø": "O", "Đ": "D", "Ð": "D", "Ł": "L", "Ħ": "H"}


class Terms:
    def __init__(self, version):
        files = {name: (FOLDER / str(version) / name).read_bytes() for name in FILES}
        listed = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
        self.sha256 = hashlib.sha256(listed.encode()).hexdigest()
        read = lambda name: tomllib.loads(files[name].decode())
        self.controller, self.rules, self.text = read("controller.toml"), read("rules.toml"), read("text.toml")
        self.keep_days = read("policy.toml")["keep_days"]
        self.words = {tag: fluent.parse(files[f"{tag}.ftl"].decode()) for tag in ("fr", "en")}

    def bank(self, named):
        return next((bank for bank in self.rules["bank"] if bank["id"] == named), None)

    def line(self, language, message, /, **values):
        return fluent.form(self.words[language][message], values, language)

    def acts(self, language):
        return [{"id": it, "text": self.line(language, f"act-{it}")} for it in self.text["acts"]]

    def clauses(self, record):
        """3.5. Emphasis is read while a character of plane 15 stands for each value."""
        facts, language = record["facts"], record["facts"]["language"]
        names = [account["name"] for account in facts["accounts"]]
        values = {
            "name": facts["person"]["name"],
            "email": facts["person"]["email"],
            "reference": facts["reference"],
            "bank": facts["bank"]["name"],
            "accounts": self.listed(language, names),
            "controller": self.controller["name"],
            "address": self.controller["address"],
            "acpr": self.controller["acpr"],
            "dpo": self.controller["dpo"],
            "support": "support@bankin.com",
            "epoch": self.month(language, record["epoch"]["name"]),
            "days": str(self.keep_days),
        }
        stand_ins = {name: chr(0xF0000 + at) for at, name in enumerate(values)}
        filled = {ord(stand_in): values[name] for name, stand_in in stand_ins.items()}

        def body(name):
            formed = self.line(language, f"clause-{name}.body", count=len(names), **stand_ins)
            return formed.replace("**", "").translate(filled)

        return [[self.line(language, f"clause-{name}"), body(name)] for name in self.text["clauses"]]

    def listed(self, language, names):
        if len(names) == 1:
            return names[0]
        return self.line(language, "list-and", first=", ".join(names[:-1]), last=names[-1])

    def month(self, language, epoch):
        year, month = epoch.split("-")
        return self.line(language, "month-of-year", month=self.line(language, "month", month=int(month)), year=year)

    def fields(self):
        """4.5: by bank, the identifiers of its credentials."""
        return {bank["id"]: {field["id"] for field in bank["credential"]} for bank in self.rules["bank"]}


KNOWN = {int(folder.name): Terms(folder.name) for folder in FOLDER.iterdir()}


def unknown(record):
    """3.7: the code of terms that are not known, or none."""
    terms = KNOWN.get(record["terms"]["version"])
    if terms is None:
        return "terms-unknown"
    return None if terms.sha256 == record["terms"]["sha256"] else "terms-other"


def against(record):
    """3.6: the first code that a record of known terms is refused with, or none."""
    terms, facts = KNOWN[record["terms"]["version"]], record["facts"]
    if not is_eligible(terms, facts):
        return "not-eligible"
    zone, version, signature = record["signed_at"]["zone"], record["app_version"], record["signature"]
    if not (are_as_written(facts) and is_zone(zone) and is_version(version) and is_name(signature)):
        return "not-as-written"
    language = facts["language"]
    words = (terms.controller, terms.acts(language), terms.clauses(record))
    if (record["controller"], record["acts"], record["clauses"]) != words:
        return "other-text"
    if record["expires_at"] != expiry(record["signed_at"]["time"], terms.keep_days):
        return "other-term"
    return None if words_of(signature) == words_of(facts["person"]["name"]) else "other-signature"


def expiry(signed, days):
    """The instant so many days after it, or the last that there is."""
    at = in_utc(signed)[:-1]
    try:
        written = (datetime.datetime.fromisoformat(at) + datetime.timedelta(days=days)).isoformat() + "Z"
    except OverflowError:
        return WITHOUT_END
    return written if instant(written) else WITHOUT_END


def is_eligible(terms, facts):
    bank, problem, language = terms.bank(facts["bank"]["id"]), facts["problem"], facts["language"]
    if bank is None or bank["name"] != facts["bank"]["name"]:
        return False
    named = lambda table: {"id": table["id"], "name": table["name"][language]}
    offered = [named(account) for account in bank["account"]]
    chosen = [account for account in offered if account in facts["accounts"]]
    return (
        problem["asked_by"] in ("support", "article")
        and facts["accounts"] != []
        and facts["accounts"] == chosen
        and problem["steps_tried"] == [named(step) for step in bank.get("step", [])]
    )


def are_as_written(facts):
    person, problem = facts["person"], facts["problem"]
    return (
        is_name(person["name"])
        and is_address(person["email"])
        and is_text(problem["description"], "\n")
        and is_bounded(problem["description"], 4000)
    )


def draws_nothing(c):
    category = unicodedata.category(c)
    return category == "Cc" or (category == "Cf" and not DRAWN.match(c)) or bool(IGNORABLE.match(c)) or c == OBJECT


def is_text(text, but=""):
    is_space = lambda c: c != " " and (c.isspace() or c == "\u2800")
    is_strange = lambda c: c not in but and (draws_nothing(c) or is_space(c))
    return not any(map(is_strange, without_joiners(text))) and unicodedata.normalize("NFC", text) == text


def without_joiners(text):
    """Without those that letters are written with."""
    joins = lambda at: text[at] in "\u200c\u200d" and is_joined(text[:at][-1:]) and is_joined(text[at + 1 :][:1])
    return "".join(c for at, c in enumerate(text) if not joins(at))


def is_joined(c):
    return c != "" and JOINED.match(c) is not None and unicodedata.category(c)[0] in "LM"


def is_bounded(text, longest):
    return 1 <= len(text) <= longest and text.strip() == text


def is_name(text):
    return is_line(text, 120) and any(is_letter(c) for word in words_of(text) for c in word)


def is_letter(c):
    """Alphabetic."""
    category = unicodedata.category(c)
    return category[0] == "L" or category == "Nl" or OTHER_ALPHABETIC.match(c) is not None


def is_number(c):
    return unicodedata.category(c)[0] == "N"


def is_mark(c):
    """What a person may leave out of a letter."""
    return unicodedata.category(c) in ("Mn", "Me")


def words_of(name):
    """The words of a name, however it is spelled."""
    letters = unicodedata.normalize("NFKD", "".join(c for c in name if not draws_nothing(c)))
    letters = unicodedata.normalize("NFKD", letters.lower().upper())
    letters = "".join(c for c in letters if not is_mark(c) and not draws_nothing(c))
    letters = "".join(str(unicodedata.decimal(c, PLAIN.get(c, c))) for c in letters)
    is_of_word = lambda c: (is_letter(c) or is_number(c)) and unicodedata.category(c) != "Lm"
    return "".join(c if is_of_word(c) else " " for c in letters).split()


def is_line(text, longest):
    return is_text(text) and is_bounded(text, longest) and " ".join(text.split()) == text


def is_address(text):
    local, _, domain = text.rpartition("@")
    return is_line(text, 254) and len(text.encode()) <= 254 and is_local_part(local) and is_domain(domain)


def is_local_part(text):
    is_quoted = re.fullmatch(r'"([ !#-\[\]-~]|\\[!-~])+"', text) is not None
    return len(text.encode()) <= 64 and (is_quoted or all(map(is_atom, text.split("."))))


def is_atom(text):
    is_of_it = lambda c: c in ATOM_SIGNS if c.isascii() and not c.isalnum() else is_letter(c) or is_number(c)
    return text != "" and all(map(is_of_it, text))


def is_domain(text):
    labels = text.split(".")
    return len(labels) > 1 and len(labels[-1]) > 1 and may_end(labels[-1]) and all(map(is_label, labels))


def may_end(label):
    return label[:4].lower() == "xn--" or not any(map(is_number, label))


def is_label(text):
    is_of_it = lambda c: c == "-" or is_letter(c) or is_number(c) or is_mark(c)
    has_ends = text != "" and text[0] != "-" and text[-1] != "-" and not is_mark(text[0])
    return has_ends and all(map(is_of_it, text)) and min(len(text.encode()), len(text.encode("punycode")) + 4) <= 63


def is_zone(text):
    return text == "" or text in ZONES


def is_version(text):
    number = "(0|[1-9][0-9]*)"
    before = rf"(-(alpha|beta|rc)[.-]?{number})?"
    return len(text) <= 32 and re.fullmatch(rf"{number}\.{number}\.{number}{before}", text) is not None
