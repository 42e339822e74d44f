"""The tables, and which revisions of them this program knows.

Every row of the person's carries `id` (a UUID), `created`, `updated`, `deleted` (when it went to the trash)
and `origin` (the device that made it), so that two devices can be merged one day. Whatever happened at a
moment carries `at` (UTC), `zone` (IANA name) and `day` (the local day as lived), never recomputed.

A change here needs a new revision in `migrations/versions` and its number in `KNOWN`.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Dialect, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import Float, TypeDecorator

KNOWN = ("0001",)
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
    *_row_columns(),
    *_stamp_columns(),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "at", "id"),
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
