"""Asks other programs about the consent PDFs that `cargo test -p pli-format --test consent_pdf` left.

    python3 tests/pdf/validate.py [--update] [FOLDER]

Each must conform to PDF/A-3a and PDF/UA-1 (page-validation), be without fault for qpdf, give the
record back to pdfdetach, and read, by pdftotext, as `expected/NAME.txt` says, for the fixtures that
have one. `--update` writes those anew. Ends with 1 if anything is wrong.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import page

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
FOLDER = HERE.parent.parent / "target" / "tmp" / "consent-pdf"
PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
AT_LEAST = 40
# What pdftotext marks the direction of text with, and the joiners, which are not said from right to left.
UNSEEN = "\u202a\u202b\u202c\u200c\u200d"

# What makes a document non-conforming, and for which profile: name, pattern, replacement of the
# same length, profile. A validator that lets one pass proves nothing about the others.
DEFECTS = (
    ("no output intent", rb"/OutputIntents", b"/XutputIntents", PROFILES[0]),
    ("no language", rb"/Lang \(", b"/Lxng (", PROFILES[1]),
    ("title not shown", rb"/DisplayDocTitle true", b"/DisplayDocTitle fals", PROFILES[1]),
    ("not marked", rb"/Marked true", b"/Marked null", PROFILES[1]),
    ("no structure", rb"/StructTreeRoot (\d)", rb"/StructTreeXoot \1", PROFILES[1]),
    ("header without scope", rb"/Scope /Row", b"/Scqpe /Row", PROFILES[1]),
    ("no part", rb"<pdfaid:part>3", b"<pdfaid:part>1", PROFILES[0]),
    ("no UA part", rb"<pdfuaid:part>1", b"<pdfuaid:part>7", PROFILES[1]),
    ("file without relationship", rb"/AFRelationship", b"/AFRelationshiq", PROFILES[0]),
    ("font without ToUnicode", rb"/ToUnicode", b"/ToXnicode", PROFILES[0]),
    ("font not embedded", rb"/FontFile2", b"/FontFilex", PROFILES[0]),
    ("widths that are wrong", rb"/W \[0 \[([\d.]+) \d", rb"/W [0 [\1 9", PROFILES[0]),
    ("headings that skip", rb"/S /H2", b"/S /H5", PROFILES[1]),
)


def run(*command):
    return subprocess.run(command, capture_output=True, check=False)


def conforms(document, profile):
    return page.validate_pdf(str(document), profile=profile)


def check_document(document):
    """What is wrong with one document, in words."""
    for profile in PROFILES:
        report = conforms(document, profile)
        if not report.is_compliant:
            yield f"{profile}: {report}"
    checked = run("qpdf", "--check", document)
    if checked.returncode != 0:
        yield f"qpdf: {(checked.stdout + checked.stderr).decode()}"
    record = document.with_suffix(".json")
    if record.exists():
        yield from check_names(document, json.loads(record.read_bytes()))
        with tempfile.TemporaryDirectory() as folder:
            run("pdfdetach", "-saveall", "-o", folder, document)
            if Path(folder, "consent.json").read_bytes() != record.read_bytes():
                yield "pdfdetach does not give the record back"
            if not Path(folder, "consent.sig").exists():
                yield "pdfdetach finds no signature"


def check_names(document, record):
    """Whether what the person typed can be read back, in whatever script."""
    text = "".join(run("pdftotext", "-enc", "UTF-8", document, "-").stdout.decode().split())
    seen = lambda text: "".join(c for c in text if c not in UNSEEN)
    person = record["facts"]["person"]
    for typed in (person["name"], person["email"]):
        if seen("".join(typed.split())) not in seen(text):
            yield f"“{typed}” cannot be read back"


def check_text(document, update):
    """Whether the text of a document is the expected one."""
    expected = EXPECTED / f"{document.stem}.txt"
    text = run("pdftotext", "-layout", "-enc", "UTF-8", document, "-").stdout
    if update:
        expected.write_bytes(text)
    if expected.read_bytes() != text:
        yield f"the text is not that of {expected.name}"


def check_defects(document):
    """Whether the validators see each deliberate defect."""
    intact = document.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        altered = Path(folder, "altered.pdf")
        for name, pattern, replacement, profile in DEFECTS:
            altered.write_bytes(re.sub(pattern, replacement, intact))
            if altered.read_bytes() == intact:
                yield f"defect “{name}” could not be made"
            elif conforms(altered, profile).is_compliant:
                yield f"defect “{name}” was not seen"


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--update"]
    update = "--update" in sys.argv
    folder = Path(arguments[0]) if arguments else FOLDER
    for program in ("qpdf", "pdfdetach", "pdftotext"):
        if not shutil.which(program):
            sys.exit(f"{program} is needed (Debian: qpdf, poppler-utils)")
    documents = sorted(folder.glob("*.pdf"))
    if len(documents) < AT_LEAST:
        sys.exit(f"{len(documents)} documents in {folder}, at least {AT_LEAST} are needed")
    snapshots = {path.stem for path in EXPECTED.glob("*.txt")}
    wrong = 0
    for document in documents:
        problems = list(check_document(document))
        if document.stem in snapshots:
            problems += check_text(document, update)
        for problem in problems:
            wrong += 1
            print(f"{document.stem}: {problem}")
    for problem in check_defects(folder / "fr-lcl.pdf"):
        wrong += 1
        print(f"negative control: {problem}")
    print(
        f"{len(documents)} documents, {len(PROFILES)} profiles, {len(snapshots)} texts, "
        f"{len(DEFECTS)} negative controls: {wrong} wrong"
    )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
