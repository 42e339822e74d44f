"""Gives memory back to the system once windows are gone: a program that waits all day should wait lightly."""

import contextlib
import ctypes
import gc
import sys

_M_PERTURB = -6
_PATTERN = 0x5A
_SMALL, _STEP = 512, 16
"""Python keeps objects up to this size (bytes) in pools of its own, one for each step."""

_ENOUGH = 1 << 20
"""Bytes laid over the free places of each size: more than a program that waits has of one size."""


def give_back() -> None:
    """Collect what nobody holds any more, and return freed pages where the C library would keep them."""
    gc.collect()
    if sys.platform == "linux":
        # Another C library than glibc has its own ways.
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def overwrite_what_is_freed() -> None:
    """From now on the C library (glibc) fills what is freed: words do not outlive their window there."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).mallopt(_M_PERTURB, _PATTERN)


def scrub() -> None:
    """Collect, lay something else over what was freed, and give the rest back; best effort."""
    gc.collect()
    # Python does not wipe what it frees in its own pools, but it fills free places first.
    for size in range(_STEP, _SMALL + 1, _STEP):
        _cover(size)
    give_back()


def _cover(size: int) -> None:
    room = size - b"".__sizeof__()
    if room >= 0:
        # Not one object that many names share: each is made anew.
        _covers = [bytes(bytearray(room)) for _ in range(_ENOUGH // size)]
