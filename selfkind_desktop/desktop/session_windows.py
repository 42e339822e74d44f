"""Hears from Windows that the session is locked, and that the computer sleeps and wakes up."""

import sys
from enum import Enum, auto

from PySide6.QtCore import QByteArray, QObject, Signal

from selfkind_desktop.desktop.sights.port import Changed, Then
from selfkind_desktop.desktop.sleep import SleepWatch
from selfkind_desktop.domain.surroundings import Sense, Sighting

_POWER, _SESSION = 0x0218, 0x02B1
_SUSPEND, _RESUME, _RESUME_BY_PERSON = 4, 18, 7
_LOCKED, _UNLOCKED = 7, 8


class News(Enum):
    """What a message of Windows means for us."""

    FELL_ASLEEP = auto()
    WOKE = auto()
    LOCKED = auto()
    UNLOCKED = auto()


def news(message: int, parameter: int) -> News | None:
    """What a message means: WM_POWERBROADCAST and WM_WTSSESSION_CHANGE, or None for any other.

    A resume that the person caused is told twice, so the second telling (7) is left out.
    """
    if message == _POWER:
        return {_SUSPEND: News.FELL_ASLEEP, _RESUME: News.WOKE}.get(parameter)
    if message == _SESSION:
        return {_LOCKED: News.LOCKED, _UNLOCKED: News.UNLOCKED}.get(parameter)
    return None


class WindowsSleep(SleepWatch):
    """Sleep as Windows broadcasts it."""

    @property
    def sighting(self) -> Sighting:
        """Windows itself."""
        return Sighting(Sense.SLEEP, "Windows")

    def begin(self) -> None:
        """The messages come from `SessionMessages`."""

    def hear(self, heard: News) -> None:
        """Take one message."""
        if heard is News.FELL_ASLEEP:
            self.fell_asleep.emit()
        elif heard is News.WOKE:
            self.woke.emit()


class WindowsLock:
    """The lock as the session's messages tell it; not locked until they say so."""

    name = "Windows"

    def __init__(self) -> None:
        self._locked = False
        self._changed: Changed | None = None

    def ask(self, then: Then[bool]) -> None:
        """What was heard last."""
        then(self._locked)

    def watch(self, changed: Changed) -> None:
        """Tell about changes."""
        self._changed = changed

    def unwatch(self) -> None:
        """Tell nothing more."""
        self._changed = None

    def hear(self, heard: News) -> None:
        """Take one message."""
        if heard in (News.LOCKED, News.UNLOCKED):
            self._locked = heard is News.LOCKED
            if self._changed is not None:
                self._changed()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication
    from PySide6.QtGui import QWindow

    class _Filter(QAbstractNativeEventFilter):
        def __init__(self, owner: "SessionMessages") -> None:
            super().__init__()
            self._owner = owner

        def nativeEventFilter(
            self, event_type: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> tuple[bool, int]:
            seen = wintypes.MSG.from_address(int(message))
            if seen.message in (_POWER, _SESSION) and seen.hWnd == self._owner.handle:
                heard = news(seen.message, seen.wParam)
                if heard is not None:
                    self._owner.heard.emit(heard)
            return False, 0

    class SessionMessages(QObject):
        """A hidden window that Windows tells about the session.

        Signals:
            heard(News): something that matters.
        """

        heard = Signal(object)

        def __init__(self, parent: QObject | None = None) -> None:
            super().__init__(parent)
            self._window = QWindow()
            self.handle = int(self._window.winId())
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(self.handle), 0)
            self._filter = _Filter(self)
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self._filter)
