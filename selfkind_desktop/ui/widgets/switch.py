"""A switch: on or off, at once."""

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.focus import paint_ring, ring_after

_TRACK = (40, 22)
_ROOM = 4
"""Around the track, for the ring."""
_SLIDE_MS = 150


class Switch(QCheckBox):
    """A check box that looks like a switch; the text beside it is a label of its own.

    Signals:
        toggled: as every check box has it.
    """

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        """Make one that is off.

        Args:
            appearance: colors, sizes and motion.
            name: what is switched, for screen readers.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._appearance = appearance
        self._ring = False
        self._place = 0.0
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._slide.valueChanged.connect(self._slid)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._go)
        appearance.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The track with room for the ring."""
        width, height = (self._appearance.px(length) for length in _TRACK)
        return QSize(width + 2 * _ROOM, height + 2 * _ROOM)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  # Qt's name
        """Anywhere on it counts."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if the keyboard came here."""
        self._ring = ring_after(self, event, self._ring)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter switches as Space does."""
        self._ring = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, knob, ring."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        on = theme.color("sage" if self.isEnabled() else "line")
        edge = theme.color("control-line" if self.isEnabled() else "line")
        if self.isEnabled() and self.underMouse():
            on, edge = theme.color("sage-hover"), theme.color("ink")
        painter.setPen(QPen(_between(edge, on, self._place), 1.5))
        painter.setBrush(_between(theme.color("surface"), on, self._place))
        inner = track.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        radius = track.height() / 2 - self._appearance.px(5) + self._place
        along = -self._place if self.isRightToLeft() else self._place
        start = (
            track.right() - track.height() / 2 if self.isRightToLeft() else track.left() + track.height() / 2
        )
        center = QPointF(start + along * (track.width() - track.height()), track.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_between(edge, theme.color("on-sage"), self._place))
        painter.drawEllipse(center, radius, radius)
        if self._ring and self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), self.height() / 2, theme.color("focus"))
        painter.end()

    def _go(self, on: bool) -> None:
        self._slide.stop()
        if self._appearance.reduced_motion or not self.isVisible():
            self._slid(float(on))
            return
        self._slide.setStartValue(self._place)
        self._slide.setEndValue(float(on))
        self._slide.start()

    def _slid(self, place: float) -> None:
        self._place = place
        self.update()


def _between(first: QColor, second: QColor, part: float) -> QColor:
    def mixed(one: float, other: float) -> float:
        return one + (other - one) * part

    return QColor.fromRgbF(
        mixed(first.redF(), second.redF()),
        mixed(first.greenF(), second.greenF()),
        mixed(first.blueF(), second.blueF()),
        mixed(first.alphaF(), second.alphaF()),
    )
