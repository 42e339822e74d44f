"""Our stationery: three papers, drawn. The same drawing stands on the screen and in print."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.ui.theme import Appearance

Color = Callable[[str], QColor]
"""Gives the color of a token: of the theme that is worn, or of the light one in print."""

_RADIUS = 8.0
_SHADOWS = ((1.0, 10), (4.0, 6), (10.0, 4), (18.0, 3))
"""Distance in pixels and alpha of each layer of the shadow."""


class Paper(StrEnum):
    """What a letter is written on; a letter that names none, or one we do not know, is on plain paper."""

    PLAIN = "plain"
    SPRIG = "sprig"
    EVENING = "evening"


def paper_of(stationery: str) -> Paper:
    """The paper that a letter names."""
    return Paper(stationery) if stationery in set(Paper) else Paper.PLAIN


def paper_name(paper: Paper) -> str:
    """What it is called."""
    return {
        Paper.PLAIN: QCoreApplication.translate("Papers", "Plain"),
        Paper.SPRIG: QCoreApplication.translate("Papers", "Sprig"),
        Paper.EVENING: QCoreApplication.translate("Papers", "Evening"),
    }[paper]


def paint_paper(painter: QPainter, rect: QRectF, paper: Paper, color: Color, unit: float) -> None:
    """Draw a paper without its edge.

    Args:
        painter: where; it is left as it was.
        rect: the sheet.
        paper: which.
        color: gives the colors.
        unit: how long a pixel at 100 % text is here.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, color("surface"))
    if paper is Paper.SPRIG:
        _paint_sprig(painter, rect, color, unit)
    elif paper is Paper.EVENING:
        _paint_evening(painter, rect, color, unit)
    painter.restore()


def _paint_sprig(painter: QPainter, rect: QRectF, color: Color, unit: float) -> None:
    """A twig with leaves that comes in from the lower corner."""
    painter.translate(rect.right() - 18 * unit, rect.bottom() - 10 * unit)
    painter.scale(unit, unit)
    stem = QPainterPath(QPointF(0, 0))
    stem.cubicTo(QPointF(-14, -34), QPointF(-18, -66), QPointF(-8, -104))
    painter.strokePath(
        stem, QPen(color("sage-line").darker(108), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    )
    painter.setBrush(color("sage-soft"))
    for share, angle, size in (
        (0.18, -62, 20),
        (0.30, 44, 22),
        (0.46, -50, 22),
        (0.58, 48, 20),
        (0.74, -36, 18),
        (0.86, 40, 15),
        (1.0, 6, 15),
    ):
        painter.save()
        painter.translate(stem.pointAtPercent(share))
        painter.rotate(angle)
        leaf = QPainterPath(QPointF(0, 0))
        leaf.cubicTo(QPointF(-0.42 * size, -0.4 * size), QPointF(-0.3 * size, -0.9 * size), QPointF(0, -size))
        leaf.cubicTo(QPointF(0.3 * size, -0.9 * size), QPointF(0.42 * size, -0.4 * size), QPointF(0, 0))
        painter.drawPath(leaf)
        painter.restore()


def _paint_evening(painter: QPainter, rect: QRectF, color: Color, unit: float) -> None:
    """A sky that grows light downward, with a low moon."""
    height = min(rect.height(), 150 * unit)
    clear = QColor(color("plum-soft"))
    clear.setAlpha(0)
    sky = QLinearGradient(rect.topLeft(), QPointF(rect.left(), rect.top() + height))
    sky.setColorAt(0, color("plum-soft"))
    sky.setColorAt(1, clear)
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), height), sky)
    moon = QPainterPath()
    center = QPointF(rect.left() + 62 * unit, rect.top() + 44 * unit)
    moon.addEllipse(center, 13 * unit, 13 * unit)
    shade = QPainterPath()
    shade.addEllipse(center + QPointF(6 * unit, -4 * unit), 12 * unit, 12 * unit)
    painter.fillPath(moon.subtracted(shade), color("plum-line"))


class Sheet(QWidget):
    """A sheet of paper that lies on the page, with real margins.

    Attributes:
        body: the column that takes what stands on it.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._paper = Paper.PLAIN
        self.body = QVBoxLayout(self)
        self.body.setSpacing(8)
        self._keep_margins()
        appearance.changed.connect(self._keep_margins)

    def set_paper(self, paper: Paper) -> None:
        """Write on another paper."""
        self._paper = paper
        self.update()

    @property
    def margin(self) -> int:
        """What is left free at each side, in pixels."""
        return min(self._appearance.px(60), max(20, self.width() // 9))

    def minimumSizeHint(self) -> QSize:
        """A few lines are enough; the words scroll."""
        return QSize(self._appearance.px(240), self._appearance.px(320))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, paper, edge."""
        look = self._appearance
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(20, 8, -20, -24)
        if not look.theme.lines:
            painter.setPen(Qt.PenStyle.NoPen)
            for distance, alpha in _SHADOWS:
                shade = QColor(look.color("shadow"))
                shade.setAlpha(alpha)
                painter.setBrush(shade)
                painter.drawRoundedRect(
                    room.adjusted(-distance / 2, 0, distance / 2, distance), _RADIUS + distance / 2, _RADIUS
                )
        edge = QPainterPath()
        edge.addRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(edge)
        paint_paper(painter, room, self._paper, look.color, look.scale)
        painter.restore()
        painter.strokePath(edge, QPen(look.color("ink" if look.theme.lines else "line"), 1))
        painter.end()

    def resizeEvent(self, event: object) -> None:
        """Margins shrink where there is little room."""
        self._keep_margins()

    def _keep_margins(self) -> None:
        side = self.margin
        self.body.setContentsMargins(20 + side, 8 + self._appearance.px(40), 20 + side, 24 + side // 2)
