"""Taking over the rows of an export: what is new comes in, what is here stays, and what differs is asked.

A row is the same where everything in it is, the parts that belong to it (its tags, what is attached)
included. Nothing here is ever overwritten or merged: of an entry that differs, theirs can be kept beside
mine.
"""

import hashlib
import itertools
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Table

from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.arriving import Arrived
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.errors import ExportDamaged
from selfkind_desktop.storage.numbers import free_numbers
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.transfer import (
    DEVICES,
    PARTS,
    SETTINGS,
    Key,
    Row,
    blob_column,
    key_columns,
    listed,
    row_columns,
    rows,
    tables,
)

_AT_ONCE = 500
_OURS = uuid.UUID("5a7e2f0c-6d1b-5c64-9f0e-3b1f2c9a7d40")
_DOUBLED = (schema.ENTRIES, schema.LETTERS, schema.PHRASES)
"""Tables of which a second one can stand beside the first."""


class Differing(StrEnum):
    """What becomes of things that are here already, and not the same."""

    KEEP_MINE = "keep-mine"
    AS_REVISION = "as-revision"
    KEEP_BOTH = "keep-both"


@dataclass(frozen=True, slots=True)
class Different:
    """Something that is here already, and not the same.

    Attributes:
        table: where it is.
        id: its name in there.
        day: the day as lived, as `YYYY-MM-DD`; empty where it has none.
        title: the first words, to recognize it by; for the screen only.
    """

    table: str
    id: str
    day: str
    title: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What taking an export over would do.

    Attributes:
        new: how many rows of each table are not here.
        here: how many are here, and the same.
        differing: what is here, and not the same.
        into_empty: nothing is kept here yet; then the settings come along too.
    """

    new: Mapping[str, int]
    here: Mapping[str, int]
    differing: tuple[Different, ...]
    into_empty: bool


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What taking over did, and how to undo it.

    Attributes:
        new: how many rows came into each table.
        here: how many things were here, and the same.
        differing: what was here, and not the same.
        settings: the settings that came along, by key; empty where the own ones stayed.
        undo: names of rows that came in, with when they had last changed.
    """

    new: Mapping[str, int]
    here: int
    differing: tuple[Different, ...]
    settings: Mapping[str, str]
    undo: tuple[tuple[str, str, str], ...] = field(repr=False)


def compare(arrived: Arrived, store: Store, progress: Progress = unheard) -> Comparison:
    """Say what taking over would do; nothing changes.

    Raises:
        Cancelled: as `progress` says.
        StorageError: the own rows cannot be read.
    """
    with store.database.reading() as home, arrived.database.reading() as there:
        comparing = _Comparing(there, home, progress)
        comparing.go()
    return Comparison(comparing.new, comparing.here, tuple(comparing.differing), comparing.into_empty)


def take(
    arrived: Arrived,
    store: Store,
    read: Callable[[str], bytes],
    differing: Differing = Differing.KEEP_MINE,
    progress: Progress = unheard,
) -> TakenOver:
    """Take over what is not here: all of it or, if anything fails, nothing.

    Args:
        arrived: the rows.
        store: the open store.
        read: gives the bytes at a path in the export.
        differing: what becomes of what is here and not the same.
        progress: is told the share done.

    Raises:
        Cancelled: as `progress` says; nothing has changed.
        StorageError: the export is damaged or the disk is full; nothing has changed.
    """
    with store.database.writing() as home, arrived.database.reading() as there:
        home.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        taking = _Taking(arrived, there, home, read, differing, progress)
        taking.go()
        settings = taking.take_settings()
        store.database.after_commit(lambda: _announce(store))
    here = sum(taking.here.values())
    return TakenOver(taking.new, here, tuple(taking.differing), settings, tuple(taking.undo))


def undo(store: Store, taken: TakenOver) -> int:
    """Take back what came in, but for what changed since: nobody's words go with it.

    Returns:
        how many things stay because they changed.

    Raises:
        StorageError: it could not be written; nothing has changed.
    """
    stayed = 0
    with store.database.writing() as home:
        home.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table, row_id, updated in reversed(taken.undo):
            gone = home.exec_driver_sql(
                f'DELETE FROM "{table}" WHERE id = ? AND updated = ?', (row_id, updated)
            )
            if not gone.rowcount:
                stayed += 1
        _sweep(home)
        store.database.after_commit(lambda: _announce(store))
    return stayed


