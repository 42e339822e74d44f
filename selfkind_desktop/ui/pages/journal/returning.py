"""Where somebody was while writing, and back to it: in the text, a title or an answer."""

from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from selfkind_desktop.ui.pages.values import Whereabouts

Field = QLineEdit | QTextEdit


def place_in(editor: QWidget, entry: str, *, writing: bool) -> Whereabouts:
    """Where the keyboard is, or was last.

    Args:
        editor: holds the fields of the open entry.
        entry: its id.
        writing: whether the person was about to write, wherever the keyboard is now.
    """
    fields = _fields(editor)
    # Also after the keyboard went elsewhere, for example to the lock in the rail.
    last = editor.focusWidget()
    number = next((number for number, field in enumerate(fields) if field is last), -1)
    if number < 0:
        return Whereabouts(entry, number, 0, 0, writing)
    field = fields[number]
    if isinstance(field, QLineEdit):
        return Whereabouts(entry, number, field.cursorPosition(), 0, writing)
    scrolled = field.verticalScrollBar().value()
    return Whereabouts(entry, number, field.textCursor().position(), scrolled, writing)


def go_back(editor: QWidget, place: Whereabouts) -> None:
    """Put the cursor where it was, and the keyboard too where somebody was writing."""
    fields = _fields(editor)
    if not 0 <= place.field < len(fields):
        return
    field = fields[place.field]
    if isinstance(field, QLineEdit):
        field.setCursorPosition(place.cursor)
    else:
        cursor = field.textCursor()
        cursor.setPosition(max(0, min(place.cursor, field.document().characterCount() - 1)))
        field.setTextCursor(cursor)
        field.verticalScrollBar().setValue(place.scrolled)
    if place.writing:
        field.setFocus()


def _fields(editor: QWidget) -> list[Field]:
    """All that can be written in, in an order that is the same whenever the same entry is open."""
    return [field for field in editor.findChildren(QWidget) if isinstance(field, Field)]
