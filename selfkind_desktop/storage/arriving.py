"""Rows of an export on their way in: first in memory, brought up to today's schema, and checked.

Nothing of it is believed before it stands in a database of the revision it came from: unknown tables,
columns, values that no record can have, and references that lead nowhere show there, and the own database is
untouched.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.storage import transfer
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.errors import ExportDamaged, ExportNewer
from selfkind_desktop.storage.migrate import Revisions, take_steps
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.transfer import Content, Row
from selfkind_desktop.storage.vault import DatabaseKey

_AT_ONCE = 500
_KEY_BYTES = 32


class Arrived:
    """The rows of an export, in memory.

    Attributes:
        file: the export, which errors name.
        database: where they stand.

    Args:
        file: the export, which errors name.
        revision: the schema that its rows have.
        clock: the time, for the collections.
        revisions: the schemas that this program knows.

    Raises:
        ExportNewer: the schema is none of them.
    """

    def __init__(self, file: Path, revision: str, clock: Clock, revisions: Revisions | None = None) -> None:
        self.file = file
        self._revisions = revisions or Revisions()
        if revision not in self._revisions.known:
            raise ExportNewer(file, f"schema {revision}")
        nobody = DatabaseKey(bytes(_KEY_BYTES), "")  # memory that never touches the disk needs no secret
        self.database = Database(Path("arrived"), nobody, in_memory=True)
        self._clock = clock
        self.database.raw.execute("PRAGMA foreign_keys = OFF")
        with self.database.writing() as connection:
            take_steps(self._revisions, connection, file, revision)
        self._columns = self._known_columns()

    def close(self) -> None:
        """Forget the rows."""
        self.database.close()

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Take rows in; instead of bytes they hold the path where those lie.

        Raises:
            ExportDamaged: there is no such table or column, or it cannot hold such a value.
        """
        columns = self._columns.get(table)
        if columns is None:
            raise ExportDamaged(self.file, "unknown table")
        query = f'INSERT INTO "{table}" ({transfer.listed(columns)}) VALUES ({", ".join("?" * len(columns))})'
        values = [self._values(row, columns) for row in rows]
        try:
            with self.database.writing() as connection:
                connection.exec_driver_sql(query, values)
        except SQLAlchemyError as error:
            raise ExportDamaged(self.file, f"rows of {table}: {type(error).__name__}") from error

    def settle(self) -> Content:
        """Bring the rows up to today's schema and check them as a whole.

        Returns:
            what is inside, in numbers.

        Raises:
            ExportDamaged: something in them cannot be.
        """
        try:
            with self.database.writing() as connection:
                take_steps(self._revisions, connection, self.file)
                if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise ExportDamaged(self.file, "references")
                found = transfer.content(connection)
            self._read_everything()
        except (SQLAlchemyError, ValueError, TypeError, KeyError) as error:
            raise ExportDamaged(self.file, type(error).__name__) from error
        return found

    def _read_everything(self) -> None:
        """Whatever the program could not read later is found now."""
        store = Store(self.database, self._clock)
        for collection in store.collections():
            for skip in range(0, collection.count(), _AT_ONCE):
                collection.newest(_AT_ONCE, skip)

    def _known_columns(self) -> dict[str, dict[str, str]]:
        with self.database.reading() as connection:
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
            names = [name for (name,) in tables if name != "alembic_version"]
            return {
                name: {
                    column[1]: column[2]
                    for column in connection.exec_driver_sql(f'PRAGMA table_info("{name}")')
                    if not (column[2] == "INTEGER" and column[5] and column[1] == "number")
                }
                for name in names
            }

    def _values(self, row: Row, columns: Mapping[str, str]) -> tuple[object, ...]:
        if row.keys() != columns.keys():
            raise ExportDamaged(self.file, "columns")
        return tuple(self._value(row[name], declared) for name, declared in columns.items())

    def _value(self, value: object, declared: str) -> object:
        """A value as the column keeps it; SQLite itself would keep anything anywhere."""
        if isinstance(value, bool | list | dict):
            raise ExportDamaged(self.file, "value")
        if isinstance(value, str) and declared == "BLOB":
            return value.encode()
        if value is not None and isinstance(value, str) == (declared in _NUMBERS):
            raise ExportDamaged(self.file, "value")
        return value


_NUMBERS = ("INTEGER", "FLOAT", "BOOLEAN")
