"""Our mark, painted: a small round thing held in open hands, or a person with open arms.

The tray shows it before anything else exists, so this module needs nothing but QtGui: no theme, no SVG.
`resources/icons/selfkind.svg` has the same shape for windows and menus; a test compares the two.
"""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

TrayState = Literal["waiting", "offered", "quiet", "letter", "locked"]
TRAY_STATES: tuple[TrayState, ...] = ("waiting", "offered", "quiet", "letter", "locked")

# Middle tones: at least 3:1 against a white panel and against a nearly black one (a test computes it).
SAGE = "#4F8F79"
PLUM = "#8574B2"
DUSK = "#6C80A3"
STONE = "#85817B"
EMBER = "#CC7A52"
PAPER = "#FFFFFF"

_SIZES = (16, 22, 24, 32, 48)


def tray_icon(state: TrayState) -> QIcon:
    """The tray icon for a state, in every size that panels ask for, sharp at twice the resolution too."""
    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(tray_pixmap(state, size))
    icon.addPixmap(tray_pixmap(state, 48, 2.0))
    return icon


def tray_pixmap(state: TrayState, size: int, dpr: float = 1.0) -> QPixmap:
    """The tray icon as a picture.

    Args:
        state: what the icon says.
        size: side in device-independent pixels.
        dpr: device pixels for each of them.
    """
    side = max(1, round(size * dpr))
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / 24, side / 24)
    _PAINTERS[state](painter)
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def mark_path() -> QPainterPath:
    """The mark on a grid of 24 x 24: the round thing, and the hands as a crescent below it."""
    path = QPainterPath()
    path.addEllipse(QPointF(12, 8.6), 2.9, 2.9)
    path.addPath(_crescent())
    return path


def _crescent() -> QPainterPath:
    hands = QPainterPath(QPointF(5.3, 10.6))
    hands.cubicTo(QPointF(5.3, 15.6), QPointF(8.2, 18.9), QPointF(12, 18.9))
    hands.cubicTo(QPointF(15.8, 18.9), QPointF(18.7, 15.6), QPointF(18.7, 10.6))
    hands.cubicTo(QPointF(17.6, 13.4), QPointF(15.2, 15.2), QPointF(12, 15.2))
    hands.cubicTo(QPointF(8.8, 15.2), QPointF(6.4, 13.4), QPointF(5.3, 10.6))
    hands.closeSubpath()
    return hands


def _round(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _disc(painter: QPainter, color: str) -> None:
    painter.fillPath(_round(12, 12, 11.5), QColor(color))


def _waiting(painter: QPainter) -> None:
    # A filled path needs no pen. Naming the namespace `Qt` makes its hundred enums: 20 ms before the icon.
    _disc(painter, SAGE)
    painter.fillPath(mark_path(), QColor(PAPER))


def _offered(painter: QPainter) -> None:
    """The same, with a warm light at its shoulder; the gap keeps it apart on any panel."""
    _waiting(painter)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillPath(_round(19.3, 4.7, 5.6), QColor(PAPER))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.fillPath(_round(19.6, 4.4, 4.2), QColor(EMBER))


def _quiet(painter: QPainter) -> None:
    _disc(painter, DUSK)
    painter.fillPath(_round(11.2, 12.7, 6.6).subtracted(_round(14.4, 10.0, 5.6)), QColor(PAPER))


def _letter(painter: QPainter) -> None:
    from PySide6.QtCore import Qt

    _disc(painter, PLUM)
    paper = QPainterPath()
    paper.addRoundedRect(QRectF(5, 7, 14, 10.5), 1.8, 1.8)
    painter.fillPath(paper, QColor(PAPER))
    flap = QPainterPath(QPointF(6, 8.6))
    flap.lineTo(QPointF(12, 13.2))
    flap.lineTo(QPointF(18, 8.6))
    pen = QPen(QColor(PLUM), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(flap, pen)


def _locked(painter: QPainter) -> None:
    from PySide6.QtCore import Qt

    _disc(painter, STONE)
    body = QPainterPath()
    body.addRoundedRect(QRectF(6.8, 10.8, 10.4, 7.4), 1.8, 1.8)
    painter.fillPath(body, QColor(PAPER))
    shackle = QPainterPath(QPointF(8.9, 11.2))
    shackle.lineTo(QPointF(8.9, 9))
    shackle.arcTo(QRectF(8.9, 5.6, 6.2, 6.8), 180, -180)
    shackle.lineTo(QPointF(15.1, 11.2))
    pen = QPen(QColor(PAPER), 2.1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.strokePath(shackle, pen)


_PAINTERS = {
    "waiting": _waiting,
    "offered": _offered,
    "quiet": _quiet,
    "letter": _letter,
    "locked": _locked,
}
