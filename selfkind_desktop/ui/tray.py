"""The icon in the tray, its menu and its tooltip."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.tray_icon import TrayState, tray_icon
from selfkind_desktop.ui.wording import headline, headline_lasts

_STATES: dict[Standing, TrayState] = {
    Standing.OFFERED: "offered",
    Standing.QUIET: "quiet",
    Standing.LOCKED: "locked",
}


class Tray(QObject):
    """The tray icon.

    It exists even while this desktop shows no tray, and appears by itself once there is one.

    Signals:
        panel_requested(): a left click.
        menu_about_to_show(): the menu opens; its headline is fresh.
    """

    panel_requested = Signal()
    menu_about_to_show = Signal()

    def __init__(self, commands: Commands, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._clock = clock
        self._outlook = Outlook(Standing.WAITING)
        self._state: TrayState | None = None
        self._menu = QMenu()
        commands.fill(self._menu)
        self._menu.aboutToShow.connect(self._freshen)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._renewal = QTimer(self, singleShot=True)
        self._renewal.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._renewal.timeout.connect(self._renew)

    @staticmethod
    def is_available() -> bool:
        """Whether this desktop shows a tray now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Be in the tray, now or as soon as there is one."""
        self._icon.show()

    def hide(self) -> None:
        """Leave the tray."""
        self._renewal.stop()
        self._icon.hide()

    def show_outlook(self, outlook: Outlook) -> None:
        """Say how things stand, in icon and tooltip."""
        self._outlook = outlook
        state = _STATES.get(outlook.standing, "waiting")
        if state != self._state:
            self._state = state
            self._icon.setIcon(tray_icon(state))
        self._commands.set_quiet(outlook.standing is Standing.QUIET)
        self._renew()

    def _renew(self) -> None:
        now = self._clock.now()
        text = headline(self._outlook, now, coarse=True)
        # Every change of the tooltip wakes the panel too, so none is sent for nothing.
        if text != self._icon.toolTip():
            self._icon.setToolTip(text)
            self._commands.headline.setText(text)
        lasts = headline_lasts(self._outlook, now)
        if lasts is None:
            self._renewal.stop()
        else:
            self._renewal.start(int(lasts * 1000) + 50)

    def _freshen(self) -> None:
        self._commands.headline.setText(headline(self._outlook, self._clock.now()))
        self.menu_about_to_show.emit()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.panel_requested.emit()
