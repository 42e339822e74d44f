"""Makes the waiting program light again once windows are closed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from selfkind_desktop.desktop.memory import give_back

_AFTER_MS = 5000
"""How long after a window was closed its memory is given back: it may come back at once."""


class Lightening(QObject):
    """Waits a little, lets go, and gives memory back.

    Args:
        let_go: lets go of what nobody looks at.
    """

    def __init__(self, let_go: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._let_go = let_go
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._give_back)

    def begin(self) -> None:
        """A window was closed."""
        self._timer.start()

    def _give_back(self) -> None:
        self._let_go()
        # A turn later, when what was deleted is really gone.
        QTimer.singleShot(0, self, give_back)
