"""New files for the person: under their name only when they are whole."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from selfkind_desktop.storage.atomic import PRIVATE_FILE, PRIVATE_FOLDER, sync_folder
from selfkind_desktop.storage.errors import NameTaken, StorageError, error_of_system

_UNFINISHED = ".unfinished"
"""Plain to see, not hidden: what a power cut leaves of an export may hold private words."""


@contextlib.contextmanager
def new_file(path: Path, *, replace: bool = False) -> Iterator[IO[bytes]]:
    """A file to write to; it takes its name at the end, or goes away if anything fails.

    Args:
        path: its name; the folder has to exist.
        replace: whether a file of that name may be replaced.

    Raises:
        NameTaken: there is one, and it may not.
        StorageError: the disk is full or may not be written; nothing has changed.
    """
    unfinished = path.with_name(path.name + _UNFINISHED)
    with _told(path):
        _refuse_taken(path, replace=replace)
        _forget(unfinished)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(unfinished, flags, PRIVATE_FILE)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _refuse_taken(path, replace=replace)
            unfinished.replace(path)
        except BaseException:
            _forget(unfinished)
            raise
        sync_folder(path.parent)


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to write into; it takes its name at the end, or goes away if anything fails.

    Args:
        path: its name; an empty folder of that name is taken, any other is left alone.

    Raises:
        NameTaken: there is something of that name.
        StorageError: the disk is full or may not be written; nothing has changed.
    """
    unfinished = path.with_name(path.name + _UNFINISHED)
    with _told(path):
        _make_way(path)
        _forget(unfinished)
        unfinished.mkdir(mode=PRIVATE_FOLDER)
        try:
            yield unfinished
            _make_way(path)
            unfinished.rename(path)
        except BaseException:
            _forget(unfinished)
            raise
        sync_folder(path.parent)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except StorageError:
        raise
    except OSError as error:
        raise error_of_system(error, path) from error


def _refuse_taken(path: Path, *, replace: bool) -> None:
    if path.is_dir() or (path.exists() and not replace):
        raise NameTaken(path)


def _make_way(path: Path) -> None:
    """Take the place of an empty folder, as a dialog that made one leaves it."""
    if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
        path.rmdir()
    elif path.exists() or path.is_symlink():
        raise NameTaken(path)


def _forget(unfinished: Path) -> None:
    with contextlib.suppress(OSError):
        if unfinished.is_dir() and not unfinished.is_symlink():
            shutil.rmtree(unfinished)
        else:
            unfinished.unlink()
