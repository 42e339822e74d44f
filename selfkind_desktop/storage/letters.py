"""Letters: drafts, on their way, and arrived."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, select, update

from selfkind_desktop.domain.letters import Letter, Occasion, Seal, Voice
from selfkind_desktop.storage import attachments, schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.rows import Rows, stamp_of

_WORDS = ("voice", "title", "text", "stationery", "answers", "updated")


class Letters(Rows[Letter]):
    """The letters; `save` is what autosave calls, and says nothing about their way."""

    _table = schema.LETTERS
    _collection = Collection.LETTERS

    def save(self, letter: Letter) -> None:
        """Keep a letter, new or with other words.

        When it was begun, its seal and whether it arrived stay as they are: a late autosave must not open a
        letter that was sealed meanwhile. One in the trash stays there.

        Raises:
            StorageError: it could not be written; what was kept before stays.
        """
        columns = self._columns(letter)
        with self._database.writing() as connection:
            change = update(self._table).where(self._table.c.id == letter.id)
            if connection.execute(change.values({name: columns[name] for name in _WORDS})).rowcount:
                attachments.attach(connection, letter.id, letter.media, self._now())
                self._announce()
            else:
                self.add(letter)

    def add_many(self, records: Iterable[Letter]) -> None:
        """Keep many new letters, all of them or, if anything fails, none."""
        letters = list(records)
        with self._database.writing() as connection:
            super().add_many(letters)
            attachments.attach_many(connection, ((letter.id, letter.media) for letter in letters))

    def seal(self, record_id: str, seal: Seal | None) -> None:
        """Send a letter on its way, or call it back with None.

        Raises:
            StorageError: it could not be written.
        """
        self._change(record_id, {**_seal_columns(seal), "arrived": None, "opened": None})

    def note_arrived(self, record_id: str, at: datetime) -> None:
        """A letter is there from now on.

        Raises:
            StorageError: it could not be written.
        """
        self._change(record_id, {"arrived": at}, self._table.c.arrived.is_(None))

    def note_opened(self, record_id: str, at: datetime) -> None:
        """A letter that arrived was read for the first time.

        Raises:
            StorageError: it could not be written.
        """
        self._change(record_id, {"opened": at}, self._table.c.opened.is_(None))

    def drafts(self) -> list[Letter]:
        """Those that are not sealed, the one changed last first."""
        return self._found(self._table.c.sealed.is_(None), self._table.c.updated.desc())

    def on_their_way(self) -> list[Letter]:
        """Those that are sealed and not there yet: the next first, those that wait for an occasion last."""
        return self._found(self._is_waiting(), self._table.c.arrives.is_(None), self._table.c.arrives)

    def due(self, day: date) -> list[Letter]:
        """Those whose day has come and that have not arrived, the earliest first."""
        table = self._table
        return self._found(and_(self._is_waiting(), table.c.arrives <= day), table.c.arrives)

    def waiting_for(self, occasion: Occasion) -> list[Letter]:
        """Those that wait for an occasion, the one sealed first first."""
        table = self._table
        return self._found(and_(self._is_waiting(), table.c.occasion == occasion.value), table.c.sealed)

    def arrived(self) -> list[Letter]:
        """Those that arrived, the latest first."""
        return self._found(self._table.c.arrived.is_not(None), self._table.c.arrived.desc())

    def _is_waiting(self) -> ColumnElement[bool]:
        return and_(self._table.c.sealed.is_not(None), self._table.c.arrived.is_(None))

    def _found(self, where: ColumnElement[bool], *order: ColumnElement[Any]) -> list[Letter]:
        return self._fetch(self._kept().where(where).order_by(*order, self._table.c.id))

    def _change(self, record_id: str, values: Mapping[str, Any], *where: ColumnElement[bool]) -> None:
        change = update(self._table).where(self._table.c.id == record_id, *where)
        with self._database.writing() as connection:
            if connection.execute(change.values(**values)).rowcount:
                self._announce()

    def _select(self) -> Select[Any]:
        return select(self._table, attachments.attached(self._table))

    def _record(self, row: RowMapping) -> Letter:
        return Letter(
            id=row["id"],
            stamp=stamp_of(row),
            voice=Voice(row["voice"]),
            text=row["text"],
            updated=row["updated"],
            title=row["title"],
            stationery=row["stationery"],
            answers=row["answers"],
            seal=_seal(row),
            arrived=row["arrived"],
            opened=row["opened"],
            media=attachments.media_of(row[attachments.COLUMN]),
        )

    def _columns(self, record: Letter) -> Mapping[str, Any]:
        return {
            "voice": record.voice.value,
            "title": record.title,
            "text": record.text,
            "stationery": record.stationery,
            "answers": record.answers,
            "updated": record.updated,
            **_seal_columns(record.seal),
            "arrived": record.arrived,
            "opened": record.opened,
        }


def _seal_columns(seal: Seal | None) -> dict[str, Any]:
    first, last = (seal and seal.surprise) or (None, None)
    return {
        "sealed": seal and seal.at,
        "arrives": seal and seal.day,
        "surprise_first": first,
        "surprise_last": last,
        "occasion": seal.occasion.value if seal and seal.occasion else None,
    }


def _seal(row: RowMapping) -> Seal | None:
    if row["sealed"] is None:
        return None
    return Seal(
        at=row["sealed"],
        day=row["arrives"],
        surprise=(row["surprise_first"], row["surprise_last"]) if row["surprise_first"] else None,
        occasion=Occasion(row["occasion"]) if row["occasion"] else None,
    )
