"""Invitations and what became of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from selfkind_desktop.domain.records import Answer, Reminder
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.rows import Rows, stamp_of


class Reminders(Rows[Reminder]):
    """The reminders."""

    _table = schema.REMINDERS
    _collection = Collection.REMINDERS

    def _record(self, row: RowMapping) -> Reminder:
        return Reminder(
            id=row["id"],
            stamp=stamp_of(row),
            due=row["due"],
            answered=row["answered"],
            answer=Answer(row["answer"]),
            way=row["way"],
            minutes=row["minutes"],
        )

    def _columns(self, record: Reminder) -> Mapping[str, Any]:
        return {
            "due": record.due,
            "answered": record.answered,
            "answer": record.answer.value,
            "way": record.way,
            "minutes": record.minutes,
        }
