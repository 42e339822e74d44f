"""Journal entries."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, select, update

from selfkind_desktop.domain.finding import Tag, WrittenDay
from selfkind_desktop.domain.journal import Consent, Entry, EntryKind, Revision, Thrown
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.storage import attachments, schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.forms import parts_of, words_of, written_parts, written_words
from selfkind_desktop.storage.numbers import free_numbers
from selfkind_desktop.storage.revisions import WORDS, keep_if_lost
from selfkind_desktop.storage.rows import Rows, insert_many, stamp_of

_MANY = 100


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
        table, columns, now = self._table, self._columns(entry), self._now()
        known = select(table.c.id, table.c.updated, *(table.c[word] for word in WORDS))
        with self._database.writing() as connection:
            before = connection.execute(known.where(table.c.id == entry.id)).mappings().first()
            if before is None:
                self.add(entry)
                return
            if keep_if_lost(connection, before, columns, now, self._database.key.device):
                self._also(Collection.REVISIONS)
            connection.execute(update(table).where(table.c.id == entry.id).values(columns))
            _tag(connection, entry)
            if attachments.attach(connection, entry.id, entry.media, now):
                self._also(Collection.MEDIA)
            self._announce()

    def put_back(self, entry: Entry, words: Revision, now: datetime) -> Entry:
        """Give an entry the words of a revision; for `Revisions`, which keeps the words it had.

        Raises:
            StorageError: it could not be written.
        """
        changed = replace(entry, title=words.title, text=words.text, parts=words.parts, updated=now)
        with self._database.writing() as connection:
            values = self._columns(changed)
            connection.execute(update(self._table).where(self._table.c.id == entry.id).values(values))
            self._also(Collection.REVISIONS)
            self._announce()
        return changed

    def add_many(self, records: Iterable[Entry]) -> None:
        """Keep many new entries, all of them or, if anything fails, none."""
        entries = sorted(records, key=lambda entry: entry.stamp.at)
        if not entries:
            return
        now = self._now()
        with self._database.writing() as connection:
            if len(entries) >= _MANY:
                self._database.make_room()
            numbers = free_numbers(connection, [entry.stamp.at for entry in entries])
            rows = [
                {"number": number, **self._row(entry, now)}
                for number, entry in zip(numbers, entries, strict=True)
            ]
            insert_many(connection, self._table, rows)
            insert_many(connection, schema.ENTRY_TAGS, [row for entry in entries for row in _tag_rows(entry)])
            attachments.attach_many(connection, ((entry.id, entry.media) for entry in entries))
            self._announce()

    def tags(self) -> list[Tag]:
        """All tags in use, the most used first, each as it is written most.

        Raises:
            StorageError: they cannot be read.
        """
        table, entries = schema.ENTRY_TAGS, self._table
        # The index holds all that is counted; what is in the trash is little, and taken off again.
        thrown_away = select(entries.c.id).where(entries.c.deleted.is_not(None))
        counted = select(table.c.folded, table.c.name, func.count()).group_by(table.c.folded, table.c.name)
        with self._database.reading() as connection:
            used = {(folded, name): number for folded, name, number in connection.execute(counted)}
            for folded, name, number in connection.execute(counted.where(table.c.entry.in_(thrown_away))):
                used[folded, name] -= number
        tags: dict[str, Tag] = {}
        for (folded, name), number in sorted(used.items(), key=lambda each: (-each[1], each[0])):
            if number:
                known = tags.get(folded, Tag(name, 0))
                tags[folded] = replace(known, entries=known.entries + number)
        return sorted(tags.values(), key=lambda tag: (-tag.entries, folded_tag(tag.name)))

    def count(self) -> int:
        """How many entries there are."""
        # Counting all, less those in the trash, needs no look at the texts.
        table, every = self._table, func.count()
        with self._database.reading() as connection:
            gone = connection.execute(select(every).where(table.c.deleted.is_not(None))).scalar_one()
            return connection.execute(select(every).select_from(table)).scalar_one() - gone

    def days(self, first: date, last: date) -> list[WrittenDay]:
        """The days as lived, both ends included, on which something was written, oldest first.

        Raises:
            StorageError: they cannot be read.
        """
        table = self._table
        mood = func.coalesce(table.c.after, table.c.before)
        query = (
            select(table.c.day, mood)
            .where(table.c.deleted.is_(None), table.c.day.between(first, last))
            .order_by(table.c.day, table.c.at, table.c.id)
        )
        days: dict[date, WrittenDay] = {}
        with self._database.reading() as connection:
            for day, felt in connection.execute(query):
                known = days.get(day, WrittenDay(day, 0))
                days[day] = WrittenDay(day, known.entries + 1, known.mood if felt is None else Mood(felt))
        return list(days.values())

    def came_back(self, days: Iterable[date]) -> list[Entry]:
        """The entries of some days that may come back unasked, newest first.

        Raises:
            StorageError: they cannot be read.
        """
        table = self._table
        may = self._kept().where(table.c.day.in_(list(days)), table.c.consent == Consent.MAY_COME_BACK.value)
        return self._fetch(may.order_by(table.c.at.desc(), table.c.id.desc()))

    def thrown_away(self) -> list[Thrown]:
        """Those in the trash, the last that came there first.

        Raises:
            StorageError: they cannot be read.
        """
        deleted = self._table.c.deleted
        query = self._select().where(deleted.is_not(None)).order_by(deleted.desc(), self._table.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings()
            return [Thrown(self._record(row), row["deleted"]) for row in rows]

    def kept(self) -> Select[Any]:
        """For `Search`: a query for all that is not in the trash."""
        return self._kept()

    def chosen(self, query: Select[Any]) -> list[Entry]:
        """For `Search`: the entries that a narrowed `kept` gives."""
        return self._fetch(query)

    def placed(self, query: Select[Any]) -> list[tuple[int, Entry]]:
        """For `Search`: the same, with their places."""
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings()
            return [(row["number"], self._record(row)) for row in rows]

    def _also(self, collection: Collection) -> None:
        self._database.after_commit(self._changes.teller(collection))

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
            words_before=words_of(row["words_before"]),
            words_after=words_of(row["words_after"]),
            tags=words_of(row["tags"]),
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
            "words_before": written_words(record.words_before),
            "words_after": written_words(record.words_after),
            "tags": written_words(record.tags),
            "consent": record.consent.value,
            "starred": record.starred,
            "updated": record.updated,
        }


def folded_tag(name: str) -> str:
    """What two tags have in common that are the same: they may differ in case only."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return folded.encode("utf-8", "replace").decode()  # half a sign can be typed, and never kept


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
    # Of a tag given twice the first spelling counts.
    names = {folded_tag(name): name for name in reversed(entry.tags)}
    return [{"entry": entry.id, "folded": folded, "name": name} for folded, name in names.items()]


def _mood(number: int | None) -> Mood | None:
    return None if number is None else Mood(number)
