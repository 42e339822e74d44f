"""Notifications through plyer: a title and a text, without buttons, answers or a way to take them back.

Only the senders of plyer are used, not its own choice among them: that one prints tracebacks and warnings.
Its `notify-send` forgets the time after which a notification leaves, which is mended here.
"""

import importlib
import importlib.util
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from selfkind_desktop.desktop.notifications.port import Notifier, Offer, Way, WhyNot

Probe = Callable[[Callable[[WhyNot | None], None]], None]
"""Finds out, without blocking, whether somebody would show what plyer sends; tells why not, or None."""

PATIENCE_MS = 5000
_BALLOON_SECONDS = 7
"""On Windows plyer keeps a thread asleep for so long, and the program could not end before it."""


class PlyerNotifier(Notifier):
    """Sends the invitation through plyer, from a thread of its own: plyer waits for the programs it starts.

    plyer cannot tell whether anything was shown. So where there is a bus it is asked first.
    """

    _sent = Signal(int, object)

    def __init__(self, probe: Probe | None = None, icon: str = "", parent: QObject | None = None) -> None:
        """Use plyer.

        Args:
            probe: asked before each notification; None where nothing can be asked.
            icon: the path of a picture (an .ico on Windows).
            parent: who owns it.
        """
        super().__init__(parent)
        self._probe = probe
        self._icon = icon
        self._way = Way("plyer")
        self._round = 0
        self._seconds = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.timeout.connect(self.expired)
        self._sent.connect(self._was_sent)

    @property
    def way(self) -> Way:
        """Whether plyer has what it needs here, and never buttons."""
        return self._way

    def check(self) -> None:
        """Find out what plyer would use, without loading it."""
        self._look(lambda _: self.checked.emit())

    def show(self, offer: Offer) -> None:
        """Send it."""
        self.withdraw()
        this_round = self._round

        def looked(why_not: WhyNot | None) -> None:
            if this_round != self._round:
                return
            if why_not is not None:
                self.failed.emit(why_not)
                return
            self._seconds = offer.seconds
            self._patience.start(PATIENCE_MS)
            sender = threading.Thread(target=self._send, args=(this_round, offer), daemon=True)
            sender.start()

        self._look(looked)

    def withdraw(self) -> None:
        """Expect nothing more of it. What plyer showed cannot be taken back."""
        self._round += 1
        self._patience.stop()
        self._fading.stop()

    def _look(self, then: Callable[[WhyNot | None], None]) -> None:
        def learned(why_not: WhyNot | None) -> None:
            self._way = Way("plyer", usable=why_not is None, why_not=why_not)
            then(why_not)

        if not can_send(sys.platform):
            QTimer.singleShot(0, self, lambda: learned(WhyNot.NO_LIBRARY))
        elif self._probe is None:
            QTimer.singleShot(0, self, lambda: learned(None))
        else:
            self._probe(learned)

    def _send(self, this_round: int, offer: Offer) -> None:
        """In the thread."""
        error = ""
        try:
            sender_for(sys.platform)().notify(**_arguments(offer, self._icon))
        except _failures() as failure:
            error = type(failure).__name__
        self._sent.emit(this_round, error)

    def _was_sent(self, this_round: int, error: str) -> None:
        if this_round != self._round or not self._patience.isActive():
            return
        self._patience.stop()
        if error:
            self._fail(WhyNot.REFUSED)
        else:
            self._fading.start(self._seconds * 1000)
            self.shown.emit()

    def _give_up(self) -> None:
        self._fail(WhyNot.SILENT)

    def _fail(self, why_not: WhyNot) -> None:
        self._round += 1
        self._way = Way("plyer", usable=False, why_not=why_not)
        self.failed.emit(why_not)


def in_flatpak() -> bool:
    """Whether plyer would take the desktop portal."""
    return Path("/.flatpak-info").exists()


def can_send(platform: str) -> bool:
    """Whether plyer is installed together with what it needs on a platform (a value of `sys.platform`)."""
    if importlib.util.find_spec("plyer") is None:
        return False
    if platform == "win32":
        return True
    if platform == "darwin":
        return importlib.util.find_spec("pyobjus") is not None
    return in_flatpak() or _has_dbus_python() or shutil.which("notify-send") is not None


def sender_for(platform: str) -> Callable[[], Any]:
    """The class of plyer that sends on a platform.

    plyer's own choice prints tracebacks and warnings about what is not installed; this makes the same choice
    without them.

    Raises:
        ImportError: plyer or what it needs is missing.
    """
    folder = {"win32": "win", "darwin": "macosx"}.get(platform, "linux")
    module = importlib.import_module(f"plyer.platforms.{folder}.notification")
    if folder != "linux":
        return module.instance  # type: ignore[no-any-return]
    if in_flatpak():
        return module.NotifyDesktopPortals  # type: ignore[no-any-return]
    if _has_dbus_python():
        return module.NotifyDbus  # type: ignore[no-any-return]
    return _leaving(module.NotifySendNotification)


def _leaving(notify_send: type) -> type:
    """Plyer's `notify-send`, but with the time after which the notification leaves: plyer drops that."""

    class LeavingNotification(notify_send):  # type: ignore[misc]
        def _notify(self, **kwargs: Any) -> None:  # noqa: ANN401
            kwargs["expire_time"] = str(kwargs["timeout"] * 1000)
            kwargs["icon"] = kwargs["app_icon"]
            super()._notify(**kwargs)

    return LeavingNotification


def _arguments(offer: Offer, icon: str) -> dict[str, Any]:
    on_windows = sys.platform == "win32"
    return {
        "title": _plain(offer.title),
        "message": _plain(offer.body),
        "app_name": "Selfkind",
        "app_icon": icon,
        "timeout": min(offer.seconds, _BALLOON_SECONDS) if on_windows else offer.seconds,
    }


def _plain(text: str) -> str:
    """Text that survives plyer's portal, which pastes it between apostrophes."""
    return text.replace("'", "’").replace("\\", "/")


def _has_dbus_python() -> bool:
    return importlib.util.find_spec("dbus") is not None


def _failures() -> tuple[type[Exception], ...]:
    """What plyer and the libraries below it raise; asked only once something was raised."""
    failures: list[type[Exception]] = [
        ImportError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
        TypeError,
        AttributeError,
    ]
    if "dbus" in sys.modules:
        failures.append(sys.modules["dbus"].DBusException)
    return tuple(failures)
