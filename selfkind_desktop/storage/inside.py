"""What is inside a closed database: checked, and counted per kind, without reading a word."""

import contextlib
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.domain.backups import Contents
from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.storage import cipher
from selfkind_desktop.storage.backup import check_file
from selfkind_desktop.storage.errors import BackupDamaged, DatabaseDamaged
from selfkind_desktop.storage.migrate import Revisions
from selfkind_desktop.storage.vault import DatabaseKey

_NOT_COUNTED = ("devices", "settings")


def look_inside(
    copy: Path, key: DatabaseKey, progress: Progress = unheard, revisions: Revisions | None = None
) -> Contents:
    """Open a copy as a restore would, check all of it, and count.

    Raises:
        BackupDamaged: it is not as it was written.
        DatabaseNewer: it comes from a newer program.
        StorageError: it cannot be read.
        Cancelled: `progress` said so.
    """
    try:
        revision = cipher.schema_revision(copy, key)
        (revisions or Revisions()).need_update(revision, copy)
        if found := check_file(copy, key, progress):
            raise BackupDamaged(copy, "; ".join(found[:3]))
        return contents_of(copy, key)
    except DatabaseDamaged as error:
        raise BackupDamaged(copy, error.detail) from error
    except sqlcipher.Error as error:
        raise BackupDamaged(copy, str(error)) from error


def contents_of(path: Path, key: DatabaseKey, *, mode: str = "immutable") -> Contents:
    """Count what is in a database; `mode` as `cipher.connect`.

    Raises:
        StorageError: it cannot be read or is damaged.
    """
    revision = cipher.schema_revision(path, key)
    with _reading(path, key, mode) as connection:
        counts, days = {}, []
        for table, columns in _tables(connection):
            if "deleted" not in columns or table in _NOT_COUNTED:
                continue
            days_of = ", min(day), max(day)" if "day" in columns else ", NULL, NULL"
            row = connection.execute(f'SELECT count(*){days_of} FROM "{table}" WHERE deleted IS NULL')
            count, first, last = row.fetchone()
            counts[table] = int(count)
            days += [date.fromisoformat(day) for day in (first, last) if day]
    return Contents(revision, counts, min(days, default=None), max(days, default=None))


def fingerprint(path: Path, key: DatabaseKey) -> str:
    """A short sign that is another one as soon as anything was added, changed or removed.

    Raises:
        StorageError: it cannot be read or is damaged.
    """
    sign = hashlib.blake2b(digest_size=16)
    with _reading(path, key, "ro") as connection:
        for table, columns in _tables(connection):
            newest = "max(updated)" if "updated" in columns else "NULL"
            told = connection.execute(f'SELECT count(*), {newest} FROM "{table}"').fetchone()
            sign.update(repr((table, *told)).encode())
    return sign.hexdigest()


@contextlib.contextmanager
def _reading(path: Path, key: DatabaseKey, mode: str) -> Iterator[cipher.Connection]:
    try:
        with contextlib.closing(cipher.connect(path, key, mode=mode)) as connection:
            connection.execute("BEGIN")
            yield connection
    except sqlcipher.Error as error:
        cipher.tell(error, path)
        raise


def _tables(connection: cipher.Connection) -> list[tuple[str, set[str]]]:
    """Each table of ours with the names of its columns."""
    names = [
        str(row[0])
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    return [
        (name, {str(row[1]) for row in connection.execute(f'PRAGMA table_info("{name}")')}) for name in names
    ]
