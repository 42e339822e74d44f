"""A week at a glance: when pauses may come, to look at and to change with mouse and keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from selfkind_desktop.domain.hours_in_steps import end_of, nearest, start_of, stepped, with_end, with_start
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind
from selfkind_desktop.domain.week_ahead import MINUTES, DayAhead, week_ahead
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.week_row import DayRow, Edge
from selfkind_desktop.ui.wording import day_name, time_of_day

_USUAL = Hours(time(9), time(18))
_REACH = 9
"""How far from an end, in pixels at 100 %, the mouse still takes it."""


@dataclass(slots=True)
class _Drag:
    """An end that the mouse holds.

    Attributes:
        day: whose end; 0 is Monday.
        row: where it was taken: the end of a night is on the next day's row.
        before: the hours as they were.
        hours: the hours as they would be.
    """

    day: int
    edge: Edge
    row: int
    before: Hours
    hours: Hours


class WeekStrip(QWidget):
    """Seven days below each other, each from midnight to midnight.

    Tab reaches one day, up and down go to the others. The mouse drags an end or clicks a day on and off.

    Signals:
        chosen(int, object): the person chose these `Hours`, or None, for a weekday; 0 is Monday.
    """

    chosen = Signal(int, object)

    def __init__(
        self, appearance: Appearance, clock: Clock, seed: int = 0, parent: QWidget | None = None
    ) -> None:
        """Make one of the usual rhythm.

        Args:
            appearance: how things look.
            clock: for the days that come.
            seed: what the schedule varies its plan by.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._seed = seed
        self._rhythm = Rhythm()
        self._kept = [_USUAL] * 7
        self._drag: _Drag | None = None
        self._pressed: int | None = None
        self.setAccessibleName(self.tr("A week at a glance"))
        self.setMouseTracking(True)
        self._week: tuple[DayAhead, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        names = tuple(_short(day) for day in range(7))
        self._rows = tuple(DayRow(appearance, names, day, self) for day in range(7))
        for day, row in enumerate(self._rows):
            row.clicked.connect(partial(self._switch, day))
            row.stepped.connect(partial(self._step, day))
            row.walked.connect(partial(self._walk, day))
            column.addWidget(row)
        column.addWidget(_HourNames(appearance, self._rows[0], self))
        self._said: QLabel = label(role="small")
        column.addSpacing(4)
        column.addWidget(self._said)
        self._stop_at(clock.now().local.weekday())
        self.show_rhythm(Rhythm())

    def show_rhythm(self, rhythm: Rhythm) -> None:
        """Show this; no signal. An end that the mouse holds is let go."""
        self._drag = None
        self._rhythm = rhythm
        for day, hours in enumerate(rhythm.week):
            if hours is not None:
                self._kept[day] = hours
        self._arrange()

    def value_text(self, day: int) -> str:
        """What holds on a weekday, in words, for example "Monday: 9:00 am to 6:00 pm"."""
        text, ahead = self._pauses_text(day), self._week[day]
        morning, bedtime = (None if at is None else _time_text(at) for at in (ahead.morning, ahead.bedtime))
        if morning is not None and bedtime is not None:
            text = self.tr("{text}; check-ins from {morning} and at {bedtime}").format(
                text=text, morning=morning, bedtime=bedtime
            )
        elif morning is not None:
            text = self.tr("{text}; a check-in from {time}").format(text=text, time=morning)
        elif bedtime is not None:
            text = self.tr("{text}; a check-in at {time}").format(text=text, time=bedtime)
        return text

    def _pauses_text(self, day: int) -> str:
        hours, ahead = self._rhythm.week[day], self._week[day]
        name = day_name(ahead.day)
        if hours is None:
            return self.tr("{day}: no invitations").format(day=name)
        text = self.tr("{day}: {hours}").format(day=name, hours=self._hours_text(hours))
        if ahead.is_away:
            return self.tr("{text}, but away").format(text=text)
        if not ahead.pauses:
            return text
        times = ", ".join(_time_text(minute) for minute in ahead.pauses)
        if self._rhythm.kind is RhythmKind.FIXED:
            return self.tr("{day}: pauses at {times}").format(day=name, times=times)
        return self.tr("{text}; pauses at about {times}").format(text=text, times=times)

    def _hours_text(self, hours: Hours) -> str:
        if self._rhythm.kind is RhythmKind.FIXED:
            return self.tr("at your times")
        if hours.start == hours.end:
            return self.tr("the whole day and night")
        start, end = (time_of_day(datetime.combine(date.min, at)) for at in (hours.start, hours.end))
        return self.tr("{start} to {end}").format(start=start, end=end)

    # Showing

    def _arrange(self) -> None:
        moment = self._clock.now()
        self._week = week_ahead(self._rhythm, moment, self._seed)
        today = moment.local.weekday()
        for day, row in enumerate(self._rows):
            row.show_day(
                self._week[day], self._own_ends(day), self._ends_from(day - 1), is_today=day == today
            )
            row.setAccessibleName(self.value_text(day))
            row.setAccessibleDescription(self._how(day))
        self._say(self._current())

    def _ends(self, day: int) -> dict[Edge, int]:
        hours = self._rhythm.week[day]
        if hours is None or not self._has_ends:
            return {}
        return {Edge.START: start_of(hours), Edge.END: end_of(hours)}

    def _own_ends(self, day: int) -> dict[Edge, int]:
        return {edge: minute for edge, minute in self._ends(day).items() if minute <= MINUTES}

    def _ends_from(self, day: int) -> tuple[int, ...]:
        end = self._ends(day % 7).get(Edge.END, 0)
        return (end - MINUTES,) if end > MINUTES else ()

    @property
    def _has_ends(self) -> bool:
        """With set times only the days count."""
        return self._rhythm.kind is not RhythmKind.FIXED

    def _how(self, day: int) -> str:
        if self._rhythm.week[day] is None:
            return self.tr("Space switches the day on.")
        if not self._has_ends:
            return self.tr("Space switches the day off.")
        if self._rows[day].edge is Edge.START:
            return self.tr("The left and right arrows move the start, Enter takes the end.")
        return self.tr("The left and right arrows move the end, Enter takes the start.")

    def _say(self, day: int) -> None:
        self._said.setText(self.value_text(day))

    def _current(self) -> int:
        return next(day for day, row in enumerate(self._rows) if row.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def _stop_at(self, day: int) -> None:
        """Tab comes to this day from now on."""
        for number, row in enumerate(self._rows):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == day else Qt.FocusPolicy.ClickFocus)

    # Changing

    def _choose(self, day: int, hours: Hours | None) -> None:
        if hours is not None:
            self._kept[day] = hours
        changed = hours != self._rhythm.week[day]
        self._show_instead(day, hours)
        announce(self._rows[day], self.value_text(day))
        if changed:
            self.chosen.emit(day, hours)

    def _show_instead(self, day: int, hours: Hours | None) -> None:
        week = (*self._rhythm.week[:day], hours, *self._rhythm.week[day + 1 :])
        self._rhythm = replace(self._rhythm, week=week)
        self._arrange()

    def _switch(self, day: int) -> None:
        self._choose(day, None if self._rhythm.week[day] is not None else self._kept[day])

    def _step(self, day: int, edge: Edge, steps: int) -> None:
        hours = self._rhythm.week[day]
        if hours is None or not self._has_ends:
            return
        if steps:
            self._choose(day, _moved(hours, edge, stepped(self._ends(day)[edge], steps)))
        else:
            self._rows[day].setAccessibleDescription(self._how(day))
            end = hours.start if edge is Edge.START else hours.end
            text = self.tr("from {time}") if edge is Edge.START else self.tr("until {time}")
            announce(self._rows[day], text.format(time=time_of_day(datetime.combine(date.min, end))))

    def _walk(self, day: int, days: int) -> None:
        goal = day + days
        if 0 <= goal < 7:
            self._rows[goal].edge = self._rows[day].edge
            self._go_to(goal, Qt.FocusReason.TabFocusReason)
            self._bring_into_view(self._rows[goal])

    def _go_to(self, day: int, reason: Qt.FocusReason) -> None:
        self._stop_at(day)
        self._rows[day].setFocus(reason)
        self._rows[day].setAccessibleDescription(self._how(day))
        self._say(day)

    def _bring_into_view(self, row: DayRow) -> None:
        """With large text the week may be taller than the page."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(row)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take an end, or a day."""
        row = self._row_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            event.ignore()
            return
        taken = self._end_at(row, event.position())
        if taken is None:
            self._pressed = row
            self._go_to(row, Qt.FocusReason.MouseFocusReason)
            return
        day, edge = taken
        hours = self._rhythm.week[day]
        if hours is not None:
            self._rows[day].edge = edge
            self._drag = _Drag(day, edge, row, hours, hours)
            self._go_to(day, Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the end that is held, or show that one could be."""
        drag = self._drag
        if drag is None:
            self._point_at(event.position())
            return
        row = self._rows[drag.row]
        minute = nearest(row.minute_at(row.mapFrom(self, event.position().toPoint()).x()))
        # An end stays on the day where it was taken; the arrow keys carry it over midnight.
        minute = max(0, min(minute, MINUTES)) + (MINUTES if drag.row != drag.day else 0)
        drag.hours = _moved(drag.before, drag.edge, minute)
        self._show_instead(drag.day, drag.hours)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: the end stays where it is, a click switches its day."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        drag, self._drag = self._drag, None
        pressed, self._pressed = self._pressed, None
        if drag is not None:
            self._show_instead(drag.day, drag.before)
            self._choose(drag.day, drag.hours)
        elif pressed is not None and pressed == self._row_at(event.position()):
            self._switch(pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts an end back that the mouse still holds."""
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            drag, self._drag = self._drag, None
            self._show_instead(drag.day, drag.before)
            return
        super().keyPressEvent(event)

    def _point_at(self, place: QPointF) -> None:
        row = self._row_at(place)
        if row is None:
            self.unsetCursor()
            return
        is_end = self._end_at(row, place) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if is_end else Qt.CursorShape.PointingHandCursor)
        self._say(row)

    def leaveEvent(self, event: QEvent) -> None:
        """Say again what the keyboard is at."""
        self._say(self._current())

    def _row_at(self, place: QPointF) -> int | None:
        return next(
            (day for day, row in enumerate(self._rows) if row.geometry().contains(place.toPoint())), None
        )

    def _end_at(self, row: int, place: QPointF) -> tuple[int, Edge] | None:
        """The end near a place on a row, the nearest first."""
        widget = self._rows[row]
        x = place.x() - widget.x()
        before = (row - 1) % 7
        ends = [(row, edge, minute) for edge, minute in self._own_ends(row).items()]
        ends += [(before, Edge.END, minute) for minute in self._ends_from(before)]
        away, day, edge = min(
            ((abs(widget.x_of(minute) - x), day, edge) for day, edge, minute in ends),
            key=lambda each: each[0],
            default=(float("inf"), 0, Edge.START),
        )
        return (day, edge) if away <= self._appearance.px(_REACH) else None


class _HourNames(QWidget):
    """Names a few hours below the tracks, as many as there is room for."""

    def __init__(self, appearance: Appearance, row: DayRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, self._metrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The names, in the middle below their hours, but never beyond the edges."""
        painter = QPainter(self)
        painter.setFont(self._appearance.ui_font(12))
        painter.setPen(self._appearance.color("muted"))
        for hour in self._hours():
            text = _time_text(hour * 60)
            width = self._metrics().horizontalAdvance(text) + 2
            x = max(0.0, min(self._row.x_of(hour * 60) - width / 2, self.width() - width))
            painter.drawText(QRectF(x, 2, width, self.height()), int(Qt.AlignmentFlag.AlignHCenter), text)
        painter.end()

    def _hours(self) -> Sequence[int]:
        widest = self._metrics().horizontalAdvance(_time_text(12 * 60)) + self._appearance.px(12)
        hour = self._row.track().width() / 24
        return next((range(0, 25, each) for each in (3, 6, 12) if each * hour >= widest), (0, 24))

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._appearance.ui_font(12))


def _moved(hours: Hours, edge: Edge, minute: int) -> Hours:
    return with_start(hours, minute) if edge is Edge.START else with_end(hours, minute)


def _short(day: int) -> str:
    return QLocale().standaloneDayName(day + 1, QLocale.FormatType.ShortFormat)


def _time_text(minute: int) -> str:
    return time_of_day(datetime.combine(date.min, time(minute // 60 % 24, minute % 60)))
