"""The check-in: five faces, one tap."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.theme import Appearance, Theme
from selfkind_desktop.ui.widgets.focus import ring_after
from selfkind_desktop.ui.widgets.roving import ARROWS, RovingFocus
from selfkind_desktop.ui.wording import mood_name


@dataclass(frozen=True, slots=True)
class _Mouth:
    """A mouth on a disc of radius 25: where its ends are, and how far the middle is pulled, both downward."""

    ends: float
    pull: float


_MOUTHS = {
    Mood.VERY_HARD: _Mouth(10.5, -5.4),
    Mood.HARD: _Mouth(9.5, -3.0),
    Mood.IN_BETWEEN: _Mouth(8.0, 0.0),
    Mood.ALL_RIGHT: _Mouth(6.5, 3.0),
    Mood.GOOD: _Mouth(5.5, 5.4),
}
_HALF_MOUTH = 9.5
_EYE = (8.0, -4.5, 2.35)
_RADIUS = 25.0
_ROOM = 5
"""Around the disc, for the ring."""


def paint_face(painter: QPainter, theme: Theme, mood: Mood, radius: float, shrunk: float = 0) -> None:
    """Paint the face of a mood around the painter's origin.

    Args:
        painter: with antialiasing on; its pen and brush change.
        theme: the colors.
        mood: whose face.
        radius: of the disc, in pixels; eyes and mouth grow with it.
        shrunk: by how many pixels the disc alone is smaller, while it is pressed.
    """
    ink = theme.color("mood-ink")
    painter.save()
    painter.scale(radius / _RADIUS, radius / _RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"mood-{int(mood)}"))
    disc = _RADIUS - shrunk * _RADIUS / radius
    painter.drawEllipse(QPointF(0, 0), disc, disc)
    x, y, eye = _EYE
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(-x, y), eye, eye)
    painter.drawEllipse(QPointF(x, y), eye, eye)
    mouth = _MOUTHS[mood]
    path = QPainterPath(QPointF(-_HALF_MOUTH, mouth.ends))
    # the control point of a quadratic curve pulls twice as far as the curve goes
    path.quadTo(QPointF(0, mouth.ends + 2 * mouth.pull), QPointF(_HALF_MOUTH, mouth.ends))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 2.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)
    painter.restore()


class MoodRow(QWidget):
    """Five faces from very hard to good, as one group of radio buttons.

    Tab reaches the group, arrows move along it, Space, Enter or a click chooses; the digits 1 to 5 choose at
    once. Moving alone chooses nothing: a check-in is recorded in one tap, and passing by is not a feeling.

    Signals:
        chosen: a mood (1 to 5) was chosen, also if it was the same as before.
    """

    chosen = Signal(int)

    def __init__(
        self, appearance: Appearance, parent: QWidget | None = None, *, compact: bool = False, name: str = ""
    ) -> None:
        """Make a row with nothing chosen.

        Args:
            appearance: colors and sizes.
            parent: as Qt has it.
            compact: smaller, without words below (each face keeps its name for screen readers and as a tip).
            name: what the group asks; "How are you arriving?" if empty.
        """
        super().__init__(parent)
        self.setAccessibleName(name or self.tr("How are you arriving?"))
        self._group = QButtonGroup(self)
        self._roving = RovingFocus(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._faces: list[_Face] = []
        for mood in Mood:
            face = _Face(appearance, mood, compact=compact, parent=self)
            if self._faces:
                row.addStretch(1)
            row.addWidget(face)
            self._group.addButton(face, int(mood))
            self._faces.append(face)
        self._roving.set_buttons(self._faces)
        self._group.idClicked.connect(self._choose)

    @property
    def value(self) -> int | None:
        """The mood that is chosen, 1 to 5, or None."""
        checked = self._group.checkedId()
        return checked if checked > 0 else None

    def set_value(self, value: int | None) -> None:
        """Show a mood as chosen, or none; no signal."""
        self._group.setExclusive(False)
        for face in self._faces:
            face.setChecked(face.mood == value)
        self._group.setExclusive(True)
        self._roving.stop_at(self._roving.stop)

    def clear(self) -> None:
        """Show none as chosen."""
        self.set_value(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, digits choose."""
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_5 and not event.isAutoRepeat():
            face = self._faces[event.key() - Qt.Key.Key_1]
            self._roving.stop_at(face)
            face.setFocus(Qt.FocusReason.TabFocusReason)
            face.click()
            return
        if self._roving.walk(event) is None:
            super().keyPressEvent(event)

    def _choose(self, mood: int) -> None:
        self._roving.stop_at(self._faces[mood - 1])
        self.chosen.emit(mood)


