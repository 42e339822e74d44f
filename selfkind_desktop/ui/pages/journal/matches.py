"""The words that were sought, marked in the open entry, and the way from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from selfkind_desktop.domain.finding import Term, marks_in
from selfkind_desktop.ui.editor.units import in_units
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.theme import Appearance

_AFTER_MS = 60
"""The text is marked a moment after the list: it can be long, and the next key may be on its way."""

Place = tuple[Writing, int, int]


class Matches(QObject):
    """Marks the words in every text of the editor that can be seen.

    Args:
        appearance: the colors.
        editor: holds the texts.
    """

    def __init__(self, appearance: Appearance, editor: QWidget) -> None:
        super().__init__(editor)
        self._appearance = appearance
        self._editor = editor
        self._terms: tuple[Term, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._mark)
        appearance.changed.connect(self.look_again)

    def seek(self, terms: tuple[Term, ...]) -> None:
        """Mark these from now on; nothing where there are none."""
        if terms != self._terms:
            self._terms = terms
            self.look_again(forget=True)

    def look_again(self, *, forget: bool = False) -> None:
        """Another entry is open."""
        if self._terms or forget:
            self._soon.start()

    def go(self, *, on: bool) -> tuple[int, int]:
        """Select the next match or the one before, with the keyboard in it; after the last the first.

        Returns:
            Which one it is, counted from 1, and how many there are; 0, 0 where there is none.
        """
        places = self._places()
        if not places:
            return 0, 0
        number = self._number_from(places, on=on)
        text, start, end = places[number]
        cursor = text.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        text.setTextCursor(cursor)
        text.setFocus()
        text.ensureCursorVisible()
        return number + 1, len(places)

    def _number_from(self, places: Sequence[Place], *, on: bool) -> int:
        """Which match is next, seen from the cursor; from the first where the keyboard was elsewhere."""
        texts = self._texts()
        here = next((number for number, text in enumerate(texts) if text.hasFocus()), None)
        if here is None:
            return 0 if on else len(places) - 1
        cursor = texts[here].textCursor()
        order = [(texts.index(text), start, end) for text, start, end in places]
        if on:
            spot = (here, cursor.selectionEnd())
            return next((n for n, (text, start, _) in enumerate(order) if (text, start) >= spot), 0)
        spot = (here, cursor.selectionStart())
        before = [n for n, (text, _, end) in enumerate(order) if (text, end) <= spot]
        return before[-1] if before else len(places) - 1

    def _texts(self) -> list[Writing]:
        return [text for text in self._editor.findChildren(Writing) if text.isVisibleTo(self._editor)]

    def _places(self) -> list[Place]:
        found = []
        for text in self._texts():
            words = text.toPlainText()
            marks = in_units(words, marks_in(words, self._terms))
            found += [(text, start, end) for start, end in marks]
        return found

    def _mark(self) -> None:
        look = QTextCharFormat()
        look.setBackground(self._appearance.color("chosen"))
        look.setForeground(self._appearance.color("on-chosen"))
        marks: dict[Writing, list[QTextEdit.ExtraSelection]] = {text: [] for text in self._texts()}
        for text, start, end in self._places():
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(text.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, look
            marks[text].append(mark)
        for text, selections in marks.items():
            text.setExtraSelections(selections)
