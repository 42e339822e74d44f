"""Finding entries by their words, and listing those of a kind, a tag or a time: the newest first."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, column, func, select, table, text

from selfkind_desktop.domain.finding import Found, Sought, Term, exactly, excerpt, marks_in, terms_of
from selfkind_desktop.domain.journal import Entry
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.entries import Entries, folded_tag
from selfkind_desktop.storage.numbers import first_number

_INDEX = table("entry_search", column("rowid", Integer))
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
        words, _ = terms_of(sought.words)
        return [_found(entry, words) for entry in self.page(sought, limit, after)]

    def page(self, sought: Sought, limit: int, after: str | None = None) -> list[Entry]:
        """The newest entries that fit, as `find` but without looking for the places of the words.

        Raises:
            StorageError: they cannot be read.
        """
        entries = schema.ENTRIES
        query, order = self._query(sought)
        if after is not None:
            last = select(entries.c.number).where(entries.c.id == after).scalar_subquery()
            query = query.where(order < last)
        return self._entries.chosen(query.order_by(order.desc()).limit(limit))

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
        match = _match(sought)
        if not match:
            return query, entries.c.number
        # The index comes first and goes through its rows in their order: that of time.
        query = query.select_from(_INDEX.join(entries, text("entries.number = entry_search.rowid"))).where(
            text("entry_search MATCH :match").bindparams(match=match)
        )
        return query.where(*_range(sought, _INDEX.c.rowid)), _INDEX.c.rowid


def _found(entry: Entry, words: Sequence[Term]) -> Found:
    """Where the words are: an answer of a form counts like the text."""
    best, best_marks = entry.text, marks_in(entry.text, words)
    if not best_marks:
        for part in entry.parts:
            marks = marks_in(part.text, words)
            if marks or not best.strip():
                best, best_marks = part.text, marks
            if marks:
                break
    piece, marks = excerpt(best, best_marks)
    return Found(entry, marks_in(entry.title, words), piece, marks)


def _match(sought: Sought) -> str:
    """What the index is asked; of letters, digits and signs of our own only, so it is never a mistake."""
    words, typed_tags = terms_of(sought.words)
    tags = [*typed_tags, *(exactly(tag) for tag in sought.tags)]
    asked = [f"{{title text parts tags}} : {_phrase(term)}" for term in words]
    asked += [f"tags : {_phrase(term)}" for term in tags if term.words]
    if sought.kinds:
        kinds = " OR ".join(_phrase(exactly(kind.value)) for kind in sought.kinds)
        asked.append(f"kind : ({kinds})")
    return " AND ".join(asked)


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.is_begun else ""}'


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
