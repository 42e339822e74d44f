"""Writing Markdown as a person does: with keys, clicks and the clipboard."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.editor.toolbar import Toolbar
from selfkind_desktop.ui.editor.writing import Writing, clean
from selfkind_desktop.ui.theme import Appearance

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(look: Appearance, qtbot: QtBot) -> Writing:
    page = Writing(look)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.setFocus()
    return page


def select(page: Writing, words: str) -> None:
    start = page.toPlainText().index(words)
    cursor = page.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)


def click_at(page: Writing, qtbot: QtBot, words: str, modifiers: Qt.KeyboardModifier | None = None) -> None:
    cursor = page.textCursor()
    cursor.setPosition(page.toPlainText().index(words))
    rect = page.cursorRect(cursor)
    spot = rect.center() + QPoint(3, 0)
    qtbot.mouseClick(
        page.viewport(), Qt.MouseButton.LeftButton, modifiers or Qt.KeyboardModifier.NoModifier, spot
    )


def test_a_list_goes_on_by_itself_and_ends_at_an_empty_item(page: Writing, qtbot: QtBot) -> None:
    qtbot.keyClicks(page, "1. milk")
    qtbot.keyClick(page, Key.Key_Return)
    qtbot.keyClicks(page, "bread")
    qtbot.keyClick(page, Key.Key_Return)
    qtbot.keyClick(page, Key.Key_Return)
    qtbot.keyClicks(page, "done")
    assert page.toPlainText() == "1. milk\n2. bread\ndone"


def test_return_in_the_middle_of_an_item_takes_the_rest_along(page: Writing, qtbot: QtBot) -> None:
    page.show_text("- milk bread")
    cursor = page.textCursor()
    cursor.setPosition(len("- milk"))
    page.setTextCursor(cursor)
    qtbot.keyClick(page, Key.Key_Return)
    assert page.toPlainText() == "- milk\n-  bread"


def test_bold_and_plain_again_with_the_same_words_selected(page: Writing, qtbot: QtBot) -> None:
    page.show_text("a quiet day")
    select(page, "quiet")
    qtbot.keyClick(page, Key.Key_B, CTRL)
    assert page.toPlainText() == "a **quiet** day"
    assert page.textCursor().selectedText() == "quiet"
    qtbot.keyClick(page, Key.Key_I, CTRL)
    assert page.toPlainText() == "a ***quiet*** day"
    qtbot.keyClick(page, Key.Key_I, CTRL)
    qtbot.keyClick(page, Key.Key_B, CTRL)
    assert page.toPlainText() == "a quiet day"


def test_bold_without_a_selection_takes_the_word_or_waits_for_one(page: Writing, qtbot: QtBot) -> None:
    page.show_text("quiet")
    qtbot.keyClick(page, Key.Key_B, CTRL)
    assert page.toPlainText() == "**quiet**"
    page.show_text("a ")
    qtbot.keyClick(page, Key.Key_B, CTRL)
    qtbot.keyClicks(page, "slow")
    assert page.toPlainText() == "a **slow**"


def test_spaces_at_the_ends_of_a_selection_stay_outside(page: Writing, qtbot: QtBot) -> None:
    page.show_text("a quiet day")
    select(page, " quiet ")
    qtbot.keyClick(page, Key.Key_B, CTRL)
    assert page.toPlainText() == "a **quiet** day"


def test_picture_signs_shift_nothing(page: Writing, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.link_requested.connect(asked.append)
    page.show_text("- 🌧🌱 müde, **so** quiet https://example.org/x")
    cursor = page.document().find("quiet")
    page.setTextCursor(cursor)
    qtbot.keyClick(page, Key.Key_B, CTRL)
    assert page.toPlainText() == "- 🌧🌱 müde, **so** **quiet** https://example.org/x"
    page.setTextCursor(page.document().find("example"))
    qtbot.keyClick(page, Key.Key_Return, CTRL)
    assert asked == ["https://example.org/x"]
    block = page.document().firstBlock()
    bold = [one for one in block.layout().formats() if one.format.fontWeight() >= 700 and one.start > 2]
    text = block.text().encode("utf-16-le")
    assert [text[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le") for one in bold] == [
        "so",
        "quiet",
    ]


def test_one_undo_takes_back_one_act(page: Writing, qtbot: QtBot) -> None:
    page.show_text("one\ntwo\nthree")
    page.selectAll()
    page.toggle_tasks()
    assert page.toPlainText() == "- [ ] one\n- [ ] two\n- [ ] three"
    page.undo()
    assert page.toPlainText() == "one\ntwo\nthree"


def test_lists_turn_into_each_other(page: Writing) -> None:
    page.show_text("one\n\ntwo")
    page.selectAll()
    page.toggle_list()
    assert page.toPlainText() == "- one\n\n- two"
    page.selectAll()
    page.toggle_quote()
    assert page.toPlainText() == "> one\n\n> two"
    page.selectAll()
    page.toggle_quote()
    assert page.toPlainText() == "one\n\ntwo"


def test_a_heading_gets_smaller_and_ends_as_an_ordinary_line(page: Writing) -> None:
    page.show_text("Today")
    seen = []
    for _ in range(4):
        page.cycle_heading()
        seen.append(page.toPlainText())
    assert seen == ["# Today", "## Today", "### Today", "Today"]


def test_a_click_ticks_a_box_and_so_does_the_keyboard(page: Writing, qtbot: QtBot) -> None:
    page.show_text("- [ ] call her\nmore")
    click_at(page, qtbot, " ] call")
    assert page.toPlainText() == "- [x] call her\nmore"
    qtbot.keyClick(page, Key.Key_Return, CTRL)
    assert page.toPlainText() == "- [ ] call her\nmore"


def test_items_move_in_and_out(page: Writing, qtbot: QtBot) -> None:
    page.show_text("- one\n- two")
    qtbot.keyClick(page, Key.Key_BracketRight, CTRL)
    assert page.toPlainText() == "- one\n  - two"
    qtbot.keyClick(page, Key.Key_BracketLeft, CTRL)
    assert page.toPlainText() == "- one\n- two"


def test_a_link_opens_only_when_it_is_asked_for(page: Writing, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.link_requested.connect(asked.append)
    page.show_text("see https://example.org/page today")
    click_at(page, qtbot, "example")
    assert asked == []
    click_at(page, qtbot, "example", CTRL)
    assert asked == ["https://example.org/page"]
    click_at(page, qtbot, "today", CTRL)
    assert len(asked) == 1


def test_tab_leaves_the_page(look: Appearance, qtbot: QtBot) -> None:
    both = QWidget()
    column = QVBoxLayout(both)
    page, other = Writing(look), QLineEdit()
    column.addWidget(page)
    column.addWidget(other)
    qtbot.addWidget(both)
    both.show()
    both.activateWindow()
    page.show_text("- one")
    page.setFocus()
    qtbot.keyClick(page, Key.Key_Tab)
    assert page.toPlainText() == "- one"
    assert both.focusWidget() is other


def test_what_is_pasted_is_only_its_words(page: Writing) -> None:
    data = QMimeData()
    data.setHtml("<h1 style='color:red'>Loud</h1>")
    data.setText("a\u00a0quiet\u200b day\r\nand \U0001f469\u200d\U0001f33e")
    page.insertFromMimeData(data)
    assert page.toPlainText() == "a quiet day\nand \U0001f469\u200d\U0001f33e"
    assert not page.textCursor().charFormat().foreground().color().red() > 200


def test_a_picture_goes_to_whoever_keeps_pictures(page: Writing) -> None:
    brought: list[object] = []
    page.pictures_dropped.connect(brought.append)
    data = QMimeData()
    data.setImageData(page.grab().toImage())
    page.insertFromMimeData(data)
    assert len(brought) == 1
    assert page.toPlainText() == ""


def test_cleaning_keeps_line_breaks_and_scripts_that_need_their_joiners() -> None:
    assert clean("a\u2028b\u2029c") == "a\nb\n\nc"


def test_every_button_names_its_keys_and_gives_the_keyboard_back(
    look: Appearance, page: Writing, qtbot: QtBot
) -> None:
    bar = Toolbar(look, page)
    qtbot.addWidget(bar)
    page.show_text("quiet")
    for button in bar.findChildren(type(bar._row.itemAt(0).widget())):
        assert button.accessibleName()
        assert "(" in button.toolTip()
    bar._row.itemAt(1).widget().click()
    assert page.toPlainText() == "**quiet**"
    assert page.hasFocus()
