"""Ed25519 (RFC 8032, 5.1): strict for case keys (6.3), as minisign does for its own (0.8)."""

import functools
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


@functools.cache
def doublings(encoded):
    """A point, twice it, four times it, and so on: what most of the work of a key is."""
    points = [decompress(encoded)]
    for _ in range(255):
        points.append(add(points[-1], points[-1]))
    return points


def times_key(scalar, encoded):
    result, points = IDENTITY, doublings(encoded)
    for bit in range(scalar.bit_length()):
        if scalar >> bit & 1:
            result = add(result, points[bit])
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


BASE = (4 * pow(5, P - 2, P) % P).to_bytes(32, "little")


def is_small(point):
    return equal(times(8, point), IDENTITY)


@functools.cache
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
    x, y, z, t = times_key(k, key)
    return compress(add(times_key(s, BASE), (P - x, y, z, P - t))) == signature[:32]


def scalar_of(secret):
    hashed = hashlib.sha512(secret).digest()
    return int.from_bytes(hashed[:32], "little") & (1 << 254) - 8 | 1 << 254, hashed[32:]


@functools.cache
def public_key(secret):
    return compress(times_key(scalar_of(secret)[0], BASE))


def sign(secret, message):
    """The vectors' own keys sign, too: `secret` is the 32 bytes of RFC 8032."""
    scalar, prefix = scalar_of(secret)
    r = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % ORDER
    encoded = compress(times_key(r, BASE))
    k = int.from_bytes(hashlib.sha512(encoded + public_key(secret) + message).digest(), "little") % ORDER
    return encoded + ((r + k * scalar) % ORDER).to_bytes(32, "little")
