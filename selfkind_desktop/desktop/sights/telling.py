"""Lets ways that can only be asked tell of changes all the same, by asking again while an invitation is held.

They ask as seldom as they can: only for what holds the invitation, and for a lull only when there may be one.
"""

from PySide6.QtCore import QObject, QTimer

from selfkind_desktop.desktop.sights.port import Changed, Sight, Then

AGAIN_MS = 5000
_MARGIN_MS = 60
"""Later than the very moment, because both sides round."""


class Telling:
    """Asks again whether something is still so, while it is what was seen last."""

    def __init__(self, sight: Sight[bool], parent: QObject) -> None:
        """Use a way that cannot tell.

        Args:
            sight: how to look.
            parent: owns the timer.
        """
        self.name = sight.name
        self._sight = sight
        self._changed: Changed | None = None
        self._was_so = False
        self._again = QTimer(parent)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._look_again)

    def ask(self, then: Then[bool]) -> None:
        """Look once."""

        def seen(found: bool | None) -> None:
            self._was_so = found is True
            self._follow()
            then(found)

        self._sight.ask(seen)

    def watch(self, changed: Changed) -> None:
        """Tell when it is no longer so."""
        self._changed = changed
        self._follow()

    def unwatch(self) -> None:
        """Tell nothing more."""
        self._changed = None
        self._follow()

    def _follow(self) -> None:
        if self._changed is None or not self._was_so:
            self._again.stop()
        elif not self._again.isActive():
            self._again.start()

    def _look_again(self) -> None:
        def seen(found: bool | None) -> None:
            if found is not True and self._changed is not None:
                self._was_so = False
                self._follow()
                self._changed()

        self._sight.ask(seen)


class LullTelling:
    """Looks at the idle time again when it may have reached the lull, and tells when it has."""

    def __init__(self, sight: Sight[float], lull: float, parent: QObject) -> None:
        """Use a way that cannot tell.

        Args:
            sight: how to look.
            lull: seconds without input that are worth telling.
            parent: owns the timer.
        """
        self.name = sight.name
        self._sight = sight
        self._lull = lull
        self._changed: Changed | None = None
        self._was_busy = False
        self._again = QTimer(parent)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._look_again)

    def ask(self, then: Then[float]) -> None:
        """Look once."""

        def seen(seconds: float | None) -> None:
            self._plan(seconds)
            then(seconds)

        self._sight.ask(seen)

    def watch(self, changed: Changed) -> None:
        """Tell when the input pauses."""
        self._changed = changed
        self._look_again()

    def unwatch(self) -> None:
        """Tell nothing more."""
        self._changed = None
        self._again.stop()

    def _look_again(self) -> None:
        def seen(seconds: float | None) -> None:
            was_busy = self._was_busy
            self._plan(seconds)
            if was_busy and not self._was_busy and self._changed is not None:
                self._changed()

        self._sight.ask(seen)

    def _plan(self, seconds: float | None) -> None:
        self._was_busy = seconds is not None and seconds < self._lull
        if self._changed is None:
            return
        left = self._lull - seconds if seconds is not None and self._was_busy else self._lull
        self._again.start(int(left * 1000) + _MARGIN_MS)
