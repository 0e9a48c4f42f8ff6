"""10: the receipt."""

from . import minisign
from .values import Refused, digits, epoch_name, instant, one_of, or_null, read_document, reference, refuse_unless, text

KIND = "pli-receipt/1"
RECEIPT = {
    "by": text,
    "deleted_at": instant,
    "epoch": epoch_name,
    "format": text,
    "reason": one_of("closed", "expired", "replaced", "withdrawn"),
    "record_sha256": or_null(digits(64)),
    "reference": reference,
    "sealed_sha256": digits(64),
}


def signer(line, signature, keys):
    """The key that signed, and the trusted comment (10.2, 10.3)."""
    for listed in keys:
        try:
            return listed, minisign.verify(minisign.key(listed["key"]), line, signature, KIND)
        except minisign.OtherKey:
            continue
        except minisign.Malformed:
            raise Refused("receipt-malformed") from None
        except minisign.Altered:
            raise Refused("receipt-altered") from None
    raise Refused("receipt-not-genuine")


def read(file, keys):
    """A receipt under the receipt keys of a bundle."""
    try:
        line, signature = minisign.first_line(file)
    except minisign.Malformed:
        raise Refused("receipt-malformed") from None
    listed, trusted = signer(line, signature, keys)
    malformed = "receipt-malformed"
    receipt = read_document(line[:-1], KIND, RECEIPT, malformed, "receipt-unknown-format", malformed)
    says = f"{KIND} {receipt['reference']} deleted {receipt['deleted_at']}"
    refuse_unless(trusted == says, malformed)
    refuse_unless(listed["not_before"] <= receipt["deleted_at"] <= listed["not_after"], "receipt-not-genuine")
    return receipt