def _sweep(home: Connection) -> None:
    """Forget parts whose owner has gone, and bytes that nothing names any more."""
    owners = " UNION ".join(f'SELECT id FROM "{table.name}"' for table in (schema.ENTRIES, schema.LETTERS))
    home.exec_driver_sql(f"DELETE FROM attachments WHERE owner NOT IN ({owners})")
    home.exec_driver_sql("DELETE FROM media_data WHERE sha256 NOT IN (SELECT sha256 FROM media)")


def _announce(store: Store) -> None:
    for collection in Collection:
        store.changes.announce(collection)


@dataclass(frozen=True, slots=True)
class _Whole:
    """A row, and the rows that are parts of it."""

    row: Row
    parts: Mapping[str, list[Row]]


class _Comparing:
    """Two databases side by side."""

    def __init__(self, there: Connection, home: Connection, progress: Progress) -> None:
        self.there = there
        self.home = home
        self._progress = progress
        roots = [table for table in tables() if table.name not in PARTS]
        kept = [table for table in roots if table.name not in (DEVICES, SETTINGS)]
        self.into_empty = not any(_has_rows(home, table) for table in kept)
        self._roots = [table for table in roots if table.name != SETTINGS]
        self._done, self._all = 0, max(1, sum(_count(there, table) for table in self._roots))
        self.new: dict[str, int] = {}
        self.here: dict[str, int] = {}
        self.differing: list[Different] = []

    def go(self) -> None:
        """Look at everything once, that first which other rows refer to."""
        for table in self._roots:
            self.new[table.name] = self.here[table.name] = 0
            for batch in _batches(rows(self.there, table)):
                self._sort(table, batch)
                self._done += len(batch)
                self.tell()

    def _sort(self, table: Table, batch: list[Row]) -> None:
        mine = {} if self.into_empty and table.name != DEVICES else self._mine(table, batch)
        fresh = []
        for theirs in _wholes(self.there, table, batch):
            twin = mine.get(_key(table, theirs.row))
            if twin is None:
                fresh.append(theirs)
            elif twin == theirs or table.name == DEVICES:
                self.here[table.name] += 1
            else:
                self.differing.append(_different(table, theirs.row))
                fresh += self.settled(table, theirs)
        self.new[table.name] += len(fresh)
        if fresh:
            self.keep(table, fresh)

    def tell(self, more: int = 0) -> None:
        """Say how far it is.

        Raises:
            Cancelled: nobody wants it any more.
        """
        self._progress(min(1.0, (self._done + more) / self._all))

    def settled(self, _table: Table, _theirs: _Whole) -> list[_Whole]:
        """What comes in of something that is here already and not the same."""
        return []

    def keep(self, table: Table, fresh: list[_Whole]) -> None:
        """Put rows into the own database."""

    def _mine(self, table: Table, batch: list[Row]) -> dict[Key, _Whole]:
        keys = key_columns(table)
        places = ", ".join([f"({', '.join('?' * len(keys))})"] * len(batch))
        columns = row_columns(table)
        query = f'SELECT {listed(columns)} FROM "{table.name}" WHERE ({listed(keys)}) IN (VALUES {places})'
        wanted = tuple(value for row in batch for value in _key(table, row))
        found = [dict(zip(columns, each, strict=True)) for each in self.home.exec_driver_sql(query, wanted)]
        return {_key(table, whole.row): whole for whole in _wholes(self.home, table, found)}


