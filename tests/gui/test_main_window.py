"""The main window: places made when first visited, keys, notices, and where the focus goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.main_window import MainWindow, Notice, PageName
from selfkind_desktop.ui.theme import Appearance
from tests.gui.pages.checks import button, says

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class FakePage(QWidget):
    """Two fields."""

    def __init__(self, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.first, self.second = QLineEdit(), QLineEdit()
        for number, field in enumerate((self.first, self.second)):
            field.setAccessibleName(f"{name} {number}")
            column.addWidget(field)


class Places:
    """Counts what is made."""

    def __init__(self) -> None:
        self.made: list[PageName] = []

    def maker(self, name: PageName) -> object:
        def make() -> QWidget:
            self.made.append(name)
            return FakePage(name)

        return make


@pytest.fixture
def places() -> Places:
    return Places()


@pytest.fixture
def window(look: Appearance, places: Places, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(look, {name: places.maker(name) for name in PageName})
    window.open_page(PageName.TODAY)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()


def focused() -> str:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget.accessibleName() or getattr(widget, "text", str)()


def test_a_page_is_made_when_it_is_first_visited(window: MainWindow, places: Places) -> None:
    assert places.made == [PageName.TODAY]
    window.open_page(PageName.JOURNAL)
    window.open_page(PageName.TODAY)
    window.open_page(PageName.JOURNAL)
    assert places.made == [PageName.TODAY, PageName.JOURNAL]
    assert window.page(PageName.SETTINGS) is None


def test_only_places_that_are_there_are_offered(look: Appearance, places: Places, qtbot: QtBot) -> None:
    window = MainWindow(look, {PageName.SUPPORT: places.maker(PageName.SUPPORT)})
    qtbot.addWidget(window)
    window.show()
    assert button(window, "Support").isVisible()
    with pytest.raises(AssertionError):
        button(window, "Journal")
    with pytest.raises(KeyError):
        window.open_page(PageName.JOURNAL)


def test_what_covers_the_pages_gets_the_keyboard(window: MainWindow) -> None:
    button(window, "Settings").setFocus()
    window.open_page(PageName.SETTINGS)
    window.cover(FakePage("cover"))
    assert focused() == "cover 0"
    window.uncover()


def test_the_title_never_says_anything_private(window: MainWindow) -> None:
    for name in PageName:
        window.open_page(name)
        assert window.windowTitle() == "Selfkind"


def test_the_rail_leads_everywhere(window: MainWindow) -> None:
    visits = QSignalSpy(window.visited)
    for text in ("Journal", "Support", "Settings", "Today"):
        button(window, text).click()
    assert [visits.at(number)[0] for number in range(visits.count())] == [
        PageName.JOURNAL, PageName.SUPPORT, PageName.SETTINGS, PageName.TODAY,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "modifier", "name"),
    [
        (Key.Key_1, CTRL, PageName.TODAY),
        (Key.Key_2, CTRL, PageName.JOURNAL),
        (Key.Key_3, CTRL, PageName.LETTERS),
        (Key.Key_4, CTRL, PageName.SUPPORT),
        (Key.Key_5, CTRL, PageName.SETTINGS),
        (Key.Key_Comma, CTRL, PageName.SETTINGS),
        (Key.Key_F1, Qt.KeyboardModifier.NoModifier, PageName.SUPPORT),
    ],
)
def test_keys_lead_everywhere(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, name: PageName
) -> None:
    qtbot.keyClick(window, key, modifier)
    assert window.current is name


def test_quitting_is_asked_for_and_closing_only_hides(window: MainWindow, qtbot: QtBot) -> None:
    quits, left = QSignalSpy(window.quit_requested), QSignalSpy(window.left)
    qtbot.keyClick(window, Key.Key_Q, CTRL)
    assert (quits.count(), window.isVisible()) == (1, True)
    qtbot.keyClick(window, Key.Key_W, CTRL)
    assert (left.count(), window.isVisible()) == (1, False)
    visits = QSignalSpy(window.visited)
    window.show()
    assert visits.at(0)[0] is PageName.TODAY


def test_the_focus_goes_back_where_it_was(window: MainWindow, qtbot: QtBot) -> None:
    today = window.page(PageName.TODAY)
    assert isinstance(today, FakePage)
    today.second.setFocus()
    qtbot.keyClick(today.second, Key.Key_2, CTRL)
    assert focused() == "journal 0"
    qtbot.keyClick(window, Key.Key_1, CTRL)
    assert focused() == "today 1"


def test_the_keyboard_is_in_the_page_from_the_start(window: MainWindow) -> None:
    assert focused() == "today 0"


def test_who_walks_the_rail_stays_on_it(window: MainWindow, qtbot: QtBot) -> None:
    rail = button(window, "Today")
    rail.setFocus()
    qtbot.keyClick(rail, Key.Key_Down)
    journal = QApplication.focusWidget()
    assert journal is not None
    qtbot.keyClick(journal, Key.Key_Return)
    assert window.current is PageName.JOURNAL
    assert focused() == "Journal"


def test_tab_leads_from_the_rail_into_the_page(window: MainWindow, qtbot: QtBot) -> None:
    rail = button(window, "Today")
    rail.setFocus()
    qtbot.keyClick(rail, Key.Key_Tab)
    assert focused() == "today 0"


def test_tab_comes_past_the_notice_before_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.show_notice("disk", Notice("Not on disk yet.", "Try again"))
    for name in (PageName.TODAY, PageName.JOURNAL, PageName.TODAY):
        window.open_page(name)
        rail = button(window, name.capitalize())
        rail.setFocus()
        reached = []
        for _ in range(4):
            qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
            reached.append(focused())
        assert reached == ["Try again", "Put away", f"{name} 0", f"{name} 1"]


def test_a_notice_says_its_sentence_and_does_its_one_thing(window: MainWindow) -> None:
    done: list[str] = []
    window.show_notice("disk", Notice("Not on disk yet.", "Try again", lambda: done.append("tried")))
    assert says(window, "Not on disk yet.")
    button(window, "Try again").click()
    assert done == ["tried"]
    assert not says(window, "Not on disk yet.")


def test_the_latest_notice_shows_and_the_others_wait(window: MainWindow) -> None:
    window.show_notice("disk", Notice("Not on disk yet."))
    window.show_notice("tray", Notice("There is no tray here."))
    assert says(window, "There is no tray here.")
    button(window, "Put away").click()
    assert says(window, "Not on disk yet.")
    window.show_notice("disk", Notice("Still not on disk."))
    assert says(window, "Still not on disk.")
    window.withdraw_notice("disk")
    window.withdraw_notice("never said")
    assert not says(window, "disk")


def test_a_demo_says_so_all_the_time(look: Appearance, places: Places, qtbot: QtBot) -> None:
    window = MainWindow(look, {name: places.maker(name) for name in PageName}, demo=True)
    qtbot.addWidget(window)
    window.show()
    for name in PageName:
        window.open_page(name)
        assert says(window, "Made-up data: this is a demo.")


def test_a_window_without_demo_says_nothing_of_it(window: MainWindow) -> None:
    assert not says(window, "demo")


def test_opening_before_showing_is_told_once_it_shows(look: Appearance, places: Places, qtbot: QtBot) -> None:
    window = MainWindow(look, {name: places.maker(name) for name in PageName})
    qtbot.addWidget(window)
    visits = QSignalSpy(window.visited)
    window.open_page(PageName.SUPPORT)
    assert visits.count() == 0
    window.show()
    assert [visits.count(), visits.at(0)[0]] == [1, PageName.SUPPORT]
