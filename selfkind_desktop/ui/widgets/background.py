"""The ground of a pause: a soft wash from morning to evening light."""

from functools import cache
from random import Random

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHideEvent,
    QImage,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.theme import Appearance

_ANGLE = (0.342, 0.940)
"""Direction of the wash: 20 degrees off straight down."""
_STOPS = 12
_GRAIN = 128
_STRIP = 64
"""Pixels painted at a time in twice the depth, so that a large window needs no large second picture."""


class GradientBackground(QWidget):
    """A widget that paints the wash behind its children.

    Eight bits a color leave steps that the eye finds on so slow a wash. So it is painted once with sixteen,
    and a grain finer than one step decides how each pixel is rounded. The picture is kept while it is
    visible: a breathing circle above it repaints from it sixty times a second.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._picture: QPixmap | None = None
        appearance.changed.connect(self._forget)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it: keep no picture."""
        super().hideEvent(event)
        self._picture = None

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The part that is asked for, from the picture."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._picture is None or self._picture.size() != size:
            self._picture = QPixmap.fromImage(_painted(self._wash(size), size))
            self._picture.setDevicePixelRatio(ratio)
        rect = event.rect()
        source = QRect(rect.topLeft() * ratio, rect.size() * ratio)
        painter = QPainter(self)
        painter.drawPixmap(rect, self._picture, source)
        painter.end()

    def _wash(self, size: QSize) -> QLinearGradient:
        x, y = _ANGLE
        half = (size.width() * x + size.height() * y) / 2
        middle = QPointF(size.width() / 2, size.height() / 2)
        along = QPointF(x * half, y * half)
        wash = QLinearGradient(middle - along, middle + along)
        first, second, third = (self._appearance.color(f"wash-{number}") for number in (1, 2, 3))
        for step in range(_STOPS + 1):
            wash.setColorAt(step / _STOPS, _on_curve(first, second, third, step / _STOPS))
        return wash


def _painted(wash: QLinearGradient, size: QSize) -> QImage:
    """The wash, dithered down to eight bits a color."""
    picture = QImage(size, QImage.Format.Format_RGB32)
    onto = QPainter(picture)
    onto.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    grain = QBrush(_grain())
    for top in range(0, size.height(), _STRIP):
        strip = QImage(size.width(), min(_STRIP, size.height() - top), QImage.Format.Format_RGBX64)
        painter = QPainter(strip)
        painter.translate(0, -top)
        painter.fillRect(QRect(0, top, strip.width(), strip.height()), wash)
        painter.resetTransform()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        painter.fillRect(strip.rect(), grain)
        painter.end()
        onto.drawImage(0, top, strip)
    onto.end()
    return picture


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
def _grain() -> QImage:
    """A tile of 16-bit pixels between nothing and one step of eight bits, the same at each start."""
    noise = bytearray(Random(20).randbytes(_GRAIN * _GRAIN * 8))
    noise[1::2] = bytes(len(noise) // 2)
    return QImage(bytes(noise), _GRAIN, _GRAIN, QImage.Format.Format_RGBA64_Premultiplied).copy()
