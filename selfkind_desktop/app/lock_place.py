"""The lock screen, and where the person was when it came."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from selfkind_desktop.app.locking import Locking
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.ui.lock_screen import LockScreen
from selfkind_desktop.ui.pages.values import Whereabouts
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of


class LockPlace(QObject):
    """What the main window needs to know of the lock.

    Attributes:
        whereabouts: where the person was in the journal; no word of it.
        letter: which letter the person was writing, and where in it; no word of it.

    Args:
        appearance: how things look.
        locking: locks and opens.

    Signals:
        changed(): whether it is, or can be, locked.
        locked(), unlocked(): cover the pages, or uncover them.
        pause_wanted(), hard_moment_wanted(), support_wanted(): what goes without opening.
    """

    changed = Signal()
    locked = Signal()
    unlocked = Signal()
    pause_wanted = Signal()
    hard_moment_wanted = Signal()
    support_wanted = Signal()

    def __init__(self, appearance: Appearance, locking: Locking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._locking = locking
        self._screen: LockScreen | None = None
        self.whereabouts: Whereabouts | None = None
        self.letter: Whereabouts | None = None
        locking.changed.connect(self.changed)
        locking.locked.connect(self.locked)
        locking.unlocked.connect(self.unlocked)
        locking.refused.connect(self._refused)

    @property
    def is_locked(self) -> bool:
        """Whether the pages are covered."""
        return self._locking.is_locked

    @property
    def offers_lock(self) -> bool:
        """Whether it can be locked now."""
        return self._locking.can_lock and not self._locking.is_locked

    def lock(self) -> None:
        """Lock, where that is possible."""
        self._locking.lock()

    def look(self) -> None:
        """Look whether it can be locked now."""
        self._locking.look()

    def make_screen(self) -> QWidget:
        """A lock screen; its window owns it."""
        self._screen = screen = LockScreen(self._appearance)
        screen.typing.connect(self._locking.prepare)
        screen.opened.connect(self._open)
        screen.pause_requested.connect(self.pause_wanted)
        screen.hard_moment_requested.connect(self.hard_moment_wanted)
        screen.support_requested.connect(self.support_wanted)
        return screen

    def _open(self, secret: Secret) -> None:
        if self._screen is not None:
            self._screen.show_opening()
        self._locking.open_with(secret)

    def _refused(self, why: StorageError) -> None:
        if self._screen is not None and isValid(self._screen):
            self._screen.show_refused(sentence_of(why), float(getattr(why, "seconds", 0.0)))
