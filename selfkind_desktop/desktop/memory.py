"""Gives memory back to the system once windows are gone: a program that waits all day should wait lightly."""

import contextlib
import ctypes
import gc
import sys

_PATTERN = 0x5A
_SMALL, _STEP = 512, 16
"""Python keeps objects up to this size (bytes) in pools of its own, one for each step."""

_ENOUGH = 1 << 20
"""Bytes laid over the free places of each size: more than a program that waits has of one size."""

_POCKET, _POCKETED = 1040, 8
"""The C library keeps up to so many freed blocks of each size up to this one in a pocket for each thread."""


def give_back() -> None:
    """Collect what nobody holds any more, and return freed pages where the C library would keep them."""
    gc.unfreeze()  # what was put aside while windows were open
    gc.collect()
    _trim()


def _trim() -> None:
    if sys.platform == "linux":
        # Another C library than glibc has its own ways.
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def scrub() -> None:
    """Lay something else over what was freed, and give the rest back; best effort, after a collection.

    It takes a moment, so it belongs in a worker. Each other thread that had something to do with it wants
    `empty_pockets` besides.

    What was found in the whole memory of the program (Linux, glibc 2.36), after an entry of two lines was
    typed and shown, each line with a word that occurs nowhere else, and the journal was locked: 33 places
    while it was open; 5 without any of this; 2 with `overwrite_what_is_freed`; none with the pockets emptied.
    Of key and passphrase nothing was left in any case. On other systems only Python's own places are covered.
    """
    # Python does not wipe what it frees in its own pools, but it fills free places first.
    for size in range(_STEP, _SMALL + 1, _STEP):
        _cover(size)
    empty_pockets()
    _trim()


def empty_pockets() -> None:
    """Overwrite the few freed blocks that the C library keeps at hand for the thread that calls this."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(AttributeError):
        library = ctypes.CDLL(None)
        library.malloc.restype = ctypes.c_void_p
        library.malloc.argtypes = [ctypes.c_size_t]
        library.free.argtypes = [ctypes.c_void_p]
        for size in range(_STEP, _POCKET + 1, _STEP):
            blocks = [block for _ in range(_POCKETED) if (block := library.malloc(size))]
            for block in blocks:
                ctypes.memset(block, _PATTERN, size)
                library.free(block)


def _cover(size: int) -> None:
    room = size - b"".__sizeof__()
    if room >= 0:
        # Not one object that many names share: each is made anew.
        _covers = [bytes(bytearray(room)) for _ in range(_ENOUGH // size)]
