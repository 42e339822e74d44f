"""Lets the C library overwrite what is freed, wherever it can: words do not outlive their use there."""

import ctypes
import functools
import sys

_M_PERTURB = -6
_PATTERN = 0x5A


@functools.cache
def overwrite_what_is_freed() -> bool:
    """From now on the C library (glibc) fills every block that is freed, whoever had it.

    Only the few blocks of each thread that it keeps at hand escape: `desktop.memory.empty_pockets`.

    Returns:
        whether it does; other C libraries than glibc do not.
    """
    if sys.platform != "linux":
        return False
    try:
        return bool(ctypes.CDLL(None).mallopt(_M_PERTURB, _PATTERN))
    except AttributeError:
        return False
