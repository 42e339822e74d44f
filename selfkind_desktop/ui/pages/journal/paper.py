"""The page one writes on: plain text in the reading serif, on lines no longer than can be read with ease."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from selfkind_desktop.ui.pages.journal.text import TITLE_LONGEST
from selfkind_desktop.ui.theme import Appearance

MEASURE = 66
"""Characters on a line."""

_LINE_HEIGHT = 120.0
"""Percent of the font's own line height."""

# Counting in characters needs an ordinary sentence: the widths of letters differ.
_SAMPLE = "It was a long day, and nobody asked how the morning went, but the light stayed on the wall."


class _Title(QSyntaxHighlighter):
    """Shows a short first line larger once something follows it. The text itself stays plain."""

    def __init__(self, appearance: Appearance, document: QTextDocument) -> None:
        super().__init__(document)
        self._appearance = appearance
        self._is_titled = False
        document.contentsChanged.connect(self._look_again)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - as Qt calls it
        """Qt asks for each block; only the first can be a title."""
        if self.currentBlock().blockNumber() > 0 or not self._has_title():
            return
        font = self._appearance.reading_font(20, 500)
        style = QTextCharFormat()
        style.setProperty(QTextCharFormat.Property.FontPixelSize, font.pixelSize())
        style.setFontWeight(QFont.Weight.Medium)
        self.setFormat(0, len(text), style)

    def _has_title(self) -> bool:
        first = self.document().firstBlock()
        follows = self.document().characterCount() > first.length()
        return follows and 0 < len(first.text().strip()) <= TITLE_LONGEST

    def _look_again(self) -> None:
        if self._has_title() != self._is_titled:
            self._is_titled = not self._is_titled
            self.rehighlightBlock(self.document().firstBlock())


class Paper(QTextEdit):
    """An editor for plain text without a frame, its lines at most `MEASURE` characters.

    Signals:
        left(): the keyboard went elsewhere.
    """

    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("page", "paper")
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._title = _Title(appearance, self.document())
        appearance.changed.connect(self._appearance_changed)

    @property
    def measure(self) -> int:
        """The width of `MEASURE` characters, in pixels."""
        metrics = QFontMetricsF(self._appearance.reading_font(17))
        return round(metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * MEASURE)

    def show_text(self, text: str) -> None:
        """Show another text, with a fresh undo history and the cursor behind its last word."""
        self.setPlainText(text)
        self._space_lines()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def go_to(self, place: int, scrolled: int) -> None:
        """Put the cursor at a place (in characters) and scroll as it was (in pixels)."""
        cursor = self.textCursor()
        cursor.setPosition(max(0, min(place, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def _space_lines(self) -> None:
        """Give the lines air. New paragraphs take it over from the one they grow out of."""
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self.document().setUndoRedoEnabled(False)
        cursor.mergeBlockFormat(spacing)
        self.document().setUndoRedoEnabled(True)

    def minimumSizeHint(self) -> QSize:
        """A few words wide is enough; the text wraps."""
        return QSize(self._appearance.px(160), self._appearance.px(96))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short however wide the page is."""
        self._keep_measure()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc belongs to whoever holds the page."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()

    def _keep_measure(self) -> None:
        bar = self.verticalScrollBar()
        taken = bar.width() if bar.isVisible() else 0
        spare = self.contentsRect().width() - self.measure - taken
        self.setViewportMargins(0, 0, max(0, spare), 0)

    def _appearance_changed(self) -> None:
        self._title.rehighlight()
        self._keep_measure()
