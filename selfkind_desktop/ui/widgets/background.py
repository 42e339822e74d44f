"""The ground of a pause: a soft wash from morning to evening light."""

from functools import cache
from random import Random

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.theme import Appearance

_GRAIN = 128
_STOPS = 12
_ANGLE = (0.342, 0.940)
"""Direction of the wash: 20 degrees off straight down."""


class GradientBackground(QWidget):
    """A widget that paints the wash behind its children.

    Eight bits a color leave steps that the eye finds on so slow a wash; a grain of one level hides them.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._wash = QBrush()
        self._grain: tuple[QPixmap, QPixmap] | None = None
        appearance.changed.connect(self._take_colors)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The wash goes from corner to corner."""
        super().resizeEvent(event)
        self._take_colors()

    def _take_colors(self) -> None:
        theme = self._appearance.theme
        width, height = self.width(), self.height()
        x, y = _ANGLE
        half = (width * x + height * y) / 2
        middle = QPointF(width / 2, height / 2)
        along = QPointF(x * half, y * half)
        wash = QLinearGradient(middle - along, middle + along)
        first, second, third = (theme.color(f"wash-{number}") for number in (1, 2, 3))
        for step in range(_STOPS + 1):
            place = step / _STOPS
            wash.setColorAt(place, _on_curve(first, second, third, place))
        self._wash = QBrush(wash)
        self._grain = None if theme.lines else _grain()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only what needs it: a breathing circle above repaints its own square alone."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._wash)
        if self._grain is not None:
            for tile in self._grain:
                painter.drawTiledPixmap(event.rect(), tile, event.rect().topLeft())
        painter.end()


def _on_curve(first: QColor, second: QColor, third: QColor, place: float) -> QColor:
    """A color on a smooth curve through all three: straight pieces would meet in a crease that shows."""

    def smooth(start: float, middle: float, end: float) -> float:
        pull = 2 * middle - (start + end) / 2  # a quadratic curve that passes the middle halfway
        rest = 1 - place
        return min(1.0, max(0.0, rest * rest * start + 2 * rest * place * pull + place * place * end))

    return QColor.fromRgbF(
        smooth(first.redF(), second.redF(), third.redF()),
        smooth(first.greenF(), second.greenF(), third.greenF()),
        smooth(first.blueF(), second.blueF(), third.blueF()),
    )


@cache
def _grain() -> tuple[QPixmap, QPixmap]:
    """Faint light and dark speckles, the same at each start."""
    chance = Random(20)
    tiles = []
    for color in (0xFFFFFF, 0x000000):
        image = QImage(_GRAIN, _GRAIN, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        speckles = chance.randbytes(_GRAIN * _GRAIN)
        level = 0x01010101 if color else 0x01000000
        for place, speckle in enumerate(speckles):
            if speckle < 85:
                image.setPixel(place % _GRAIN, place // _GRAIN, level)
        tiles.append(QPixmap.fromImage(image))
    return tiles[0], tiles[1]
