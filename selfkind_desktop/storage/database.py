"""One open database: a single connection, for the thread that opened it."""

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import create_engine, event, insert, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.storage import cipher, schema
from selfkind_desktop.storage.atomic import PRIVATE_FILE, private_folder, sync_folder
from selfkind_desktop.storage.errors import DatabaseMissing, StorageError, error_of_system
from selfkind_desktop.storage.files import is_there
from selfkind_desktop.storage.vault import DatabaseKey


class Database:
    """An open database.

    Args:
        path: its file.
        key: its raw key.
        busy_milliseconds: how long a write waits for another process.
        in_memory: make a new, empty one that never touches the disk instead; `path` only names it.

    Raises:
        DatabaseMissing: there is no such file.
        DatabaseDamaged: it does not decrypt.
        StorageError: it cannot be opened or written.
    """

    def __init__(
        self,
        path: Path,
        key: DatabaseKey,
        busy_milliseconds: int = cipher.BUSY_MILLISECONDS,
        *,
        in_memory: bool = False,
    ) -> None:
        if not in_memory and not is_there(path):
            raise DatabaseMissing(path)
        self.path = path
        self.key = key
        self._writing = False
        self._has_room = False
        self._after_commit: list[Callable[[], None]] = []
        mode = "memory" if in_memory else "rw"
        self._raw = cipher.connect(path, key, mode=mode, busy_milliseconds=busy_milliseconds)
        try:
            cipher.prepare_for_writing(self._raw, path)
        except BaseException:
            self._raw.close()
            raise
        self._engine = create_engine(
            "sqlite+pysqlite://",
            module=sqlcipher,
            creator=lambda: self._raw,
            poolclass=StaticPool,
            hide_parameters=True,  # an error must not carry what a person wrote into a log
        )
        event.listen(self._engine, "begin", self._begin)
        self._connection = self._engine.connect()

    @property
    def raw(self) -> cipher.Connection:
        """The connection below SQLAlchemy, for backups and checks."""
        return self._raw

    def close(self) -> None:
        """Close the file; what was written is all in it, and its log is gone. Closing twice is no trouble."""
        self._connection.close()
        self._engine.dispose()
        self._raw.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A view of the data that does not change meanwhile.

        Raises:
            StorageError: the file cannot be read or is damaged.
        """
        if self._connection.in_transaction():
            with self._told():
                yield self._connection
            return
        with self._told(), self._connection.begin():
            yield self._connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is safely on the disk afterwards, or nothing.

        Inside another `writing` it joins that one.

        Raises:
            StorageError: it could not be written; nothing changed.
        """
        if self._writing:
            with self._told():
                yield self._connection
            return
        self._writing = True
        try:
            with self._told(), self._connection.begin():
                yield self._connection
        except BaseException:
            self._after_commit.clear()
            raise
        finally:
            self._writing = False
            if self._has_room:
                self._has_room = False
                cipher.give_room(self._raw, much=False)
        hooks, self._after_commit = self._after_commit, []
        for hook in dict.fromkeys(hooks):
            hook()

    def make_room(self) -> None:
        """Let the running `writing` keep more of the file in memory, as it writes much; until its end."""
        self._has_room = True
        cipher.give_room(self._raw, much=True)

    def after_commit(self, hook: Callable[[], None]) -> None:
        """Call something once the running `writing` is on the disk; equal hooks are called once."""
        self._after_commit.append(hook)

    def _begin(self, connection: Connection) -> None:
        # A writer takes its lock at the start, where waiting for another process is possible.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if self._writing else "BEGIN")

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the disk and the cipher say into our own errors."""
        try:
            yield
        except DBAPIError as error:
            cipher.tell(error.orig or error, self.path)
            raise
        except OSError as error:
            raise error_of_system(error, self.path) from error


def create(path: Path, key: DatabaseKey, now: datetime) -> None:
    """Make an empty database of the newest schema; it appears under its name whole or not at all.

    Raises:
        FileExistsError: it is there already; it stays as it is.
        StorageError: the disk is full or may not be written.
    """
    if is_there(path):
        raise FileExistsError(str(path))
    unfinished = path.with_name(f"{path.name}.new")
    try:
        private_folder(path.parent)
        _forget(unfinished)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        database = Database(unfinished, key)
        try:
            with database.writing() as connection:
                schema.METADATA.create_all(connection)
                for statement in schema.SEARCH:
                    connection.exec_driver_sql(statement)
                _stamp(connection)
                connection.execute(insert(schema.DEVICES).values(id=key.device, created=now))
        finally:
            database.close()
        unfinished.rename(path)
    except StorageError:
        _forget(unfinished)
        raise
    except OSError as error:
        _forget(unfinished)
        raise error_of_system(error, path) from error
    sync_folder(path.parent)


def _stamp(connection: Connection) -> None:
    """Note the revision in the very table that Alembic keeps it in, without loading Alembic."""
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": schema.NEWEST})


def _forget(unfinished: Path) -> None:
    """Remove what an interrupted start left; there is never anything of the person's in it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            unfinished.with_name(unfinished.name + suffix).unlink()
