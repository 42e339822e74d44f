"""What the person keeps here: the way to it, its lock, and every way in and out of it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from selfkind_desktop.app.backup_place import BackupPlace
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.locking import Locking
from selfkind_desktop.app.runner import Runner, ThreadRunner
from selfkind_desktop.app.store_opening import StoreOpening
from selfkind_desktop.app.tidying import Tidying
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.settings import BACKUP_FOLDER
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.vault_glance import asks_for_secret
from selfkind_desktop.ui.theme import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from selfkind_desktop.app.deletion import Deletion
    from selfkind_desktop.app.exporting import Exporting
    from selfkind_desktop.app.importing import Importing
    from selfkind_desktop.app.remote_control import RemoteControl
    from selfkind_desktop.app.vault_place import VaultPlace
    from selfkind_desktop.desktop.lookout import Lookout
    from selfkind_desktop.storage.erase import Erased
    from selfkind_desktop.ui.pages.settings.section import Section


class Belongings(QObject):
    """Builds what acts on everything that is kept; what only some moments need, at its first use.

    Attributes:
        keeper: the way to the store.
        locking: forgets the key and takes it back.
        backups: copies and the way back.

    Args:
        paths: where everything is.
        clock: the time.
        choices: what is chosen.
        runner: the worker where the store lives.
        appearance: how things look, once that is needed.
        window: the main window, for what is asked in front of it.
        suits: whether nothing is going on that a busy disk could disturb.
        keep_drafts: hands on what is being typed.

    Signals:
        gone(): everything was deleted for good; the program ends.
    """

    gone = Signal()

    def __init__(
        self,
        paths: Paths,
        clock: Clock,
        choices: Choices,
        runner: Runner,
        appearance: Callable[[], Appearance],
        window: "Callable[[], QWidget]",
        suits: Callable[[], bool],
        keep_drafts: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._clock = clock
        self._choices = choices
        self._appearance = appearance
        self._window = window
        opening = StoreOpening(paths, clock)
        self.keeper = Keeper(None if asks_for_secret(paths.vault) else opening.open, runner, self)
        self.locking = Locking(paths.vault, self.keeper, runner, opening, self)
        self.backups = BackupPlace(
            appearance, clock, choices, self.keeper, self.locking, opening, paths, suits, keep_drafts, self
        )
        self._tidying = Tidying(clock, self.keeper, suits, self)
        self.locking.locking.connect(keep_drafts)
        # In the worker, after what was asked of it before.
        self.locking.locked.connect(lambda: runner.run(opening.forget, lambda _: None))

    @cached_property
    def vault_place(self) -> "VaultPlace":
        """Where one chooses what opens the journal."""
        from selfkind_desktop.app.vault_place import VaultPlace

        place = VaultPlace(self._appearance(), self._clock, self._paths, ThreadRunner(self), self)
        place.created.connect(self.locking.take_key)
        place.changed.connect(self.locking.look)
        place.changed.connect(self.backups.follow_vault)
        self.locking.locked.connect(place.leave)
        return place

    @cached_property
    def importing(self) -> "Importing":
        """Words from other programs."""
        from selfkind_desktop.app.importing import Importing

        importing = Importing(self._appearance, self._clock, self.keeper, new_id, parent=self)
        self.locking.locked.connect(importing.put_away)
        return importing

    @cached_property
    def exporting(self) -> "Exporting":
        """Everything into a file."""
        from selfkind_desktop.app.exporting import Exporting

        exporting = Exporting(self._appearance, self._clock, self.keeper, parent=self)
        self.locking.locked.connect(exporting.put_away)
        return exporting

    @cached_property
    def deletion(self) -> "Deletion":
        """Everything away for good."""
        from selfkind_desktop.app.deletion import Deletion

        deletion = Deletion(
            self._appearance,
            self.keeper,
            self._paths,
            lambda: self._choices[BACKUP_FOLDER],
            parent=self,
        )
        self.locking.locked.connect(deletion.put_away)
        deletion.export_wanted.connect(lambda: self.exporting.export_everything(self._window()))
        # The answer to the command line goes out first.
        deletion.gone.connect(self.gone, Qt.ConnectionType.QueuedConnection)
        return deletion

    def make_sections(self, lookout: "Lookout") -> "list[Section]":
        """The sections of Settings that come with whoever acts on them."""
        from selfkind_desktop.app.lock_settings import LockSettings

        lock = LockSettings(self._appearance(), self._choices, self.locking, lookout)
        places = (self.backups, self.importing, self.exporting, self.deletion)
        sections = [place.make_section() for place in places]
        return [self.vault_place.make_section(), lock.section, *sections]

    def serve(self, remote: "RemoteControl") -> None:
        """Answer the command line, too."""
        for name in ("import", "import-status", "import-cancel"):
            remote.also(name, lambda asked, args: self.importing.by_command(asked, args))
        for name in ("export", "export-status"):
            remote.also(name, lambda asked, args: self.exporting.by_command(asked, args))
        remote.also("delete-everything", lambda _asked, args: self.deletion.by_command(args))
        self.backups.serve(remote)

    def tell_gone(self, erased: "Erased") -> None:
        """Everything was deleted: say so to whoever asked for it in the window, until they close it."""
        if "deletion" in self.__dict__:
            self.deletion.tell_gone(erased)

    def put_away(self) -> None:
        """The program ends: close every window that is open here."""
        for name in ("vault_place", "exporting", "importing"):
            if name in self.__dict__:
                getattr(self, name).close()

    def close(self) -> bool:
        """Write what waits and close the store; False if something is still not on the disk."""
        self.backups.close()
        return self.keeper.close()
