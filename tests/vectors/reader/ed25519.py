"""Ed25519 (RFC 8032, 5.1): strict for case keys (6.3), as minisign does for its own (0.8)."""

import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
IDENTITY = (0, 1, 1, 0)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    result = IDENTITY
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def equal(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def compress(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decompress(data):
    encoded = int.from_bytes(data, "little")
    y, sign = encoded & (1 << 255) - 1, encoded >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_small(point):
    return equal(times(8, point), IDENTITY)


def is_key(data):
    """A point in its one spelling, not of small order."""
    point = decompress(data)
    return point is not None and not is_small(point)


def verifies(key, message, signature, strict):
    a, s = decompress(key), int.from_bytes(signature[32:], "little")
    if a is None or s >= ORDER:
        return False
    if strict:
        r = decompress(signature[:32])
        if r is None or is_small(a) or is_small(r):
            return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], a[2], P - a[3])
    return compress(add(times(s, BASE), times(k, minus_a))) == signature[:32]


def sign(secret, message):
    """The vectors' own keys sign, too: `secret` is the 32 bytes of RFC 8032."""
    hashed = hashlib.sha512(secret).digest()
    scalar = int.from_bytes(hashed[:32], "little") & (1 << 254) - 8 | 1 << 254
    key = compress(times(scalar, BASE))
    r = int.from_bytes(hashlib.sha512(hashed[32:] + message).digest(), "little") % ORDER
    encoded = compress(times(r, BASE))
    k = int.from_bytes(hashlib.sha512(encoded + key + message).digest(), "little") % ORDER
    return encoded + ((r + k * scalar) % ORDER).to_bytes(32, "little")
