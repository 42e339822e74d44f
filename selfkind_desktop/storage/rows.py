"""What all collections of records share: rows in, frozen values out."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import Connection, RowMapping, Select, Table, func, select, update
from sqlalchemy.dialects.sqlite import insert

from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.storage.changes import Changes, Collection
from selfkind_desktop.storage.database import Database

_BATCH = 1000


A_HUNDRED_AT_A_TIME = {"insertmanyvalues_page_size": 100}
"""Handing the values of a statement over holds Python up: of thousands of rows, for a fifth of a second."""


class Stamped(Protocol):
    """A record of something that happened."""

    @property
    def id(self) -> str:
        """A UUID as text."""
        ...

    @property
    def stamp(self) -> Stamp:
        """When and on which day."""
        ...


Record = TypeVar("Record", bound=Stamped)


class Rows(ABC, Generic[Record]):
    """A collection of records in one table; records in the trash are nowhere but in the trash.

    Every method may raise a `StorageError`; whatever was to be written is then not written at all.

    Args:
        database: the open database.
        changes: is told after each change.
        now: the instant that rows note as created, updated or deleted.
    """

    _table: ClassVar[Table]
    _collection: ClassVar[Collection]

    def __init__(self, database: Database, changes: Changes, now: Callable[[], datetime]) -> None:
        self._database = database
        self._changes = changes
        self._now = now

    @abstractmethod
    def _record(self, row: RowMapping) -> Record:
        """The value that a row holds."""

    @abstractmethod
    def _columns(self, record: Record) -> Mapping[str, Any]:
        """What a record adds to the columns that all tables share."""

    def add(self, record: Record) -> None:
        """Keep a new record."""
        self.add_many((record,))

    def add_many(self, records: Iterable[Record]) -> None:
        """Keep many new records, all of them or, if anything fails, none."""
        now = self._now()
        rows = [self._row(record, now) for record in records]
        if not rows:
            return
        with self._database.writing() as connection:
            insert_many(connection, self._table, rows)
            self._announce()

    def get(self, record_id: str) -> Record | None:
        """A record by its id."""
        found = self._fetch(self._kept().where(self._table.c.id == record_id))
        return found[0] if found else None

    def on_days(self, first: date, last: date) -> list[Record]:
        """The records of some days as lived, both ends included, oldest first."""
        table = self._table
        return self._fetch(
            self._kept().where(table.c.day >= first, table.c.day <= last).order_by(table.c.at, table.c.id)
        )

    def newest(self, limit: int, skip: int = 0) -> list[Record]:
        """The latest records, newest first."""
        table = self._table
        return self._fetch(
            self._kept().order_by(table.c.at.desc(), table.c.id.desc()).limit(limit).offset(skip)
        )

    def latest(self) -> Record | None:
        """The last record, if there is any."""
        found = self.newest(1)
        return found[0] if found else None

    def count(self) -> int:
        """How many records there are."""
        with self._database.reading() as connection:
            counted = select(func.count()).select_from(self._table).where(self._table.c.deleted.is_(None))
            return connection.execute(counted).scalar_one()

    def delete(self, record_id: str) -> bool:
        """Put a record into the trash.

        Returns:
            whether there was one to put there.
        """
        return self._set_deleted(record_id, self._now(), self._table.c.deleted.is_(None))

    def restore(self, record_id: str) -> bool:
        """Take a record out of the trash again.

        Returns:
            whether it was there.
        """
        return self._set_deleted(record_id, None, self._table.c.deleted.is_not(None))

    def _select(self) -> Select[Any]:
        """What `_record` needs of each row."""
        return select(self._table)

    def _kept(self) -> Select[Any]:
        return self._select().where(self._table.c.deleted.is_(None))

    def _fetch(self, query: Select[Any]) -> list[Record]:
        with self._database.reading() as connection:
            return [self._record(row) for row in connection.execute(query).mappings()]

    def _row(self, record: Record, now: datetime) -> dict[str, Any]:
        stamp = record.stamp
        return {
            "id": record.id,
            "created": now,
            "updated": now,
            "origin": self._database.key.device,
            "at": stamp.at,
            "zone": stamp.zone,
            "day": stamp.day,
            **self._columns(record),
        }

    def _set_deleted(self, record_id: str, when: datetime | None, where: Any) -> bool:  # noqa: ANN401
        change = update(self._table).where(self._table.c.id == record_id, where)
        with self._database.writing() as connection:
            changed = connection.execute(change.values(deleted=when, updated=self._now())).rowcount > 0
            if changed:
                self._announce()
        return changed

    def _announce(self) -> None:
        """Tell of the change once it is on the disk."""
        self._database.after_commit(self._changes.teller(self._collection))


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of the same columns, some at a time."""
    # Returning something makes few statements of many rows. Each statement begins a new piece of the
    # full-text index, so one for each row would take several times as long.
    many = insert(table).returning(next(iter(table.primary_key)))
    for start in range(0, len(rows), _BATCH):
        connection.execute(many, rows[start : start + _BATCH], execution_options=A_HUNDRED_AT_A_TIME).close()


def stamp_of(row: RowMapping) -> Stamp:
    """When the record in a row happened."""
    return Stamp(row["at"], row["zone"], row["day"])
