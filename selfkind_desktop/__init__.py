"""Selfkind: a desktop companion for practicing self-compassion."""

import sys

__version__ = "0.1.0"


def _let_constants_last() -> None:
    """Give `None`, `True` and `False` more references than any run can use up.

    WORKAROUND: PySide6 6.12.0 gives back one reference to `None` too many in each call of Qt that returns
    nothing, and one to `True` in each `emit`. Since Python 3.12 they do not count references and nobody
    notices; before, the interpreter ends with "none_dealloc: deallocating None" some five thousand calls
    later, or with "bool_dealloc" some hundred signals later. PySide6 6.11.3 is sound.
    """
    from ctypes import c_ssize_t

    for constant in (None, True, False):
        # CPython keeps the number of references in the first word of each object
        c_ssize_t.from_address(id(constant)).value = 1 << 60


if sys.version_info < (3, 12):
    _let_constants_last()
