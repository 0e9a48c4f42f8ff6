"""Prints what the accessibility bus has of a process, as a screen reader reads it: a line for each
element, its role, name and description, indented below what holds it; of text, the text. What differs from day
to day is masked. Usage: tree.py PROCESS_ID"""

import os
import re
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

DAY = re.compile(
    r"\b\d{1,2}(?:er)?\s(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
    r"(?:\s\d{4})?"
)
HOUR = re.compile(r"\b\d{1,2}\sh\s\d{2}\b")
# What only groups, and has no name, says nothing.
SILENT = {"filler", "panel", "section", "unknown", "redundant object", "scroll pane"}


def masked(text):
    return HOUR.sub("HEURE", DAY.sub("JOUR", " ".join(text.split())))


def words(element):
    """The name of an element, or the text that it holds itself."""
    text = element.get_name() or ""
    if not text and element.get_role_name() != "password text" and element.get_text_iface():
        text = Atspi.Text.get_text(element, 0, -1).replace("\ufffc", " ")
    return masked(text)


def lines(element, depth):
    role, text = element.get_role_name(), words(element)
    silent = role in SILENT and not text
    if not silent:
        told = masked(element.get_description() or "")
        yield "  " * depth + role + (f": {text}" if text else "") + (f" ({told})" if told else "")
    for index in range(element.get_child_count()):
        child = element.get_child_at_index(index)
        if child:
            yield from lines(child, depth if silent else depth + 1)


def main():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application and application.get_process_id() == int(sys.argv[1]):
            for child in range(application.get_child_count()):
                print("\n".join(lines(application.get_child_at_index(child), 0)))


try:
    main()
except GLib.Error:  # an element went away while it was looked at
    sys.exit(os.EX_TEMPFAIL)
