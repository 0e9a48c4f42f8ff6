"""A program that keeps the pointer to itself, as one with an open menu does.

    grab.py RECORD

Writes RECORD once it has the pointer.
"""

import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

window = Gtk.Window(type=Gtk.WindowType.POPUP)
window.show_all()


def grab():
    seat = window.get_display().get_default_seat()
    status = seat.grab(window.get_window(), Gdk.SeatCapabilities.ALL_POINTING, True, None, None, None)
    if status != Gdk.GrabStatus.SUCCESS:
        return True
    with open(sys.argv[1], "w") as record:
        record.write("grabbed")
    return False


GLib.timeout_add(50, grab)
Gtk.main()
