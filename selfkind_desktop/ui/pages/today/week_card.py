"""The last seven days in dots and one sentence that never scolds."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from selfkind_desktop.ui.pages.today.words import week_sentence
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.week_dots import DayDot, DayState, WeekDots
from selfkind_desktop.ui.wording import day_name


def seven_days(today: date) -> tuple[date, ...]:
    """The last seven days, today at the end.

    Not a week of the calendar: that one is empty again each first day of the week, and empties nothing else.
    """
    return tuple(today - timedelta(days=number) for number in range(6, -1, -1))


class WeekCard(Card):
    """Sentence beside the dots, or above them where there is no room."""

    def __init__(
        self, appearance: Appearance, *, empty: str, rest: str, parent: QWidget | None = None
    ) -> None:
        """Make the card.

        Args:
            appearance: colors and sizes.
            empty: what is said while there is no kind moment yet.
            rest: what is said of today while it has none.
            parent: as Qt has it.
        """
        super().__init__("surface", parent)
        self._appearance = appearance
        self._empty = empty
        self._rest = rest
        self._sentence = label()
        self._dots = WeekDots(appearance)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(label(self.tr("The last seven days"), role="eyebrow"))
        words.addWidget(self._sentence)
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.setContentsMargins(24, 20, 16, 20)
        self.body.addLayout(self._row)

    def show_week(self, today: date, kind_days: frozenset[date]) -> None:
        """Show the last seven days, `today` included."""
        week = seven_days(today)
        self._dots.set_days([_dot(day, today, day in kind_days) for day in week])
        self._dots.show()
        count = sum(day in kind_days for day in week)
        sentence = week_sentence(count, today=today in kind_days, empty=self._empty, rest=self._rest)
        self._sentence.setText(sentence)

    def show_sentence(self, text: str) -> None:
        """Say why there is nothing to show."""
        self._dots.hide()
        self._sentence.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and above."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text may need the other arrangement."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= self._dots.sizeHint().width() + self._appearance.px(220) + 64
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)
            self._row.setSpacing(24 if beside else 12)
            side = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeading
            self._row.setAlignment(self._dots, side)


def _dot(day: date, today: date, is_kind: bool) -> DayDot:
    short = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    if day == today:
        state = DayState.TODAY_PRACTICED if is_kind else DayState.TODAY
    else:
        state = DayState.PRACTICED if is_kind else DayState.REST
    return DayDot(short, day_name(day), state)
