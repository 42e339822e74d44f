"""A rounded surface without a frame of the desktop's, for what comes up beside the tray."""

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QBitmap, QColor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.theme import Appearance

RADIUS = 16
_SHADOW = 20
_DROP = 6
_GAP = _SHADOW
"""Between the surface and the edges of the screen's free area: window managers keep the shadow inside too."""


_BETWEEN = 12
"""Between two surfaces, one above the other."""


class Popup(QWidget):
    """A surface with soft corners and, where the desktop can blend windows, a shadow.

    Attributes:
        least_width: of the surface at 100 % text, in pixels, where the screen has that much room.

    Args:
        appearance: the colors.
        flags: window flags besides the frameless ones.
        blended: whether the desktop blends windows. Where it does not, a see-through margin would be black,
            so the window is cut to shape instead and told apart by a line.
    """

    least_width = 0

    def __init__(
        self, appearance: Appearance, flags: Qt.WindowType, *, blended: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | flags)
        self._appearance = appearance
        self._blended = blended
        self._near: QPoint | None = None
        self._clear_of = QRect()
        self._screen: QScreen | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, blended)
        margin = _SHADOW if blended else 1
        self.setContentsMargins(QMargins(margin, margin, margin, margin))
        appearance.changed.connect(self._look_changed)
        QGuiApplication.instance().screenRemoved.connect(self._leave_screen)  # type: ignore[union-attr]

    @property
    def surface(self) -> QRect:
        """The visible surface, in the window's coordinates."""
        return self.rect().marginsRemoved(self.contentsMargins())

    @property
    def area(self) -> QRect:
        """Where the surface is on the screens; empty while it is not shown."""
        return self.surface.translated(self.pos()) if self.isVisible() else QRect()

    def place_in_corner(self, screen: QScreen) -> None:
        """Sit in the bottom corner of the screen's free area, where panels and docks are not."""
        self._place(screen, None)

    def place_near(self, point: QPoint, clear_of: QRect | None = None) -> None:
        """Sit as near to a point (the tray icon, the pointer) as the free area of its screen allows.

        Args:
            point: on the screen.
            clear_of: what lies in the corner already, and is left in sight where there is room.
        """
        self._clear_of = clear_of or QRect()
        screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
        self._place(screen, point)

    def _place(self, screen: QScreen, point: QPoint | None) -> None:
        self._stay_on(screen, point)
        free = screen.availableGeometry()
        margins = self.contentsMargins()
        surface = self._fitting(free.size() - QSize(2 * _GAP, 2 * _GAP))
        self.resize(surface.grownBy(margins))
        width, height = surface.width(), surface.height()
        left, right = free.left() + _GAP, free.right() + 1 - _GAP - width
        top, bottom = free.top() + _GAP, free.bottom() + 1 - _GAP - height
        if point is None:
            rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x, y = (left if rtl else right), bottom
        else:
            x = max(left, min(point.x() - width // 2, right))
            # Above a panel at the bottom, below one at the top.
            y = bottom if point.y() > free.center().y() else top
            above = self._clear_of.top() - _BETWEEN - height
            if QRect(x, y, width, height).intersects(self._clear_of) and above >= top:
                y = above
        self.move(x - margins.left(), max(free.top(), y) - margins.top())

    def _fitting(self, room: QSize) -> QSize:
        """The size of the surface: what is in it, but as narrow as the room and then higher."""
        margins = self.contentsMargins()
        sides = margins.left() + margins.right()
        ends = margins.top() + margins.bottom()
        width = min(max(self.sizeHint().width() - sides, self._appearance.px(self.least_width)), room.width())
        width = max(width, self.minimumSizeHint().width() - sides)
        height = self.heightForWidth(width + sides) if self.hasHeightForWidth() else self.sizeHint().height()
        return QSize(width, height - ends)

    def _stay_on(self, screen: QScreen, point: QPoint | None) -> None:
        """Where it was put, so that it can be put there again when the screen or its own size changes."""
        self._near = point
        if screen is self._screen:
            return
        if self._screen is not None:
            self._screen.availableGeometryChanged.disconnect(self.place_again)
        self._screen = screen
        screen.availableGeometryChanged.connect(self.place_again)

    def place_again(self) -> None:
        """Sit where it sits, in the size that it needs now."""
        if self.isVisible() and self._screen is not None:
            self._place(self._screen, self._near)

    def _leave_screen(self, gone: QScreen) -> None:
        """The screen it sits on was unplugged: go to one that is there."""
        if gone is self._screen:
            self._screen = None
            left = next((screen for screen in QGuiApplication.screens() if screen is not gone), None)
            if self.isVisible() and left is not None:
                self._place(left, None)

    def _look_changed(self) -> None:
        """Other colors, or another text size and so another size of its own."""
        self.update()
        # A turn later, when the new fonts are known.
        QTimer.singleShot(0, self, self.place_again)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the window to its shape where nothing blends it."""
        super().resizeEvent(event)
        if not self._blended:
            shape = QBitmap(self.size())
            shape.clear()
            painter = QPainter(shape)
            painter.setPen(Qt.GlobalColor.color1)
            painter.setBrush(Qt.GlobalColor.color1)
            painter.drawRoundedRect(self._outline, RADIUS, RADIUS)
            painter.end()
            self.setMask(shape)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, surface, hairline."""
        painter = QPainter(self)
        theme = self._appearance.theme
        painter.setBrush(theme.color("surface"))
        if not self._blended:
            # Drawn as the shape was cut, pixel by pixel: soft edges would have nothing to blend with.
            painter.setPen(theme.color("control-line"))
            painter.drawRoundedRect(self._outline, RADIUS, RADIUS)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        surface = QRectF(self.surface)
        _paint_shadow(painter, surface, theme.color("shadow"))
        painter.setPen(theme.color("control-line" if theme.lines else "line"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(surface.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    @property
    def _outline(self) -> QRect:
        return self.rect().adjusted(0, 0, -1, -1)


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
