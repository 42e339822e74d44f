"""Pauses that were taken."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, select

from selfkind_desktop.domain.records import Mood, Pause, PauseEnd, PauseSource
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.rows import Rows, stamp_of


class Pauses(Rows[Pause]):
    """The pauses."""

    _table = schema.PAUSES
    _collection = Collection.PAUSES

    def recent_practices(self, limit: int) -> list[str]:
        """The keys of the last practices, newest first, as often as they were taken."""
        table = self._table
        query = (
            select(table.c.practice)
            .where(table.c.deleted.is_(None))
            .order_by(table.c.at.desc(), table.c.id.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def _record(self, row: RowMapping) -> Pause:
        return Pause(
            id=row["id"],
            stamp=stamp_of(row),
            practice=row["practice"],
            minutes=row["minutes"],
            seconds=row["seconds"],
            end=PauseEnd(row["end"]),
            source=PauseSource(row["source"]),
            before=_mood(row["before"]),
            after=_mood(row["after"]),
            entry=row["entry"],
        )

    def _columns(self, record: Pause) -> Mapping[str, Any]:
        return {
            "practice": record.practice,
            "minutes": record.minutes,
            "seconds": record.seconds,
            "end": record.end.value,
            "source": record.source.value,
            "before": None if record.before is None else int(record.before),
            "after": None if record.after is None else int(record.after),
            "entry": record.entry,
        }


def _mood(number: int | None) -> Mood | None:
    return None if number is None else Mood(number)
