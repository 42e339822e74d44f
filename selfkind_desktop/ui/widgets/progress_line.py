"""A thin line that fills: how far along, without a number."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfkind_desktop.ui.theme import Appearance

_THICK = 4


class ProgressLine(QWidget):
    """A bar of four pixels. It is decoration: the words beside it say the same, so readers pass it by."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, soft: bool = False) -> None:
        """Make an empty line.

        Args:
            appearance: colors.
            parent: as Qt has it.
            soft: half as strong, for what fades by itself (the reminder card).
        """
        super().__init__(parent)
        self._appearance = appearance
        self._soft = soft
        self._value = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    @property
    def value(self) -> float:
        """How far along, 0 to 1."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show how far along; repaints only if a pixel changes."""
        value = min(1.0, max(0.0, value))
        steps = self.width() * self.devicePixelRatioF()
        visible = round(value * steps) != round(self._value * steps)
        self._value = value
        if visible:
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as in the pause window; layouts stretch it."""
        return QSize(260, _THICK)

    def minimumSizeHint(self) -> QSize:
        """It may get narrow."""
        return QSize(40, _THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The groove and what is filled of it, from where reading begins."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, (self.height() - _THICK) / 2, self.width(), _THICK)
        painter.setBrush(theme.color("groove"))
        painter.drawRoundedRect(whole, _THICK / 2, _THICK / 2)
        length = whole.width() * self._value
        if length >= 1:
            filled = QRectF(whole)
            filled.setWidth(max(length, float(_THICK)))
            if self.isRightToLeft():
                filled.moveRight(whole.right())
            color = theme.color("sage")
            color.setAlphaF(0.6 if self._soft and not theme.lines else 1.0)
            painter.setBrush(color)
            painter.drawRoundedRect(filled, _THICK / 2, _THICK / 2)
        painter.end()
