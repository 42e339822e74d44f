"""When a pause may be offered, asked as shortly as it can be."""

from datetime import date, time, timedelta

from PySide6.QtCore import QCoreApplication, QLocale, QTime, Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.domain.rhythm import Hours, RhythmKind
from selfkind_desktop.domain.settings import RHYTHM_KIND, RHYTHM_PER_DAY, RHYTHM_WEEK, Settings
from selfkind_desktop.ui.first_run.steps import Step
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.chip import Chip, Segmented
from selfkind_desktop.ui.widgets.fields import TimeEdit
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.wording import day_name

_OFFERED = (1, 2, 3, 5)
_OFFICE = Hours(time(9), time(18))
_A_MONDAY = date(2026, 11, 23)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FirstRun", text)


class RhythmStep(Step):
    """How often, on which days, between which hours.

    Signals:
        chosen(str, object): the person chose this value for the setting with this key.
    """

    chosen = Signal(str, object)

    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        super().__init__(
            appearance,
            "day",
            _tr("How often may it ask?"),
            _tr("It waits for a calm moment and lets go if none comes. All of this can change at any time."),
        )
        self._settings = settings
        self._per_day = self._choices(settings[RHYTHM_PER_DAY])
        self._per_day.chosen.connect(self._often_chosen)
        hours = next((settings[day] for day in RHYTHM_WEEK if settings[day] is not None), None) or _OFFICE
        self._start = _time_edit(_tr("From"), hours.start)
        self._end = _time_edit(_tr("Until"), hours.end)
        for edit in (self._start, self._end):
            edit.timeChanged.connect(self._week_chosen)
        self._days = [_day_chip(number) for number in range(7)]
        for chip, day in zip(self._days, RHYTHM_WEEK, strict=True):
            chip.setChecked(settings[day] is not None)
            chip.clicked.connect(self._week_chosen)
        self._none = label(
            _tr("No day ticked: it then waits until you ask for a pause yourself."), role="small"
        )
        self._lay_out()
        self._arrange()

    def _lay_out(self) -> None:
        self.body.addSpacing(4)
        self.body.addWidget(self._per_day)
        hours = QWidget()
        flow = FlowLayout(hours)
        for each in (
            label(_tr("between"), role="muted", wrap=False),
            self._start,
            label(_tr("and"), role="muted", wrap=False),
            self._end,
        ):
            flow.addWidget(each)
        self.body.addWidget(hours)
        days = QWidget()
        days.setAccessibleName(_tr("Days"))
        row = FlowLayout(days)
        for chip in self._days:
            row.addWidget(chip)
        self.body.addWidget(days)
        self.body.addWidget(self._none)

    def _choices(self, current: int) -> Segmented:
        names = {1: _tr("Once a day"), 2: _tr("Twice"), 3: _tr("3 times"), 5: _tr("5 times")}
        counts = sorted({*_OFFERED, current})
        many = _tr("{count} times")
        options = [(str(count), names.get(count, many.format(count=count))) for count in counts]
        row = Segmented(options, name=self.title)
        row.set_value(str(current))
        return row

    def _often_chosen(self, key: str) -> None:
        self._arrange()
        if self._settings[RHYTHM_KIND] is not RhythmKind.FEW:
            self._settings = self._settings.having(RHYTHM_KIND, RhythmKind.FEW)
            self.chosen.emit(RHYTHM_KIND.key, RhythmKind.FEW)
        self.chosen.emit(RHYTHM_PER_DAY.key, int(key))

    def _week_chosen(self) -> None:
        self._arrange()
        hours = Hours(_python(self._start.time()), _python(self._end.time()))
        for chip, setting in zip(self._days, RHYTHM_WEEK, strict=True):
            value = hours if chip.isChecked() else None
            if self._settings[setting] != value:
                self._settings = self._settings.having(setting, value)
                self.chosen.emit(setting.key, value)

    def _arrange(self) -> None:
        any_day = any(chip.isChecked() for chip in self._days)
        self._none.setVisible(not any_day)
        self.picture.show_suns(int(self._per_day.value) if any_day else 0)


def _time_edit(name: str, at: time) -> TimeEdit:
    edit = TimeEdit()
    edit.setAccessibleName(name)
    edit.setKeyboardTracking(False)
    edit.setTime(QTime(at.hour, at.minute))
    return edit


def _day_chip(number: int) -> Chip:
    day = _A_MONDAY + timedelta(days=number)
    chip = Chip(QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat))
    chip.setAccessibleName(day_name(day))
    return chip


def _python(at: QTime) -> time:
    return time(at.hour(), at.minute())
