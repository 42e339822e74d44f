"""The week in seven dots. A rest day is a day of rest, not a hole."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfkind_desktop.ui.theme import Appearance

_DOT = 26
_SPACE = 20
_GAP = 12


class DayState(StrEnum):
    """What a dot says about its day."""

    PRACTICED = "practiced"
    REST = "rest"
    TODAY = "today"
    TODAY_PRACTICED = "today-practiced"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class DayDot:
    """One day.

    Attributes:
        short: the name below the dot, for example "Mon".
        name: the whole name, for screen readers.
    """

    short: str
    name: str
    state: DayState


class WeekDots(QWidget):
    """Seven dots: filled (a kind moment), dashed (rest), light with a ring (today), faint (still to come)."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._days: tuple[DayDot, ...] = ()
        self.setAccessibleName(self.tr("This week"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def set_days(self, days: Sequence[DayDot]) -> None:
        """Show these days, in the order of the week."""
        self._days = tuple(days)
        said = (self.tr("{day}: {state}").format(day=day.name, state=self._said(day.state)) for day in days)
        self.setAccessibleDescription(", ".join(said))
        self.updateGeometry()
        self.update()

    def _said(self, state: DayState) -> str:
        return {
            DayState.PRACTICED: self.tr("a kind moment"),
            DayState.REST: self.tr("rest"),
            DayState.TODAY: self.tr("today"),
            DayState.TODAY_PRACTICED: self.tr("today, a kind moment"),
            DayState.AHEAD: self.tr("still to come"),
        }[state]

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._appearance.ui_font(12))

    def _pitch(self, space: int) -> int:
        widest = max((self._metrics().horizontalAdvance(day.short) for day in self._days), default=0)
        return max(self._appearance.px(_DOT) + space, widest + 6)

    def sizeHint(self) -> QSize:
        """Dots and names in one line."""
        height = self._appearance.px(_DOT) + self._appearance.px(_GAP) + self._metrics().height()
        return QSize(self._pitch(self._appearance.px(_SPACE)) * len(self._days), height)

    def minimumSizeHint(self) -> QSize:
        """All of it, closer together."""
        return QSize(self._pitch(6) * len(self._days), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each day in its column."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._appearance.ui_font(12))
        pitch, dot = self.width() / max(1, len(self._days)), self._appearance.px(_DOT)
        for place, day in enumerate(self._days):
            column = len(self._days) - 1 - place if self.isRightToLeft() else place
            center = QPointF(column * pitch + pitch / 2, dot / 2)
            self._paint_dot(painter, center, dot / 2, day.state)
            painter.setPen(self._appearance.color("muted"))
            below = QRectF(column * pitch, dot + self._appearance.px(_GAP), pitch, self._metrics().height())
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), day.short)
        painter.end()

    def _paint_dot(self, painter: QPainter, center: QPointF, radius: float, state: DayState) -> None:
        theme = self._appearance.theme
        sage = theme.color("sage")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state is DayState.PRACTICED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(sage)
            painter.drawEllipse(center, radius, radius)
        elif state is DayState.REST:
            pen = QPen(theme.color("control-line"), 1.25)
            # dashes that come out even around the circle
            around = 2 * 3.14159265 * (radius - 0.7) / 1.25
            pen.setDashPattern([around / 48 * 1.6, around / 48 * 1.4])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawEllipse(center, radius - 0.7, radius - 0.7)
        elif state is DayState.AHEAD:
            painter.setPen(QPen(theme.color("line"), 1.25))
            painter.drawEllipse(center, radius - 0.7, radius - 0.7)
        else:
            painter.setPen(QPen(sage, 1.75))
            painter.setBrush(theme.color("sage-soft"))
            painter.drawEllipse(center, radius - 0.9, radius - 0.9)
            if state is DayState.TODAY_PRACTICED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(sage)
                painter.drawEllipse(center, radius - 4, radius - 4)
