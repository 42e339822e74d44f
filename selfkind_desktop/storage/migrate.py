"""Bringing an older database up to the newest schema: a checked copy first, then all steps or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from selfkind_desktop.storage import schema
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.errors import DatabaseNewer, UpdateFailed
from selfkind_desktop.storage.files import backups_of

SCRIPTS = Path(__file__).resolve().parent / "migrations"
"""Where Alembic finds the revisions; it loads them by path, so a frozen build carries them as files."""


@dataclass(frozen=True, slots=True)
class Revisions:
    """The revisions that a program knows.

    Attributes:
        known: their numbers, oldest first.
        scripts: Alembic's folder.
    """

    known: Sequence[str] = schema.KNOWN
    scripts: Path = SCRIPTS

    @property
    def newest(self) -> str:
        """Where an update leads to."""
        return self.known[-1]

    def need_update(self, revision: str, file: Path) -> bool:
        """Whether a database of a revision has to be brought up to date.

        Raises:
            DatabaseNewer: the revision is none of ours.
        """
        if revision not in self.known:
            raise DatabaseNewer(file, f"schema {revision}")
        return revision != self.newest


def update(database: Database, revisions: Revisions, now: datetime) -> Path:
    """Copy the database, check the copy, then take every step to the newest revision in one transaction.

    Args:
        database: the open database, of an older revision.
        revisions: which one is the newest, and how to get there.
        now: goes into the copy's name.

    Returns:
        the copy of the database as it was.

    Raises:
        BackupFailed: there is no good copy, so nothing was changed.
        UpdateFailed: a step failed; all of them were undone.
        StorageError: the disk is full or the database is damaged; all steps were undone.
    """
    copy = write_backup(database, backups_of(database.path), now, f"before-{revisions.newest}")
    # Altering a table in SQLite means making it anew, which its references would not survive.
    database.raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with database.writing() as connection:
            take_steps(revisions, connection, database.path)
            broken = connection.execute(text("PRAGMA foreign_key_check")).first()
            if broken is not None:
                raise UpdateFailed(database.path, f"references in {broken[0]}")
    except SQLAlchemyError as error:
        raise UpdateFailed(database.path, type(error).__name__) from error
    finally:
        database.raw.execute("PRAGMA foreign_keys = ON")
    return copy


def take_steps(revisions: Revisions, connection: Connection, file: Path, to: str | None = None) -> None:
    """Let Alembic take every step up to a revision, inside the transaction that is open already.

    Args:
        revisions: which there are.
        connection: to the database, which may be empty.
        file: what an error names.
        to: the revision; None for the newest.

    Raises:
        UpdateFailed: Alembic does not find its way.
        sqlalchemy's SQLAlchemyError: a step failed.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(revisions.scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to or revisions.newest)
    except CommandError as error:
        raise UpdateFailed(file, type(error).__name__) from error
