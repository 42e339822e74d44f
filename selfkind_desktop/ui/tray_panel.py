"""The small panel that a click on the tray icon opens, and the window that stands for it without a tray."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.popup import Popup
from selfkind_desktop.ui.reminder_card import USUAL_DELAY
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.icon_button import IconButton
from selfkind_desktop.ui.widgets.mood_row import MoodRow
from selfkind_desktop.ui.wording import headline

_THANKS_MS = 4000
_JUST_MS = 300
"""A click on the tray icon first takes the focus from the open panel, and only then asks for it."""


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
        self._noted = 0
        self._headline = label(role="strong")
        self._more = IconButton(appearance, "more", self.tr("More"))
        self._moods = MoodRow(appearance, compact=True, name=self.tr("How is it right now?"))
        self._note = label(role="small", ink="peach")
        # A long sentence takes more lines, never a wider panel.
        narrow = self._note.sizePolicy()
        narrow.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self._note.setSizePolicy(narrow)
        self._note.hide()
        self._pause = button(self.tr("Pause now"), "main")
        self._later = button("")
        self._not_now = button(self.tr("Not now"))
        self._write = button(self.tr("Write"))
        self._quiet = button(self.tr("Quiet for…"))
        self._open = button(self.tr("Open"))
        self._more_menu = QMenu(self)
        commands.fill(self._more_menu)
        self._quiet_menu = commands.quiet_menu(self)
        self._thanks = QTimer(self, singleShot=True, interval=_THANKS_MS)
        self._thanks.timeout.connect(self.freshen)
        self._minute = QTimer(self, interval=15_000)
        self._minute.timeout.connect(self.freshen)
        self._connect(commands)
        self._lay_out()

    def _connect(self, commands: Commands) -> None:
        self._moods.chosen.connect(self._checked_in)
        self._more.clicked.connect(lambda: self._open_below(self._more_menu, self._more))
        self._quiet.clicked.connect(lambda: self._open_below(self._quiet_menu, self._quiet))
        self._pause.clicked.connect(commands.pause.trigger)
        self._later.clicked.connect(lambda: self.postponed.emit(self._delay))
        self._not_now.clicked.connect(self.declined)
        self._write.clicked.connect(commands.write.trigger)
        self._open.clicked.connect(commands.open.trigger)
        for each in (self._pause, self._later, self._not_now, self._write, self._open):
            each.clicked.connect(self.done)
        for each in (self._later, self._not_now):
            each.hide()
        commands.quiet.connect(self.done)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        # The dots, not the room around them, end where everything else ends.
        top.setContentsMargins(0, 0, -6, 0)
        top.addWidget(self._headline, 1)
        top.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        rows = QGridLayout()
        rows.setSpacing(8)
        for number in range(6):
            rows.setColumnStretch(number, 1)
            # Thirds and halves of the same width, whatever their words need.
            rows.setColumnMinimumWidth(number, 1)
        rows.addWidget(self._pause, 0, 0, 1, 6)
        rows.addWidget(self._later, 1, 0, 1, 3)
        rows.addWidget(self._not_now, 1, 3, 1, 3)
        for number, each in enumerate((self._write, self._quiet, self._open)):
            each.setProperty("slim", True)
            rows.addWidget(each, 2, number * 2, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._moods)
        column.addWidget(self._note)
        column.addSpacing(4)
        column.addLayout(rows)
        order = [self._more, self._moods, self._pause, self._later, self._not_now]
        order += [self._write, self._quiet, self._open]
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

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
        if offered:
            self._pause.setText(self.tr("Begin the pause"))
        elif outlook.standing is Standing.IN_PAUSE:
            self._pause.setText(self.tr("Back to the pause"))
        else:
            self._pause.setText(self.tr("Pause now"))
        self.freshen()

    def show_note(self, sentence: str) -> None:
        """Say what is wrong, in one sentence; nothing if empty."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    def freshen(self) -> None:
        """Say again how things stand: a minute may have passed."""
        if not self._thanks.isActive():
            self._headline.setText(headline(self._outlook, self._clock.now()))

    def _checked_in(self, value: int) -> None:
        if self._thanks.isActive() and value == self._noted:
            return  # a double click is one check-in
        self._noted = value
        self.check_in.emit(value)
        self._headline.setText(self.tr("Noted. Thank you for looking."))
        announce(self, self._headline.text())
        self._thanks.start()

    def _open_below(self, menu: QMenu, opener: QWidget) -> None:
        corner = QPoint(0, opener.height())
        if self.isRightToLeft():
            corner.setX(opener.width() - menu.sizeHint().width())
        menu.popup(opener.mapToGlobal(corner))

    @property
    def menus(self) -> tuple[QMenu, QMenu]:
        """What it opens beside itself; an open one holds the window's focus."""
        return self._more_menu, self._quiet_menu

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

    least_width = 340

    def __init__(
        self, appearance: Appearance, content: PanelContent, *, blended: bool, parent: QWidget | None = None
    ) -> None:
        # The card stays on top, too; whoever opened the panel wants to see the panel.
        flags = Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(appearance, flags, blended=blended, parent=parent)
        self.setWindowTitle(self.tr("Selfkind"))
        self.setObjectName("tray-panel")
        self.content = content
        self._since_left = QElapsedTimer()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.addWidget(content)
        content.done.connect(self.hide)
        for menu in content.menus:
            menu.aboutToHide.connect(self._look_whether_left)

    @property
    def was_just_left(self) -> bool:
        """Whether it closed a moment ago because something else was clicked: the tray icon, perhaps."""
        return self._since_left.isValid() and self._since_left.elapsed() < _JUST_MS

    def open_near(self, point: QPoint, clear_of: QRect | None = None) -> None:
        """Open beside the tray icon, with the keyboard.

        Args:
            point: where the icon is.
            clear_of: where an invitation shows, if one does.
        """
        self.place_near(point, clear_of)
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
            self._look_whether_left()

    def event(self, event: QEvent) -> bool:
        """Something in it came, went or needs more lines: another size, in the same place."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place_again()
        return done

    def _look_whether_left(self) -> None:
        # A menu of its own takes the activation for a moment.
        QTimer.singleShot(0, self, self._hide_if_left)

    def _hide_if_left(self) -> None:
        if (
            self.isVisible()
            and not self.isActiveWindow()
            and not any(m.isVisible() for m in self.content.menus)
        ):
            self._since_left.start()
            self.hide()


class StatusWindow(QWidget):
    """Stands for the tray on a desktop that has none."""

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
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it only minimizes: without it nothing would be left to click."""
        event.ignore()
        self.showMinimized()
