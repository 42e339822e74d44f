"""When pauses are offered."""

from datetime import date, time, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QDateEdit, QLineEdit, QVBoxLayout, QWidget

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.rhythm import LONGEST_EVERY, MOST_PER_DAY, Hours, RhythmKind
from selfkind_desktop.domain.settings import (
    CHECK_IN_BEDTIME,
    CHECK_IN_MORNING,
    RHYTHM_BACK_ON,
    RHYTHM_EVERY,
    RHYTHM_KIND,
    RHYTHM_PER_DAY,
    RHYTHM_QUIET_HOURS,
    RHYTHM_TIMES,
    RHYTHM_WEEK,
    Setting,
    Settings,
)
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.hours_field import HoursField
from selfkind_desktop.ui.pages.settings.moment_field import MomentField
from selfkind_desktop.ui.pages.settings.section import Section, padded
from selfkind_desktop.ui.pages.settings.times import read_times, written
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.chip import Segmented
from selfkind_desktop.ui.widgets.fields import SpinBox
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.switch import Switch
from selfkind_desktop.ui.widgets.week_strip import WeekStrip
from selfkind_desktop.ui.wording import day_name

_OFFICE = Hours(time(9), time(18))
_NOON = Hours(time(12), time(13))
_MORNING = Hours(time(6), time(11))
_BEDTIME = time(22, 30)
_A_MONDAY = date(2026, 11, 23)
_A_WEEK = timedelta(days=7)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RhythmSettings", text)


def rhythm_section(appearance: Appearance, clock: Clock, bindings: Bindings, seed: int) -> Section:
    """The section of the rhythm; `seed` is what the schedule varies its plan by."""
    section = Section(
        "rhythm",
        _tr("Rhythm"),
        _tr("When a pause may be offered. It waits for a moment that suits, and lets go if none comes."),
    )
    kind = Segmented(
        [
            (RhythmKind.FEW.value, _tr("A few times a day")),
            (RhythmKind.EVERY.value, _tr("Every so often")),
            (RhythmKind.FIXED.value, _tr("At set times")),
        ],
        name=_tr("How pauses are offered"),
    )
    bindings.words(RHYTHM_KIND, kind)
    section.add_row(_tr("How pauses are offered"), "", kind)
    _add_numbers(section, bindings)
    _add_week(section, WeekStrip(appearance, clock, seed), bindings)
    for setting, day in zip(RHYTHM_WEEK, range(7), strict=True):
        name = day_name(_A_MONDAY + timedelta(days=day))
        hours = HoursField(appearance, name, _OFFICE)
        hours.chosen.connect(lambda value, setting=setting: bindings.choose(setting, value))
        bindings.on_show(partial(_show_hours, hours, setting))
        # The same hours can be chosen in the week at a glance.
        bindings.shown.connect(partial(_show_chosen, hours, setting, bindings))
        section.add_row(name, "", hours)
    quiet = HoursField(appearance, _tr("Quiet hours"), _NOON)
    quiet.chosen.connect(lambda value: bindings.choose(RHYTHM_QUIET_HOURS, value))
    bindings.on_show(lambda settings: quiet.show_hours(settings[RHYTHM_QUIET_HOURS]))
    section.add_row(
        _tr("Quiet hours"), _tr("Nothing is offered then, on any day. Lunch, for example."), quiet
    )
    away = AwayField(appearance, clock)
    away.chosen.connect(lambda value: bindings.choose(RHYTHM_BACK_ON, value))
    bindings.on_show(lambda settings: away.show_day(settings[RHYTHM_BACK_ON]))
    section.add_row(_tr("Away"), _tr("Nothing is offered until the day you are back."), away)
    _add_check_ins(section, appearance, bindings)
    return section


def _add_check_ins(section: Section, appearance: Appearance, bindings: Bindings) -> None:
    """The questions at the edges of the day, each of which is off until somebody likes it."""
    morning = HoursField(appearance, _tr("Morning check-in"), _MORNING)
    morning.chosen.connect(lambda value: bindings.choose(CHECK_IN_MORNING, value))
    bindings.on_show(lambda settings: morning.show_hours(settings[CHECK_IN_MORNING]))
    section.add_row(
        _tr("Morning check-in"),
        _tr(
            "Asks how the morning is when you first use the computer in this time, on any day. Where that "
            "cannot be seen, it asks after you start, wake or unlock it."
        ),
        morning,
    )
    bedtime = MomentField(appearance, _tr("Bedtime check-in"), _BEDTIME)
    bedtime.chosen.connect(lambda value: bindings.choose(CHECK_IN_BEDTIME, value))
    bindings.on_show(lambda settings: bedtime.show_time(settings[CHECK_IN_BEDTIME]))
    section.add_row(
        _tr("Bedtime check-in"), _tr("Asks how the evening is, on any day, quiet hours aside."), bedtime
    )


def _show_hours(field: HoursField, setting: Setting[Hours | None], settings: Settings) -> None:
    field.show_hours(settings[setting])


def _show_chosen(field: HoursField, setting: Setting[Hours | None], bindings: Bindings) -> None:
    if field.hours != bindings.settings[setting]:
        field.show_hours(bindings.settings[setting])


