"""Small drawings in the colors of the theme: one landscape, seen in different ways."""

import math
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfkind_desktop.ui.theme import Appearance, Theme

Scene = Literal["bench", "house", "day", "key", "breath"]

_WIDTH, _HEIGHT = 480.0, 180.0
_GROUND = 138.0
_SHOWN = 208


class Picture(QWidget):
    """A drawing that says nothing the words do not say, so screen readers pass it by.

    Args:
        appearance: the colors.
        scene: what is seen.
    """

    def __init__(self, appearance: Appearance, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._scene = scene
        self._suns = 3
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        appearance.changed.connect(self.update)

    def show_suns(self, count: int) -> None:
        """How many pauses the day has in the scene *day*."""
        if count != self._suns:
            self._suns = count
            self.update()

    def sizeHint(self) -> QSize:
        """A little larger than drawn."""
        return QSize(round(_WIDTH), _SHOWN)

    def minimumSizeHint(self) -> QSize:
        """It may get small, or go altogether: words first."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scene, as large as fits, its ground over the whole width."""
        if self.height() < 48:
            return
        scale = self.height() / _HEIGHT
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, 0)
        painter.scale(scale, scale)
        painter.translate(-_WIDTH / 2, 0)
        half = self.width() / scale / 2
        draw = _Draw(painter, self._appearance.theme, _WIDTH / 2 - half, _WIDTH / 2 + half)
        scenes: dict[Scene, Callable[[], None]] = {
            "bench": draw.bench,
            "house": draw.house,
            "day": lambda: draw.day(self._suns),
            "key": draw.key,
            "breath": draw.breath,
        }
        scenes[self._scene]()
        painter.end()


class _Draw:
    """Draws on a grid of 480 x 180; `left` and `right` are the window's edges on it."""

    def __init__(self, painter: QPainter, theme: Theme, left: float, right: float) -> None:
        self._painter = painter
        self._theme = theme
        self._left = left
        self._right = right

    # Scenes

    def bench(self) -> None:
        self._sun(QPointF(300, 78), 34)
        self._hills()
        self._bench(QPointF(168, 112))
        self._tree(QPointF(116, 116), 1.0)

    def house(self) -> None:
        self._sun(QPointF(330, 92), 26)
        self._hills()
        self._tree(QPointF(318, 134), 0.8)
        self._tree(QPointF(346, 138), 0.6)
        wall = QPainterPath()
        wall.moveTo(192, 136)
        wall.lineTo(192, 92)
        wall.lineTo(240, 60)
        wall.lineTo(288, 92)
        wall.lineTo(288, 136)
        wall.closeSubpath()
        self._fill(wall, "plum-soft", "plum")
        door = QPainterPath(QPointF(230, 136))
        door.lineTo(230, 114)
        door.arcTo(QRectF(230, 104, 20, 20), 180, -180)
        door.lineTo(250, 136)
        door.closeSubpath()
        self._fill(door, "plum", "plum")
        for x in (206.0, 260.0):
            window = QPainterPath()
            window.addRoundedRect(QRectF(x, 100, 14, 14), 4, 4)
            self._fill(window, "mood-3", "plum")

    def day(self, suns: int) -> None:
        center, radius = QPointF(240, 150), QPointF(190, 118)
        self._pen("control-line", 1.5, dashes=True)
        self._painter.drawArc(
            QRectF(center.x() - radius.x(), center.y() - radius.y(), 2 * radius.x(), 2 * radius.y()),
            18 * 16,
            144 * 16,
        )
        self._hills()
        for number in range(suns):
            angle = math.pi * (0.86 - 0.72 * (number + 0.5) / max(1, suns))
            at = QPointF(center.x() + radius.x() * math.cos(angle), center.y() - radius.y() * math.sin(angle))
            self._sun(at, 15)

    def key(self) -> None:
        self._hills()
        self._disc(QPointF(240, 82), 62, "peach-soft", "peach")
        self._painter.save()
        self._painter.translate(240, 82)
        self._painter.rotate(-45)
        self._pen("sage", 9)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawEllipse(QPointF(-22, 0), 15, 15)
        self._painter.drawLine(QPointF(-7, 0), QPointF(38, 0))
        self._painter.drawLine(QPointF(22, 0), QPointF(22, 13))
        self._painter.drawLine(QPointF(36, 0), QPointF(36, 10))
        self._painter.restore()

    def breath(self) -> None:
        self._hills()
        for radius, token in ((74, "breath-outer"), (56, "breath-middle"), (38, "breath-inner")):
            self._disc(QPointF(240, 84), radius, token, "sage")

    # Parts

    def _hills(self) -> None:
        far = QPainterPath(QPointF(self._left, 180))
        far.lineTo(self._left, _GROUND + 4)
        far.cubicTo(QPointF(60, 92), QPointF(150, 96), QPointF(268, _GROUND + 12))
        far.cubicTo(QPointF(330, 112), QPointF(400, 104), QPointF(self._right, _GROUND - 10))
        far.lineTo(self._right, 180)
        far.closeSubpath()
        self._fill(far, "sage-soft", "sage")
        near = QPainterPath(QPointF(self._left, 180))
        near.lineTo(self._left, 162)
        near.cubicTo(QPointF(140, 132), QPointF(280, 128), QPointF(self._right, 158))
        near.lineTo(self._right, 180)
        near.closeSubpath()
        self._fill(near, "sage-line", "sage")

    def _sun(self, at: QPointF, radius: float) -> None:
        self._disc(at, radius, "mood-3", "peach")

    def _bench(self, at: QPointF) -> None:
        self._pen("ink", 3.5)
        x, y = at.x(), at.y()
        for height in (0, 9):
            self._painter.drawLine(QPointF(x, y + height), QPointF(x + 46, y + height))
        self._painter.drawLine(QPointF(x - 2, y + 20), QPointF(x + 48, y + 20))
        for leg in (5, 41):
            self._painter.drawLine(QPointF(x + leg, y - 4), QPointF(x + leg, y + 32))

    def _tree(self, foot: QPointF, size: float) -> None:
        self._pen("control-line", 3 * size)
        self._painter.drawLine(foot, foot - QPointF(0, 34 * size))
        self._disc(foot - QPointF(0, 46 * size), 22 * size, "mood-5", "sage")

    def _disc(self, at: QPointF, radius: float, token: str, edge: str) -> None:
        path = QPainterPath()
        path.addEllipse(at, radius, radius)
        self._fill(path, token, edge)

    def _fill(self, path: QPainterPath, token: str, edge: str) -> None:
        """Fill a shape; in high contrast tints are not there, so lines tell it."""
        if self._theme.lines:
            self._painter.setPen(QPen(self._theme.color(edge), 2))
            self._painter.setBrush(self._theme.color("paper"))
        else:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._theme.color(token))
        self._painter.drawPath(path)

    def _pen(self, token: str, width: float, *, dashes: bool = False) -> None:
        color: QColor = self._theme.color(token)
        pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        if dashes:
            pen.setDashPattern([2, 4])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
