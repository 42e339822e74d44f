"""The card that offers a pause: it never takes the keyboard, and it always leaves by itself."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QPoint, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCursor, QGuiApplication, QHideEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.ui.popup import Popup
from selfkind_desktop.ui.style import button, label, set_style
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.mood_row import MoodRow
from selfkind_desktop.ui.widgets.progress_line import ProgressLine
from selfkind_desktop.ui.widgets.split_button import SplitButton
from selfkind_desktop.ui.wording import how_is_it, minutes_in_words

USUAL_DELAY = 10
"""Minutes of the postponement that takes a single click."""

_FADE_MS = 200
_TICK_MS = 1000
_THANKS = 8
"""Seconds that thanks stay."""

_AFTER_A_MOVE = 10
"""Seconds that the card stays at least after the pointer moved on it."""

_FLAGS = Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.WindowDoesNotAcceptFocus


def screen_in_use() -> QScreen:
    """The screen with the pointer; where the desktop does not tell, the primary one."""
    return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()


class _Asks(Enum):
    """What the card says."""

    PAUSE = auto()
    FEWER = auto()
    HOW = auto()
    NOTHING = auto()


class ReminderCard(Popup):
    """An invitation to pause or to check in, or the one question whether fewer would be kinder.

    Signals:
        begun(): the person would like the pause now.
        postponed(int): ask again in so many minutes.
        later_today(): ask again later today.
        declined(): not now.
        expired(): nobody answered; that is an answer too.
        softened(bool): whether fewer invitations would be kinder.
        checked_in(int): a face was chosen, 1 to 5. The card says thanks and leaves by itself.
        look_wanted(): the person would like to add words to it.
    """

    least_width = 408

    begun = Signal()
    postponed = Signal(int)
    later_today = Signal()
    declined = Signal()
    expired = Signal()
    softened = Signal(bool)
    checked_in = Signal(int)
    look_wanted = Signal()

    def __init__(self, appearance: Appearance, *, blended: bool, parent: QWidget | None = None) -> None:
        super().__init__(appearance, _FLAGS, blended=blended, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setWindowTitle(self.tr("Selfkind"))
        self.setObjectName("reminder-card")
        self._asks = _Asks.PAUSE
        self._noted = 0
        self._usual = USUAL_DELAY
        self._left = self._whole = 0
        self._pointer = QPoint()
        self._title = label(role="heading")
        self._line = label(role="muted")
        self._rest = ProgressLine(appearance, soft=True)
        self._build()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._second_passed)
        self._fade = QPropertyAnimation(self, b"windowOpacity", self)
        self._fade.setDuration(_FADE_MS)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.finished.connect(self.hide)

    def _build(self) -> None:
        self._begin = button(self.tr("Begin"), "main")
        self._later = SplitButton(self._appearance, self.tr("Another time"))
        self._not_now = button(self.tr("Not now"), "quiet")
        self._fewer = button(self.tr("Fewer, please"), "main")
        self._same = button(self.tr("Leave it as it is"))
        self._moods = MoodRow(self._appearance, compact=True)
        self._words = button(self.tr("Add words"))
        self._begin.clicked.connect(self.begun)
        self._later.clicked.connect(lambda: self.postponed.emit(self._usual))
        self._not_now.clicked.connect(self.declined)
        self._fewer.clicked.connect(lambda: self.softened.emit(True))
        self._same.clicked.connect(lambda: self.softened.emit(False))
        self._moods.chosen.connect(self._thank)
        self._words.clicked.connect(self._add_words)
        answers = FlowLayout(spacing=8)
        for each in (self._begin, self._later, self._words, self._not_now, self._fewer, self._same):
            answers.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addSpacing(8)
        column.addWidget(self._moods)
        column.addLayout(answers)
        column.addSpacing(8)
        column.addWidget(self._rest)

    def invite(
        self,
        minutes: int,
        delays: Sequence[int],
        *,
        later_today: bool,
        seconds: int,
        screen: QScreen | None = None,
    ) -> None:
        """Offer a pause.

        Args:
            minutes: how long the pause would be.
            delays: the postponements, in minutes, that still fall into the person's hours.
            later_today: whether "later today" does.
            seconds: after how long the card fades.
            screen: where; the one in use if none is named.
        """
        self._asks = _Asks.PAUSE
        self._title.setText(self.tr("Would a kind pause help now?"))
        self._line.setText(self.tr("{length}, at your own pace.").format(length=minutes_in_words(minutes)))
        times = [self._time(delay) for delay in delays]
        if later_today:
            at_last = QAction(self.tr("Later today"), self._later.menu)
            at_last.triggered.connect(self.later_today)
            times.append(at_last)
        self._usual = USUAL_DELAY if USUAL_DELAY in delays else max(delays, default=0)
        self._later.offer(self._delay_text(self._usual), times)
        self._appear(seconds, screen)
        self._later.setVisible(bool(delays))

    def ask_softening(self, seconds: int, screen: QScreen | None = None) -> None:
        """Ask, once, whether fewer invitations would be kinder."""
        self._asks = _Asks.FEWER
        self._title.setText(self.tr("Would fewer invitations be kinder?"))
        self._line.setText(self.tr("Half as many, or as it is. Either is fine."))
        self._appear(seconds, screen)

    def ask_how(self, edge: DayEdge, seconds: int, screen: QScreen | None = None) -> None:
        """Ask how the morning or the evening is."""
        self._asks = _Asks.HOW
        self._moods.clear()
        self._title.setText(how_is_it(edge))
        self._line.setText(self.tr("One tap is enough. No answer is fine too."))
        self._moods.setAccessibleName(self._title.text())
        self._appear(seconds, screen)

    def _thank(self, mood: int) -> None:
        if self._asks is not _Asks.HOW:
            # A double click is one check-in.
            self._moods.set_value(self._noted)
            return
        self._noted = mood
        self._asks = _Asks.NOTHING
        self._title.setText(self.tr("Noted. Thank you for looking."))
        self._line.setText(self.tr("Words for it are welcome, and not needed."))
        self._appear(_THANKS, self._screen)
        self.checked_in.emit(mood)

    def _add_words(self) -> None:
        self.withdraw()
        self.look_wanted.emit()

    def withdraw(self) -> None:
        """Leave: the invitation holds no more."""
        self._tick.stop()
        self._later.menu.close()
        if self.isVisible() and self._blended and not self._appearance.reduced_motion:
            self._fade.start()
        else:
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ticks while nothing shows."""
        self._tick.stop()
        self._later.menu.close()
        super().hideEvent(event)

    def _time(self, delay: int) -> QAction:
        action = QAction(self._delay_text(delay), self._later.menu)
        action.triggered.connect(lambda: self.postponed.emit(delay))
        return action

    def _delay_text(self, minutes: int) -> str:
        return self.tr("In {minutes} minutes").format(minutes=minutes)

    def _appear(self, seconds: int, screen: QScreen | None) -> None:
        parts = {
            self._begin: (_Asks.PAUSE,),
            self._later: (_Asks.PAUSE,),
            self._not_now: (_Asks.PAUSE, _Asks.HOW),
            self._fewer: (_Asks.FEWER,),
            self._same: (_Asks.FEWER,),
            self._moods: (_Asks.HOW, _Asks.NOTHING),
            self._words: (_Asks.NOTHING,),
        }
        for part, when in parts.items():
            part.setVisible(self._asks in when)
        # Without a frame it would seem to stand aside where nothing stands beside it.
        set_style(self._not_now, "kind", "quiet" if self._asks is _Asks.PAUSE else "default")
        self._whole = self._left = seconds
        self._rest.set_value(1.0)
        self._rest.setVisible(not self._appearance.reduced_motion)
        self._pointer = QCursor.pos()
        # It may just be leaving, after the invitation before.
        self._fade.stop()
        self.setWindowOpacity(1.0)
        self.place_in_corner(screen or screen_in_use())
        self.show()
        self.raise_()
        self._tick.start()
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._line.text())
        announce(self, f"{self._title.text()} {self._line.text()}")

    def _second_passed(self) -> None:
        # Somebody who moves the pointer on the card is answering. A pointer that only lies where the card
        # came up is nobody: the card leaves all the same.
        before, self._pointer = self._pointer, QCursor.pos()
        if self._pointer != before and (self.underMouse() or self._later.menu.isVisible()):
            self._left = max(self._left, _AFTER_A_MOVE)
        else:
            self._left -= 1
        self._rest.set_value(self._left / self._whole)
        if self._left <= 0:
            self._tick.stop()
            if self._asks is _Asks.FEWER:
                self.softened.emit(False)
            elif self._asks is _Asks.NOTHING:
                self.withdraw()
            else:
                self.expired.emit()