class _Taking(_Comparing):
    """Puts what is new into the own database."""

    def __init__(
        self,
        arrived: Arrived,
        there: Connection,
        home: Connection,
        read: Callable[[str], bytes],
        choice: Differing,
        progress: Progress,
    ) -> None:
        super().__init__(there, home, progress)
        self._arrived = arrived
        self._read = read
        self._choice = choice
        self.undo: list[tuple[str, str, str]] = []

    def settled(self, table: Table, theirs: _Whole) -> list[_Whole]:
        """Theirs as a revision, or as a second one, if that is wished and not done yet."""
        if self._choice is Differing.AS_REVISION and table is schema.ENTRIES:
            self._keep_revision(theirs.row)
        if self._choice is not Differing.KEEP_BOTH or table not in _DOUBLED:
            return []
        second = _second(theirs)
        return [] if self._mine(table, [second.row]) else [second]

    def keep(self, table: Table, fresh: list[_Whole]) -> None:
        """Put rows into the own database, their parts after them."""
        if blob_column(table) is None:
            self._insert(table, [whole.row for whole in fresh])
        else:
            for number, whole in enumerate(fresh):
                # One at a time: together they may be larger than the memory.
                self._insert(table, [self._with_bytes(table, whole.row)])
                self.tell(number)
        for name in PARTS:
            part = schema.METADATA.tables[name]
            self._insert(part, [row for whole in fresh for row in whole.parts[name]])
        if {"id", "updated"} <= set(table.c.keys()):
            self.undo += [(table.name, whole.row["id"], whole.row["updated"]) for whole in fresh]

    def take_settings(self) -> dict[str, str]:
        """Into an empty home the settings come along; anywhere else one has one's own."""
        if not self.into_empty:
            return {}
        theirs = list(rows(self.there, schema.SETTINGS))
        self.home.exec_driver_sql(f'DELETE FROM "{SETTINGS}"')
        self._insert(schema.SETTINGS, theirs)
        return {row["key"]: row["value"] for row in theirs}

    def _with_bytes(self, table: Table, row: Row) -> Row:
        blob, keys = blob_column(table), key_columns(table)
        where = " AND ".join(f'"{key}" = ?' for key in keys)
        query = f'SELECT "{blob}" FROM "{table.name}" WHERE {where}'
        path = self.there.exec_driver_sql(query, _key(table, row)).scalar_one()
        data = self._read(bytes(path).decode())
        if hashlib.sha256(data).hexdigest() != row.get("sha256"):
            raise ExportDamaged(self._arrived.file, "sum")
        return row | {str(blob): data}

    def _keep_revision(self, entry: Row) -> None:
        at = entry["updated"]
        row = {
            "id": _derived_id("revision", entry),
            "created": at,
            "updated": at,
            "deleted": None,
            "origin": entry["origin"],
            "entry": entry["id"],
            "at": at,
            "title": entry["title"],
            "text": entry["text"],
            "parts": entry["parts"],
        }
        if not self._mine(schema.REVISIONS, [row]):
            self.keep(schema.REVISIONS, [_Whole(row, {name: [] for name in PARTS})])

    def _insert(self, table: Table, fresh: list[Row]) -> None:
        if not fresh:
            return
        if table is schema.ENTRIES:
            fresh.sort(key=lambda row: str(row["at"]))
            numbers = free_numbers(self.home, [datetime.fromisoformat(row["at"]) for row in fresh])
            fresh = [row | {"number": number} for row, number in zip(fresh, numbers, strict=True)]
        columns = list(fresh[0])
        places = ", ".join("?" * len(columns))
        query = f'INSERT INTO "{table.name}" ({listed(columns)}) VALUES ({places})'
        self.home.exec_driver_sql(query, [tuple(row[name] for name in columns) for row in fresh])


def _wholes(connection: Connection, table: Table, found: list[Row]) -> list[_Whole]:
    """Rows with their parts."""
    parts: dict[str, dict[str, list[Row]]] = {name: {} for name in PARTS}
    if table in (schema.ENTRIES, schema.LETTERS) and found:
        for name, owner in PARTS.items():
            part = schema.METADATA.tables[name]
            columns = row_columns(part)
            places = ", ".join("?" * len(found))
            query = (
                f'SELECT {listed(columns)} FROM "{name}" WHERE "{owner}" IN ({places}) '
                f"ORDER BY {listed(key_columns(part))}"
            )
            for values in connection.exec_driver_sql(query, tuple(row["id"] for row in found)):
                row = dict(zip(columns, values, strict=True))
                parts[name].setdefault(row[owner], []).append(row)
    return [_Whole(row, {name: parts[name].get(row.get("id", ""), []) for name in PARTS}) for row in found]


def _second(whole: _Whole) -> _Whole:
    """The same under another name, which is the same name each time."""
    row_id = _derived_id("second", whole.row)
    parts = {name: [row | {PARTS[name]: row_id} for row in part] for name, part in whole.parts.items()}
    return _Whole(whole.row | {"id": row_id}, parts)


def _derived_id(what: str, row: Row) -> str:
    content = json.dumps(row, sort_keys=True, ensure_ascii=False)
    return str(uuid.uuid5(_OURS, f"{what} {content}"))


def _different(table: Table, row: Row) -> Different:
    words = str(row.get("title") or row.get("text") or row.get("name") or "")
    return Different(
        table.name, str(row.get("id", "")), str(row.get("day", "")), words[:80].partition("\n")[0]
    )


def _key(table: Table, row: Row) -> Key:
    return tuple(row[column] for column in key_columns(table))


def _has_rows(connection: Connection, table: Table) -> bool:
    return connection.exec_driver_sql(f'SELECT 1 FROM "{table.name}" LIMIT 1').first() is not None


def _count(connection: Connection, table: Table) -> int:
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table.name}"').scalar_one())


def _batches(found: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(itertools.islice(found, _AT_ONCE)):
        yield batch
