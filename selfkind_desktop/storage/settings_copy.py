"""A copy of the plain settings: a backup brings them along, a broken config file can be made anew."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from selfkind_desktop.storage.changes import Changes, Collection
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.schema import SETTINGS


class SettingsCopy:
    """The settings as text, by key, as they were when last copied.

    Args:
        database: the open database.
        changes: is told after each change.
        now: the instant that rows note as updated.
    """

    def __init__(self, database: Database, changes: Changes, now: Callable[[], datetime]) -> None:
        self._database = database
        self._changes = changes
        self._now = now

    def all(self) -> dict[str, str]:
        """Every setting that was copied.

        Raises:
            StorageError: they cannot be read.
        """
        with self._database.reading() as connection:
            rows = connection.execute(select(SETTINGS.c.key, SETTINGS.c.value).order_by(SETTINGS.c.key))
            return {row.key: row.value for row in rows}

    def replace_all(self, values: Mapping[str, str]) -> None:
        """Make the copy equal to these settings; where it is already, nothing is written.

        Raises:
            StorageError: they cannot be written; the copy is as it was.
        """
        with self._database.writing() as connection:
            before = self.all()
            changed = {key: value for key, value in values.items() if before.get(key) != value}
            gone = before.keys() - values.keys()
            if gone:
                connection.execute(delete(SETTINGS).where(SETTINGS.c.key.in_(gone)))
            if changed:
                now, origin = self._now(), self._database.key.device
                written = insert(SETTINGS)
                new = written.excluded
                connection.execute(
                    written.on_conflict_do_update(
                        index_elements=[SETTINGS.c.key],
                        set_={"value": new.value, "updated": new.updated, "origin": new.origin},
                    ),
                    [
                        {"key": key, "value": value, "updated": now, "origin": origin}
                        for key, value in changed.items()
                    ],
                )
            if gone or changed:
                self._database.after_commit(self._tell)

    def _tell(self) -> None:
        self._changes.announce(Collection.SETTINGS)
