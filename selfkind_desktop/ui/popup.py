"""A rounded surface without a frame of the desktop's, for what comes up beside the tray."""

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.theme import Appearance

RADIUS = 16
_SHADOW = 20
_DROP = 6
_GAP = 12
"""Between the surface and the edges of the screen's free area."""


class Popup(QWidget):
    """A surface with soft corners and, where the desktop can blend windows, a shadow.

    Args:
        appearance: the colors.
        flags: window flags besides the frameless ones.
        blended: whether the desktop blends windows. Where it does not, a see-through margin would be black,
            so the window is cut to shape instead and told apart by a line.
    """

    def __init__(
        self, appearance: Appearance, flags: Qt.WindowType, *, blended: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | flags)
        self._appearance = appearance
        self._blended = blended
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, blended)
        margin = _SHADOW if blended else 1
        self.setContentsMargins(QMargins(margin, margin, margin, margin))
        appearance.changed.connect(self.update)

    @property
    def surface(self) -> QRect:
        """The visible surface, in the window's coordinates."""
        return self.rect().marginsRemoved(self.contentsMargins())

    def place_in_corner(self, screen: QScreen) -> None:
        """Sit in the bottom corner of the screen's free area, where panels and docks are not."""
        self._place(screen, None)

    def place_near(self, point: QPoint) -> None:
        """Sit as near to a point (the tray icon, the pointer) as the free area of its screen allows."""
        screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
        self._place(screen, point)

    def _place(self, screen: QScreen, point: QPoint | None) -> None:
        self.adjustSize()
        free = screen.availableGeometry()
        margins = self.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        height = self.height() - margins.top() - margins.bottom()
        left, right = free.left() + _GAP, free.right() + 1 - _GAP - width
        top, bottom = free.top() + _GAP, free.bottom() + 1 - _GAP - height
        if point is None:
            rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x, y = (left if rtl else right), bottom
        else:
            x = max(left, min(point.x() - width // 2, right))
            # Above a panel at the bottom, below one at the top.
            y = bottom if point.y() > free.center().y() else top
        self.move(x - margins.left(), max(free.top(), y) - margins.top())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the window to its shape where nothing blends it."""
        super().resizeEvent(event)
        if not self._blended:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, surface, hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._appearance.theme
        surface = QRectF(self.surface)
        if self._blended:
            _paint_shadow(painter, surface, theme.color("shadow"))
            painter.setPen(theme.color("line"))
        else:
            painter.setPen(theme.color("control-line"))
            surface = QRectF(self.rect())
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(surface.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _paint_shadow(painter: QPainter, surface: QRectF, color: QColor) -> None:
    """A soft shadow from a few dozen faint outlines: a blur effect would keep a second copy of the window."""
    painter.setPen(Qt.PenStyle.NoPen)
    # Layers lie on each other: the faint ones add up towards the surface.
    for step in range(_SHADOW - _DROP, 0, -1):
        fade = 1 - step / (_SHADOW - _DROP)
        color.setAlphaF(0.02 * fade * fade + 0.002)
        painter.setBrush(color)
        spread = surface.adjusted(-step, -step + _DROP, step, step + _DROP)
        painter.drawRoundedRect(spread, RADIUS + step, RADIUS + step)
