"""Every row out: what our own lossless export is made of, table by table, whatever the schema.

Rows travel as they are stored (instants as UTC text beside their zone and their day as lived), so nothing is
rounded or told anew on the way. Bytes (pictures, recordings) travel beside the rows.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, LargeBinary, Table

from selfkind_desktop.storage import schema

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

AnyTable = Table
"""A table, for whoever hands it back without looking into it."""

Row = dict[str, Any]
"""A row as stored, by column."""

Key = tuple[Any, ...]
"""The values that name a row in its table."""

_A_FEW_AT_A_TIME = {"yield_per": 500}

_LOCAL = {("entries", "number")}
"""Columns that each computer fills in its own way."""

PARTS = {"entry_tags": "entry", "attachments": "owner"}
"""Tables whose rows are parts of others, and the column that says of which."""

DEVICES, SETTINGS = schema.DEVICES.name, schema.SETTINGS.name


@dataclass(frozen=True, slots=True)
class Content:
    """What is inside, in numbers.

    Attributes:
        rows: how many rows each table has, the trash included.
        first: the first day as lived that anything happened on, as `YYYY-MM-DD`; empty where nothing did.
        last: the last one.
    """

    rows: Mapping[str, int]
    first: str = ""
    last: str = ""


def tables() -> list[Table]:
    """The tables that travel, those first that others refer to; search indexes are made anew instead."""
    return [table for table in schema.METADATA.sorted_tables if not table.info.get("derived")]


def key_columns(table: Table) -> tuple[str, ...]:
    """The columns that name a row on every computer."""
    return ("id",) if "id" in table.c else tuple(column.name for column in table.primary_key)


def blob_column(table: Table) -> str | None:
    """The column that holds bytes, if a table has one."""
    return next((column.name for column in table.columns if isinstance(column.type, LargeBinary)), None)


def row_columns(table: Table) -> list[str]:
    """The columns that travel as text and numbers."""
    return [
        column.name
        for column in table.columns
        if not isinstance(column.type, LargeBinary) and (table.name, column.name) not in _LOCAL
    ]


class Outgoing:
    """Everything that is kept, as it is now; what is written meanwhile is not in it.

    Args:
        store: the open store, in the thread that opened it.
    """

    def __init__(self, store: "Store") -> None:
        self._database = store.database

    @contextlib.contextmanager
    def standing_still(self) -> Iterator[None]:
        """Inside, everything below tells of the same moment.

        Raises:
            StorageError: it cannot be read.
        """
        with self._database.reading():
            yield

    def content(self) -> Content:
        """What is inside, in numbers."""
        with self._database.reading() as connection:
            return content(connection)

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table, without bytes, in the order of their days or else of their keys."""
        with self._database.reading() as connection:
            yield from rows(connection, table)

    def blobs(self, table: Table) -> Iterator[tuple[Row, bytes]]:
        """The rows of a table that holds bytes, with them."""
        with self._database.reading() as connection:
            for row in rows(connection, table):
                yield row, _blob(connection, table, row)


def content(connection: Connection) -> Content:
    """What is inside, in numbers."""
    counted: dict[str, int] = {}
    days: list[str] = []
    for table in tables():
        where = _used_devices() if table.name == DEVICES else ""
        count = f'SELECT count(*) FROM "{table.name}"{where}'
        counted[table.name] = connection.exec_driver_sql(count).scalar_one()
        if "day" in table.c and "at" in table.c:
            ends = connection.exec_driver_sql(f'SELECT min("day"), max("day") FROM "{table.name}"').one()
            days += [day for day in ends if day]
    return Content(counted, min(days, default=""), max(days, default=""))


def rows(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of a table, without bytes, in the order of their days or else of their keys."""
    columns = row_columns(table)
    where = _used_devices() if table.name == DEVICES else ""
    order = ("at", "id") if {"at", "id"} <= set(columns) else key_columns(table)
    query = f'SELECT {listed(columns)} FROM "{table.name}"{where} ORDER BY {listed(order)}'
    for values in connection.exec_driver_sql(query, execution_options=_A_FEW_AT_A_TIME):
        yield dict(zip(columns, values, strict=True))


def _blob(connection: Connection, table: Table, row: Row) -> bytes:
    blob, keys = blob_column(table), key_columns(table)
    where = " AND ".join(f'"{key}" = ?' for key in keys)
    query = f'SELECT "{blob}" FROM "{table.name}" WHERE {where}'
    return bytes(connection.exec_driver_sql(query, tuple(row[key] for key in keys)).scalar_one())


def _used_devices() -> str:
    """Only devices that something came from: a computer that was merely used to look leaves no trace."""
    uses = [
        f'SELECT "{column.name}" FROM "{table.name}"'
        for table in tables()
        for column in table.columns
        if any(key.column.table.name == DEVICES for key in column.foreign_keys)
    ]
    return f' WHERE "id" IN ({" UNION ".join(uses)})'


def listed(columns: Iterable[str]) -> str:
    """Names of columns, as SQL lists them."""
    return ", ".join(f'"{column}"' for column in columns)