class _Face(QAbstractButton):
    """One face with its word below."""

    def __init__(self, appearance: Appearance, mood: Mood, *, compact: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.mood = mood
        self._appearance = appearance
        self._compact = compact
        self._ring = False
        self.setText(mood_name(mood))
        self.setAccessibleName(mood_name(mood))
        if compact:
            self.setToolTip(mood_name(mood))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self.updateGeometry)

    # Size

    @property
    def _disc(self) -> int:
        return self._appearance.px(36 if self._compact else 50)

    @property
    def _gap(self) -> int:
        return self._appearance.px(8)

    def _metrics(self) -> QFontMetrics:
        # of the chosen face's bold word, so that choosing never makes it too wide
        return QFontMetrics(self._appearance.ui_font(13, 600))

    def _text_rect(self, width: int) -> QRect:
        top = self._disc + 2 * _ROOM + self._gap
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        return self._metrics().boundingRect(QRect(0, top, width, 10_000), flags, self.text())

    def sizeHint(self) -> QSize:
        """The disc, and the word in one line."""
        side = self._disc + 2 * _ROOM
        if self._compact:
            return QSize(side, side)
        width = max(side, self._metrics().horizontalAdvance(self.text()) + 2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The disc, and the longest part of the word."""
        side = self._disc + 2 * _ROOM
        if self._compact:
            return QSize(side, side)
        longest = max(self._metrics().horizontalAdvance(part) for part in self.text().split()) + 2
        return QSize(max(side, longest), self.heightForWidth(longest))

    def hasHeightForWidth(self) -> bool:
        """A narrow face takes two lines for its word."""
        return not self._compact

    def heightForWidth(self, width: int) -> int:
        """Disc, gap and as many lines as it takes."""
        return self._text_rect(width).bottom() + 1

    # Keys and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses as Space does; arrows and digits are the row's."""
        key = event.key()
        self._ring = True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif key in ARROWS or Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if the keyboard came here."""
        self._ring = ring_after(self, event, self._ring)
        super().focusInEvent(event)

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc, face, rings, word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        painter.save()
        painter.translate(self.width() / 2, _ROOM + self._disc / 2)
        self._paint_face(painter)
        painter.restore()
        self._paint_rings(painter)
        if not self._compact:
            self._paint_word(painter)
        painter.end()

    def _paint_face(self, painter: QPainter) -> None:
        shrunk = 0.75 * self._disc / (2 * _RADIUS) if self.isDown() else 0
        paint_face(painter, self._appearance.theme, self.mood, self._disc / 2, shrunk)

    def _paint_rings(self, painter: QPainter) -> None:
        theme = self._appearance.theme
        around = QRectF(self.width() / 2 - self._disc / 2, _ROOM, self._disc, self._disc)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(theme.color("sage"), 3))
            painter.drawEllipse(around.adjusted(-0.5, -0.5, 0.5, 0.5))
        elif theme.lines or (self.isEnabled() and self.underMouse()):
            painter.setPen(QPen(theme.color("control-line"), 1.5))
            painter.drawEllipse(around.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._ring and self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawEllipse(around.adjusted(-4, -4, 4, 4))

    def _paint_word(self, painter: QPainter) -> None:
        font = self._appearance.ui_font(13, 600 if self.isChecked() else 400)
        painter.setFont(font)
        painter.setPen(self._appearance.color("ink" if self.isChecked() else "muted"))
        top = self._disc + 2 * _ROOM + self._gap
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(QRect(0, top, self.width(), self.height() - top), flags, self.text())
