"""A month: on which days something was written, and how it was."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfkind_desktop.domain.finding import WrittenDay
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.focus import paint_ring, ring_after
from selfkind_desktop.ui.widgets.icon_button import IconButton
from selfkind_desktop.ui.wording import long_date, mood_name

_WEEKS = 6
_WEEK = 7
_SIDE = 34


class Month(QWidget):
    """One month of days to choose from.

    Arrows walk from day to day, Page Up and Page Down from month to month, Home and End to the ends of a
    week; Enter or Space chooses a day, with Shift all days from the last one chosen to this one.

    Signals:
        wanted(date, date): the first and the last day that it shows; answered with `show_days`.
        chosen(date, date): show the entries of these days, both ends included.
        closed(): Esc.
    """

    wanted = Signal(object, object)
    chosen = Signal(object, object)
    closed = Signal()

    def __init__(self, appearance: Appearance, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._today = clock.now().day()
        self._day = self._today
        self._from: date | None = None
        self._chosen: tuple[date, date] | None = None
        self._days: Mapping[date, WrittenDay] = {}
        self._kind: frozenset[date] = frozenset()
        self._name = button("", "quiet")
        self._name.setToolTip(self.tr("Show the whole month"))
        self._name.clicked.connect(self._choose_month)
        self._back = IconButton(appearance, "back", self.tr("The month before"))
        self._back.clicked.connect(lambda: self.go_to(_months_on(self._day, -1)))
        self._on = IconButton(appearance, "forward", self.tr("The month after"))
        self._on.clicked.connect(lambda: self.go_to(_months_on(self._day, 1)))
        self._buttons = [_Day(appearance, self) for _ in range(_WEEKS * _WEEK)]
        for each in self._buttons:
            each.clicked.connect(lambda _=False, each=each: self._choose(each.day))
        self._names = [label(role="small", wrap=False) for _ in range(_WEEK)]
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._back)
        head.addWidget(self._name, 1)
        head.addWidget(self._on)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for place, name in enumerate(self._names):
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(name, 0, place)
            grid.setColumnStretch(place, 1)
        for number, each in enumerate(self._buttons):
            grid.addWidget(each, 1 + number // _WEEK, number % _WEEK)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(grid)

    @property
    def shown_days(self) -> tuple[date, date]:
        """The first and the last day that can be seen."""
        return self._buttons[0].day, self._buttons[-1].day

    def show_days(self, days: Iterable[WrittenDay], kind: Iterable[date] = ()) -> None:
        """Show what was written on the days that can be seen.

        Args:
            days: those with entries.
            kind: those on which the person did something kind.
        """
        self._days = {each.day: each for each in days}
        self._kind = frozenset(kind)
        self._mark()

    def show_chosen(self, first: date | None, last: date | None) -> None:
        """Mark the days whose entries are listed; None for none."""
        self._chosen = None if first is None or last is None else (first, last)
        self._mark()

    def go_to(self, day: date) -> None:
        """Show the month of a day, and make it the one that the keyboard is at."""
        day = max(date.min + timedelta(days=2 * _WEEK), min(day, date.max - timedelta(days=9 * _WEEK)))
        is_other = (day.year, day.month) != (self._day.year, self._day.month)
        had_focus = any(each.hasFocus() for each in self._buttons)
        self._day = day
        if is_other:
            self._fill()
            announce(self, self._name.text())
        for each in self._buttons:
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each.day == day else Qt.FocusPolicy.ClickFocus)
            if each.day == day and had_focus:
                each.setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """Put the keyboard on the day."""
        next(each for each in self._buttons if each.day == self._day).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys walk."""
        ahead = -1 if self.isRightToLeft() else 1
        weekday = self._column_of(self._day)
        days = {
            Qt.Key.Key_Left: -ahead,
            Qt.Key.Key_Right: ahead,
            Qt.Key.Key_Up: -_WEEK,
            Qt.Key.Key_Down: _WEEK,
            Qt.Key.Key_Home: -weekday,
            Qt.Key.Key_End: _WEEK - 1 - weekday,
        }.get(Qt.Key(event.key()))
        is_on_day = any(each.hasFocus() for each in self._buttons)
        if days is not None and is_on_day:
            self.go_to(self._day + timedelta(days=days))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go_to(_months_on(self._day, -1 if event.key() == Qt.Key.Key_PageUp else 1))
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and is_on_day:
            self._choose(self._day, on=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _choose(self, day: date, *, on: bool = False) -> None:
        first = self._from if on and self._from is not None else day
        if not on:
            self._from = day
        self.go_to(day)
        self._tell(min(first, day), max(first, day))

    def _choose_month(self) -> None:
        first = self._day.replace(day=1)
        self._from = first
        self._tell(first, first.replace(day=monthrange(first.year, first.month)[1]))

    def _tell(self, first: date, last: date) -> None:
        self.show_chosen(first, last)
        self.chosen.emit(first, last)

    def _column_of(self, day: date) -> int:
        return (day.isoweekday() - QLocale().firstDayOfWeek().value) % _WEEK

    def _fill(self) -> None:
        self._today = self._clock.now().day()
        first = self._day.replace(day=1)
        start = first - timedelta(days=self._column_of(first))
        for number, each in enumerate(self._buttons):
            each.day = start + timedelta(days=number)
            each.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if each.day == self._day else Qt.FocusPolicy.ClickFocus
            )
        for number, name in enumerate(self._names):
            weekday = (start + timedelta(days=number)).isoweekday()
            name.setText(QLocale().standaloneDayName(weekday, QLocale.FormatType.NarrowFormat))
            name.setAccessibleName(QLocale().standaloneDayName(weekday, QLocale.FormatType.LongFormat))
        pattern = self.tr("MMMM yyyy", "a month, as QLocale takes it")
        self._name.setText(QLocale().toString(QDate(first.year, first.month, 1), pattern))
        self._days, self._kind = {}, frozenset()
        self._mark()
        self.wanted.emit(*self.shown_days)

    def _mark(self) -> None:
        for each in self._buttons:
            written = self._days.get(each.day)
            inside = each.day.month == self._day.month
            is_chosen = self._chosen is not None and self._chosen[0] <= each.day <= self._chosen[1]
            is_today = each.day == self._today
            each.show_day(
                written, inside=inside, chosen=is_chosen, today=is_today, kind=each.day in self._kind
            )


