"""How an entry looks in the list: date, first line, how it goes on."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.pages.journal.model import DateRole, ExcerptRole, MoodRole
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.focus import paint_ring
from selfkind_desktop.ui.widgets.mood_row import paint_face

_PADDING = 12
_GAP = 4
_RADIUS = 10.0

Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Paints one entry in three lines, whatever the text size."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same height for every entry, so that thousands need no measuring."""
        lines = sum(QFontMetrics(font).height() for font in self._fonts())
        return QSize(0, lines + 2 * _GAP + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then the three lines."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        self._paint_ground(painter, rect, option.state)
        inner = rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        self._paint_mood(painter, inner, index.data(MoodRole))
        texts = (index.data(DateRole), index.data(Qt.ItemDataRole.DisplayRole), index.data(ExcerptRole))
        top = inner.top()
        for font, text, token in zip(self._fonts(), texts, ("muted", "ink", "muted"), strict=True):
            metrics = QFontMetrics(font)
            line = QRect(inner.left(), top, inner.width(), metrics.height())
            painter.setFont(font)
            painter.setPen(self._appearance.color(token))
            elided = metrics.elidedText(str(text), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, elided)
            top = line.bottom() + 1 + _GAP
        painter.restore()

    def _paint_mood(self, painter: QPainter, inner: QRect, mood: Mood | None) -> None:
        """A face at the end of the date's line, wherever the language ends it."""
        if mood is None:
            return
        radius = QFontMetrics(self._fonts()[0]).height() / 2
        rtl = QApplication.isRightToLeft()
        painter.save()
        painter.translate(inner.left() + radius if rtl else inner.right() - radius, inner.top() + radius)
        paint_face(painter, self._appearance.theme, mood, radius)
        painter.restore()

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        look = self._appearance
        return look.ui_font(12), look.ui_font(15, 600), look.ui_font(13)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        look = self._appearance
        box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(look.color("surface"))
            painter.setPen(QPen(look.color("ink" if look.theme.lines else "line"), 1))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.color("hover"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        keyboard = state & QStyle.StateFlag.State_KeyboardFocusChange
        if keyboard and state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect), _RADIUS, look.color("focus"))
