"""Locks without being asked: after some time without input, with the session, at sleep.

Nothing is asked again and again: while it is open, one timer ends when the chosen time could be over at the
earliest; then the idle time is read once, and the timer takes what is left.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.locking import Locking
from selfkind_desktop.domain.settings import (
    LOCK_AFTER,
    LOCK_AT_CLOSE,
    LOCK_AT_SLEEP,
    LOCK_WITH_SESSION,
    Setting,
)

if TYPE_CHECKING:
    from selfkind_desktop.desktop.lookout import Lookout

_LEAST = 1.0
"""Seconds between two looks at the least, whatever the desktop says."""


class LockTriggers(QObject):
    """Listens to what the lookout tells.

    Args:
        locking: locks.
        choices: what the person wants it to lock at.
        lookout: sees the desktop; asked for once something can be locked.
    """

    def __init__(
        self,
        locking: Locking,
        choices: Choices,
        lookout: "Callable[[], Lookout]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._locking = locking
        self._choices = choices
        self._lookout = lookout
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Listen from now on."""
        seen = self._lookout()
        seen.locked.connect(self._session_locked)
        seen.fell_asleep.connect(lambda: self._lock_for(LOCK_AT_SLEEP))
        # Some systems tell only afterwards, and a short sleep may have come before the lock was whole.
        seen.woke.connect(lambda: self._lock_for(LOCK_AT_SLEEP))
        seen.woke.connect(self._look)
        self._locking.changed.connect(self._plan_anew)
        self._choices.changed.connect(self._chosen)
        self._plan_anew()

    def window_closed(self) -> None:
        """The main window was closed by the person."""
        self._lock_for(LOCK_AT_CLOSE)

    def _session_locked(self, locked: bool) -> None:
        if locked:
            self._lock_for(LOCK_WITH_SESSION)

    def _lock_for(self, setting: Setting[bool]) -> None:
        if self._choices[setting]:
            self._locking.lock()

    def _chosen(self, keys: frozenset[str]) -> None:
        if LOCK_AFTER.key in keys:
            self._plan_anew()

    @property
    def _seconds(self) -> float:
        """After how many seconds without input to lock; 0 for never."""
        able = self._locking.can_lock and not self._locking.is_locked
        return self._choices[LOCK_AFTER] * 60.0 if able else 0.0

    def _plan_anew(self) -> None:
        self._plan(self._seconds)

    def _plan(self, seconds: float) -> None:
        if self._seconds:
            self._timer.start(int(max(_LEAST, seconds) * 1000))
        else:
            self._timer.stop()

    def _look(self) -> None:
        if self._seconds:
            self._lookout().ask_idle(self._seen)

    def _seen(self, idle: float | None) -> None:
        after = self._seconds
        if idle is not None and after and idle >= after:
            self._locking.lock()
        else:
            # Where it cannot be read it may be later: a look now and then costs next to nothing.
            self._plan(after - (idle or 0.0))
