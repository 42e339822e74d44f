"""The icon in the tray, its menu and its tooltip.

It is there before anything else of the program, so this module loads next to nothing; `serve` brings it to
life.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from selfkind_desktop.ui.tray_icon import TrayState, tray_icon

if TYPE_CHECKING:
    from selfkind_desktop.domain.moment import Clock
    from selfkind_desktop.domain.outlook import Outlook
    from selfkind_desktop.ui.commands import Commands

_FACES: dict[str, TrayState] = {"offered": "offered", "quiet": "quiet", "locked": "locked"}
"""The icon for each standing of the program; every other one has the usual face."""


class Tray(QObject):
    """The tray icon.

    It exists even while this desktop shows no tray; `move_in` brings it into one that comes later.

    Signals:
        panel_requested(): a left click.
    """

    panel_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: Commands | None = None
        self._clock: Clock | None = None
        self._outlook: Outlook | None = None
        self._face: TrayState = "waiting"
        self._menu = QMenu()
        self._menu.aboutToShow.connect(self._freshen)
        self._icon = self._make_icon()
        self._renewal = QTimer(self, singleShot=True)
        self._renewal.timeout.connect(self._renew)

    @staticmethod
    def is_available() -> bool:
        """Whether this desktop shows a tray now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Be in the tray, now or as soon as there is one."""
        self._icon.show()

    def move_in(self) -> None:
        """A tray came up. An icon that was made while there was none never finds one of the newer kind."""
        old, self._icon = self._icon, self._make_icon()
        self._icon.setToolTip(old.toolTip())
        old.hide()
        old.deleteLater()
        self._icon.show()

    def hide(self) -> None:
        """Leave the tray."""
        self._renewal.stop()
        self._icon.hide()

    def serve(self, commands: "Commands", clock: "Clock") -> None:
        """From now on, offer these commands.

        Args:
            commands: what the menu holds.
            clock: for "in 42 min".
        """
        from PySide6.QtCore import Qt

        self._renewal.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._commands = commands
        self._clock = clock
        commands.fill(self._menu)

    def show_outlook(self, outlook: "Outlook") -> None:
        """Say how things stand, in icon and tooltip."""
        self._outlook = outlook
        face = self._face_of(outlook)
        if face != self._face:
            self._face = face
            self._icon.setIcon(tray_icon(face))
        if self._commands is not None:
            self._commands.letter.setVisible(outlook.letter)
            self._commands.set_quiet(outlook.reminders.standing == "quiet")
        self._renew()

    def _face_of(self, outlook: "Outlook") -> "TrayState":
        if outlook.asking:
            return "offered"
        # An invitation goes by in a moment; a letter stays until it is read.
        if outlook.letter and outlook.standing != "offered":
            return "letter"
        return _FACES.get(outlook.standing, "waiting")

    def _make_icon(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(tray_icon(self._face), self)
        icon.setContextMenu(self._menu)
        icon.activated.connect(self._activated)
        return icon

    def _renew(self) -> None:
        from selfkind_desktop.ui.wording import headline, headline_lasts

        if self._outlook is None or self._clock is None:
            return
        now = self._clock.now()
        text = headline(self._outlook, now, coarse=True)
        # Every change of the tooltip wakes the panel too, so none is sent for nothing.
        if text != self._icon.toolTip():
            self._icon.setToolTip(text)
        lasts = headline_lasts(self._outlook, now)
        if lasts is None:
            self._renewal.stop()
        else:
            self._renewal.start(int(lasts * 1000) + 50)
        self._freshen()

    def _freshen(self) -> None:
        from selfkind_desktop.ui.wording import headline

        if self._outlook is not None and self._clock is not None and self._commands is not None:
            self._commands.headline.setText(headline(self._outlook, self._clock.now()))

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.panel_requested.emit()
