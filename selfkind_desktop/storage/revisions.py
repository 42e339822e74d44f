"""What entries said before they were changed: everything of the last hour, then less and less."""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, delete, select
from sqlalchemy.dialects.sqlite import insert

from selfkind_desktop.domain.journal import Entry, Revision
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.forms import parts_of

if TYPE_CHECKING:
    from selfkind_desktop.storage.entries import Entries

_OURS = uuid.UUID("3e1f7c52-5d0a-4a7e-9b60-2f86c1d40a17")
_APART = timedelta(minutes=1)
_A_FEW = 20
"""More characters than these are a loss that is kept at once; fewer are a change of mind while typing."""

WORDS = ("title", "text", "parts")
"""The columns that entries and revisions share."""


class Revisions:
    """The revisions of entries; `Entries.save` writes them.

    Args:
        database: the open database.
        now: the instant that rows note.
        entries: the entries.
    """

    def __init__(self, database: Database, now: Callable[[], datetime], entries: "Entries") -> None:
        self._database = database
        self._now = now
        self._entries = entries

    def of(self, entry: str) -> list[Revision]:
        """What an entry said before, newest first.

        Raises:
            StorageError: they cannot be read.
        """
        table = schema.REVISIONS
        query = select(table).where(table.c.entry == entry, table.c.deleted.is_(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(table.c.at.desc(), table.c.id)).mappings()
            return [_revision(row) for row in rows]

    def get(self, revision: str) -> Revision | None:
        """A revision by its id.

        Raises:
            StorageError: it cannot be read.
        """
        table = schema.REVISIONS
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == revision)).mappings().first()
        return None if row is None else _revision(row)

    def bring_back(self, revision: str) -> Entry | None:
        """Give an entry the words of a revision; those that it has now become a revision.

        Returns:
            the entry as it is then; None if there is no such revision, or the entry is in the trash.

        Raises:
            StorageError: it could not be written; the entry is as it was.
        """
        with self._database.writing() as connection:
            wanted = self.get(revision)
            entry = None if wanted is None else self._entries.get(wanted.entry)
            if wanted is None or entry is None:
                return None
            now = self._now()
            keep_words(connection, _row_of(connection, entry.id), now, self._database.key.device)
            return self._entries.put_back(entry, wanted, now)


def keep_if_lost(
    connection: Connection, before: RowMapping, after: Mapping[str, Any], now: datetime, device: str
) -> bool:
    """Keep the words that an entry is about to lose, unless they were kept a moment ago and hardly differ.

    Args:
        connection: the open transaction.
        before: the row of the entry.
        after: what `WORDS` become.
        now: the instant of the change.
        device: the origin of the new row.

    Returns:
        whether they were kept.
    """
    if all(before[column] == after[column] for column in WORDS) or not _says_anything(before):
        return False
    table = schema.REVISIONS
    query = select(table.c.at).where(table.c.entry == before["id"]).order_by(table.c.at.desc()).limit(1)
    last = connection.execute(query).scalar()
    if last is not None and before["updated"] - last < _APART:
        lost = max(_taken_away(before[column], after[column]) for column in WORDS)
        if lost <= _A_FEW:
            return False
    return keep_words(connection, before, now, device)


def keep_words(connection: Connection, row: RowMapping, now: datetime, device: str) -> bool:
    """Keep the words of an entry as a revision, and thin out the older ones."""
    words = {column: row[column] for column in WORDS}
    kept = {
        "id": str(uuid.uuid5(_OURS, "\0".join([row["id"], row["updated"].isoformat(), *words.values()]))),
        "created": now,
        "updated": now,
        "origin": device,
        "entry": row["id"],
        "at": row["updated"],
        **words,
    }
    done = connection.execute(insert(schema.REVISIONS).values(kept).on_conflict_do_nothing()).rowcount > 0
    _thin(connection, row["id"], now)
    return done


def _thin(connection: Connection, entry: str, now: datetime) -> None:
    """Keep each of the last hour, the last of every hour of a day, and the last of every day before."""
    table = schema.REVISIONS
    query = select(table.c.id, table.c.at).where(table.c.entry == entry).order_by(table.c.at.desc())
    seen: set[str] = set()
    gone = []
    for revision, at in connection.execute(query):
        if now - at <= timedelta(hours=1):
            continue
        span = f"{at:%Y-%m-%d %H}" if now - at <= timedelta(days=1) else f"{at:%Y-%m-%d}"
        if span in seen:
            gone.append(revision)
        seen.add(span)
    if gone:
        connection.execute(delete(table).where(table.c.id.in_(gone)))


def _taken_away(before: str, after: str) -> int:
    """How many characters of a text a change takes away or replaces."""
    shared = _shared_start(before, after)
    rest_before, rest_after = before[shared:], after[shared:]
    return len(rest_before) - _shared_start(rest_before[::-1], rest_after[::-1])


def _shared_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike; by halves, as texts may be long."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _says_anything(row: RowMapping) -> bool:
    return bool(row["title"].strip() or row["text"].strip() or row["parts"] != "[]")


def _row_of(connection: Connection, entry: str) -> RowMapping:
    table = schema.ENTRIES
    return connection.execute(select(table).where(table.c.id == entry)).mappings().one()


def _revision(row: RowMapping) -> Revision:
    return Revision(row["id"], row["entry"], row["at"], row["title"], row["text"], parts_of(row["parts"]))
