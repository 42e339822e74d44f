"""`selfkind backup`, `backups` and `restore` while no program runs; the lock is held meanwhile."""

import sys
from collections.abc import Callable
from datetime import datetime
from getpass import getpass
from pathlib import Path

from selfkind_desktop.app.backup_work import BackupWork, Opened, Place
from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.app.vault_desk import VaultDesk
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.copies import Copy
from selfkind_desktop.storage.errors import DatabaseMissing, Locked, StorageError
from selfkind_desktop.storage.files import is_there
from selfkind_desktop.storage.slots import ways
from selfkind_desktop.storage.vault import DatabaseKey
from selfkind_desktop.ui.backups.words import compared, inside, size, when, why

Ask = Callable[[str], str | None]
"""Asks for a secret; None where nobody can be asked."""


def on_terminal(question: str) -> str | None:
    """Ask whoever sits at the terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    return getpass(question + " ") or None


class BackupCommands:
    """What the command line can do with copies by itself.

    Args:
        paths: where everything is.
        ask: asks for a secret.
    """

    def __init__(self, paths: Paths, ask: Ask = on_terminal) -> None:
        self._paths = paths
        self._ask = ask
        self._clock = SystemClock()
        self._work = BackupWork(paths, self._now, lambda vault, key_file: unlock_here(vault, key_file))

    def _now(self) -> datetime:
        return self._clock.now().at

    def back_up(self, file: str) -> Reply:
        """One file, or a copy among the automatic ones.

        Raises:
            StorageError: it could not be made.
        """
        if not is_there(self._paths.database):
            raise DatabaseMissing(self._paths.database)
        try:
            place = Place(self._paths.database, self._key())
        except Locked:
            if not file:
                raise
            made = self._work.copy_unopened(Path(file))
            return Reply(
                True,
                f"{made.name} is written, encrypted. Nobody gave the passphrase, so what is inside could not "
                "be checked.",
            )
        if file:
            made = self._work.back_up_to(place, Path(file))
            return Reply(True, f"{made.name} is written and was checked. {self._opens_by()}")
        copied = self._work.back_up(place)
        if copied is None:
            return Reply(True, "Nothing has changed since the last backup.")
        return Reply(True, f"{copied.name} is written and was checked.")

    def _opens_by(self) -> str:
        there = ways(self._paths.vault)
        if there.passphrase or there.recovery:
            return "It opens with your passphrase or recovery code."
        return (
            "It opens on this computer only: Settings, Privacy makes a recovery code that opens it elsewhere."
        )

    def _key(self) -> DatabaseKey:
        try:
            return unlock_here(self._paths.vault, self._paths.key_file)
        except Locked:
            secret = self._secret("Your passphrase or recovery code:")
            if secret is None:
                raise
            return VaultDesk(self._paths.vault, self._paths.key_file).unlock(secret)

    def _secret(self, question: str) -> Secret | None:
        text = self._ask(question)
        return None if text is None else Secret.of(text)

    def list(self) -> Reply:
        """The copies that lie here.

        Raises:
            StorageError: they cannot be looked at.
        """
        return Reply(True, listed(self._work.copies(), self._clock))

    def restore(self, file: str, *, yes: bool) -> Reply:
        """Put a copy in the place of what is there; without `yes` only say what would happen.

        Raises:
            StorageError: nothing was changed.
        """
        place = self._place_now()
        source = self._source(file)
        try:
            opened = self._work.open(source, place)
        except Locked:
            secret = self._secret(f"The passphrase or recovery code of {source.name}:")
            if secret is None:
                raise
            opened = self._work.open(source, place, secret)
        try:
            told = self._told(opened, place)
            if not yes:
                return Reply(
                    True, f"{told}\nNothing was changed. With --yes it takes the place of what is here."
                )
            restored = self._work.restore(opened, place)
        finally:
            self._work.let_go()
        kept = "" if restored.before is None else f" How it was before is kept as {restored.before.name}."
        if restored.aside:
            kept = f" The damaged file is kept as {restored.aside}."
        return Reply(True, f"{told}\nIt is back.{kept}")

    def _told(self, opened: Opened, place: Place | None) -> str:
        lines = [f"{opened.source.name}: {inside(opened.contents)}"]
        if place is not None:
            lines.append(compared(opened.contents, self._work.contents_now(place)))
        return "\n".join(lines)

    def _source(self, file: str) -> Path:
        """A path, or the name of a copy that lies here."""
        named = self._paths.backups / file
        return named if not Path(file).exists() and named.exists() else Path(file).absolute()

    def _place_now(self) -> Place | None:
        """What is here; None where it cannot be opened, which is what a restore is for."""
        if not is_there(self._paths.database):
            return None
        try:
            place = Place(self._paths.database, self._key())
            self._work.contents_now(place)
        except StorageError:
            return None
        return place


def listed(copies: list[Copy], clock: SystemClock) -> str:
    """A line for each copy."""
    if not copies:
        return "There is no backup yet."
    now = clock.now()
    return "\n".join(
        f"{copy.path.name}  {when(copy.made, now)}  {size(copy.size)}  {why(copy.reason)}" for copy in copies
    )
