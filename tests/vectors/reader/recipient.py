"""2.1: recipients, in Bech32 (BIP 173, without its limit of length), lower case."""

CHARACTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
P256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
P256_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


def checksum(values):
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for bit, constant in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            total ^= constant if top >> bit & 1 else 0
    return total


def decode(text, prefix):
    """The bytes of a Bech32 text with this prefix; none if it is anything else."""
    head, data = prefix + "1", text[len(prefix) + 1 :]
    if not text.startswith(head) or len(data) < 6 or any(character not in CHARACTERS for character in data):
        return None
    values = [CHARACTERS.index(character) for character in data]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    if checksum(expanded + values) != 1:
        return None
    number, length = 0, 5 * (len(values) - 6)
    for value in values[:-6]:
        number = number << 5 | value
    spare = length % 8
    if spare >= 5 or number & (1 << spare) - 1:
        return None
    return (number >> spare).to_bytes(length // 8, "big")


def is_on_p256(x, y):
    return x < P256 and y < P256 and (y * y - x**3 + 3 * x - P256_B) % P256 == 0


def is_compressed_point(data):
    x = int.from_bytes(data[1:], "big")
    square = (x**3 - 3 * x + P256_B) % P256
    return len(data) == 33 and data[0] in (2, 3) and x < P256 and pow(square, (P256 - 1) // 2, P256) in (0, 1)


def is_hybrid_key(data):
    """An ML-KEM-768 key, whose coefficients are below 3329 (FIPS 203, 7.2), and a P-256 point."""
    if len(data) != 1184 + 65 or data[1184] != 4:
        return False
    point = data[1185:]
    if not is_on_p256(int.from_bytes(point[:32], "big"), int.from_bytes(point[32:], "big")):
        return False
    triples = (data[at : at + 3] for at in range(0, 1152, 3))
    return all((a | (b & 15) << 8) < 3329 and (b >> 4 | c << 4) < 3329 for a, b, c in triples)


def kind_of(text):
    if not isinstance(text, str):
        return None
    if text.startswith("age1tagpq1"):
        data = decode(text, "age1tagpq")
        return "tagpq" if data is not None and is_hybrid_key(data) else None
    if text.startswith("age1tag1"):
        data = decode(text, "age1tag")
        return "tag" if data is not None and is_compressed_point(data) else None
    data = decode(text, "age")
    return "X25519" if data is not None and len(data) == 32 else None