class _Day(QAbstractButton):
    """A day: its number, and below it the color of its mood."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.day = date.min
        self._appearance = appearance
        self._written: WrittenDay | None = None
        self._inside = self._today = self._kind = False
        self._ring = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_day(
        self, written: WrittenDay | None, *, inside: bool, chosen: bool, today: bool, kind: bool
    ) -> None:
        self._written, self._inside, self._today, self._kind = written, inside, today, kind
        self.setChecked(chosen)
        self.setText(QLocale().toString(self.day.day))
        self.setAccessibleName(self._told())
        self.setToolTip(self._told() if written is not None or kind else "")
        self.update()

    def _told(self) -> str:
        told = [long_date(self.day)]
        if self._today:
            told.append(self.tr("today"))
        if self._written is not None:
            count = self._written.entries
            told.append(self.tr("1 entry") if count == 1 else self.tr("{count} entries").format(count=count))
            if self._written.mood is not None:
                told.append(mood_name(self._written.mood))
        if self._kind:
            told.append(self.tr("a kind moment"))
        return ", ".join(told)

    def sizeHint(self) -> QSize:
        side = self._appearance.px(_SIDE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(_SIDE - 8), self._appearance.px(_SIDE))

    def nextCheckState(self) -> None:
        """Which days are marked is not for the day to say."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(self, event, self._ring)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys belong to the month."""
        self._ring = True
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._appearance
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 2.0
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        radius = side / 3.5
        if self.isChecked():
            painter.setPen(QPen(look.color("chosen-line"), 1))
            painter.setBrush(look.color("chosen"))
            painter.drawRoundedRect(box, radius, radius)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("hover"))
            painter.drawRoundedRect(box, radius, radius)
        painter.setFont(look.ui_font(13, 600 if self._today else 400))
        ink = "on-chosen" if self.isChecked() else "ink" if self._inside else "muted"
        painter.setPen(look.color(ink))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(box.adjusted(0, side * 0.12, 0, 0), flags, self.text())
        self._paint_dot(painter, box)
        if self._ring and self.hasFocus():
            paint_ring(painter, box, radius, look.color("focus"))
        painter.end()

    def _paint_dot(self, painter: QPainter, box: QRectF) -> None:
        """Filled where something was written, in the color of its mood; a ring for another kind act."""
        look = self._appearance
        radius = box.height() * 0.11
        center = QPointF(box.center().x(), box.bottom() - box.height() * 0.2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._written is not None:
            mood = self._written.mood
            painter.setPen(QPen(look.color("control-line"), 1))
            painter.setBrush(look.color("muted" if mood is None else f"mood-{int(mood)}"))
            painter.drawEllipse(center, radius, radius)
        elif self._kind:
            painter.setPen(QPen(look.color("sage"), 1.25))
            painter.drawEllipse(center, radius, radius)


def _months_on(day: date, months: int) -> date:
    """The same day some months later or, if that month is too short, its last."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    year = max(date.min.year + 1, min(year, date.max.year - 1))
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
