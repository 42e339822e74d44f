"""Journal entries."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping
from sqlalchemy.dialects.sqlite import insert

from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.rows import Rows, stamp_of


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
        written = insert(self._table).values(self._row(entry, self._now()))
        new = written.excluded
        written = written.on_conflict_do_update(
            index_elements=[self._table.c.id],
            set_={"kind": new.kind, "text": new.text, "updated": new.updated},
        )
        with self._database.writing() as connection:
            connection.execute(written)
            self._announce()

    def _record(self, row: RowMapping) -> Entry:
        return Entry(
            id=row["id"],
            stamp=stamp_of(row),
            kind=EntryKind(row["kind"]),
            text=row["text"],
            updated=row["updated"],
        )

    def _columns(self, record: Entry) -> Mapping[str, Any]:
        return {"kind": record.kind.value, "text": record.text, "updated": record.updated}
