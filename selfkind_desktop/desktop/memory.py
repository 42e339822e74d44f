"""Gives memory back to the system once windows are gone: a program that waits all day should wait lightly."""

import contextlib
import ctypes
import gc
import sys


def give_back() -> None:
    """Collect what nobody holds any more, and return freed pages where the C library would keep them."""
    gc.collect()
    if sys.platform == "linux":
        # Another C library than glibc has its own ways.
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
