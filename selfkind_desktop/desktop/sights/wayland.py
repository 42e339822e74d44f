"""The idle time on Wayland desktops that tell when the input pauses (wlroots, KDE, COSMIC and others)."""

import os
from collections.abc import Mapping

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from selfkind_desktop.desktop.sights.port import Changed, Then
from selfkind_desktop.desktop.wayland_wire import WaylandIdleLink, socket_path

_PATIENCE_MS = 300
_FRESH_MS = 1500
"""How long a lull that just began is taken for one; afterwards it is waited for anew."""


class WaylandIdle(QObject):
    """Compositors tell of a pause that begins now, not of the time since the last key.

    So one watch for a long absence stands all the time: it speaks twice for each absence. The short lull is
    watched for only once somebody asks: the first answer is *just used*, and the watcher is told of the lull.
    """

    name = "Wayland"

    def __init__(
        self,
        lull: float,
        away_after: float,
        environ: Mapping[str, str] = os.environ,
        parent: QObject | None = None,
    ) -> None:
        """Begin to watch for absences.

        Args:
            lull: seconds without input that make a pause in typing.
            away_after: seconds without input after which nobody is there.
            environ: tells where the compositor listens.
            parent: who owns it.
        """
        super().__init__(parent)
        self._lull = lull
        self._away_after = away_after
        self._environ = environ
        self._clock = QElapsedTimer()
        self._clock.start()
        self._link: WaylandIdleLink | None = None
        self._ready = False
        self._waiting: list[Then[float]] = []
        self._away_since: int | None = None
        self._lull_number: int | None = None
        self._lull_since: int | None = None
        self._changed: Changed | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._lose)
        self._connect()

    def ask(self, then: Then[float]) -> None:
        """Seconds without input: at least so many, or 0 where it is not known yet."""
        if self._link is None:
            self._connect()
        if self._link is None:
            then(None)
        elif self._ready:
            then(self._seconds())
        else:
            self._waiting.append(then)

    def watch(self, changed: Changed) -> None:
        """Tell when the input pauses."""
        self._changed = changed

    def unwatch(self) -> None:
        """Tell nothing more."""
        self._changed = None
        self._forget_lull()

    def _seconds(self) -> float:
        now = self._clock.elapsed()
        if self._away_since is not None:
            return self._away_after + (now - self._away_since) / 1000
        if self._lull_since is not None and now - self._lull_since <= _FRESH_MS:
            return self._lull + (now - self._lull_since) / 1000
        if self._lull_number is None and self._link is not None:
            self._lull_since = None
            self._lull_number = self._link.notify(int(self._lull * 1000), self._lulled)
        return 0.0

    def _connect(self) -> None:
        path = socket_path(self._environ)
        self._link = WaylandIdleLink.to(path, self) if path else None
        if self._link is not None:
            self._link.ready.connect(self._begin)
            self._link.lost.connect(self._lose)
            self._patience.start()

    def _begin(self, able: bool) -> None:
        if not able:
            self._lose()
            return
        self._patience.stop()
        self._ready = True
        assert self._link is not None
        self._link.notify(int(self._away_after * 1000), self._went)
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(self._seconds())

    def _lose(self) -> None:
        self._patience.stop()
        self._ready = False
        self._away_since = self._lull_since = self._lull_number = None
        if self._link is not None:
            link, self._link = self._link, None
            link.close()
            link.deleteLater()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(None)

    def _went(self, away: bool) -> None:
        self._away_since = self._clock.elapsed() if away else None

    def _lulled(self, pausing: bool) -> None:
        if not pausing:
            return
        self._lull_since = self._clock.elapsed()
        self._forget_lull()
        if self._changed is not None:
            self._changed()

    def _forget_lull(self) -> None:
        if self._lull_number is not None and self._link is not None:
            self._link.forget(self._lull_number)
        self._lull_number = None
