"""Hears when the desktop's tray comes or goes: late at login, or when its panel starts again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from selfkind_desktop.desktop.bus import Bus

_WATCHER = "org.kde.StatusNotifierWatcher"
_LOOK_MS = 30_000
_LOOKS_MS = (500, 2000, 6000)
"""When to look after a change: the tray comes a little after its name, and Qt hears of it in its own turn."""


class TrayHostWatch(QObject):
    """Tells when it is worth looking whether there is a tray.

    Args:
        session: the session bus, which tells; None where nothing does, so that a look now and then has to do.

    Signals:
        look(): a tray may have come.
        look_at_last(): had one come, it would be there now; a tray that only started again is back, too.
    """

    look = Signal()
    look_at_last = Signal()

    def __init__(self, session: "Bus | None", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = QTimer(self, singleShot=True, interval=_LOOKS_MS[-1])
        self._last.timeout.connect(self.look_at_last)
        if session is None:
            self._now_and_then = QTimer(self, interval=_LOOK_MS)
            self._now_and_then.timeout.connect(self.look)
            self._now_and_then.start()
            return
        from selfkind_desktop.desktop.bus import owner_changed

        self._listening = session.listen(owner_changed(_WATCHER), lambda _: self._changed())

    def _changed(self) -> None:
        for after in _LOOKS_MS[:-1]:
            QTimer.singleShot(after, self, self.look.emit)
        self._last.start()
