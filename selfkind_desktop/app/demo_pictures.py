"""Small pictures of evenings, made by arithmetic: a sky, a sun, hills and water."""

import math
import struct
import zlib
from random import Random

_WIDTH, _HEIGHT = 480, 320
_HORIZON = 210
_SKIES = (
    ((61, 84, 110), (236, 190, 148)),
    ((92, 116, 132), (242, 222, 188)),
    ((54, 66, 96), (214, 150, 132)),
    ((120, 140, 146), (226, 226, 214)),
)
_HILLS = ((96, 112, 104), (62, 82, 78))

_Color = tuple[int, int, int]


def evening(chance: Random) -> bytes:
    """A picture as a PNG file, another one for each state of `chance`."""
    above, below = chance.choice(_SKIES)
    sun = (chance.uniform(0.2, 0.8) * _WIDTH, chance.uniform(0.6, 0.95) * _HORIZON, chance.uniform(18, 34))
    hills = [
        [
            (chance.uniform(0, 1) * _WIDTH, chance.uniform(90, 220), chance.uniform(30, 80) / (1 + row))
            for _ in "abc"
        ]
        for row in range(len(_HILLS))
    ]
    rows = []
    for y in range(_HEIGHT):
        # Water is the sky once more, upside down and darker.
        mirrored = y if y < _HORIZON else 2 * _HORIZON - y
        row = bytearray(
            bytes(_between(above, below, mirrored / _HORIZON, 1.0 if y < _HORIZON else 0.82)) * _WIDTH
        )
        _lay_sun(row, y, mirrored, sun)
        if y < _HORIZON:
            for color, range_of_hills in zip(_HILLS, hills, strict=True):
                _lay_hills(row, y, color, range_of_hills)
        rows.append(b"\0" + bytes(row))
    return _png(b"".join(rows))


def _between(one: _Color, other: _Color, share: float, light: float) -> _Color:
    mixed = [round((a + (b - a) * share) * light) for a, b in zip(one, other, strict=True)]
    return mixed[0], mixed[1], mixed[2]


def _lay_sun(row: bytearray, y: int, mirrored: int, sun: tuple[float, float, float]) -> None:
    x, height, radius = sun
    away = abs(mirrored - height)
    if away < radius:
        half = math.sqrt(radius * radius - away * away) * (1.0 if y < _HORIZON else 0.6)
        _paint(row, x - half, x + half, (255, 240, 214) if y < _HORIZON else (232, 212, 184))


def _lay_hills(row: bytearray, y: int, color: _Color, hills: list[tuple[float, float, float]]) -> None:
    for middle, half_width, height in hills:
        above_ground = (_HORIZON - y) / height
        if above_ground <= 1:
            half = half_width * math.acos(2 * above_ground - 1) / math.pi
            _paint(row, middle - half, middle + half, color)


def _paint(row: bytearray, first: float, last: float, color: _Color) -> None:
    left, right = max(0, round(first)), min(_WIDTH, round(last))
    if left < right:
        row[left * 3 : right * 3] = bytes(color) * (right - left)


def _png(rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in pieces
    )
