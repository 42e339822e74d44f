"""Where the program can be clicked: in the tray, or in a small window where there is none."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from selfkind_desktop.ui.tray import Tray

if TYPE_CHECKING:
    from selfkind_desktop.app.panels import Panels
    from selfkind_desktop.desktop.bus import Bus

_A_LITTLE_MS = 2000
"""How long the desktop may take to show its tray: at login everything starts at once."""


class TrayPlace(QObject):
    """Sees to it that there is always one of both.

    Args:
        tray: the icon.
        panels: the window that stands in for it, built when first asked for.
        session_bus: which tells of trays that come and go; None where there is none.
        is_available: whether this desktop shows a tray now.
    """

    def __init__(
        self,
        tray: Tray,
        panels: "Callable[[], Panels]",
        session_bus: "Callable[[], Bus | None]",
        is_available: Callable[[], bool] = Tray.is_available,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tray = tray
        self._panels = panels
        self._session_bus = session_bus
        self._is_available = is_available
        self._standing_in = False
        self._a_little = QTimer(self, singleShot=True, interval=_A_LITTLE_MS)
        self._a_little.timeout.connect(self.look_at_last)

    def begin(self) -> None:
        """Find a place, and keep it while trays come and go."""
        from selfkind_desktop.desktop.tray_host import TrayHostWatch

        self._watch = TrayHostWatch(self._session_bus(), self)
        self._watch.look.connect(self.look)
        self._watch.look_at_last.connect(self.look_at_last)
        if not self._is_available():
            self._a_little.start()

    @property
    def is_standing_in(self) -> bool:
        """Whether the small window is there in place of the icon."""
        return self._standing_in

    def look(self) -> None:
        """Move into a tray that came."""
        if self._standing_in and self._is_available():
            self._standing_in = False
            self._tray.move_in()
            self._panels().tray_is_back()

    def look_at_last(self) -> None:
        """Stand in for a tray that is gone for good."""
        self.look()
        if not self._standing_in and not self._is_available():
            self._standing_in = True
            self._panels().stand_in_for_tray()
