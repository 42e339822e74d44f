"""Moods, one tap each."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from selfkind_desktop.domain.records import CheckIn, Mood, Place
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.rows import Rows, stamp_of


class CheckIns(Rows[CheckIn]):
    """The check-ins; taking one back is `delete`."""

    _table = schema.CHECK_INS
    _collection = Collection.CHECK_INS

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
            "words": json.dumps(record.words, ensure_ascii=False),
            "pause": record.pause,
        }
