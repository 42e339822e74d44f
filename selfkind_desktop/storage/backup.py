"""Copies of the whole database, encrypted with the same key, and opened and checked before they count."""

import contextlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.storage import cipher
from selfkind_desktop.storage.atomic import PRIVATE_FILE, private_folder, sync_folder
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.errors import BackupFailed, StorageError, error_of_system

_PAGES_A_STEP = 2000


def write_backup(
    database: Database,
    folder: Path,
    now: datetime,
    reason: str,
    progress: Callable[[float], None] = lambda _share: None,
) -> Path:
    """Copy an open database and check the copy; it appears under its name only when it passed.

    Args:
        database: the open database.
        folder: where copies lie; made if needed.
        now: goes into the copy's name.
        reason: goes into the copy's name, for example `before-0002`.
        progress: is told the share done, from 0 to 1.

    Returns:
        the copy.

    Raises:
        BackupFailed: the copy is not whole; it was removed.
        StorageError: the disk is full, may not be written, or the database is damaged.
    """
    target = _free_name(folder, f"selfkind-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{reason}")
    unfinished = target.with_name(f".{target.name}.new")
    try:
        private_folder(folder)
        os.close(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, PRIVATE_FILE))
        _copy(database, unfinished, progress)
        _check(database, unfinished)
        unfinished.rename(target)
    except StorageError:
        _forget(unfinished)
        raise
    except OSError as error:
        _forget(unfinished)
        raise error_of_system(error, target) from error
    sync_folder(folder)
    return target


def _copy(database: Database, target: Path, progress: Callable[[float], None]) -> None:
    """Through SQLite's online backup, page by page, so that writers need not stop for it."""

    def tell(_status: int, remaining: int, total: int) -> None:
        progress(1 - remaining / total if total else 1.0)

    copy = cipher.connect(target, database.key)
    try:
        copy.execute("PRAGMA synchronous = FULL")
        database.raw.backup(copy, pages=_PAGES_A_STEP, progress=tell)
    except sqlcipher.Error as error:
        cipher.tell(error, target)
        raise BackupFailed(database.path, str(error)) from error
    finally:
        copy.close()


def _check(database: Database, copy: Path) -> None:
    """Open the copy as a restore would, let it be checked, and count its rows."""
    try:
        with contextlib.closing(cipher.connect(copy, database.key, mode="immutable")) as connection:
            found = cipher.complaints(connection)
            whole = cipher.counts(connection) == cipher.counts(database.raw)
    except (sqlcipher.Error, StorageError) as error:
        raise BackupFailed(database.path, str(error)) from error
    if found or not whole:
        raise BackupFailed(database.path, "; ".join(found[:3]) or "rows are missing")


def _free_name(folder: Path, stem: str) -> Path:
    """A name that no copy has yet: an older copy is never replaced."""
    target, number = folder / f"{stem}.db", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.db", number + 1
    return target


def _forget(unfinished: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            unfinished.with_name(unfinished.name + suffix).unlink()
