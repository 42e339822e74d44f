"""Finding entries by their words, and listing those of a kind, a tag or a time: the newest first."""

import sys
from array import array
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, column, func, select, table, text

from selfkind_desktop.domain.finding import Extent, Found, Sought, Term, exactly, found_in, terms_of
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.entries import Entries, folded_tag
from selfkind_desktop.storage.numbers import first_number

_INDEX = table("entry_search", column("rowid", Integer))
_LONGEST_PREFIX = 3
"""Letters up to which the index has beginnings of its own."""
_MOST_ENDINGS = 100
_VOCABULARY = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.entry_words USING fts5vocab('main', 'entry_search', 'row')"
)
_ENDINGS = text("SELECT term FROM temp.entry_words WHERE term >= :first AND term < :end LIMIT :most")
_NO_SIGNS = str.maketrans('"\0', "  ")
_A_DAY = timedelta(days=2)
"""A day as lived begins and ends less than this from the same day in UTC."""


class Search:
    """The full-text index and the entries behind it.

    Args:
        database: the open database.
        entries: the entries.
    """

    def __init__(self, database: Database, entries: Entries) -> None:
        self._database = database
        self._entries = entries

    def find(self, sought: Sought, limit: int = 50, after: str | None = None) -> list[Found]:
        """The newest entries that fit, with the places of the words.

        Args:
            sought: what they have to fit; nothing given fits all.
            limit: at most so many.
            after: the id of an entry: go on with those that are older.

        Raises:
            StorageError: they cannot be read.
        """
        query = self._page(sought, limit, after)
        words, _ = terms_of(sought.words)
        return [found_in(entry, words, place) for place, entry in self._entries.placed(query)]

    def page(self, sought: Sought, limit: int, after: str | None = None) -> list[Entry]:
        """The newest entries that fit, as `find` but without looking for the places of the words.

        Raises:
            StorageError: they cannot be read.
        """
        return self._entries.chosen(self._page(sought, limit, after))

    def at(self, places: Iterable[int], sought: Sought) -> list[Found]:
        """The entries at some places, newest first, with the places of the words; without those that left.

        Raises:
            StorageError: they cannot be read.
        """
        number = schema.ENTRIES.c.number
        query = self._entries.kept().where(number.in_(list(places))).order_by(number.desc())
        words, _ = terms_of(sought.words)
        return [found_in(entry, words, place) for place, entry in self._entries.placed(query)]

    def one(self, entry_id: str) -> Found | None:
        """An entry by its id, unless it is in the trash.

        Raises:
            StorageError: it cannot be read.
        """
        placed = self._entries.placed(self._entries.kept().where(schema.ENTRIES.c.id == entry_id))
        return next((found_in(entry, (), place) for place, entry in placed), None)

    def places(self, sought: Sought) -> "array[int]":
        """The places of all entries that fit, newest first.

        Raises:
            StorageError: they cannot be read.
        """
        numbers, match = schema.ENTRIES.c.number, self._match(sought)
        # Of kinds the index knows all that there is to know.
        conditions = _conditions(replace(sought, kinds=()))
        if match:
            # The entries are long: only where the index cannot tell are they looked at.
            query = select(_INDEX.c.rowid).where(text("entry_search MATCH :match").bindparams(match=match))
            query = query.where(_INDEX.c.rowid.not_in(_gone()), *_range(sought, _INDEX.c.rowid))
            if conditions:
                query = query.where(_INDEX.c.rowid.in_(select(numbers).where(*conditions)))
            query = query.order_by(_INDEX.c.rowid.desc())
        else:
            query = select(numbers).where(numbers.not_in(_gone()), *conditions, *_range(sought, numbers))
            if not conditions:
                # In the order of an index that is short; it is nearly that of the places.
                query = query.order_by(schema.ENTRIES.c.day.desc())
        with self._database.reading() as connection:
            return array("q", sorted(connection.execute(query).scalars(), reverse=True))

    def extent(self) -> Extent:
        """How far the journal goes: told quickly, to know whether the places have to be read again.

        Raises:
            StorageError: it cannot be read.
        """
        entries = schema.ENTRIES
        all_of_them = select(func.count(), func.coalesce(func.sum(entries.c.number), 0))
        with self._database.reading() as connection:
            count, total = connection.execute(all_of_them.select_from(entries)).one()
            gone = connection.execute(all_of_them.where(entries.c.deleted.is_not(None))).one()
        return Extent(count - gone[0], total - gone[1])

    def kinds(self) -> list[EntryKind]:
        """The kinds that occur.

        Raises:
            StorageError: they cannot be read.
        """
        found = []
        with self._database.reading() as connection:
            for kind in EntryKind:
                asked = f"kind : {_phrase(exactly(kind.value))}"
                one = select(_INDEX.c.rowid).where(text("entry_search MATCH :match").bindparams(match=asked))
                if connection.execute(one.where(_INDEX.c.rowid.not_in(_gone())).limit(1)).first() is not None:
                    found.append(kind)
        return found

    def _match(self, sought: Sought) -> str:
        """What the index is asked: what was typed stands between quotes, so it is never a mistake."""
        words, typed_tags = terms_of(sought.words)
        asked = [f"{{title text parts tags}} : ({_any_of(self._endings(term))})" for term in words]
        asked += [f"tags : ({_any_of(self._endings(term))})" for term in typed_tags]
        asked += [f"tags : {_phrase(term)}" for tag in sought.tags if (term := exactly(tag)).words]
        if sought.kinds:
            asked.append(f"kind : ({_any_of(exactly(kind.value) for kind in sought.kinds)})")
        return " AND ".join(asked)

    def _endings(self, term: Term) -> list[Term]:
        """A term that may go on, as all the words that are there.

        For a beginning that has no index of its own the full-text index first collects every place of every
        such word, which takes seconds for a common word; the words themselves it can walk from the newest.
        """
        *before, beginning = term.words
        if not term.is_begun or len(beginning) <= _LONGEST_PREFIX:
            return [term]
        with self._database.reading() as connection:
            connection.exec_driver_sql(_VOCABULARY)
            within = {"first": beginning, "end": beginning + chr(sys.maxunicode), "most": _MOST_ENDINGS + 1}
            endings = connection.execute(_ENDINGS, within).scalars().all()
        if len(endings) > _MOST_ENDINGS or not endings:
            return [term]
        return [Term((*before, ending)) for ending in endings]

    def _page(self, sought: Sought, limit: int, after: str | None) -> Select[Any]:
        entries = schema.ENTRIES
        query, order = self._query(sought)
        if after is not None:
            last = select(entries.c.number).where(entries.c.id == after).scalar_subquery()
            query = query.where(order < last)
        return query.order_by(order.desc()).limit(limit)

    def count(self, sought: Sought, at_most: int = 1000) -> int:
        """How many entries fit; counting ends at `at_most`.

        Raises:
            StorageError: they cannot be read.
        """
        query, _ = self._query(sought)
        some = query.with_only_columns(schema.ENTRIES.c.number).limit(at_most).subquery()
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(some)).scalar_one()

    def _query(self, sought: Sought) -> tuple[Select[Any], ColumnElement[int]]:
        """The entries that fit, and the column that they go by."""
        entries = schema.ENTRIES
        query = self._entries.kept().where(*_conditions(sought))
        match = self._match(sought)
        if not match:
            return query.where(*_range(sought, entries.c.number)), entries.c.number
        # The index comes first and goes through its rows in their order: that of time.
        query = query.select_from(_INDEX.join(entries, text("entries.number = entry_search.rowid"))).where(
            text("entry_search MATCH :match").bindparams(match=match)
        )
        return query.where(*_range(sought, _INDEX.c.rowid)), _INDEX.c.rowid


