"""The card that offers a pause: it never takes the keyboard, and it always leaves by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QEnterEvent, QGuiApplication, QHideEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from selfkind_desktop.ui.popup import Popup
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.progress_line import ProgressLine
from selfkind_desktop.ui.wording import minutes_in_words

USUAL_DELAY = 10
"""Minutes of the postponement that takes a single click."""

_FADE_MS = 200
_TICK_MS = 1000
_FLAGS = Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.WindowDoesNotAcceptFocus


def screen_in_use() -> QScreen:
    """The screen with the pointer; where the desktop does not tell, the primary one."""
    return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()


class ReminderCard(Popup):
    """An invitation, or the one question whether fewer would be kinder.

    Signals:
        begun(): the person would like the pause now.
        postponed(int): ask again in so many minutes.
        later_today(): ask again later today.
        declined(): not now.
        expired(): nobody answered; that is an answer too.
        softened(bool): whether fewer invitations would be kinder.
    """

    begun = Signal()
    postponed = Signal(int)
    later_today = Signal()
    declined = Signal()
    expired = Signal()
    softened = Signal(bool)

    def __init__(self, appearance: Appearance, *, blended: bool, parent: QWidget | None = None) -> None:
        super().__init__(appearance, _FLAGS, blended=blended, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setWindowTitle(self.tr("Selfkind"))
        self.setObjectName("reminder-card")
        self._asking = False
        self._left = self._whole = 0
        self._title = label(role="heading")
        self._line = label(role="muted")
        self._menu = QMenu(self)
        self._rest = ProgressLine(appearance)
        self._build()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._second_passed)
        self._fade = QPropertyAnimation(self, b"windowOpacity", self)
        self._fade.setDuration(_FADE_MS)
        QGuiApplication.instance().screenRemoved.connect(self._move_off)  # type: ignore[union-attr]

    def _build(self) -> None:
        self._begin = button(self.tr("Begin"), "main")
        self._later = button("")
        self._more = button("▾")
        self._more.setAccessibleName(self.tr("Another time"))
        self._more.setToolTip(self._more.accessibleName())
        self._not_now = button(self.tr("Not now"), "quiet")
        self._fewer = button(self.tr("Fewer, please"), "main")
        self._same = button(self.tr("Leave it as it is"))
        self._begin.clicked.connect(self.begun)
        self._not_now.clicked.connect(self.declined)
        self._more.clicked.connect(self._open_menu)
        self._fewer.clicked.connect(lambda: self.softened.emit(True))
        self._same.clicked.connect(lambda: self.softened.emit(False))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._begin)
        delay = QHBoxLayout()
        delay.setSpacing(4)
        delay.addWidget(self._later)
        delay.addWidget(self._more)
        buttons.addLayout(delay)
        for each in (self._not_now, self._fewer, self._same):
            buttons.addWidget(each)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addSpacing(8)
        column.addWidget(self._rest)

    def invite(self, minutes: int, delays: Sequence[int], *, later_today: bool, seconds: int) -> None:
        """Offer a pause.

        Args:
            minutes: how long the pause would be.
            delays: the postponements, in minutes, that still fall into the person's hours.
            later_today: whether "later today" does.
            seconds: after how long the card fades.
        """
        self._asking = False
        self._title.setText(self.tr("Would a kind pause help now?"))
        self._line.setText(self.tr("{length}, at your own pace.").format(length=minutes_in_words(minutes)))
        self._menu.clear()
        for delay in delays:
            text = self.tr("In {minutes} minutes").format(minutes=delay)
            self._menu.addAction(text).triggered.connect(
                lambda _checked=False, delay=delay: self.postponed.emit(delay)
            )
        if later_today:
            self._menu.addAction(self.tr("Later today")).triggered.connect(self.later_today)
        usual = USUAL_DELAY if USUAL_DELAY in delays else max(delays, default=0)
        self._later.setText(self.tr("In {minutes} minutes").format(minutes=usual))
        self._later.disconnect(self)
        self._later.clicked.connect(lambda: self.postponed.emit(usual))
        self._later.setVisible(bool(delays))
        self._more.setVisible(len(self._menu.actions()) > 1)
        self._appear(seconds)

    def ask_softening(self, seconds: int) -> None:
        """Ask, once, whether fewer invitations would be kinder."""
        self._asking = True
        self._title.setText(self.tr("Would fewer invitations be kinder?"))
        self._line.setText(self.tr("The last few came at other moments. Either answer is fine."))
        self._appear(seconds)

    def _appear(self, seconds: int) -> None:
        for each in (self._begin, self._not_now):
            each.setVisible(not self._asking)
        for each in (self._fewer, self._same):
            each.setVisible(self._asking)
        if self._asking:
            self._later.hide()
            self._more.hide()
        self._whole = self._left = seconds
        self._rest.set_value(1.0)
        self._rest.setVisible(not self._appearance.reduced_motion)
        self.setWindowOpacity(1.0)
        self.place_in_corner(screen_in_use())
        self.show()
        self.raise_()

    def withdraw(self) -> None:
        """Leave: the invitation holds no more."""
        self._tick.stop()
        if self.isVisible() and self._blended and not self._appearance.reduced_motion:
            self._fade.setStartValue(1.0)
            self._fade.setEndValue(0.0)
            self._fade.finished.connect(self.hide, Qt.ConnectionType.SingleShotConnection)
            self._fade.start()
        else:
            self.hide()

    def _second_passed(self) -> None:
        # Somebody who is pointing at the card or choosing a time is answering.
        if self.underMouse() or self._menu.isVisible():
            return
        self._left -= 1
        self._rest.set_value(self._left / self._whole)
        if self._left <= 0:
            self._tick.stop()
            if self._asking:
                self.softened.emit(False)
            else:
                self.expired.emit()

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _move_off(self, gone: QScreen) -> None:
        """The screen it sits on was unplugged: go to one that is there."""
        if self.isVisible():
            left = next((screen for screen in QGuiApplication.screens() if screen is not gone), None)
            if left is not None:
                self.place_in_corner(left)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count the seconds until it leaves."""
        super().showEvent(event)
        self._fade.stop()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ticks while nothing shows."""
        self._tick.stop()
        self._menu.close()
        super().hideEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Somebody points at it: be fully there."""
        self._fade.stop()
        self.setWindowOpacity(1.0)
        super().enterEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size needs another size of the card."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self.place_in_corner(self.screen())
