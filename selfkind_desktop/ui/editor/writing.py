"""The page one writes on: Markdown that shows its meaning while it is written, on short lines."""

import re

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from selfkind_desktop.domain.phrases import as_phrase, sentence_at
from selfkind_desktop.ui.editor import editing
from selfkind_desktop.ui.editor.highlighter import Highlighter
from selfkind_desktop.ui.editor.marks import bare, item_of, link_at
from selfkind_desktop.ui.theme import Appearance

MEASURE = 66
"""Characters on a line."""

BOLD = "Ctrl+B"
ITALIC = "Ctrl+I"
HEADING = "Ctrl+Shift+H"
LIST = "Ctrl+Shift+L"
TASKS = "Ctrl+Shift+K"
QUOTE = "Ctrl+Shift+J"
PHRASE = "Ctrl+Shift+P"
FURTHER_IN = "Ctrl+]"
FURTHER_OUT = "Ctrl+["

_LINE_HEIGHT = 120.0
"""Percent of the font's own line height."""

# Counting in characters needs an ordinary sentence: the widths of letters differ.
_SAMPLE = "It was a long day, and nobody asked how the morning went, but the light stayed on the wall."

_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\ufffc]")
"""What web pages put between letters. No joiners: Persian, Hindi and many picture signs need them."""


class Writing(QTextEdit):
    """An editor for Markdown without a frame; what it holds is plain text.

    Signals:
        left(): the keyboard went elsewhere.
        link_requested(str): the person asked for this address (Ctrl and a click, or Ctrl and Return in it).
        phrase_marked(str): the person wants to keep these words as a phrase.
        pictures_dropped(list): files or pictures that were dropped or pasted, as the mime data holds them.
    """

    left = Signal()
    link_requested = Signal(str)
    phrase_marked = Signal(str)
    pictures_dropped = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("page", "paper")
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._highlighter = Highlighter(appearance, self.document())
        appearance.changed.connect(self._keep_measure)
        for key, act in (
            (BOLD, self.toggle_bold),
            (ITALIC, self.toggle_italic),
            (HEADING, self.cycle_heading),
            (LIST, self.toggle_list),
            (TASKS, self.toggle_tasks),
            (QUOTE, self.toggle_quote),
            (PHRASE, self.mark_phrase),
            (FURTHER_IN, lambda: editing.indent(self.textCursor(), further=True)),
            (FURTHER_OUT, lambda: editing.indent(self.textCursor(), further=False)),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

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

    def toggle_bold(self) -> None:
        """Make the selected words bold, or plain again."""
        self.setTextCursor(editing.surround(self.textCursor(), "**"))

    def toggle_italic(self) -> None:
        """Make the selected words lean, or plain again."""
        self.setTextCursor(editing.surround(self.textCursor(), "*"))

    def cycle_heading(self) -> None:
        """Make the line a heading, a smaller one, and an ordinary line again."""
        editing.cycle_heading(self.textCursor())

    def toggle_list(self) -> None:
        """Make the selected lines a list, or ordinary lines again."""
        editing.toggle_item(self.textCursor(), "-")

    def toggle_tasks(self) -> None:
        """Make the selected lines check boxes, or ordinary lines again."""
        editing.toggle_item(self.textCursor(), "- [ ]")

    def toggle_quote(self) -> None:
        """Make the selected lines a quotation, or ordinary lines again."""
        editing.toggle_item(self.textCursor(), ">")

    def mark_phrase(self) -> None:
        """Ask to keep the selected words as a phrase, or else the sentence at the cursor."""
        self._mark(self.textCursor())

    def _mark(self, cursor: QTextCursor) -> None:
        if cursor.hasSelection():
            words = cursor.selectedText().replace("\u2029", "\n")
        else:
            line = cursor.block().text()
            words = sentence_at(line, _place_in(line, cursor))
        phrase = as_phrase("\n".join(bare(line) for line in words.split("\n")))
        if phrase:
            self.phrase_marked.emit(phrase)

    # Keys and clicks

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What Qt offers, and to keep what was clicked on as a phrase."""
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cursor = self.textCursor()
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if by_mouse and not cursor.hasSelection():
            cursor = self.cursorForPosition(event.pos())
        keep = QAction(self.tr("Keep as a phrase"), menu)
        keep.setShortcut(QKeySequence(PHRASE))
        keep.setEnabled(cursor.hasSelection() or bool(cursor.block().text().strip()))
        keep.triggered.connect(lambda: self._mark(cursor))
        menu.insertSeparator(menu.actions()[0])
        menu.insertAction(menu.actions()[0], keep)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lists go on by themselves; Esc belongs to whoever holds the page."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif is_return and modifiers == Qt.KeyboardModifier.ControlModifier:
            self._act_on_line()
        elif (
            is_return
            and modifiers == Qt.KeyboardModifier.NoModifier
            and not self.textCursor().hasSelection()
            and editing.break_line(self.textCursor())
        ):
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks a box; a link opens only with Ctrl."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        cursor = self.cursorForPosition(event.position().toPoint())
        place = cursor.positionInBlock()
        item = item_of(cursor.block().text())
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if address := _link_at(cursor):
                self.link_requested.emit(address)
        elif item is not None and item.box is not None and item.box_at - 1 <= place <= item.box_at + 1:
            editing.toggle_box(cursor.block())

    def _act_on_line(self) -> None:
        """The keyboard's way to what a click does: open the link at the cursor, else tick the line's box."""
        cursor = self.textCursor()
        if address := _link_at(cursor):
            self.link_requested.emit(address)
        else:
            editing.toggle_box(cursor.block())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    # What is brought in

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, and pictures for whoever keeps them."""
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Only the words of what is pasted: no fonts, colors, or signs that cannot be seen."""
        is_picture = source.hasImage() or any(url.isLocalFile() for url in source.urls())
        if is_picture:
            self.pictures_dropped.emit(source)
        elif source.hasText():
            self.textCursor().insertText(clean(source.text()))
            self.ensureCursorVisible()

    # Measure

    def minimumSizeHint(self) -> QSize:
        """A few words wide is enough; the text wraps."""
        return QSize(self._appearance.px(160), self._appearance.px(96))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short however wide the page is."""
        self._keep_measure()
        super().resizeEvent(event)

    def _space_lines(self) -> None:
        """Give the lines air. New paragraphs take it over from the one they grow out of."""
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self.document().setUndoRedoEnabled(False)
        cursor.mergeBlockFormat(spacing)
        self.document().setUndoRedoEnabled(True)

    def _keep_measure(self) -> None:
        bar = self.verticalScrollBar()
        taken = bar.width() if bar.isVisible() else 0
        spare = self.contentsRect().width() - self.measure - taken
        self.setViewportMargins(0, 0, max(0, spare), 0)


def _link_at(cursor: QTextCursor) -> str:
    """The address under the cursor; empty where there is none."""
    line = cursor.block().text()
    return link_at(line, _place_in(line, cursor))


def _place_in(line: str, cursor: QTextCursor) -> int:
    """Where a cursor stands in its line, in characters."""
    before = line.encode("utf-16-le")[: 2 * cursor.positionInBlock()]  # as Qt counts
    return len(before.decode("utf-16-le", "ignore"))


def clean(text: str) -> str:
    """Pasted words without what only a web page needs: unseen signs, odd spaces and line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _UNSEEN.sub("", text).replace("\u00a0", " ")
