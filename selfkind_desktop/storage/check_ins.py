"""Moods, one tap each."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, update

from selfkind_desktop.domain.records import CheckIn, Mood, Place
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.rows import Rows, stamp_of


class CheckIns(Rows[CheckIn]):
    """The check-ins; taking one back is `delete`."""

    _table = schema.CHECK_INS
    _collection = Collection.CHECK_INS

    def reword(self, record_id: str, words: Sequence[str]) -> None:
        """Give a check-in other emotion words."""
        change = update(self._table).where(self._table.c.id == record_id)
        values = {"words": _written(words), "updated": self._now()}
        with self._database.writing() as connection:
            connection.execute(change.values(values))
            self._announce()

    def _record(self, row: RowMapping) -> CheckIn:
        return CheckIn(
            id=row["id"],
            stamp=stamp_of(row),
            mood=Mood(row["mood"]),
            place=Place(row["place"]),
            words=tuple(json.loads(row["words"])),
            pause=row["pause"],
        )

    def _columns(self, record: CheckIn) -> Mapping[str, Any]:
        return {
            "mood": int(record.mood),
            "place": record.place.value,
            "words": _written(record.words),
            "pause": record.pause,
        }


def _written(words: Sequence[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)
