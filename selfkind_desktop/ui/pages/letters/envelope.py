"""A letter as it lies on the shelf: a sheet, a closed envelope, or one that is open."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.domain.letters import Letter
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.ui.pages.letters.words import arrival, came, changed, first_words
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.button import Button

_WIDTH = 196
_PICTURE = (132, 84)
_MARGIN = 12


class Shape(StrEnum):
    """How far a letter is on its way."""

    DRAFT = "draft"
    SEALED = "sealed"
    ARRIVED = "arrived"
    OPENED = "opened"


def shape_of(letter: Letter) -> Shape:
    """How far a letter is."""
    if letter.seal is None:
        return Shape.DRAFT
    if letter.arrived is None:
        return Shape.SEALED
    return Shape.ARRIVED if letter.opened is None else Shape.OPENED


class Envelope(Button):
    """One letter. Of a sealed one it knows when it arrives, and not a word more.

    Signals:
        trash_key(): Delete was pressed.
    """

    trash_key = Signal()

    def __init__(
        self,
        appearance: Appearance,
        letter: Letter,
        voice: str,
        moment: Moment,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "envelope", parent)
        self._appearance = appearance
        shape = shape_of(letter)
        state = self._state(letter, shape, moment)
        words = first_words(letter) if shape in (Shape.DRAFT, Shape.OPENED) else ""
        picture = _Picture(appearance, shape)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(4)
        self._column.addWidget(picture)
        self._column.addSpacing(4)
        for text, role in ((voice, "strong"), (words, "body"), (state, "small")):
            if text:
                said = label(text, "strong" if role == "strong" else "small" if role == "small" else "body")
                said.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                self._column.addWidget(said)
        self._column.addStretch(1)
        self.setAccessibleName(". ".join(text for text in (voice, state, words) if text))

    def sizeHint(self) -> QSize:
        """As high as its words need."""
        width = self._appearance.px(_WIDTH)
        return QSize(width, self._column.totalHeightForWidth(width))

    def set_height(self, height: int) -> None:
        """Be as high as those beside it, in pixels."""
        self.setFixedSize(self.sizeHint().width(), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete puts it away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.trash_key.emit()
        else:
            super().keyPressEvent(event)

    def _state(self, letter: Letter, shape: Shape, moment: Moment) -> str:
        if letter.seal is not None and shape is Shape.SEALED:
            return arrival(letter.seal, moment)
        if letter.arrived is not None:
            return came(letter.arrived, moment)
        return changed(letter, moment)


class _Picture(QWidget):
    """The drawing; what it means is said beside it."""

    def __init__(self, appearance: Appearance, shape: Shape) -> None:
        super().__init__()
        self._appearance = appearance
        self._shape = shape
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        width, height = _PICTURE
        self.setFixedSize(appearance.px(width), appearance.px(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = _PICTURE
        painter.scale(self.width() / width, self.height() / height)
        {
            Shape.DRAFT: self._paint_sheet,
            Shape.SEALED: self._paint_closed,
            Shape.ARRIVED: self._paint_arrived,
            Shape.OPENED: self._paint_open,
        }[self._shape](painter)
        painter.end()

    def _pen(self, token: str, width: float = 1.2) -> QPen:
        return QPen(
            self._appearance.color(token),
            width,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )

    def _paint_sheet(self, painter: QPainter) -> None:
        painter.setPen(self._pen("control-line"))
        painter.setBrush(self._appearance.color("surface"))
        painter.drawRoundedRect(QRectF(1, 2, 74, 80), 4, 4)
        painter.setPen(self._pen("line", 2))
        for row, end in enumerate((40, 62, 58, 63, 46)):
            painter.drawLine(QPointF(13, 18 + 12 * row), QPointF(end, 18 + 12 * row))

    def _paint_envelope(self, painter: QPainter, ground: str, edge: str) -> None:
        painter.setPen(self._pen(edge))
        painter.setBrush(self._appearance.color(ground))
        painter.drawRoundedRect(QRectF(1, 12, 116, 70), 6, 6)

    def _paint_closed(self, painter: QPainter) -> None:
        self._paint_envelope(painter, "plum-soft", "plum")
        flap = QPainterPath(QPointF(4, 14))
        flap.lineTo(QPointF(59, 52))
        flap.lineTo(QPointF(114, 14))
        painter.strokePath(flap, self._pen("plum"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.color("plum"))
        painter.drawEllipse(QPointF(59, 49), 11, 11)
        heart = QPainterPath(QPointF(59, 54))
        heart.cubicTo(QPointF(51, 49), QPointF(53, 43), QPointF(57, 44))
        heart.quadTo(QPointF(58.5, 44.5), QPointF(59, 46.5))
        heart.quadTo(QPointF(59.5, 44.5), QPointF(61, 44))
        heart.cubicTo(QPointF(65, 43), QPointF(67, 49), QPointF(59, 54))
        painter.fillPath(heart, self._appearance.color("on-plum"))

    def _paint_arrived(self, painter: QPainter) -> None:
        self._paint_closed(painter)
        painter.setPen(QPen(self._appearance.color("paper"), 3))
        painter.setBrush(self._appearance.color("peach"))
        painter.drawEllipse(QPointF(114, 14), 8, 8)

    def _paint_open(self, painter: QPainter) -> None:
        self._paint_envelope(painter, "sand", "control-line")
        painter.setPen(self._pen("control-line"))
        painter.setBrush(self._appearance.color("surface"))
        painter.drawRoundedRect(QRectF(13, 2, 92, 56), 3, 3)
        painter.setPen(self._pen("line", 2))
        for row, end in enumerate((60, 88, 80)):
            painter.drawLine(QPointF(24, 15 + 10 * row), QPointF(end, 15 + 10 * row))
        pocket = QPainterPath(QPointF(1.5, 18))
        pocket.lineTo(QPointF(59, 56))
        pocket.lineTo(QPointF(116.5, 18))
        pocket.lineTo(QPointF(116.5, 76))
        pocket.quadTo(QPointF(116.5, 82), QPointF(111, 82))
        pocket.lineTo(QPointF(7, 82))
        pocket.quadTo(QPointF(1.5, 82), QPointF(1.5, 76))
        pocket.closeSubpath()
        painter.fillPath(pocket, self._appearance.color("sand"))
        painter.strokePath(pocket, self._pen("control-line"))
