"""The tables, and which revisions of them this program knows.

Every row of the person's carries `id` (a UUID), `created`, `updated`, `deleted` (when it went to the trash)
and `origin` (the device that made it), so that two devices can be merged one day. Whatever happened at a
moment carries `at` (UTC), `zone` (IANA name) and `day` (the local day as lived), never recomputed.

A change here needs a new revision in `migrations/versions` and its number in `KNOWN`. `SEARCH` is no part of
`METADATA`: it is an index that SQLite keeps; a revision that makes `entries` anew makes its triggers again.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.types import Float, TypeDecorator

KNOWN = ("0001", "0002", "0003")
"""Every revision that this program can open, oldest first."""

NEWEST = KNOWN[-1]
"""The revision that `METADATA` describes."""


def instant_text(instant: datetime) -> str:
    """An instant as text of one width, so that its order is the order in time."""
    return f"{instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC to the microsecond as sortable text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Refuse a naive instant: it would mean another moment on another machine."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("an instant needs a zone")
        return instant_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Back to an aware instant in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A day as lived, kept as sortable text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To `YYYY-MM-DD`."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Back to a date."""
        return None if value is None else date.fromisoformat(value)


METADATA = MetaData(
    naming_convention={
        # Batch migrations can only alter constraints that have names.
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

DEVICES = Table(
    "devices",
    METADATA,
    Column("id", String, primary_key=True),
    Column("created", Instant, nullable=False),
)


def _row_columns() -> list[Column[Any]]:
    return [
        Column("id", String, primary_key=True),
        Column("created", Instant, nullable=False),
        Column("updated", Instant, nullable=False),
        Column("deleted", Instant),
        Column("origin", String, ForeignKey("devices.id"), nullable=False),
    ]


def _stamp_columns() -> list[Column[Any]]:
    return [
        Column("at", Instant, nullable=False),
        Column("zone", String, nullable=False),
        Column("day", Day, nullable=False, index=True),
    ]


ENTRIES = Table(
    "entries",
    METADATA,
    # The place in time, from `numbers.free_numbers`: searching walks it, newest first, without sorting.
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    *_row_columns()[1:],
    *_stamp_columns(),
    Column("kind", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("parts", Text, nullable=False),  # a JSON list of {"key": …, "text": …}
    Column("before", Integer),
    Column("after", Integer),
    Column("words_before", Text, nullable=False),  # a JSON list
    Column("words_after", Text, nullable=False),  # a JSON list
    Column("tags", Text, nullable=False),  # a JSON list, as written and in their order
    Column("consent", String, nullable=False),
    Column("starred", Boolean, nullable=False),
    Index(None, "at", "id"),
    # Of the few only: with all in it SQLite took it for the quickest way to what is not in the trash.
    Index(None, "deleted", sqlite_where=text("deleted IS NOT NULL")),
    Index("ix_entries_starred", "number", sqlite_where=text("starred = 1")),
)

# For finding by tag; `entries.tags` is what counts.
ENTRY_TAGS = Table(
    "entry_tags",
    METADATA,
    Column("entry", String, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("folded", String, primary_key=True),
    Column("name", String, nullable=False),
    Index(None, "folded", "name", "entry"),
)

REVISIONS = Table(
    "revisions",
    METADATA,
    *_row_columns(),
    Column("entry", String, ForeignKey("entries.id", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("parts", Text, nullable=False),  # as in `entries`
    Index(None, "entry", "at"),
)

LETTERS = Table(
    "letters",
    METADATA,
    *_row_columns(),
    *_stamp_columns(),
    Column("voice", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("stationery", String, nullable=False),
    Column("answers", String, index=True),  # no reference: the letter it answers may be gone for good
    Column("sealed", Instant),
    Column("arrives", Day),
    Column("surprise_first", Day),
    Column("surprise_last", Day),
    Column("occasion", String),
    Column("arrived", Instant),
    Column("opened", Instant),
    Index(None, "at", "id"),
)

# The bytes, once for all media that are the same, and out of the way of whoever lists media.
MEDIA_DATA = Table(
    "media_data",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

MEDIA = Table(
    "media",
    METADATA,
    *_row_columns(),
    *_stamp_columns(),
    Column("name", Text, nullable=False),
    Column("type", String, nullable=False),
    Column("sha256", String, ForeignKey("media_data.sha256"), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("alt", Text, nullable=False),
    Index(None, "at", "id"),
)

ATTACHMENTS = Table(
    "attachments",
    METADATA,
    Column("owner", String, primary_key=True),  # no reference: an entry or a letter
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("medium", String, ForeignKey("media.id", ondelete="CASCADE"), nullable=False, index=True),
)

PHRASES = Table(
    "phrases",
    METADATA,
    *_row_columns(),
    *_stamp_columns(),
    Column("text", Text, nullable=False),
    Column("source", String),  # no reference: an entry or a letter, perhaps gone
    Column("in_pauses", Boolean, nullable=False),
    Index(None, "at", "id"),
)

IMPORTS = Table(
    "imports",
    METADATA,
    *_row_columns(),
    *_stamp_columns(),
    Column("source", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("undone", Instant),
    Index(None, "at", "id"),
)

# What came in, so that it comes in once: `row` is the id that it got in the table `collection`.
IMPORTED = Table(
    "imported",
    METADATA,
    Column("source", String, primary_key=True),
    Column("external", String, primary_key=True),
    Column("collection", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),  # of several from one, as check-ins
    Column("row", String, nullable=False),
    Column("batch", String, ForeignKey("imports.id", ondelete="CASCADE"), nullable=False, index=True),
    Index(None, "row"),
)

PAUSES = Table(
    "pauses",
    METADATA,
    *_row_columns(),
    *_stamp_columns(),
    Column("practice", String, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("end", String, nullable=False),
    Column("source", String, nullable=False),
    Column("before", Integer),
    Column("after", Integer),
    Column("entry", String, ForeignKey("entries.id", ondelete="SET NULL"), index=True),
    Index(None, "at", "id"),
)

CHECK_INS = Table(
    "check_ins",
    METADATA,
    *_row_columns(),
    *_stamp_columns(),
    Column("mood", Integer, nullable=False),
    Column("place", String, nullable=False),
    Column("words", Text, nullable=False),  # a JSON list
    # No reference: a check-in before a pause is kept at once, the pause when it ends, or never after a crash.
    Column("pause", String, index=True),
    Index(None, "at", "id"),
)

REMINDERS = Table(
    "reminders",
    METADATA,
    *_row_columns(),
    *_stamp_columns(),
    Column("due", Instant, nullable=False),
    Column("answered", Instant, nullable=False),
    Column("answer", String, nullable=False),
    Column("way", String, nullable=False),
    Column("minutes", Integer),
    Index(None, "at", "id"),
)

SETTINGS = Table(
    "settings",
    METADATA,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
    Column("updated", Instant, nullable=False),
    Column("origin", String, ForeignKey("devices.id"), nullable=False),
)

_INDEXED = ("kind", "title", "text", "parts", "tags")
_CHANGED = " OR ".join(f"old.{column} IS NOT new.{column}" for column in ("number", *_INDEXED))
_FORGET = "DELETE FROM entry_search WHERE rowid = old.number;"
_LEARN = f"""
    INSERT INTO entry_search (rowid, {", ".join(_INDEXED)}) VALUES (new.number, new.kind, new.title, new.text,
        (SELECT group_concat(value ->> 'text', char(10)) FROM json_each(new.parts)),
        (SELECT group_concat(value, ' ') FROM json_each(new.tags)));
"""

SEARCH = (
    f"""
    CREATE VIRTUAL TABLE entry_search USING fts5({", ".join(_INDEXED)}, content = '', contentless_delete = 1,
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')
    """,
    f"CREATE TRIGGER entry_search_new AFTER INSERT ON entries BEGIN {_LEARN} END",
    f"CREATE TRIGGER entry_search_gone AFTER DELETE ON entries BEGIN {_FORGET} END",
    f"CREATE TRIGGER entry_search_changed AFTER UPDATE ON entries WHEN {_CHANGED}"
    f" BEGIN {_FORGET} {_LEARN} END",
)
"""The full-text index of the entries: it keeps words and where they are, no second copy of the text, and
follows every change of `entries`, whoever makes it. Its rows are those of `entries`, by `number`."""
