#!/usr/bin/python3
"""What another program of the person does with the keyring of the session bus (Secret Service API,
freedesktop.org):

keyring.py items        prints every item as JSON: attributes, and the secret in hexadecimal
keyring.py lock         locks the login keyring
keyring.py unlock       unlocks it with the password on standard input, as a login does
keyring.py delete NAME  removes Pli's item of this name
keyring.py copy NAME    makes a second item as a restored keyring has it
keyring.py alter NAME   makes a second item that differs
"""

import json
import sys

from gi.repository import Gio, GLib

SERVICE = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
LOGIN = ROOT + "/collection/login"

bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(path, interface, method, arguments, returns):
    variant = GLib.Variant(*arguments) if arguments else None
    answer = bus.call_sync(SERVICE, path, interface, method, variant, GLib.VariantType(returns), 0, -1, None)
    return answer.unpack()


def service(method, arguments, returns):
    return call(ROOT, "org.freedesktop.Secret.Service", method, arguments, returns)


def attribute(path, interface, name):
    arguments = ("(ss)", ("org.freedesktop.Secret." + interface, name))
    return call(path, "org.freedesktop.DBus.Properties", "Get", arguments, "(v)")[0]


def session():
    return service("OpenSession", ("(sv)", ("plain", GLib.Variant("s", ""))), "(vo)")[1]


def items():
    found = []
    at = session()
    for collection in attribute(ROOT, "Service", "Collections"):
        for item in attribute(collection, "Collection", "Items"):
            secret = call(item, "org.freedesktop.Secret.Item", "GetSecret", ("(o)", (at,)), "((oayays))")[0][2]
            found.append({"attributes": attribute(item, "Item", "Attributes"), "secret": bytes(secret).hex()})
    return found


def unlock():
    # gnome-keyring's own way, which its PAM module takes too; any other would ask in a window.
    guilt = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
    secret = (session(), b"", sys.stdin.buffer.read(), "text/plain")
    call(ROOT, guilt, "UnlockWithMasterPassword", ("(o(oayays))", (LOGIN, secret)), "()")


def delete(name):
    found = service("SearchItems", ("(a{ss})", ({"service": "com.bankin.pli", "username": name},)), "(aoao)")
    for item in found[0]:
        call(item, "org.freedesktop.Secret.Item", "Delete", None, "(o)")


def copy(name, change):
    attributes = {"service": "com.bankin.pli", "username": name}
    item = service("SearchItems", ("(a{ss})", (attributes,)), "(aoao)")[0][0]
    at = session()
    secret = call(item, "org.freedesktop.Secret.Item", "GetSecret", ("(o)", (at,)), "((oayays))")[0]
    properties = {
        "org.freedesktop.Secret.Item.Label": GLib.Variant("s", "a copy"),
        "org.freedesktop.Secret.Item.Attributes": GLib.Variant("a{ss}", attribute(item, "Item", "Attributes")),
    }
    value = (at, b"", change(bytes(secret[2])), "text/plain")
    interface = "org.freedesktop.Secret.Collection"
    call(ROOT + "/collection/session", interface, "CreateItem", ("(a{sv}(oayays)b)", (properties, value, False)), "(oo)")


match sys.argv[1:]:
    case ["items"]:
        print(json.dumps(items()))
    case ["lock"]:
        service("Lock", ("(ao)", ([LOGIN],)), "(aoo)")
    case ["unlock"]:
        unlock()
    case ["delete", name]:
        delete(name)
    case ["copy", name]:
        copy(name, bytes)
    case ["alter", name]:
        copy(name, bytes.lower)
    case _:
        sys.exit(__doc__)