def _any_of(terms: Iterable[Term]) -> str:
    return " OR ".join(_phrase(term) for term in terms)


def _gone() -> Select[Any]:
    """The places of what is in the trash."""
    return select(schema.ENTRIES.c.number).where(schema.ENTRIES.c.deleted.is_not(None))


def _phrase(term: Term) -> str:
    # As typed: newer letters, Hangul and others would be other words to the index if they were folded by us.
    typed = (term.typed or " ".join(term.words)).translate(_NO_SIGNS)
    return f'"{typed}"{" *" if term.is_begun else ""}'


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    """What the index cannot say, or not exactly."""
    entries, tags = schema.ENTRIES, schema.ENTRY_TAGS
    conditions: list[ColumnElement[bool]] = [
        entries.c.id.in_(select(tags.c.entry).where(tags.c.folded == folded_tag(tag))) for tag in sought.tags
    ]
    if sought.kinds:
        conditions.append(entries.c.kind.in_([kind.value for kind in sought.kinds]))
    if sought.moods:
        moods = [int(mood) for mood in sought.moods]
        conditions.append(func.coalesce(entries.c.after, entries.c.before).in_(moods))
    if sought.first:
        conditions.append(entries.c.day >= sought.first)
    if sought.last:
        conditions.append(entries.c.day <= sought.last)
    if sought.starred:
        conditions.append(entries.c.starred)
    return conditions


def _range(sought: Sought, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """Where in the index the days lie, generously."""
    limits = []
    if sought.first and sought.first > date.min + _A_DAY:
        limits.append(number >= first_number(_start(sought.first - _A_DAY)))
    if sought.last and sought.last < date.max - _A_DAY:
        limits.append(number <= first_number(_start(sought.last + _A_DAY)))
    return limits


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
