"""SQLCipher itself, below SQLAlchemy: connections, a look that changes nothing, and what errors mean."""

import os
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.storage.errors import (
    Busy,
    DatabaseDamaged,
    DiskFull,
    DiskTrouble,
    NotWritable,
    StorageError,
    error_of_system,
)
from selfkind_desktop.storage.vault import DatabaseKey
from selfkind_desktop.storage.wiping import overwrite_what_is_freed

BUSY_MILLISECONDS = 5000
"""How long a write waits for another process before it says so."""

_FORMAT = 4
"""The SQLCipher version whose page size, HMAC and key derivation the file has; newer ones can read it."""

_PAGE = 4096
"""The size (bytes) of every page of a file of that format."""

_CACHE_KIB = 2048
_MUCH_CACHE_KIB = 32768
"""While much is written the pages of all indexes stay in memory: that is twice as fast."""

_NEARLY_FULL = 1 << 20
"""Below this much free space (bytes) an unexplained disk error is taken for a full disk."""

# SQLCipher's module gives no error codes, only SQLite's own English texts, which SQLite keeps stable.
_MEANINGS: tuple[tuple[str, type[StorageError]], ...] = (
    ("file is not a database", DatabaseDamaged),
    ("malformed", DatabaseDamaged),
    # The tables of the full-text search say it in their own ways.
    ("vtable constructor failed", DatabaseDamaged),
    ("fts5: corrupt", DatabaseDamaged),
    ("fts5: missing row", DatabaseDamaged),
    ("database or disk is full", DiskFull),
    ("readonly database", NotWritable),
    ("unable to open database file", NotWritable),
    ("disk I/O error", DiskTrouble),
    ("is locked", Busy),
)

Connection = Any
"""A `sqlcipher3.dbapi2.Connection`; the module comes without types."""


def connect(
    path: Path, key: DatabaseKey, *, mode: str = "rw", busy_milliseconds: int = BUSY_MILLISECONDS
) -> Connection:
    """An open, keyed connection in autocommit mode, for the calling thread only.

    SQLite reads nothing yet: whether the file can be decrypted shows with the first statement.

    SQLCipher can lock into memory and wipe every block that SQLite uses (`cipher_memory_security`; once on,
    it stays on for the process). The keys do not need it: they lie in a heap of SQLCipher's own that is
    always locked and wiped. For the rest it costs most of the speed (measured: 1,800 entries a second
    written instead of 6,500), and locks little: a page of memory that two blocks share is unlocked with the
    first of them. So it is on only where the C library does not overwrite what is freed. Where it does, no
    word that was written, changed and sought in 300 entries was found in the memory of the process after
    closing, with it and without.

    Args:
        path: the database; it must exist.
        key: its raw key.
        mode: `rw`; `ro` leaves the database and its log as they are; `immutable` also looks at no log and
            writes not a single file; `memory` makes a new one that never touches the disk, and that one
            thread after the other may use.
        busy_milliseconds: how long a statement waits for another process.

    Raises:
        StorageError: the file cannot be opened.
    """
    query = "immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = None
    try:
        connection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?{query}",
            uri=True,
            isolation_level=None,
            timeout=busy_milliseconds / 1000,
            check_same_thread=mode != "memory",
        )
        # SQLCipher would tell standard error about every damaged page; our own errors say it once.
        connection.execute("PRAGMA cipher_log_level = NONE")
        if not overwrite_what_is_freed():
            connection.execute("PRAGMA cipher_memory_security = ON")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA cipher_compatibility = {_FORMAT}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    except sqlcipher.Error as error:
        if connection is not None:
            connection.close()
        tell(error, path)
        raise
    return connection


def give_room(connection: Connection, *, much: bool) -> None:
    """Set how much of the file may be in memory; with less, what is too much is freed at once."""
    connection.execute(f"PRAGMA cache_size = -{_MUCH_CACHE_KIB if much else _CACHE_KIB}")
    if not much:
        connection.execute("PRAGMA shrink_memory")


def prepare_for_writing(connection: Connection, path: Path) -> None:
    """Set what a writing connection needs: safe commits, wiped deletions, held references.

    Raises:
        StorageError: the file is damaged or cannot be written.
    """
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlcipher.Error as error:
        tell(error, path)
        raise


def schema_revision(path: Path, key: DatabaseKey) -> str:
    """The revision of the schema in a database, read without changing the database or its log.

    Raises:
        DatabaseDamaged: it does not decrypt, is cut short, or holds no revision.
        StorageError: it cannot be opened.
    """
    try:
        if not path.is_file():
            raise NotWritable(path, "not a file")
        size = path.stat().st_size
    except OSError as error:
        raise error_of_system(error, path) from error
    if size == 0:
        raise DatabaseDamaged(path, "empty")  # SQLite would take it for a new database
    log = path.with_name(path.name + "-wal")
    # Only a crash leaves a log. What it holds counts, so then it is read, by a connection that cannot write.
    unread = log.exists() and log.stat().st_size > 0
    if size % _PAGE and not unread:
        raise DatabaseDamaged(path, "cut short")  # SQLite would notice only when it needs the last page
    connection = connect(path, key, mode="ro" if unread else "immutable")
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlcipher.Error as error:
        if "no such table" in str(error):
            raise DatabaseDamaged(path, "no schema revision") from error
        tell(error, path)
        raise
    finally:
        connection.close()
    if row is None:
        raise DatabaseDamaged(path, "no schema revision")
    return str(row[0])


def complaints(connection: Connection) -> list[str]:
    """What SQLCipher's and SQLite's own checks of a whole file find; empty for a sound one.

    Raises:
        sqlcipher3's Error: the file is too damaged to be checked.
    """
    return complaints_of_the_cipher(connection) + complaints_of_the_rows(connection)


def complaints_of_the_cipher(connection: Connection) -> list[str]:
    """The pages that are not as they were written.

    Raises:
        sqlcipher3's Error: the file is too damaged to be checked.
    """
    return [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]


def complaints_of_the_rows(connection: Connection) -> list[str]:
    """What does not fit together in tables and indexes.

    Raises:
        sqlcipher3's Error: the file is too damaged to be checked.
    """
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return found + [f"reference in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds.

    Raises:
        sqlcipher3's Error: the file is damaged.
    """
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def tell(error: BaseException, path: Path) -> None:
    """Raise what an error of SQLCipher means for a person; return where only a mistake of ours can cause it.

    Raises:
        StorageError: as the error's text says.
    """
    text = str(error)
    for fragment, kind in _MEANINGS:
        if fragment in text:
            if kind is DiskTrouble and _nearly_full(path):
                kind = DiskFull
            raise kind(path, text) from error


def _nearly_full(path: Path) -> bool:
    """Whether the disk of a file has hardly any room: some disks report that as a plain error."""
    import shutil

    try:
        return shutil.disk_usage(os.fspath(path.parent)).free < _NEARLY_FULL
    except OSError:
        return False
