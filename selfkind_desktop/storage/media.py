"""Pictures and recordings: what is known about them, and their bytes, once for all that are the same."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from selfkind_desktop.domain.journal import Medium
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.rows import Rows, stamp_of


class Media(Rows[Medium]):
    """The media. Entries and letters name theirs; one that none of them names any more goes to the trash."""

    _table = schema.MEDIA
    _collection = Collection.MEDIA

    def keep(self, medium: Medium, data: bytes) -> Medium:
        """Keep a new medium with its bytes.

        Returns:
            the medium with its true size and SHA-256.

        Raises:
            StorageError: it could not be written.
        """
        whole = replace(medium, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        bytes_of = schema.MEDIA_DATA
        with self._database.writing() as connection:
            if not _has(connection, whole.sha256):
                connection.execute(insert(bytes_of).values(sha256=whole.sha256, data=data))
            self.add(whole)
        return whole

    def read(self, record_id: str) -> bytes | None:
        """The bytes of a medium, in the trash or not; None if there is none.

        Raises:
            StorageError: they cannot be read.
        """
        table, data = schema.MEDIA, schema.MEDIA_DATA
        query = (
            select(data.c.data).join(table, table.c.sha256 == data.c.sha256).where(table.c.id == record_id)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else bytes(found)

    def describe(self, record_id: str, alt: str) -> None:
        """Say in words what a medium shows.

        Raises:
            StorageError: it could not be written.
        """
        change = update(self._table).where(self._table.c.id == record_id)
        with self._database.writing() as connection:
            connection.execute(change.values(alt=alt, updated=self._now()))
            self._announce()

    def named(self, ids: Iterable[str]) -> list[Medium]:
        """The media of some ids, in their order; those that are gone are left out.

        Raises:
            StorageError: they cannot be read.
        """
        wanted = list(ids)
        found = {each.id: each for each in self._fetch(self._select().where(self._table.c.id.in_(wanted)))}
        return [found[each] for each in wanted if each in found]

    def _record(self, row: RowMapping) -> Medium:
        return Medium(
            id=row["id"],
            stamp=stamp_of(row),
            name=row["name"],
            type=row["type"],
            sha256=row["sha256"],
            size=row["size"],
            alt=row["alt"],
        )

    def _columns(self, record: Medium) -> Mapping[str, Any]:
        return {
            "name": record.name,
            "type": record.type,
            "sha256": record.sha256,
            "size": record.size,
            "alt": record.alt,
        }


def forget_unneeded_bytes(connection: Connection) -> None:
    """Remove bytes that no medium has any more."""
    data = schema.MEDIA_DATA
    connection.execute(delete(data).where(data.c.sha256.not_in(select(schema.MEDIA.c.sha256))))


def _has(connection: Connection, sha256: str) -> bool:
    table = schema.MEDIA_DATA
    return connection.execute(select(table.c.sha256).where(table.c.sha256 == sha256)).first() is not None
