"""Where a person chooses what opens the journal: in Settings, and at the first run."""

from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.app.key_place import place_of
from selfkind_desktop.app.runner import Runner
from selfkind_desktop.app.vault_desk import VaultDesk
from selfkind_desktop.app.vault_flows import (
    ChoosePassphrase,
    Flow,
    HandBack,
    MakeCode,
    RemoveCode,
    TryCode,
)
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.errors import StorageError, VaultMissing
from selfkind_desktop.storage.slots import Ways
from selfkind_desktop.ui.pages.settings.privacy import PrivacySection
from selfkind_desktop.ui.pages.values import Openers
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of

_PATIENCE = 5.0
"""Seconds that a change which is being written gets before the program ends."""

Seen = Ways | StorageError


class VaultPlace(QObject):
    """Opens one dialog at a time, and tells everybody what opens the journal afterwards.

    Args:
        appearance: how things look.
        clock: the day that a recovery sheet bears.
        paths: where everything is.
        runner: where the desk is waited for; not the keeper's, which a key store must not hold up.

    Signals:
        changed(): something else opens the journal now.
        created(DatabaseKey): a first vault was made; whoever opens the store needs this.
        seen(Openers): what opens it, after `look`.
    """

    changed = Signal()
    created = Signal(object)
    seen = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        paths: Paths,
        runner: Runner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._paths = paths
        self._runner = runner
        self._desk = VaultDesk(paths.vault, paths.key_file)
        self._flow: Flow | None = None
        self._is_asked = False

    @property
    def flow(self) -> Flow | None:
        """What is being done; None for nothing."""
        return self._flow

    def make_section(self) -> PrivacySection:
        """A section for a page of settings; it says what is true whenever it is looked at."""
        section = PrivacySection()
        self.seen.connect(section.show_openers)
        section.shown.connect(self.look)
        for wanted, kind in (
            (section.passphrase_wanted, ChoosePassphrase),
            (section.key_store_wanted, HandBack),
            (section.code_wanted, MakeCode),
            (section.rehearsal_wanted, TryCode),
            (section.code_removal_wanted, RemoveCode),
        ):
            wanted.connect(self._beginner(kind, section))
        return section

    def look(self) -> None:
        """Look what opens the journal; `seen` tells."""
        self._runner.run(self._ways, lambda seen: self.seen.emit(self._openers(seen)))

    def choose_passphrase(self, parent: QWidget | None) -> None:
        """Open the dialog in which a passphrase is chosen."""
        self._begin(ChoosePassphrase, parent)

    def leave(self) -> None:
        """Close a dialog that is open, and forget what is typed in it."""
        if self._flow is not None and self._flow.dialog is not None:
            self._flow.dialog.close()

    def close(self) -> None:
        """The program ends."""
        self.leave()
        self._runner.close(_PATIENCE)

    def _beginner(self, kind: type[Flow], section: QWidget) -> Callable[[], None]:
        return lambda: self._begin(kind, section.window())

    def _begin(self, kind: type[Flow], parent: QWidget | None) -> None:
        if self._flow is not None:
            if self._flow.dialog is not None:
                self._flow.dialog.activateWindow()
            return
        if self._is_asked:
            return
        self._is_asked = True
        self._runner.run(self._ways, lambda seen: self._open(kind, parent, seen))

    def _open(self, kind: type[Flow], parent: QWidget | None, seen: Seen) -> None:
        self._is_asked = False
        if isinstance(seen, StorageError) and not isinstance(seen, VaultMissing):
            self.seen.emit(self._openers(seen))
            return
        ways = seen if isinstance(seen, Ways) else None
        today = self._clock.now().local.date()
        made_on = QLocale().toString(QDate(today.year, today.month, today.day), QLocale.FormatType.LongFormat)
        flow = kind(self._appearance, self._desk, self._runner, ways, made_on)
        flow.changed.connect(self._changed)
        flow.created.connect(self.created)
        flow.ended.connect(self._ended)
        self._flow = flow
        flow.begin(parent)

    def _changed(self) -> None:
        self.look()
        self.changed.emit()

    def _ended(self) -> None:
        flow, self._flow = self._flow, None
        if flow is not None:
            flow.deleteLater()

    def _ways(self) -> Seen:
        try:
            return self._desk.ways()
        except StorageError as error:
            return error

    def _openers(self, seen: Seen) -> Openers:
        if isinstance(seen, VaultMissing):
            return Openers()
        if isinstance(seen, StorageError):
            return Openers(trouble=sentence_of(seen))
        place = None if seen.device is None else place_of(seen.device, self._paths)
        return Openers(place, seen.passphrase, seen.recovery)
