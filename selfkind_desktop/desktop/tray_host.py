"""Hears when a desktop without a tray gets one: late at login, or when its panel starts again."""

import sys

from PySide6.QtCore import QObject, QTimer, Signal

_WATCHER = "org.kde.StatusNotifierWatcher"
_LOOK_MS = 30_000


class TrayHostWatch(QObject):
    """Tells when there may be a tray now.

    Signals:
        appeared(): look whether there is one.
    """

    appeared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if sys.platform in ("win32", "darwin"):
            # Nothing tells; the shell is just starting again, so a look now and then will do.
            look = QTimer(self, interval=_LOOK_MS)
            look.timeout.connect(self.appeared)
            look.start()
        else:
            self._listen()

    def _listen(self) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher

        watch = QDBusServiceWatcher(
            _WATCHER,
            QDBusConnection.sessionBus(),
            QDBusServiceWatcher.WatchModeFlag.WatchForRegistration,
            self,
        )
        watch.serviceRegistered.connect(self._registered)

    def _registered(self, _service: str) -> None:
        # Qt hears of it in its own turn, so let it come first.
        QTimer.singleShot(500, self, self.appeared.emit)
