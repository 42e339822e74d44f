"""What was thrown away: there for a while, and then gone for good."""

from collections.abc import Callable, Container
from datetime import datetime, timedelta

from sqlalchemy import Connection, Table, delete, func, select

from selfkind_desktop.domain.journal import KEPT_IN_TRASH
from selfkind_desktop.storage import attachments, schema
from selfkind_desktop.storage.changes import Changes, Collection
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.media import forget_unneeded_bytes

_TABLES: tuple[tuple[Table, Collection], ...] = (
    (schema.ENTRIES, Collection.ENTRIES),
    (schema.LETTERS, Collection.LETTERS),
    (schema.PHRASES, Collection.PHRASES),
    (schema.MEDIA, Collection.MEDIA),
    (schema.CHECK_INS, Collection.CHECK_INS),
    (schema.PAUSES, Collection.PAUSES),
    (schema.REMINDERS, Collection.REMINDERS),
)
_ALL = frozenset(Collection)
_OWNERS = (schema.ENTRIES, schema.LETTERS)


class Trash:
    """The trash of all collections.

    Args:
        database: the open database.
        changes: is told after each change.
        now: the time.
    """

    def __init__(self, database: Database, changes: Changes, now: Callable[[], datetime]) -> None:
        self._database = database
        self._changes = changes
        self._now = now

    def counts(self) -> dict[Collection, int]:
        """How much is in the trash, of what.

        Raises:
            StorageError: it cannot be read.
        """
        with self._database.reading() as connection:
            return {
                collection: number for table, collection in _TABLES if (number := _count(connection, table))
            }

    def empty(self, older_than: timedelta = timedelta(0), only: Container[Collection] = _ALL) -> int:
        """Remove what is in the trash for good; it is overwritten on the disk.

        Revisions, what is attached, and the words in the index go with it.

        Args:
            older_than: only what has been there for at least so long.
            only: of these collections.

        Returns:
            how many things are gone.

        Raises:
            StorageError: it could not be written; all is as it was.
        """
        until = self._now() - older_than
        gone, entries_gone = 0, False
        with self._database.writing() as connection:
            for table, collection in _TABLES:
                if collection not in only:
                    continue
                where = table.c.deleted <= until
                if table in _OWNERS:
                    attachments.let_go(connection, select(table.c.id).where(where), until)
                removed = connection.execute(delete(table).where(where)).rowcount
                gone += removed
                entries_gone = entries_gone or (removed > 0 and table is schema.ENTRIES)
                if removed:
                    self._database.after_commit(self._changes.teller(collection))
            if gone:
                forget_unneeded_bytes(connection)
            if entries_gone:
                self._database.make_room()
                # Otherwise the index would only note that the words are gone.
                connection.exec_driver_sql("INSERT INTO entry_search (entry_search) VALUES ('optimize')")
        return gone

    def empty_old(self) -> int:
        """Remove what has been in the trash for `KEPT_IN_TRASH`."""
        return self.empty(KEPT_IN_TRASH)


def _count(connection: Connection, table: Table) -> int:
    query = select(func.count()).select_from(table).where(table.c.deleted.is_not(None))
    return connection.execute(query).scalar_one()
