"""Four short bars: how far a passphrase has come."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfkind_desktop.domain.passphrase_strength import Guessing
from selfkind_desktop.ui.theme import Appearance

_HEIGHT, _GAP = 6, 6


class StrengthLine(QWidget):
    """Fills from the start of the line. The words below say the same, so screen readers pass it by."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._level = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def show_strength(self, guessing: Guessing) -> None:
        """Show how far it has come."""
        if self._level != int(guessing):
            self._level = int(guessing)
            self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(120, self._appearance.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled bars in sage, or in peach while there is only one."""
        count = int(max(Guessing))
        gap = self._appearance.px(_GAP)
        width = (self.width() - gap * (count - 1)) / count
        radius = self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(count):
            place = count - 1 - number if self.isRightToLeft() else number
            bar = QRectF(place * (width + gap), 0, width, self.height())
            if number < self._level:
                painter.setBrush(self._appearance.color("peach" if self._level == 1 else "sage"))
                painter.setPen(Qt.PenStyle.NoPen)
            elif self._appearance.theme.lines:
                # In high contrast a line is as strong as what is filled: an outline tells them apart.
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(self._appearance.color("line"))
                bar = bar.adjusted(0.5, 0.5, -0.5, -0.5)
            else:
                painter.setBrush(self._appearance.color("line"))
                painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(bar, radius, radius)
        painter.end()
