"""Copies of the whole database, encrypted with the same key, and opened and checked before they count.

Beside each copy lies a copy of the vault, so that the pair opens anywhere with the passphrase or the recovery
code.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.storage import cipher, raw_copy
from selfkind_desktop.storage.atomic import PRIVATE_FILE, private_folder, sync_folder, write_atomically
from selfkind_desktop.storage.errors import BackupFailed, DatabaseMissing, StorageError, error_of_system
from selfkind_desktop.storage.files import is_there, vault_of, vault_of_copy
from selfkind_desktop.storage.vault import DatabaseKey

_PAGES_A_STEP = 2000
_COPYING = 0.4
"""The share of the work that copying is; the rest is checking."""

_CHECK_KIB = 32 * 1024
"""Room for pages while checking; with less, looking rows up in indexes reads the same pages over and over."""

_STEPS_BETWEEN = 20_000
"""How many steps of its machine SQLite takes between two looks whether anybody still wants the result."""

_CHECKING_LOOKS = 60


class Located(Protocol):
    """A database, open or not."""

    @property
    def path(self) -> Path:
        """Its file."""
        ...

    @property
    def key(self) -> DatabaseKey:
        """Its raw key."""
        ...


def write_backup(
    database: Located, folder: Path, now: datetime, reason: str, progress: Progress = unheard
) -> Path:
    """Copy a database, even while it is written to, and check the copy.

    It appears under its name only when it passed, with a copy of the vault beside it. It takes connections of
    its own, so it may run in another thread than the store's.

    Args:
        database: where it is, and its key.
        folder: where copies lie; made if needed.
        now: goes into the copy's name.
        reason: goes into the copy's name, for example `before-0002`.
        progress: is told the share done, from 0 to 1.

    Returns:
        the copy.

    Raises:
        BackupFailed: the copy is not whole; it was removed.
        StorageError: the disk is full, may not be written, or the database is damaged.
        Cancelled: `progress` said so; nothing is left of it.
    """
    if not is_there(database.path):
        raise DatabaseMissing(database.path)
    target = _free_name(folder, f"selfkind-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{reason}")
    unfinished = target.with_name(f".{target.name}.new")
    try:
        private_folder(folder)
        os.close(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, PRIVATE_FILE))
        counted = _copy(database, unfinished, lambda share: progress(_COPYING * share))
        _check(database, unfinished, counted, progress)
        progress(1.0)
        copy_vault(vault_of(database.path), vault_of_copy(target))
        unfinished.rename(target)
    except OSError as error:
        forget(unfinished)
        raise error_of_system(error, target) from error
    except BaseException:
        forget(unfinished)
        raise
    sync_folder(folder)
    return target


def copy_vault(vault: Path, target: Path) -> None:
    """Lay a copy of a vault beside a copy; where there is no vault there is nothing to copy.

    Raises:
        OSError: it cannot be read or written.
    """
    with contextlib.suppress(FileNotFoundError):
        write_atomically(target, vault.read_bytes())


def _copy(database: Located, target: Path, progress: Progress) -> dict[str, int]:
    """The bytes as they lie there, else SQLite's online backup; writers need not stop for either.

    Returns:
        how many rows each table has.
    """
    reader, is_in_the_file = raw_copy.snapshot(database.path, database.key)
    try:
        counted = cipher.counts(reader)
        if is_in_the_file:
            raw_copy.copy_bytes(database.path, target, progress)
        else:
            _copy_pages(reader, database.key, target, progress)
        return counted
    except sqlcipher.Error as error:
        cipher.tell(error, target)
        raise BackupFailed(database.path, str(error)) from error
    finally:
        reader.close()


def _copy_pages(
    reader: cipher.Connection, key: DatabaseKey, target: Path, progress: Callable[[float], None]
) -> None:
    """Through SQLite, page by page."""

    def tell(_status: int, remaining: int, total: int) -> None:
        progress(1 - remaining / total if total else 1.0)

    with contextlib.closing(cipher.connect(target, key)) as copy:
        copy.execute("PRAGMA synchronous = FULL")
        reader.backup(copy, pages=_PAGES_A_STEP, progress=tell)


def _check(database: Located, copy: Path, counted: dict[str, int], progress: Progress) -> None:
    """Open the copy as a restore would, let it be checked, and count its rows."""
    try:
        found = check_file(copy, database.key, lambda share: progress(_COPYING + (1 - _COPYING) * share))
        with contextlib.closing(cipher.connect(copy, database.key, mode="immutable")) as connection:
            whole = cipher.counts(connection) == counted
    except (sqlcipher.Error, StorageError) as error:
        raise BackupFailed(database.path, str(error)) from error
    if found or not whole:
        raise BackupFailed(database.path, "; ".join(found[:3]) or "rows are missing")


def check_file(copy: Path, key: DatabaseKey, progress: Progress = unheard) -> list[str]:
    """What SQLCipher's and SQLite's own checks find in a closed file, both at once; empty for a sound one.

    Raises:
        sqlcipher3's Error: it is too damaged to be checked.
        StorageError: it cannot be opened.
        Cancelled: `progress` said so.
    """
    of_the_cipher: list[str] = []

    def check_cipher() -> None:
        try:
            with contextlib.closing(cipher.connect(copy, key, mode="immutable")) as connection:
                of_the_cipher.extend(cipher.complaints_of_the_cipher(connection))
        except (sqlcipher.Error, StorageError) as error:
            of_the_cipher.append(str(error))

    beside = threading.Thread(target=check_cipher, name="selfkind-check", daemon=True)
    beside.start()
    try:
        with contextlib.closing(cipher.connect(copy, key, mode="immutable")) as connection:
            connection.execute(f"PRAGMA cache_size = -{_CHECK_KIB}")
            with _watched(connection, progress):
                found = cipher.complaints_of_the_rows(connection)
            # Wiping all that room takes 40 ms; closing would do it without letting other threads run.
            connection.execute("PRAGMA shrink_memory")
    finally:
        beside.join()
    return of_the_cipher + found


@contextlib.contextmanager
def _watched(connection: cipher.Connection, progress: Progress) -> Iterator[None]:
    """Let SQLite stop where nobody wants the result any more; it cannot tell how far it is."""
    unwanted: list[BaseException] = []
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        try:
            progress(looks / (looks + _CHECKING_LOOKS))
        except BaseException as error:
            unwanted.append(error)
            return 1
        return 0

    connection.set_progress_handler(look, _STEPS_BETWEEN)
    try:
        yield
    except sqlcipher.Error:
        if unwanted:
            raise unwanted[0] from None
        raise


def _free_name(folder: Path, stem: str) -> Path:
    """A name that no copy has yet: an older copy is never replaced."""
    target, number = folder / f"{stem}.db", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.db", number + 1
    return target


def forget(unfinished: Path) -> None:
    """Remove an unfinished copy and what SQLite may have laid beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            unfinished.with_name(unfinished.name + suffix).unlink()
