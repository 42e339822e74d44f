"""A stretch of the day: whether, from when, until when."""

from datetime import time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.domain.rhythm import Hours
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.fields import TimeEdit
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.switch import Switch


class HoursField(QWidget):
    """A switch and two times. What it had before it was switched off comes back when it is switched on.

    Signals:
        chosen(object): the person chose these `Hours`, or None.
    """

    chosen = Signal(object)

    def __init__(
        self, appearance: Appearance, name: str, usual: Hours, parent: QWidget | None = None
    ) -> None:
        """Make one that is off.

        Args:
            appearance: how things look.
            name: whose hours, for screen readers.
            usual: what it is when switched on for the first time.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._hours = usual
        self._showing = False
        self._switch = Switch(appearance, name)
        self._start = self._time(self.tr("{name}, from").format(name=name))
        self._end = self._time(self.tr("{name}, until").format(name=name))
        self._note = label(role="small")
        self._span = QWidget()
        span = FlowLayout(self._span)
        span.addWidget(self._start)
        span.addWidget(label(self.tr("to"), role="muted", wrap=False))
        span.addWidget(self._end)
        row = QWidget()
        flow = FlowLayout(row, spacing=12)
        flow.addWidget(self._span)
        flow.addWidget(self._switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row)
        column.addWidget(self._note)
        self._switch.toggled.connect(self._changed)
        self._start.timeChanged.connect(self._changed)
        self._end.timeChanged.connect(self._changed)
        self.show_hours(None)

    def _time(self, name: str) -> TimeEdit:
        edit = TimeEdit()
        edit.setAccessibleName(name)
        edit.setKeyboardTracking(False)
        return edit

    @property
    def hours(self) -> Hours | None:
        """What it says."""
        if not self._switch.isChecked():
            return None
        return Hours(_python(self._start.time()), _python(self._end.time()))

    def show_hours(self, hours: Hours | None) -> None:
        """Show these; no signal."""
        if hours is not None:
            self._hours = hours
        self._showing = True
        self._switch.setChecked(hours is not None)
        self._start.setTime(_qt(self._hours.start))
        self._end.setTime(_qt(self._hours.end))
        self._showing = False
        self._arrange()

    def _changed(self) -> None:
        if self._showing:
            return
        hours = self.hours
        if hours is not None:
            self._hours = hours
        self._arrange()
        self.chosen.emit(hours)

    def _arrange(self) -> None:
        hours = self.hours
        self._span.setVisible(hours is not None)
        note = ""
        if hours is not None and hours.start == hours.end:
            note = self.tr("The whole day and night.")
        elif hours is not None and hours.end < hours.start:
            note = (
                self.tr("Until the next morning.") if hours.end.hour < 12 else self.tr("Until the next day.")
            )
        self._note.setText(note)
        self._note.setVisible(bool(note))


def _qt(at: time) -> QTime:
    return QTime(at.hour, at.minute)


def _python(at: QTime) -> time:
    return time(at.hour(), at.minute())
