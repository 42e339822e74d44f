"""What keys and buttons do to Markdown: each is one step that can be undone."""

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor

from selfkind_desktop.ui.editor.marks import as_counted, item_of

_INDENT = "  "
_HEADINGS = ("", "# ", "## ", "### ")


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[QTextCursor]:
    """Everything done inside is undone at once."""
    cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()


def surround(cursor: QTextCursor, sign: str) -> QTextCursor:
    """Put a sign on both sides of the selected words, or of the word at the cursor; or take it away again.

    Args:
        cursor: what is selected.
        sign: `*`, `**` or `~~`. Three stars are both of the first two.

    Returns:
        the cursor as it ought to stand afterwards: the same words selected, or between two new signs.
    """
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    words = cursor.selectedText()
    bare = words.strip()
    start = cursor.selectionStart() + (len(words) - len(words.lstrip()) if bare else 0)
    width = len(as_counted(bare))
    end = start + width
    text = as_counted(cursor.document().toPlainText())
    around = min(_run(reversed(text[:start]), sign[0]), _run(text[end:], sign[0]))
    with one_step(cursor):
        if bare and around & len(sign):
            _replace(cursor, start - len(sign), end + len(sign), bare)
            start -= len(sign)
        else:
            _replace(cursor, start, end, f"{sign}{bare}{sign}")
            start += len(sign)
    cursor.setPosition(start)
    cursor.setPosition(start + width, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def cycle_heading(cursor: QTextCursor) -> None:
    """Make the line a heading, a smaller one, a still smaller one, and an ordinary line again."""
    block = cursor.block()
    text = block.text()
    level = next((number for number in (3, 2, 1) if text.startswith(_HEADINGS[number])), 0)
    with one_step(cursor):
        _replace(
            cursor,
            block.position(),
            block.position() + len(_HEADINGS[level]),
            _HEADINGS[(level + 1) % len(_HEADINGS)],
        )


def toggle_item(cursor: QTextCursor, mark: str) -> None:
    """Make the selected lines items with a mark (`-`, `1.`, `>`, `- [ ]`); ordinary lines if all are that."""
    blocks = [block for block in _blocks(cursor) if block.text().strip()] or [cursor.block()]
    wanted = item_of(f"{mark} ")
    if wanted is None:
        raise ValueError(f"{mark} begins no item")
    are_that = []
    for block in blocks:
        item = item_of(block.text())
        are_that.append(
            item is not None
            and (item.box is None) == (wanted.box is None)
            and (item.mark == wanted.mark or (item.mark[:-1].isdigit() and wanted.mark[:-1].isdigit()))
        )
    with one_step(cursor):
        for number, block in enumerate(blocks, start=1):
            item = item_of(block.text())
            indent = "" if item is None else item.indent
            begin = "" if all(are_that) else f"{mark} "
            if begin and wanted.mark[:-1].isdigit():
                begin = f"{number}{wanted.mark[-1]} "
            place = block.position()
            _replace(cursor, place, place + (0 if item is None else item.start), indent * bool(begin) + begin)


def toggle_box(block: QTextBlock) -> bool:
    """Tick the check box of a line, or take the tick away; False where there is no box."""
    item = item_of(block.text())
    if item is None or item.box is None:
        return False
    cursor = QTextCursor(block)
    with one_step(cursor):
        place = block.position() + item.box_at
        _replace(cursor, place, place + 1, "x" if item.box == " " else " ")
    return True


def break_line(cursor: QTextCursor) -> bool:
    """Go on with the next item of a list, or leave the list at an empty one; False outside of lists."""
    block = cursor.block()
    text = block.text()
    item = item_of(text)
    if item is None or cursor.positionInBlock() < item.start:
        return False
    with one_step(cursor):
        if text[item.start :].strip():
            cursor.insertText("\n" + item.next())
        else:
            _replace(cursor, block.position(), block.position() + block.length() - 1, "")
    return True


def indent(cursor: QTextCursor, *, further: bool) -> bool:
    """Move the selected items in or out; False where there are none."""
    blocks = [block for block in _blocks(cursor) if item_of(block.text()) is not None]
    if not blocks:
        return False
    with one_step(cursor):
        for block in blocks:
            place = block.position()
            if further:
                _replace(cursor, place, place, _INDENT)
            else:
                text = block.text()
                spare = len(text[: len(_INDENT)]) - len(text[: len(_INDENT)].lstrip(" "))
                _replace(cursor, place, place + spare, "")
    return True


def _blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    while block.isValid():
        yield block
        if block == last:
            return
        block = block.next()


def _replace(cursor: QTextCursor, start: int, end: int, text: str) -> None:
    """Put text in the place of another; the cursor that is given stays where it is in its words."""
    other = QTextCursor(cursor)
    other.setPosition(start)
    other.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    other.insertText(text)


def _run(text: Iterable[str], sign: str) -> int:
    """How many equal signs a text begins with."""
    return sum(1 for _ in itertools.takewhile(lambda one: one == sign, text))
