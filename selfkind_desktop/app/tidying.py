"""Lets what was thrown away leave when its time has come: once a day, at a quiet moment."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.moment import Clock

_EVERY_MS = 1_200_000
"""How often it is asked whether the moment is quiet; a computer that slept is asked, too."""


class Tidying(QObject):
    """Empties the trash of what has been in it long enough; whoever keeps it locked is not disturbed.

    Args:
        clock: the time.
        keeper: the way to the store.
        suits: whether nothing is going on that a busy disk could disturb.
    """

    def __init__(
        self, clock: Clock, keeper: Keeper, suits: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._keeper = keeper
        self._suits = suits
        self._done: date | None = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.consider)
        self._timer.start()

    def consider(self) -> None:
        """Tidy up, unless that was done today or the moment is a bad one."""
        today = self._clock.now().day()
        is_closed = self._keeper.is_locked or self._keeper.trouble is not None
        if today == self._done or is_closed or not self._suits():
            return
        self._done = today
        self._keeper.keep(lambda store: store.trash.empty_old(), missed=False)
