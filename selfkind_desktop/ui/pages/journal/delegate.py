"""How an entry looks in the list: date, first line, how it goes on."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from selfkind_desktop.domain.finding import Mark
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.editor.units import units
from selfkind_desktop.ui.pages.journal.model import DateRole, ExcerptRole, MarksRole, MoodRole, StarredRole
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.focus import paint_ring
from selfkind_desktop.ui.widgets.mood_row import paint_face

_PADDING = 12
_GAP = 4
_NARROWEST = 3
_RADIUS = 10.0

Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Paints one entry in three lines, whatever the text size."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._known_fonts: tuple[QFont, QFont, QFont] | None = None
        appearance.changed.connect(self._forget)

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
        title = index.data(Qt.ItemDataRole.DisplayRole)
        if title is not None:  # else its words are on their way
            self._paint_mood(painter, inner, index.data(MoodRole))
            date = f"★ {index.data(DateRole)}" if index.data(StarredRole) else index.data(DateRole)
            marks = index.data(MarksRole)
            top = inner.top()
            lines = (
                (date, "muted", ()),
                (title, "ink", marks[0]),
                (index.data(ExcerptRole), "muted", marks[1]),
            )
            for font, (text, token, marked) in zip(self._fonts(), lines, strict=True):
                line = QRect(inner.left(), top, inner.width(), QFontMetrics(font).height())
                self._paint_line(painter, line, font, token, text, marked)
                top = line.bottom() + 1 + _GAP
        painter.restore()

    def _paint_line(
        self, painter: QPainter, line: QRect, font: QFont, token: str, text: str, marks: Sequence[Mark]
    ) -> None:
        # Measuring takes time, and no letter is as narrow as that.
        likely = text[: line.width() // _NARROWEST + 1]
        shown = QFontMetrics(font).elidedText(likely, Qt.TextElideMode.ElideRight, line.width())
        painter.setFont(font)
        painter.setPen(self._appearance.color(token))
        whole = len(shown) if shown == text else len(shown) - 1
        inside = [(start, min(end, whole)) for start, end in marks if start < whole]
        if not inside:
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
            return
        layout = QTextLayout(shown, font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeading))
        layout.setFormats([self._marked(shown, start, end) for start, end in inside])
        layout.beginLayout()
        laid = layout.createLine()
        laid.setLineWidth(line.width())
        layout.endLayout()
        layout.draw(painter, QPointF(line.left(), line.top() + (line.height() - laid.height()) / 2))

    def _marked(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        marked = QTextLayout.FormatRange()
        marked.start, marked.length = units(text[:start]), units(text[start:end])
        look = QTextCharFormat()
        look.setBackground(self._appearance.color("chosen"))
        look.setForeground(self._appearance.color("on-chosen"))
        marked.format = look
        return marked

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
        if self._known_fonts is None:
            look = self._appearance
            self._known_fonts = look.ui_font(12), look.ui_font(15, 600), look.ui_font(13)
        return self._known_fonts

    def _forget(self) -> None:
        self._known_fonts = None

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
