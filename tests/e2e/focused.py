"""Prints the focused element of a process as JSON {"role", "name", "description"}, read from the accessibility
bus as a screen reader reads it; prints nothing when there is none. The value is never read: it may
be a secret. Usage: focused.py PROCESS_ID"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib


def focused(element):
    """The deepest focused element below this one, or None."""
    try:
        for index in range(element.get_child_count()):
            child = element.get_child_at_index(index)
            found = focused(child) if child else None
            if found:
                return found
        return element if element.get_state_set().contains(Atspi.StateType.FOCUSED) else None
    except GLib.Error:  # the element went away while it was looked at
        return None


def main():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        try:
            if not application or application.get_process_id() != int(sys.argv[1]):
                continue
            element = focused(application)
            if element:
                said = {"role": element.get_role_name(), "name": element.get_name()}
                print(json.dumps(said | {"description": element.get_description()}))
                return
        except GLib.Error:
            continue


main()
