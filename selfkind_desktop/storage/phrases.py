"""Kind sentences that the person keeps."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, update

from selfkind_desktop.domain.journal import Phrase
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.rows import Rows, stamp_of


class Phrases(Rows[Phrase]):
    """The phrases."""

    _table = schema.PHRASES
    _collection = Collection.PHRASES

    def save(self, phrase: Phrase) -> None:
        """Keep a phrase, new or reworded; one in the trash stays there.

        Raises:
            StorageError: it could not be written.
        """
        with self._database.writing() as connection:
            change = update(self._table).where(self._table.c.id == phrase.id)
            values = {**self._columns(phrase), "updated": self._now()}
            if connection.execute(change.values(values)).rowcount:
                self._announce()
            else:
                self.add(phrase)

    def for_pauses(self) -> list[Phrase]:
        """Those that pauses may show, newest first.

        Raises:
            StorageError: they cannot be read.
        """
        table = self._table
        return self._fetch(self._kept().where(table.c.in_pauses).order_by(table.c.at.desc(), table.c.id))

    def of(self, source: str) -> list[Phrase]:
        """Those that were marked in an entry or a letter, oldest first.

        Raises:
            StorageError: they cannot be read.
        """
        table = self._table
        return self._fetch(self._kept().where(table.c.source == source).order_by(table.c.at, table.c.id))

    def _record(self, row: RowMapping) -> Phrase:
        return Phrase(row["id"], stamp_of(row), row["text"], row["source"], row["in_pauses"])

    def _columns(self, record: Phrase) -> Mapping[str, Any]:
        return {"text": record.text, "source": record.source, "in_pauses": record.in_pauses}
