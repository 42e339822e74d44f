"""What is freed is laid over, as far as that can be seen from inside."""

import ctypes
from pathlib import Path

import pytest

from selfkind_desktop.desktop.memory import empty_pockets, give_back, scrub


def read(address: int, size: int) -> bytes:
    """What lies there now; reading what is gone is an error, not a crash."""
    with Path("/proc/self/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(size)


@pytest.mark.only_on("linux")
def test_a_small_block_that_was_freed_does_not_keep_its_words() -> None:
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.malloc.argtypes = [ctypes.c_size_t]
    library.free.argtypes = [ctypes.c_void_p]
    words = b"quince lantern, quince lantern, quince lantern"
    block = library.malloc(320)
    # The first bytes of a freed block belong to the library.
    ctypes.memmove(block + 64, words, len(words))
    library.free(block)
    empty_pockets()
    assert read(block + 64, len(words)) != words


@pytest.mark.only_on("linux")
def test_an_object_of_python_that_was_freed_does_not_keep_its_words() -> None:
    words = "".join(["quince ", "lantern"]).encode() * 3
    address = id(words) + b"".__sizeof__() - 1
    backwards = bytes(reversed(words))
    del words
    scrub()
    assert read(address, len(backwards)) != bytes(reversed(backwards))


def test_memory_is_given_back_on_every_system() -> None:
    give_back()
