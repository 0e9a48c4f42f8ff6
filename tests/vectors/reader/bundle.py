"""1 and 2: the bundle, and the recipients that it gives."""

import hashlib
import pathlib

from . import minisign
from .recipient import kind_of
from .values import Refused, boolean, digits, epoch_name, instant, integer, is_shaped, one_of, read_json, refuse_unless

ROOT = pathlib.Path(__file__).resolve().parents[3]
ROOT_KEY = minisign.key((ROOT / "assets/bundle/demo/root.pub").read_text().splitlines()[1])
CARRIED_SERIAL = 1
MAX_LENGTH = 65_536

BUNDLE = {
    "format": one_of("pli-bundle/1"),
    "demo": boolean,
    "serial": integer(1, 2**53 - 1),
    "not_before": instant,
    "not_after": instant,
    "receipt_keys": [{"key": lambda value: minisign.key(value) is not None, "not_before": instant, "not_after": instant}],
    "epochs": [
        {
            "name": epoch_name,
            "recipient": lambda value: kind_of(value) is not None,
            "not_before": instant,
            "not_after": instant,
        }
    ],
    "destroyed": [{"name": epoch_name, "fingerprint": digits(64), "destroyed_at": instant}],
}


def read_file(data, now, last_serial):
    """A bundle file (1.13, 1.14)."""
    refuse_unless(len(data) <= MAX_LENGTH and data.count(b"\n") >= 4, "bundle-unsigned")
    end = 0
    for _ in range(4):
        end = data.index(b"\n", end) + 1
    return read(data[end:], data[:end], now, max(last_serial, CARRIED_SERIAL))


def read(data, signature, now, last_serial):
    """1.1 to 1.7, in their order."""
    try:
        minisign.verify(ROOT_KEY, data, signature, "pli-bundle/1")
    except minisign.Altered:
        raise Refused("bundle-altered") from None
    except (minisign.Malformed, minisign.OtherKey):
        raise Refused("bundle-unsigned") from None
    try:
        bundle = read_json(data)
    except ValueError:
        raise Refused("bundle-malformed") from None
    refuse_unless(is_shaped(bundle, BUNDLE) and is_sound(bundle), "bundle-malformed")
    refuse_unless(bundle["serial"] >= last_serial, "bundle-rolled-back")
    refuse_unless(now >= bundle["not_before"], "bundle-not-yet-valid")
    refuse_unless(now <= bundle["not_after"], "bundle-expired")
    return bundle


def fingerprint(epoch):
    """2.5"""
    return hashlib.sha256(epoch["recipient"].encode()).hexdigest()


def has_window(it):
    return it["not_before"] < it["not_after"]


def are_apart(items, is_like):
    return not any(is_like(one, other) for at, one in enumerate(items) for other in items[:at])


def is_sound(bundle):
    """1.8 to 1.12. The root here is the demonstration's."""
    epochs = sorted(bundle["epochs"], key=lambda it: it["not_before"])
    bundle["epochs"] = epochs
    keys, gone = bundle["receipt_keys"], bundle["destroyed"]
    named = [{"name": it["name"], "fingerprint": fingerprint(it)} for it in epochs]

    def is_like(one, other):
        return one["name"] == other["name"] or one["fingerprint"] == other["fingerprint"]

    return (
        bundle["demo"]
        and has_window(bundle)
        and bool(epochs)
        and all(map(has_window, epochs))
        and all(one["not_after"] < other["not_after"] for one, other in zip(epochs, epochs[1:]))
        and all(one["not_after"] < third["not_before"] for one, third in zip(epochs, epochs[2:]))
        and are_apart(named, is_like)
        and bool(keys)
        and all(map(has_window, keys))
        and are_apart(keys, lambda one, other: minisign.is_like(minisign.key(one["key"]), minisign.key(other["key"])))
        and are_apart(gone, is_like)
        and not any(is_like(one, other) for one in gone for other in named)
    )


def recipients(bundle, now):
    """The epochs to seal to: the current one, and the next in its overlap (2.2, 2.3)."""
    valid = [it for it in bundle["epochs"] if it["not_before"] <= now <= it["not_after"]]
    return [it for it in valid[:2] if kind_of(it["recipient"]) == kind_of(valid[0]["recipient"])]
