"""Everything about backups in the running program; what it needs is loaded when first used."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.app.backups import Backups
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.locking import Locking
from selfkind_desktop.app.remote_control import RemoteControl
from selfkind_desktop.app.store_opening import StoreOpening
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.settings import BACKUP_FOLDER
from selfkind_desktop.paths import Paths
from selfkind_desktop.ui.theme import Appearance

if TYPE_CHECKING:
    from selfkind_desktop.app.backup_remote import BackupRemote
    from selfkind_desktop.app.restoring import Restoring
    from selfkind_desktop.ui.pages.settings.section import Section


class BackupPlace(QObject):
    """Backups by themselves, by hand, by command, and the way back.

    Args:
        appearance: how things look, once that is needed.
        clock: the time.
        choices: what is chosen.
        keeper: the way to the store.
        locking: a key that was forgotten must not be kept here.
        opening: opens the store.
        paths: where everything is.
        suits: whether nothing is going on that a busy disk could disturb.
        keep_drafts: hands on what is being typed.

    Signals:
        failed(StorageError): the backup of the day could not be made.
        would_not_return(StorageError): the newest backup would not come back.
        restored(): everything that is kept is another now.
        section_wanted(key: str): another section of Settings.
    """

    failed = Signal(object)
    would_not_return = Signal(object)
    restored = Signal()
    section_wanted = Signal(str)

    def __init__(
        self,
        appearance: Callable[[], Appearance],
        clock: Clock,
        choices: Choices,
        keeper: Keeper,
        locking: Locking,
        opening: StoreOpening,
        paths: Paths,
        suits: Callable[[], bool],
        keep_drafts: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._choices = choices
        self._keeper = keeper
        self._opening = opening
        self._paths = paths
        self._keep_drafts = keep_drafts
        self.backups = Backups(clock, choices, keeper, paths, suits, parent=self)
        self.backups.failed.connect(self.failed)
        self.backups.would_not_return.connect(self.would_not_return)
        locking.locking.connect(self._stop)
        locking.locked.connect(self._put_away)

    def begin(self) -> None:
        """The program has started."""
        self.backups.begin()

    def serve(self, remote: RemoteControl) -> None:
        """Answer the command line."""
        for name in ("backup", "restore"):
            remote.also_later(name, lambda asked, args, answer: self._remote.handle(asked, args, answer))

    def make_section(self) -> "Section":
        """A new section for the page of settings."""
        from selfkind_desktop.app.backup_settings import BackupSettings

        return BackupSettings(
            self._appearance(),
            self._clock,
            self._choices,
            self.backups,
            self._keeper,
            self._paths,
            self.look,
            self.section_wanted.emit,
        ).section

    def look(self) -> None:
        """Show the backups there are."""
        self.restoring.open()

    def follow_vault(self) -> None:
        """Other ways open the vault now: let the older backups open in them, too."""
        folder = self._choices[BACKUP_FOLDER]
        second = Path(folder) if folder else None
        self.backups.runner.run(lambda: self.backups.work.follow_vault(second), lambda _: None)

    def close(self) -> None:
        """The program ends."""
        self._put_away()
        self.backups.close()

    @cached_property
    def restoring(self) -> "Restoring":
        """The way back to a backup."""
        from selfkind_desktop.app.restoring import Restoring

        restoring = Restoring(
            self._appearance,
            self._clock,
            self._keeper,
            self.backups.work,
            self.backups.runner,
            self._opening.open_with,
            lambda: self._opening.spare_key,
            self._keep_drafts,
            self,
        )
        restoring.restored.connect(self.restored)
        return restoring

    @cached_property
    def _remote(self) -> "BackupRemote":
        from selfkind_desktop.app.backup_remote import BackupRemote

        return BackupRemote(
            self.backups, lambda: self.restoring, self._keeper, self._paths.backups, parent=self
        )

    def _stop(self) -> None:
        self.backups.cancel()
        if "_remote" in self.__dict__:
            self._remote.put_away()

    def _put_away(self) -> None:
        if "restoring" in self.__dict__:
            self.restoring.put_away()
