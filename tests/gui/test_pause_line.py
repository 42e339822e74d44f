"""The sentence for later: one line that grows, and is told in time."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.pause_line import MOST, GrowingLine
from selfkind_desktop.ui.theme import Appearance

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def page(look: Appearance, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(420, 300)
    return made


@pytest.fixture
def line(page: QWidget) -> GrowingLine:
    made = GrowingLine(page)
    page.layout().addWidget(made)
    page.show()
    return made


def test_it_grows_row_by_row_up_to_a_few(line: GrowingLine, qtbot: QtBot) -> None:
    heights = [line.sizeHint().height()]
    for _ in range(8):
        qtbot.keyClicks(line, "some more words to fill a row ")
        if line.sizeHint().height() != heights[-1]:
            heights.append(line.sizeHint().height())
    assert heights == sorted(heights)
    assert len(heights) == 4
    line.clear()
    assert line.sizeHint().height() == heights[0]


def test_enter_is_done_and_makes_no_second_line(line: GrowingLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "enough")
    with qtbot.waitSignals([line.saved, line.entered]):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.line == "enough"


def test_what_is_pasted_becomes_one_line(line: GrowingLine) -> None:
    pasted = QMimeData()
    pasted.setText("one\ntwo\r\n  three\t")
    line.insertFromMimeData(pasted)
    assert line.line == "one two three"


def test_what_is_too_long_ends_at_the_end(line: GrowingLine, qtbot: QtBot) -> None:
    pasted = QMimeData()
    pasted.setText("word " * MOST)
    line.insertFromMimeData(pasted)
    assert len(line.toPlainText()) == MOST
    line.moveCursor(line.textCursor().MoveOperation.Start)
    qtbot.keyClicks(line, "x")
    assert line.line.startswith("xword")
    assert len(line.toPlainText()) == MOST


def test_going_on_typing_does_not_put_the_telling_off(line: GrowingLine, qtbot: QtBot) -> None:
    told: list[str] = []
    line.saved.connect(told.append)

    def typed_and_told() -> bool:
        qtbot.keyClicks(line, "a")
        return bool(told)

    qtbot.waitUntil(typed_and_told, timeout=2000)


def test_leaving_the_field_tells_at_once(line: GrowingLine, qtbot: QtBot) -> None:
    told: list[str] = []
    line.saved.connect(told.append)
    qtbot.keyClicks(line, "ok ")
    line.setFocus()
    line.clearFocus()
    assert told == ["ok"]
    line.flush()
    assert told == ["ok"]


def test_what_is_taken_back_is_told_too(line: GrowingLine, qtbot: QtBot) -> None:
    told: list[str] = []
    line.saved.connect(told.append)
    qtbot.keyClicks(line, "no")
    line.flush()
    line.clear()
    line.flush()
    assert told == ["no", ""]


def test_tab_leaves_the_field(line: GrowingLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "a")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.line == "a"
