"""Everything that is kept, behind one door."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, union
from sqlalchemy.dialects.sqlite import insert

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.storage import cipher, database, schema, vault
from selfkind_desktop.storage.changes import Changes
from selfkind_desktop.storage.check_ins import CheckIns
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.entries import Entries
from selfkind_desktop.storage.errors import DatabaseMissing
from selfkind_desktop.storage.files import is_there, vault_of
from selfkind_desktop.storage.imports import Imports
from selfkind_desktop.storage.letters import Letters
from selfkind_desktop.storage.log_loss import check_log
from selfkind_desktop.storage.media import Media
from selfkind_desktop.storage.migrate import Revisions, update
from selfkind_desktop.storage.pauses import Pauses
from selfkind_desktop.storage.phrases import Phrases
from selfkind_desktop.storage.reminders import Reminders
from selfkind_desktop.storage.revisions import Revisions as EntryRevisions
from selfkind_desktop.storage.rows import Rows
from selfkind_desktop.storage.search import Search
from selfkind_desktop.storage.settings_copy import SettingsCopy
from selfkind_desktop.storage.trash import Trash
from selfkind_desktop.storage.vault import DatabaseKey


class Store:
    """The open database and its collections; for the thread that opened it only.

    Attributes:
        changes: tells which collection changed, in this thread, after each change is on the disk.
        check_ins: the check-ins.
        pauses: the pauses.
        reminders: the invitations and their answers.
        entries: the journal.
        imports: what came in from other programs.
        revisions: what entries said before.
        search: finds entries.
        letters: the letters.
        media: the pictures and recordings.
        phrases: the kind sentences.
        trash: what was thrown away.
        settings: a copy of the plain settings.

    Args:
        opened: the open database; the store closes it.
        clock: gives the instants that rows note as created, updated and deleted.
    """

    def __init__(self, opened: Database, clock: Clock) -> None:
        self._database = opened
        self._clock = clock

        def now() -> datetime:
            return clock.now().at

        self.changes = Changes()
        self.check_ins = CheckIns(opened, self.changes, now)
        self.pauses = Pauses(opened, self.changes, now)
        self.reminders = Reminders(opened, self.changes, now)
        self.entries = Entries(opened, self.changes, now)
        self.imports = Imports(opened, self.changes, now, self.entries, self.check_ins)
        self.revisions = EntryRevisions(opened, now, self.entries)
        self.search = Search(opened, self.entries)
        self.letters = Letters(opened, self.changes, now)
        self.media = Media(opened, self.changes, now)
        self.phrases = Phrases(opened, self.changes, now)
        self.trash = Trash(opened, self.changes, now)
        self.settings = SettingsCopy(opened, self.changes, now)

    @classmethod
    def open(
        cls,
        path: Path,
        key: DatabaseKey,
        clock: Clock,
        revisions: Revisions | None = None,
        on_update: Callable[[], None] = lambda: None,
    ) -> "Store":
        """Open the database; make it where its vault is new, bring it up to date where it is older.

        Args:
            path: the database; its vault lies beside it.
            key: its key, from the vault.
            clock: the time.
            revisions: the schemas that this program knows; others only in tests.
            on_update: called before an update, which takes longer than opening.

        Raises:
            DatabaseMissing: there was one, and it is gone.
            DatabaseDamaged: it does not decrypt or is cut short; it was not touched.
            DatabaseNewer: its schema is none of ours; it was not touched.
            LogDamaged: some of what was written last before a crash is gone; the next time it opens.
            BackupFailed, UpdateFailed: it is older and could not be brought up to date; it is as it was.
            StorageError: the disk is full, may not be written, or another process holds the file.
        """
        revisions = revisions or Revisions()
        if not is_there(path):
            _make(path, key, clock)
        check_log(path, key, clock.now().at)
        outdated = revisions.need_update(cipher.schema_revision(path, key), path)
        opened = Database(path, key)
        try:
            if outdated:
                on_update()
                update(opened, revisions, clock.now().at)
            _note_device(opened, clock)
        except BaseException:
            opened.close()
            raise
        return cls(opened, clock)

    @property
    def database(self) -> Database:
        """The open database, for what works on all of it: copies, checks, everything out and in."""
        return self._database

    def collections(self) -> "tuple[Rows[Any], ...]":
        """Every collection of records."""
        return (
            self.entries,
            self.letters,
            self.phrases,
            self.media,
            self.pauses,
            self.check_ins,
            self.reminders,
        )

    def beside(self) -> "Callable[[], Store]":
        """How another thread opens the same data once more, to read for long while this one writes."""
        path, key, clock = self._database.path, self._database.key, self._clock
        return lambda: Store(Database(path, key), clock)

    def close(self) -> None:
        """Close the database; closing twice is no trouble."""
        self._database.close()

    @property
    def place(self) -> Database:
        """Where it is and its key, for copies; they open it for themselves."""
        return self._database

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Everything written inside is kept at once or, if anything fails, not at all.

        Raises:
            StorageError: it could not be written.
        """
        with self._database.writing():
            yield

    def kind_days(self, first: date, last: date) -> set[date]:
        """The days as lived on which the person did something kind: took a pause, wrote an entry or a letter.

        Args:
            first: the first day asked for.
            last: the last one, included.

        Raises:
            StorageError: they cannot be read.
        """
        days = union(
            *(
                select(table.c.day).where(table.c.deleted.is_(None), table.c.day.between(first, last))
                for table in (schema.PAUSES, schema.ENTRIES, schema.LETTERS)
            )
        )
        with self._database.reading() as connection:
            return set(connection.execute(days).scalars())


def _make(path: Path, key: DatabaseKey, clock: Clock) -> None:
    """A new database, unless the vault remembers one: then it got lost, and a person has to know."""
    beside = vault_of(path)
    if vault.database_was_made(beside):
        raise DatabaseMissing(path)
    database.create(path, key, clock.now().at)
    vault.note_database_made(beside)


def _note_device(opened: Database, clock: Clock) -> None:
    """Rows of this computer refer to it; it is new where the data came from another one."""
    device = opened.key.device
    with opened.reading() as connection:
        known = connection.execute(select(schema.DEVICES.c.id).where(schema.DEVICES.c.id == device)).first()
    if known is None:
        with opened.writing() as connection:
            connection.execute(insert(schema.DEVICES).values(id=device, created=clock.now().at))
