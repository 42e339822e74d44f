"""A time of day: whether, and when."""

from datetime import time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.fields import TimeEdit
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.switch import Switch


class MomentField(QWidget):
    """A switch and a time. The time that it had comes back when it is switched on again.

    Signals:
        chosen(object): the person chose this `time`, or None.
    """

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, name: str, usual: time, parent: QWidget | None = None) -> None:
        """Make one that is off.

        Args:
            appearance: how things look.
            name: whose time, for screen readers.
            usual: what it is when switched on for the first time.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._showing = False
        self._switch = Switch(appearance, name)
        self._edit = TimeEdit()
        self._edit.setAccessibleName(self.tr("{name}, at").format(name=name))
        self._edit.setKeyboardTracking(False)
        self._edit.setTime(QTime(usual.hour, usual.minute))
        flow = FlowLayout(self, spacing=12)
        flow.addWidget(self._edit)
        flow.addWidget(self._switch)
        self._switch.toggled.connect(self._changed)
        self._edit.timeChanged.connect(self._changed)
        self.show_time(None)

    def show_time(self, at: time | None) -> None:
        """Show this; no signal."""
        self._showing = True
        if at is not None:
            self._edit.setTime(QTime(at.hour, at.minute))
        self._switch.setChecked(at is not None)
        self._edit.setVisible(at is not None)
        self._showing = False

    def _changed(self) -> None:
        if self._showing:
            return
        is_on = self._switch.isChecked()
        self._edit.setVisible(is_on)
        at = self._edit.time()
        self.chosen.emit(time(at.hour(), at.minute()) if is_on else None)
