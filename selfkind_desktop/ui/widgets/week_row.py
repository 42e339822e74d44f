"""One day of the week at a glance: its name, and its hours on a track from midnight to midnight."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from selfkind_desktop.domain.week_ahead import MINUTES, DayAhead
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.focus import paint_ring, ring_after

_HEIGHT = 34
_TRACK = 18
_ROOM = 10
"""At both ends of the track, so that an end of the hours at midnight can be seen and caught."""
_NARROWEST = 168
_HANDLE = 5
_DOT = 3.2
_RING = 4.2


class Edge(Enum):
    """One of the two ends of a day's hours."""

    START = "start"
    END = "end"


class DayRow(QCheckBox):
    """A day that is on or off. The week around it hears the mouse and moves the ends.

    Signals:
        stepped(Edge, int): move this end by so many steps.
        walked(int): go to another day: -1 is the one before.
    """

    stepped = Signal(object, int)
    walked = Signal(int)

    def __init__(self, appearance: Appearance, names: Sequence[str], day: int, parent: QWidget) -> None:
        """Make an empty one.

        Args:
            appearance: how things look.
            names: the short names of all days: their tracks begin at the same place.
            day: which of them it is.
            parent: the week.
        """
        super().__init__(parent)
        self.edge = Edge.START
        self._appearance = appearance
        self._names = names
        self._short = names[day]
        self._name_width = 0
        self._ahead: DayAhead | None = None
        self._handles: dict[Edge, int] = {}
        self._foreign: tuple[int, ...] = ()
        self._is_today = False
        self._ring = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        appearance.changed.connect(self._measure)
        self._measure()

    def show_day(
        self, ahead: DayAhead, handles: dict[Edge, int], foreign: tuple[int, ...], *, is_today: bool
    ) -> None:
        """Show a day.

        Args:
            ahead: what may come when.
            handles: where the ends of its own hours are, as far as they lie on this day.
            foreign: where hours of the day before end on this one.
            is_today: whether it is today.
        """
        self._ahead, self._handles, self._foreign, self._is_today = ahead, handles, foreign, is_today
        self.setChecked(ahead.hours is not None)
        self.update()

    # Where things are

    def sizeHint(self) -> QSize:
        """As wide as the page, and never narrower than an hour can be told from the next."""
        width = self._name_width + self._appearance.px(2 * _ROOM) + _NARROWEST
        return QSize(width, max(self._appearance.px(_HEIGHT), self._metrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def track(self) -> QRectF:
        """The track, in this widget's coordinates."""
        room = self._appearance.px(_ROOM)
        start = self._name_width + room
        height = self._appearance.px(_TRACK)
        left = room if self.isRightToLeft() else start
        return QRectF(left, (self.height() - height) / 2, self.width() - start - room, height)

    def x_of(self, minute: float) -> float:
        """Where a minute of the day is."""
        track = self.track()
        part = minute / MINUTES * track.width()
        return track.right() - part if self.isRightToLeft() else track.left() + part

    def minute_at(self, x: float) -> float:
        """The minute of the day at a place, which may lie before or after the day."""
        track = self.track()
        part = track.right() - x if self.isRightToLeft() else x - track.left()
        return part / track.width() * MINUTES

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font(is_strong=True))

    def _font(self, *, is_strong: bool) -> QFont:
        return self._appearance.ui_font(13, 600 if is_strong else 400)

    def _measure(self) -> None:
        widest = max(self._metrics().horizontalAdvance(name) for name in self._names)
        self._name_width = widest + self._appearance.px(8)
        self.updateGeometry()
        self.update()

    # Keys; the week hears the mouse

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if the keyboard came here."""
        self._ring = ring_after(self, event, self._ring)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move an end or go to another day, Enter takes the other end, Space switches."""
        self._ring = True
        along = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        across = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if along is not None:
            wide = 4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self.stepped.emit(self.edge, along * wide * (-1 if self.isRightToLeft() else 1))
        elif across is not None:
            self.walked.emit(across)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edge = Edge.END if self.edge is Edge.START else Edge.START
            self.stepped.emit(self.edge, 0)
        else:
            super().keyPressEvent(event)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, track, hours, plans, ends, ring."""
        if self._ahead is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_name(painter)
        self._paint_track(painter)
        for start, end in self._ahead.open_time:
            self._paint_stretch(painter, start, end)
        self._paint_dots(painter, self._ahead.pauses)
        self._paint_rings(painter, self._ahead.check_ins)
        for minute in self._foreign:
            self._paint_handle(painter, minute, is_taken=False)
        with_keyboard = self._ring and self.hasFocus()
        for edge, minute in self._handles.items():
            self._paint_handle(painter, minute, is_taken=with_keyboard and edge is self.edge)
        if with_keyboard:
            paint_ring(painter, QRectF(self.rect()), 8, self._appearance.color("focus"))
        painter.end()

    def _paint_name(self, painter: QPainter) -> None:
        track = self.track()
        room = self._appearance.px(_ROOM)
        place = QRectF(4, 0, track.left() - room, self.height())
        side = Qt.AlignmentFlag.AlignLeft
        if self.isRightToLeft():
            place = QRectF(track.right() + room, 0, self.width() - track.right() - room - 4, self.height())
            side = Qt.AlignmentFlag.AlignRight
        painter.setFont(self._font(is_strong=self._is_today))
        painter.setPen(self._appearance.color("ink" if self.isChecked() else "muted"))
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), self._short)

    def _paint_track(self, painter: QPainter) -> None:
        theme = self._appearance.theme
        track = self.track()
        painter.setPen(QPen(theme.color("control-line" if theme.lines else "line"), 1))
        painter.setBrush(theme.color("paper"))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        for hour in (6, 12, 18):
            x = self.x_of(hour * 60)
            painter.drawLine(QPointF(x, track.top()), QPointF(x, track.bottom()))

    def _paint_stretch(self, painter: QPainter, start: int, end: int) -> None:
        theme = self._appearance.theme
        track = self.track()
        first, last = sorted((self.x_of(start), self.x_of(end)))
        place = QRectF(first, track.top(), last - first, track.height()).adjusted(0.75, 0.75, -0.75, -0.75)
        if self._ahead is not None and self._ahead.is_away:
            painter.setPen(QPen(theme.color("control-line"), 1.25, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 4, 4)
            _hatch(painter, place, theme.color("control-line"), self._appearance.px(7))
            return
        painter.setPen(QPen(theme.color("sage"), 1.25))
        painter.setBrush(theme.color("chosen"))
        painter.drawRoundedRect(place, 4, 4)

    def _paint_dots(self, painter: QPainter, minutes: tuple[int, ...]) -> None:
        color = self._appearance.color("on-chosen")
        radius = _DOT * self._appearance.scale
        halo = QColor(color)
        halo.setAlphaF(0.22)
        painter.setPen(Qt.PenStyle.NoPen)
        for minute in minutes:
            center = QPointF(self.x_of(minute), self.track().center().y())
            for brush, size in ((halo, radius * 2), (color, radius)):
                painter.setBrush(brush)
                painter.drawEllipse(center, size, size)

    def _paint_rings(self, painter: QPainter, minutes: tuple[int, ...]) -> None:
        """The check-ins: another form than a pause has, not only another color."""
        radius = _RING * self._appearance.scale
        painter.setPen(QPen(self._appearance.color("plum"), 1.6 * self._appearance.scale))
        painter.setBrush(self._appearance.color("surface"))
        track = self.track()
        for minute in minutes:
            # Whole, even at the very ends of the day.
            x = min(max(self.x_of(minute), track.left() + radius + 2), track.right() - radius - 2)
            painter.drawEllipse(QPointF(x, track.center().y()), radius, radius)

    def _paint_handle(self, painter: QPainter, minute: int, *, is_taken: bool) -> None:
        theme = self._appearance.theme
        width = self._appearance.px(_HANDLE) + (3 if is_taken else 0)
        tall = self._appearance.px(_TRACK) + (10 if is_taken else 4)
        place = QRectF(self.x_of(minute) - width / 2, (self.height() - tall) / 2, width, tall)
        painter.setPen(QPen(theme.color("surface"), 1))
        painter.setBrush(theme.color("ink" if is_taken else "sage"))
        painter.drawRoundedRect(place, width / 2, width / 2)


def _hatch(painter: QPainter, place: QRectF, color: QColor, pitch: int) -> None:
    """Slanted lines: Qt's own pattern of them does not grow with the screen's resolution."""
    painter.save()
    painter.setClipRect(place)
    painter.setPen(QPen(color, 1))
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
        x += pitch
    painter.restore()
