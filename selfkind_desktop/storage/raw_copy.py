"""Copying a database as it lies on the disk, cipher and all, while others go on writing to it.

SQLite's own backup deciphers and enciphers every page; the bytes of a page that nobody changes can as well be
copied. Nobody changes any while a reader holds a snapshot that needs nothing from the log: SQLite then writes
to the log only. So the log is emptied, a snapshot is taken, and if the log is still empty the file is copied.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.storage import cipher
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.storage.files import log_of
from selfkind_desktop.storage.vault import DatabaseKey

_CHUNK = 1 << 20
_LOCK_BYTE = 1 << 30
"""Where SQLite locks a byte of the file: on Windows nobody else can read that far."""

_TRIES = 3
_PATIENCE = 250
"""Milliseconds that one try waits for readers of the log: nobody can write meanwhile."""

_handles: dict[tuple[int, int], int] = {}


def snapshot(path: Path, key: DatabaseKey) -> tuple[cipher.Connection, bool]:
    """A reading connection in a transaction, and whether all that it sees lies in the file itself.

    Raises:
        StorageError: the database cannot be read.
    """
    for _ in range(_TRIES):
        _empty_the_log(path, key)
        reader = cipher.connect(path, key, mode="ro")
        try:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.Error as error:
            reader.close()
            cipher.tell(error, path)
            raise
        if _size(log_of(path)) == 0 and _size(path) < _LOCK_BYTE:
            return reader, True
        reader.close()
    reader = cipher.connect(path, key, mode="ro")
    reader.execute("BEGIN")
    return reader, False


def copy_bytes(path: Path, target: Path, progress: Callable[[float], None]) -> None:
    """Copy a database under a snapshot that needs no log; the copy is on the disk afterwards.

    Raises:
        OSError: it cannot be read, or the disk does not take it.
    """
    whole = max(_size(path), 1)
    with _reading(path) as read, target.open("r+b", buffering=0) as copy:
        done = 0
        while piece := read(_CHUNK, done):
            left = memoryview(piece)
            while left:
                left = left[copy.write(left) :]
            done += len(piece)
            progress(min(1.0, done / whole))
        os.fsync(copy.fileno())
        forget_pages(copy.fileno())


def forget_pages(handle: int) -> None:
    """Have what is read next come from the disk, not from memory: that is what is to be verified."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def let_go_of_files() -> None:
    """Close what was kept open; only while this process has no connection to any database."""
    while _handles:
        os.close(_handles.popitem()[1])


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[Callable[[int, int], bytes]]:
    """A function that reads so many bytes from a place of the file.

    On POSIX, closing any handle of a file drops all locks that this process has on it, SQLite's too. So there
    a handle stays open for the next time.
    """
    if sys.platform == "win32":
        with path.open("rb") as file:

            def read(length: int, place: int) -> bytes:
                file.seek(place)
                return file.read(length)

            yield read
    else:
        told = path.stat()
        handle = _handles.get((told.st_dev, told.st_ino))
        if handle is None:
            handle = _handles[(told.st_dev, told.st_ino)] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        yield lambda length, place: os.pread(handle, length, place)


def _empty_the_log(path: Path, key: DatabaseKey) -> None:
    """Where that cannot be done the log is not empty, and SQLite's own way of copying is taken."""
    if _size(log_of(path)) == 0:
        return
    with (
        contextlib.suppress(StorageError, sqlcipher.Error),
        contextlib.closing(cipher.connect(path, key, busy_milliseconds=_PATIENCE)) as writer,
    ):
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
