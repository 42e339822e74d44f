"""The small panel that a click on the tray icon opens, and the window that stands for it without a tray."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.popup import Popup
from selfkind_desktop.ui.reminder_card import USUAL_DELAY
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.mood_row import MoodRow
from selfkind_desktop.ui.wording import headline

_THANKS_MS = 4000


class PanelContent(QWidget):
    """Next pause, one-tap check-in and the few things one may want from here.

    Signals:
        check_in(Mood): a face was chosen.
        done(): something was chosen that leads away from here.
        postponed(int): "In 10 minutes", while a pause is offered.
        declined(): "Not now", while a pause is offered.
    """

    check_in = Signal(object)
    done = Signal()
    postponed = Signal(int)
    declined = Signal()

    def __init__(
        self, appearance: Appearance, commands: Commands, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._outlook = Outlook(Standing.WAITING)
        self._delay = USUAL_DELAY
        self._headline = label(role="strong")
        self._moods = MoodRow(appearance, compact=True)
        self._moods.setAccessibleName(self.tr("How is it right now?"))
        self._moods.chosen.connect(self._checked_in)
        self._more = button("", "icon")
        self._more.setIcon(appearance.icon("more"))
        self._more.setAccessibleName(self.tr("More"))
        self._more.clicked.connect(self._open_more)
        self._more_menu = QMenu(self)
        commands.fill(self._more_menu)
        self._pause = button(self.tr("Pause now"), "main")
        self._pause.clicked.connect(commands.pause.trigger)
        self._later = button("")
        self._later.clicked.connect(lambda: self.postponed.emit(self._delay))
        self._not_now = button(self.tr("Not now"))
        self._not_now.clicked.connect(self.declined)
        self._write = button(self.tr("Write"))
        self._write.clicked.connect(commands.write.trigger)
        self._quiet = button(self.tr("Quiet for…"))
        self._quiet_menu = commands.quiet_menu(self)
        self._quiet.clicked.connect(self._open_quiet)
        self._open = button(self.tr("Open"))
        self._open.clicked.connect(commands.open.trigger)
        for each in (self._pause, self._later, self._not_now, self._write, self._open):
            each.clicked.connect(self.done)
        commands.quiet.connect(self.done)
        self._thanks = QTimer(self, singleShot=True, interval=_THANKS_MS)
        self._thanks.timeout.connect(self.freshen)
        self._minute = QTimer(self, interval=15_000)
        self._minute.timeout.connect(self.freshen)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._headline, 1)
        top.addWidget(self._more)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self._pause, 0, 0, 1, 6)
        grid.addWidget(self._later, 1, 0, 1, 3)
        grid.addWidget(self._not_now, 1, 3, 1, 3)
        for number, each in enumerate((self._write, self._quiet, self._open)):
            grid.addWidget(each, 2, number * 2, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._moods)
        column.addSpacing(4)
        column.addLayout(grid)

    def show_outlook(self, outlook: Outlook, delays: Sequence[int]) -> None:
        """Say how things stand.

        Args:
            outlook: how they stand.
            delays: the postponements, in minutes, that an invitation would allow now.
        """
        self._outlook = outlook
        offered = outlook.standing is Standing.OFFERED
        self._delay = USUAL_DELAY if USUAL_DELAY in delays else max(delays, default=0)
        self._later.setText(self.tr("In {minutes} minutes").format(minutes=self._delay))
        self._later.setVisible(offered and self._delay > 0)
        self._not_now.setVisible(offered)
        self._pause.setText(self.tr("Begin the pause") if offered else self.tr("Pause now"))
        self._pause.setEnabled(outlook.standing is not Standing.IN_PAUSE)
        self.freshen()

    def freshen(self) -> None:
        """Say again how things stand: a minute may have passed."""
        self._headline.setText(headline(self._outlook, self._clock.now()))

    def _checked_in(self, value: int) -> None:
        self.check_in.emit(value)
        self._headline.setText(self.tr("Noted. Thank you for looking."))
        self._thanks.start()

    def _open_more(self) -> None:
        self._more_menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _open_quiet(self) -> None:
        self._quiet_menu.popup(self._quiet.mapToGlobal(QPoint(0, self._quiet.height())))

    @property
    def has_open_menu(self) -> bool:
        """Whether one of its menus is open (and holds the window's focus)."""
        return self._more_menu.isVisible() or self._quiet_menu.isVisible()

    def showEvent(self, event: QShowEvent) -> None:
        """Start afresh: the last check-in is not this one."""
        super().showEvent(event)
        self._moods.clear()
        self.freshen()
        self._minute.start()
        self._pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ticks while nothing shows."""
        self._minute.stop()
        self._thanks.stop()
        super().hideEvent(event)


class TrayPanel(Popup):
    """The panel beside the tray; it goes when something else is looked at."""

    def __init__(
        self, appearance: Appearance, content: PanelContent, *, blended: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, Qt.WindowType.Tool, blended=blended, parent=parent)
        self.setWindowTitle(self.tr("Selfkind"))
        self.setObjectName("tray-panel")
        self.content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.addWidget(content)
        content.done.connect(self.hide)

    def open_near(self, point: QPoint) -> None:
        """Open beside the tray icon, with the keyboard."""
        self.place_near(point)
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Looking at something else closes it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            # A menu of its own takes the activation for a moment.
            QTimer.singleShot(0, self, self._hide_if_left)

    def _hide_if_left(self) -> None:
        if not self.isActiveWindow() and not self.content.has_open_menu:
            self.hide()


class StatusWindow(QWidget):
    """Stands for the tray on a desktop that has none.

    Signals:
        closing(): the person closed it; without it nothing would be left to click.
    """

    closing = Signal()

    def __init__(self, appearance: Appearance, content: PanelContent, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Selfkind"))
        self.setObjectName("status-window")
        self._note = label(
            self.tr(
                "This desktop shows no tray, so this small window stands in for it. You can minimize it; "
                "if a tray appears, it goes there by itself."
            ),
            role="small",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(16)
        column.addWidget(content)
        column.addWidget(self._note)
        appearance.changed.connect(self.adjustSize)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it only minimizes: the app has no other place here."""
        event.ignore()
        self.showMinimized()
        self.closing.emit()
