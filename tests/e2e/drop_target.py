"""A window that takes files dropped on it, as a browser or a file manager does.

    drop_target.py RECORD

Writes what hovers and what is dropped to RECORD, as JSON.
"""

import hashlib
import json
import os
import sys
from urllib.parse import unquote, urlparse

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

record = sys.argv[1]


def write(what):
    with open(record + ".part", "w") as part:
        json.dump(what, part)
    os.rename(record + ".part", record)


def read(uri):
    path = unquote(urlparse(uri).path)
    with open(path, "rb") as file:
        return {"uri": uri, "path": path, "sha256": hashlib.sha256(file.read()).hexdigest()}


def hovered(_widget, _context, _x, _y, _time):
    write({"hovered": True, "dropped": None})
    return False


def dropped(_widget, _context, _x, _y, selection, _info, _time):
    write({"hovered": True, "dropped": [read(uri) for uri in selection.get_uris()]})


window = Gtk.Window(title="Drop here")
window.set_default_size(200, 200)
window.set_accept_focus(False)  # the app stays in front
window.drag_dest_set(Gtk.DestDefaults.ALL, [Gtk.TargetEntry.new("text/uri-list", 0, 0)], Gdk.DragAction.COPY)
window.connect("drag-motion", hovered)
window.connect("drag-data-received", dropped)
window.show_all()
Gtk.main()
