"""The usual choice in one click, the others in two."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.split_button import SplitButton

# The offscreen platform cannot do what a menu asks of a real one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def split(look: Appearance, qtbot: QtBot) -> Iterator[SplitButton]:
    split = SplitButton(look, "Another time")
    split.offer("In 10 minutes", [QAction("In 5 minutes", split), QAction("In 10 minutes", split)])
    split.show()
    yield split
    split.close()
    split.deleteLater()


def test_a_click_is_the_usual_choice(split: SplitButton, qtbot: QtBot) -> None:
    clicked = QSignalSpy(split.clicked)
    qtbot.mouseClick(split.usual, Qt.MouseButton.LeftButton)
    assert clicked.count() == 1


def test_the_others_open_below(split: SplitButton, qtbot: QtBot) -> None:
    clicked = QSignalSpy(split.clicked)
    qtbot.mouseClick(split.others, Qt.MouseButton.LeftButton)
    assert split.menu.isVisible()
    assert [action.text() for action in split.menu.actions()] == ["In 5 minutes", "In 10 minutes"]
    assert clicked.count() == 0
    split.menu.close()


def test_the_second_button_says_what_it_is_for(split: SplitButton) -> None:
    assert split.others.accessibleName() == split.others.toolTip() == "Another time"


def test_a_menu_with_nothing_else_in_it_has_no_button(split: SplitButton) -> None:
    split.offer("In 5 minutes", [QAction("In 5 minutes", split)])
    assert not split.others.isVisible()
    assert split.usual.text() == "In 5 minutes"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_both_have_one_outline(split: SplitButton, qapp: QApplication, direction: Qt.LayoutDirection) -> None:
    split.setLayoutDirection(direction)
    qapp.processEvents()
    first, second = sorted((split.usual, split.others), key=lambda each: each.x())
    assert first is (split.usual if direction is Qt.LayoutDirection.LeftToRight else split.others)
    assert first.geometry().right() + 1 == second.geometry().left()
    assert first.height() == second.height()
    picture = split.grab().toImage()
    line, ground = picture.pixelColor(picture.width() // 2, 0), picture.pixelColor(first.width() // 2, 8)
    seam = [picture.pixelColor(x, 12) for x in range(first.width() - 2, first.width() + 2)]
    assert line != ground
    assert seam.count(line) == 1
    # Round outside, square where they meet.
    assert picture.pixelColor(0, 0) != line
    assert picture.pixelColor(picture.width() - 1, 0) != line