def _add_week(section: Section, strip: WeekStrip, bindings: Bindings) -> None:
    """The whole week as one picture, above the rows that say it exactly."""
    title = _tr("A week at a glance")
    meaning = _tr("A bar is when a pause may come, a dot about when one is planned.")
    rings = _tr("A ring is a check-in.")
    by_day = _tr("Click a day on and off; on the keyboard, up and down and Space do the same.")
    by_end = _tr(
        "Drag an end of a day, or click the day on and off. On the keyboard: up and down for the day, left "
        "and right for its start, Enter for its end, Space for on and off."
    )
    how = label(role="small")

    def show() -> None:
        only_days = bindings.settings[RHYTHM_KIND] is RhythmKind.FIXED
        asks = (
            bindings.settings[CHECK_IN_MORNING] is not None or bindings.settings[CHECK_IN_BEDTIME] is not None
        )
        means = f"{meaning} {rings}" if asks else meaning
        how.setText(f"{means} {by_day if only_days else by_end}")
        strip.show_rhythm(bindings.settings.rhythm)

    strip.chosen.connect(lambda day, hours: bindings.choose(RHYTHM_WEEK[day], hours))
    bindings.shown.connect(show)
    show()
    section.add(padded(label(title), how, strip, spacing=8), f"{title} {meaning} {by_day} {by_end}")


def _add_numbers(section: Section, bindings: Bindings) -> None:
    """The one row that belongs to the kind of rhythm in force."""
    per_day = SpinBox()
    per_day.setRange(1, MOST_PER_DAY)
    bindings.number(RHYTHM_PER_DAY, per_day)
    every = SpinBox()
    every.setRange(1, LONGEST_EVERY)
    every.setSuffix(_tr(" min"))
    bindings.number(RHYTHM_EVERY, every)
    times = TimesField()
    times.chosen.connect(lambda value: bindings.choose(RHYTHM_TIMES, value))
    bindings.on_show(lambda settings: times.show_times(settings[RHYTHM_TIMES]))
    rows = {
        RhythmKind.FEW: section.add_row(
            _tr("How many a day"), _tr("Spread over your hours, a little different each day."), per_day
        ),
        RhythmKind.EVERY: section.add_row(
            _tr("How often"),
            _tr("Counted while you use the computer; a break of your own starts it anew."),
            every,
        ),
        RhythmKind.FIXED: section.add_row(
            _tr("Times"), _tr("As many as {most}, with commas between.").format(most=MOST_PER_DAY), times
        ),
    }

    def show_the_one(settings: Settings) -> None:
        for kind, row in rows.items():
            section.set_relevant(row, kind is settings[RHYTHM_KIND])

    bindings.shown.connect(lambda: show_the_one(bindings.settings))
    show_the_one(bindings.settings)


class TimesField(QWidget):
    """Times of day, typed. What cannot be read is said beside it, and the last good times stay in force.

    Signals:
        chosen(object): the person chose these times, a tuple in order.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times: tuple[time, ...] = ()
        self._edit = QLineEdit()
        self._edit.setAccessibleName(self.tr("Times"))
        self._edit.setMinimumWidth(self._edit.fontMetrics().horizontalAdvance("00:00 am, ") * 3)
        self._problem = label(role="small", ink="peach")
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._edit)
        column.addWidget(self._problem)
        self._edit.editingFinished.connect(self._read)
        self._edit.textEdited.connect(lambda _text: self._problem.hide())

    def show_times(self, times: tuple[time, ...]) -> None:
        """Show these; no signal."""
        if times != self._times:
            self._times = times
            self._edit.setText(written(times))
            self._problem.hide()

    def _read(self) -> None:
        try:
            times = read_times(self._edit.text())
        except ValueError:
            text = self.tr("That could not be read as times. Try “10:30, 2 pm”. Until then: {times}.")
            self._problem.setText(text.format(times=written(self._times)))
            self._problem.show()
            announce(self._problem, self._problem.text())
            return
        self._problem.hide()
        self._edit.setText(written(times))
        if times != self._times:
            self._times = times
            self.chosen.emit(times)


class AwayField(QWidget):
    """A switch and the first day back.

    Signals:
        chosen(object): the person chose this `date`, or None.
    """

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._showing = False
        self._switch = Switch(appearance, self.tr("Away"))
        self._day = QDateEdit()
        self._day.setCalendarPopup(True)
        self._day.setKeyboardTracking(False)
        self._day.setAccessibleName(self.tr("The first day back"))
        self._back = QWidget()
        back = FlowLayout(self._back)
        back.addWidget(label(self.tr("back on"), role="muted", wrap=False))
        back.addWidget(self._day)
        flow = FlowLayout(self, spacing=12)
        flow.addWidget(self._back)
        flow.addWidget(self._switch)
        self._switch.toggled.connect(self._changed)
        self._day.dateChanged.connect(self._changed)
        self.show_day(None)

    def show_day(self, day: date | None) -> None:
        """Show the first day back; one that has come already is no absence any more. No signal."""
        today = self._clock.now().local.date()
        if day is not None and day <= today:
            day = None
        self._showing = True
        self._day.setMinimumDate(_qt(today + timedelta(days=1)))
        self._day.setDate(_qt(day or today + _A_WEEK))
        self._switch.setChecked(day is not None)
        self._back.setVisible(day is not None)
        self._showing = False

    def _changed(self) -> None:
        if self._showing:
            return
        is_away = self._switch.isChecked()
        self._back.setVisible(is_away)
        day = self._day.date()
        self.chosen.emit(date(day.year(), day.month(), day.day()) if is_away else None)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
