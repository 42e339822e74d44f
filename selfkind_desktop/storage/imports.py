"""What came in from other programs: taken once, in one transaction, and undone as a whole."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Select, Table, delete, exists, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from selfkind_desktop.domain.arrivals import (
    Arrival,
    ArrivingMedium,
    Batch,
    PastImport,
    Snag,
    Taken,
    Undone,
    Unreadable,
)
from selfkind_desktop.domain.journal import Entry, Medium
from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.domain.records import CheckIn
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.changes import Changes, Collection
from selfkind_desktop.storage.check_ins import CheckIns
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.entries import Entries
from selfkind_desktop.storage.rows import stamp_of

T = TypeVar("T")

_CHUNK = 1000
"""So many arrivals are written at a time."""

_FEW = 200
"""So many rows are taken back at a time."""

_ENTRIES, _CHECK_INS, _MEDIA = schema.ENTRIES.name, schema.CHECK_INS.name, schema.MEDIA.name
_TABLES = (schema.ENTRIES, schema.CHECK_INS)
_NOTE = text(
    # One statement for all of them. A picture that stayed when its entry was taken back is replaced by the
    # one that comes now; nothing else is here yet.
    """
    INSERT OR REPLACE INTO imported (source, external, collection, position, "row", batch)
    SELECT :source, value ->> 0, value ->> 1, value ->> 2, value ->> 3, :batch FROM json_each(:rows)
    """
)
_Key = tuple[str, str, int]
"""What names a row in its source: external, collection, position."""


class Imports:
    """Takes imports and undoes them. What came in before is left as it is, whatever became of it since.

    Every method may raise a `StorageError`; whatever was to be written is then not written at all.

    Args:
        database: the open database.
        changes: is told after each change.
        now: the instant that rows note.
        entries: where entries go.
        check_ins: where check-ins go.
    """

    def __init__(
        self,
        database: Database,
        changes: Changes,
        now: Callable[[], datetime],
        entries: Entries,
        check_ins: CheckIns,
    ) -> None:
        self._database = database
        self._changes = changes
        self._now = now
        self._entries = entries
        self._check_ins = check_ins

    def take(
        self, batch: Batch, arrivals: Iterable[Arrival | Snag], progress: Progress = unheard, total: int = 0
    ) -> Taken:
        """Take all that can be taken, in one transaction.

        Args:
            batch: what it is; it is kept only if something came in.
            arrivals: what there is; gone through once, some at a time.
            progress: hears how far it is.
            total: how many arrivals there are, if that is known.

        Raises:
            Cancelled: the person cancelled; nothing was taken.
            StorageError: it could not be written; nothing was taken.
        """
        done = 0
        with self._database.writing() as connection:
            taking = _Taking(batch, connection, self._now(), self._database.key.device)
            self._note(connection, batch)
            for some in _chunked(arrivals, _CHUNK):
                known = _known(connection, batch.source, some)
                for arrival in some:
                    progress(min(1.0, done / total) if total else 0.0)
                    done += 1
                    taking.take(arrival, known)
                self._entries.add_many(taking.entries)
                self._check_ins.add_many(taking.check_ins)
                taking.note()
            if not taking.has_something:
                connection.execute(delete(schema.IMPORTS).where(schema.IMPORTS.c.id == batch.id))
            else:
                self._database.after_commit(self._tell)
            progress(1.0)
        return taking.taken

    def undo(self, batch_id: str, progress: Progress = unheard) -> Undone:
        """Take an import back: exactly what came in and was not changed since. It can come in again later.

        What the person put into the trash stays there.

        Raises:
            Cancelled: the person cancelled; nothing was changed.
            StorageError: it could not be written; nothing was changed.
        """
        gone = 0
        with self._database.writing() as connection:
            untouched = {table: _untouched(connection, table, batch_id) for table in _TABLES}
            total = max(1, sum(map(len, untouched.values())))
            for table, rows in untouched.items():
                for some in _chunked(rows, _FEW):
                    progress(gone / total)
                    _remove(connection, table, some)
                    gone += len(some)
            _remove_loose_media(connection, batch_id)
            kept = sum(_here(connection, table, batch_id) for table in _TABLES)
            values = {"undone": self._now(), "updated": self._now()}
            connection.execute(update(schema.IMPORTS).where(schema.IMPORTS.c.id == batch_id).values(values))
            self._database.after_commit(self._tell_all)
        return Undone(gone, kept)

    def past(self) -> list[PastImport]:
        """The imports of which something is still here and that were not undone, the newest first."""
        table = schema.IMPORTS
        query = (
            select(table)
            .where(table.c.undone.is_(None), table.c.deleted.is_(None))
            .order_by(table.c.at.desc(), table.c.id)
        )
        with self._database.reading() as connection:
            made = [
                PastImport(
                    Batch(row["id"], stamp_of(row), row["source"], row["name"]),
                    _here(connection, schema.ENTRIES, row["id"]),
                    _here(connection, schema.CHECK_INS, row["id"]),
                )
                for row in connection.execute(query).mappings().all()
            ]
        return [each for each in made if each.entries or each.check_ins]

    def _note(self, connection: Connection, batch: Batch) -> None:
        now = self._now()
        connection.execute(
            insert(schema.IMPORTS).values(
                id=batch.id,
                created=now,
                updated=now,
                origin=self._database.key.device,
                at=batch.stamp.at,
                zone=batch.stamp.zone,
                day=batch.stamp.day,
                source=batch.source,
                name=batch.name,
            )
        )

    def _tell(self) -> None:
        self._changes.announce(Collection.IMPORTS)

    def _tell_all(self) -> None:
        for collection in (Collection.ENTRIES, Collection.CHECK_INS, Collection.MEDIA, Collection.IMPORTS):
            self._changes.announce(collection)


@dataclass(slots=True)
class _Taking:
    """One import on its way: what is to be written next, and what was taken so far."""

    batch: Batch
    connection: Connection
    now: datetime
    device: str
    entries: list[Entry] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)
    _rows: list[tuple[_Key, str]] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=lambda: {_ENTRIES: 0, _CHECK_INS: 0, _MEDIA: 0})
    _known: int = 0
    _snags: list[Snag] = field(default_factory=list)

    @property
    def has_something(self) -> bool:
        """Whether anything came in."""
        return any(self._counts.values())

    @property
    def taken(self) -> Taken:
        """What came in."""
        counts = self._counts
        return Taken(counts[_ENTRIES], counts[_CHECK_INS], counts[_MEDIA], self._known, tuple(self._snags))

    def take(self, arrival: Arrival | Snag, known: set[_Key]) -> None:
        """Take one thing, unless it came in before."""
        if isinstance(arrival, Snag):
            self._snags.append(arrival)
            return
        is_new = is_known = False
        if arrival.entry is not None:
            key = (arrival.external, _ENTRIES, 0)
            is_known = key in known
            if not is_known:
                is_new = True
                self.entries.append(self._entry(arrival, arrival.entry))
                self._add(key, arrival.entry.id, known)
        for position, check_in in enumerate(arrival.check_ins):
            key = (arrival.external, _CHECK_INS, position)
            if key in known:
                is_known = True
            else:
                is_new = True
                self.check_ins.append(check_in)
                self._add(key, check_in.id, known)
        self._known += is_known and not is_new

    def note(self) -> None:
        """Remember what was written, so that it never comes in twice."""
        rows = json.dumps([(*key, row) for key, row in self._rows], ensure_ascii=False)
        noted = {"source": self.batch.source, "batch": self.batch.id, "rows": rows}
        self.connection.execute(_NOTE, noted)
        self.entries.clear()
        self.check_ins.clear()
        self._rows.clear()

    def _add(self, key: _Key, row: str, known: set[_Key]) -> None:
        known.add(key)
        self._rows.append((key, row))
        self._counts[key[1]] += 1

    def _entry(self, arrival: Arrival, entry: Entry) -> Entry:
        """The entry with the media that could be read; the others are listed and leave no empty frame."""
        text, kept = entry.text, []
        for position, arriving in enumerate(arrival.media):
            medium = self._medium(arrival, arriving)
            if medium is None:
                text = _without_picture(text, arriving.medium.id)
            else:
                kept.append(medium.id)
                self._rows.append(((arrival.external, _MEDIA, position), medium.id))
                self._counts[_MEDIA] += 1
        # An entry from tomorrow (a wrong clock there) would look as if the person had changed it here.
        return replace(entry, text=text, media=tuple(kept), updated=min(entry.updated, self.now))

    def _medium(self, arrival: Arrival, arriving: ArrivingMedium) -> Medium | None:
        try:
            data = arriving.read()
        except Unreadable as error:
            self._snags.append(error.snag)
            return None
        except (OSError, EOFError, ValueError) as error:
            # Whatever is wrong with one picture, it must not keep thousands of entries out.
            where = arrival.where or arriving.medium.name
            self._snags.append(Snag(where, "medium-unreadable", type(error).__name__))
            return None
        medium = replace(arriving.medium, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        self._keep(medium, data)
        return medium

    def _keep(self, medium: Medium, data: bytes) -> None:
        """Write at once, so that no more than one is in memory; the same bytes are kept once."""
        same = insert(schema.MEDIA_DATA).on_conflict_do_nothing()
        self.connection.execute(same, {"sha256": medium.sha256, "data": data})
        self.connection.execute(
            insert(schema.MEDIA),
            {
                "id": medium.id,
                "created": self.now,
                "updated": self.now,
                "origin": self.device,
                "at": medium.stamp.at,
                "zone": medium.stamp.zone,
                "day": medium.stamp.day,
                "name": medium.name,
                "type": medium.type,
                "sha256": medium.sha256,
                "size": medium.size,
                "alt": medium.alt,
            },
        )


def _chunked(things: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(things)
    while some := list(islice(iterator, size)):
        yield some


def _known(connection: Connection, source: str, some: Sequence[Arrival | Snag]) -> set[_Key]:
    """Which of these came in before."""
    table = schema.IMPORTED
    externals = {each.external for each in some if isinstance(each, Arrival)}
    query = select(table.c.external, table.c.collection, table.c.position).where(
        table.c.source == source, table.c.external.in_(externals)
    )
    return {(row.external, row.collection, row.position) for row in connection.execute(query)}


def _without_picture(text: str, medium: str) -> str:
    """Text without the frame of a picture; what it shows stays as words."""
    return re.sub(rf"!\[([^\]]*)\]\(media:{re.escape(medium)}\)", r"\1", text)


def _of_batch(table: Table, batch_id: str) -> Select[tuple[str]]:
    imported = schema.IMPORTED
    return select(imported.c.row).where(imported.c.batch == batch_id, imported.c.collection == table.name)


def _untouched(connection: Connection, table: Table, batch_id: str) -> list[str]:
    """The rows of an import that are as they came in: whatever a person does to a row moves `updated`."""
    query = select(table.c.id).where(
        table.c.id.in_(_of_batch(table, batch_id)),
        table.c.deleted.is_(None),
        table.c.updated <= table.c.created,
    )
    return list(connection.execute(query).scalars())


def _here(connection: Connection, table: Table, batch_id: str) -> int:
    """How many rows of an import are neither gone nor in the trash."""
    query = (
        select(func.count())
        .select_from(table)
        .where(table.c.id.in_(_of_batch(table, batch_id)), table.c.deleted.is_(None))
    )
    return connection.execute(query).scalar_one()


def _remove(connection: Connection, table: Table, rows: Sequence[str]) -> None:
    """Remove rows for good, so that they can come in again."""
    connection.execute(delete(schema.ATTACHMENTS).where(schema.ATTACHMENTS.c.owner.in_(rows)))
    connection.execute(delete(table).where(table.c.id.in_(rows)))
    imported = schema.IMPORTED
    connection.execute(delete(imported).where(imported.c.collection == table.name, imported.c.row.in_(rows)))


def _remove_loose_media(connection: Connection, batch_id: str) -> None:
    """Remove the media of an import that nothing holds any more, and bytes that no medium needs."""
    media, data, held, imported = schema.MEDIA, schema.MEDIA_DATA, schema.ATTACHMENTS, schema.IMPORTED
    came = _of_batch(media, batch_id)
    is_held = exists().where(held.c.medium == media.c.id)
    loose = list(connection.execute(select(media.c.id).where(media.c.id.in_(came), ~is_held)).scalars())
    for some in _chunked(loose, _FEW):
        sums = list(connection.execute(select(media.c.sha256).where(media.c.id.in_(some))).scalars())
        connection.execute(delete(media).where(media.c.id.in_(some)))
        connection.execute(delete(imported).where(imported.c.collection == _MEDIA, imported.c.row.in_(some)))
        is_needed = exists().where(media.c.sha256 == data.c.sha256)
        connection.execute(delete(data).where(data.c.sha256.in_(sums), ~is_needed))
