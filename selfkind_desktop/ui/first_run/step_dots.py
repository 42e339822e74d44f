"""Where one is among the steps."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfkind_desktop.ui.theme import Appearance

_DOT = 8
_PITCH = 20


class StepDots(QWidget):
    """A dot for each step; the one that is shown is filled."""

    def __init__(self, appearance: Appearance, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._count = count
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        appearance.changed.connect(self.update)

    def show_step(self, step: int) -> None:
        """Show another step, from 0."""
        self._step = step
        self.setAccessibleName(self.tr("Step {number} of {count}").format(number=step + 1, count=self._count))
        self.update()

    def sizeHint(self) -> QSize:
        """All dots in a row."""
        return QSize(self._count * _PITCH, _PITCH)

    def minimumSizeHint(self) -> QSize:
        """Decoration gives way to buttons."""
        return QSize(0, _DOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dots that fit."""
        if self.width() < self._count * _PITCH:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.width() / 2 - (self._count - 1) * _PITCH / 2
        for number in range(self._count):
            place = self._count - 1 - number if self.isRightToLeft() else number
            at = QPointF(left + place * _PITCH, self.height() / 2)
            if number == self._step:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._appearance.color("sage"))
                painter.drawEllipse(at, _DOT / 2, _DOT / 2)
            else:
                painter.setPen(QPen(self._appearance.color("control-line"), 1.25))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, _DOT / 2 - 0.6, _DOT / 2 - 0.6)
        painter.end()
