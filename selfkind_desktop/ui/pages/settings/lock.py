"""When the journal locks."""

from PySide6.QtCore import QCoreApplication, Signal

from selfkind_desktop.domain.settings import (
    LOCK_AFTER,
    LOCK_AT_CLOSE,
    LOCK_AT_SLEEP,
    LOCK_WITH_SESSION,
    Setting,
)
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.section import Section, padded
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.chip import Segmented
from selfkind_desktop.ui.widgets.settings_row import SettingsRow
from selfkind_desktop.ui.widgets.switch import Switch


def _tr(text: str) -> str:
    return QCoreApplication.translate("LockSettings", text)


class LockSection(Section):
    """What it locks at; where nothing can be locked, what would be needed.

    Attributes:
        bindings: what is chosen here.

    Signals:
        lock_requested(): lock now.
    """

    lock_requested = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("lock", _tr("Lock"))
        self._appearance = appearance
        self.bindings = Bindings(self)
        title = _tr("Locking needs a passphrase.")
        words = _tr(
            "As long as this computer keeps the key by itself, a lock would be one that anybody here can "
            "open. Once you choose a passphrase under Privacy, you can lock here, and choose when it "
            "happens by itself. Reminders, pauses and Support go on while it is locked."
        )
        self._needs = padded(label(title), label(words, role="small"))
        self.add(self._needs, f"{title} {words}")
        now = button(_tr("Lock now"))
        now.clicked.connect(self.lock_requested)
        goes_on = _tr("Ctrl+L does it too. Reminders, pauses and Support go on while it is locked.")
        self._now = self.add_row(_tr("Lock now"), goes_on, now)
        self._minutes = Segmented(
            [
                ("0", _tr("Off")),
                ("1", _tr("1 min")),
                ("5", _tr("5 min")),
                ("15", _tr("15 min")),
                ("60", _tr("1 h")),
            ],
            name=_tr("After some time without input"),
        )
        self.bindings.numbers(LOCK_AFTER, self._minutes)
        self._after = self.add_row(_tr("After some time without input"), "", self._minutes)
        session = _tr("When the screen locks")
        self._session = self._switch(LOCK_WITH_SESSION, session, "")
        sleep = self._switch(LOCK_AT_SLEEP, _tr("When the computer goes to sleep"), "")
        close = self._switch(
            LOCK_AT_CLOSE, _tr("When I close the window"), _tr("Opening it again asks for the passphrase.")
        )
        self._rows = (self._now, self._after, self._session, sleep, close)
        self.show_can_lock(False)
        self.show_desktop()

    def show_can_lock(self, can_lock: bool) -> None:
        """Say whether there is a passphrase."""
        self.set_relevant(self._needs, not can_lock)
        for row in self._rows:
            self.set_relevant(row, can_lock)

    def show_desktop(self, *, idle: bool = True, roughly: bool = False, session: bool = True) -> None:
        """Say what this desktop does not tell.

        Args:
            idle: whether it tells how long there was no input.
            roughly: whether it only tells of absences of five minutes and more.
            session: whether it tells that its screen is locked.
        """
        self._minutes.setEnabled(idle)
        if not idle:
            words = _tr("This desktop does not tell how long nobody used it, so this cannot work here.")
        elif roughly:
            words = _tr("This desktop tells it from five minutes on; one minute becomes about five.")
        else:
            words = _tr("What you are writing is stored first, and is there again when you come back.")
        self._after.set_description(words)
        silent = _tr("This desktop does not tell when its screen is locked, as far as Selfkind can see.")
        self._session.set_description("" if session else silent)

    def _switch(self, setting: Setting[bool], name: str, description: str) -> SettingsRow:
        switch = Switch(self._appearance, name)
        self.bindings.switch(setting, switch)
        return self.add_row(name, description, switch)
