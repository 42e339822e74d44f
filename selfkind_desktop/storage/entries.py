"""Journal entries."""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, select, update

from selfkind_desktop.domain.journal import Consent, Entry, EntryKind, Part
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.storage import attachments, schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.numbers import free_numbers
from selfkind_desktop.storage.rows import Rows, insert_many, stamp_of


class Entries(Rows[Entry]):
    """The entries; `save` is what autosave calls, as often as it likes."""

    _table = schema.ENTRIES
    _collection = Collection.ENTRIES

    def save(self, entry: Entry) -> None:
        """Keep an entry, new or changed.

        When it was begun stays as first kept. An entry in the trash takes the new text and stays in the
        trash: a late autosave must not undo that the person put it there.

        Raises:
            StorageError: it could not be written; what was kept before stays.
        """
        columns = self._columns(entry)
        with self._database.writing() as connection:
            change = update(self._table).where(self._table.c.id == entry.id).values(columns)
            if connection.execute(change).rowcount:
                _tag(connection, entry)
                attachments.attach(connection, entry.id, entry.media)
                self._announce()
            else:
                self.add(entry)

    def add_many(self, records: Iterable[Entry]) -> None:
        """Keep many new entries, all of them or, if anything fails, none."""
        entries = sorted(records, key=lambda entry: entry.stamp.at)
        if not entries:
            return
        now = self._now()
        with self._database.writing() as connection:
            numbers = free_numbers(connection, [entry.stamp.at for entry in entries])
            rows = [
                {"number": number, **self._row(entry, now)}
                for number, entry in zip(numbers, entries, strict=True)
            ]
            insert_many(connection, self._table, rows)
            insert_many(connection, schema.ENTRY_TAGS, [row for entry in entries for row in _tag_rows(entry)])
            attachments.attach_many(connection, ((entry.id, entry.media) for entry in entries))
            self._announce()

    def _select(self) -> Select[Any]:
        return select(self._table, attachments.attached(self._table))

    def _record(self, row: RowMapping) -> Entry:
        return Entry(
            id=row["id"],
            stamp=stamp_of(row),
            kind=EntryKind(row["kind"]),
            text=row["text"],
            updated=row["updated"],
            title=row["title"],
            parts=parts_of(row["parts"]),
            before=_mood(row["before"]),
            after=_mood(row["after"]),
            words_before=tuple(json.loads(row["words_before"])),
            words_after=tuple(json.loads(row["words_after"])),
            tags=tuple(json.loads(row["tags"])),
            consent=Consent(row["consent"]),
            starred=row["starred"],
            media=attachments.media_of(row[attachments.COLUMN]),
        )

    def _columns(self, record: Entry) -> Mapping[str, Any]:
        return {
            "kind": record.kind.value,
            "title": record.title,
            "text": record.text,
            "parts": written_parts(record.parts),
            "before": None if record.before is None else int(record.before),
            "after": None if record.after is None else int(record.after),
            "words_before": _written(record.words_before),
            "words_after": _written(record.words_after),
            "tags": _written(record.tags),
            "consent": record.consent.value,
            "starred": record.starred,
            "updated": record.updated,
        }


def folded_tag(name: str) -> str:
    """What two tags have in common that are the same: they may differ in case only."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def parts_of(written: str) -> tuple[Part, ...]:
    """The answers of a guided form from their column."""
    return tuple(Part(part["key"], part["text"]) for part in json.loads(written))


def written_parts(parts: Sequence[Part]) -> str:
    """The answers of a guided form for their column."""
    return json.dumps([{"key": part.key, "text": part.text} for part in parts], ensure_ascii=False)


def _tag(connection: Connection, entry: Entry) -> None:
    """Find an entry by exactly its tags."""
    table = schema.ENTRY_TAGS
    rows = _tag_rows(entry)
    query = select(table.c.folded, table.c.name).where(table.c.entry == entry.id)
    known = {(row.folded, row.name) for row in connection.execute(query)}
    if {(row["folded"], row["name"]) for row in rows} != known:
        connection.execute(delete(table).where(table.c.entry == entry.id))
        insert_many(connection, table, rows)


def _tag_rows(entry: Entry) -> list[dict[str, str]]:
    names = {folded_tag(name): name for name in reversed(entry.tags)}
    return [{"entry": entry.id, "folded": folded, "name": name} for folded, name in names.items()]


def _written(words: Sequence[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _mood(number: int | None) -> Mood | None:
    return None if number is None else Mood(number)
