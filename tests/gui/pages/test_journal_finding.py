"""Finding in the journal: words, chips, days, and a list that holds still."""

from array import array
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop import assets
from selfkind_desktop.domain.finding import Found, Sought, Tag, WrittenDay, found_in, marks_in, terms_of
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.journal_content import load_forms
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.journal import JournalPage
from selfkind_desktop.ui.pages.journal.filters import Filters
from selfkind_desktop.ui.pages.journal.model import ExcerptRole, MarksRole
from selfkind_desktop.ui.pages.journal.month import Month
from selfkind_desktop.ui.pages.journal.rows_view import RowsView
from selfkind_desktop.ui.pages.journal.text import words_of
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.pages import samples
from tests.gui.pages.checks import button, says, seen, unnamed
from tests.gui.pages.conftest import Show

Key = Qt.Key
FORMS = load_forms(assets.path("content", "en", "forms.toml"))
MANY = 100_000


def place_of(entry: Entry) -> int:
    return round(entry.stamp.at.timestamp())


class Answering:
    """Plays the app: finds the entries that fit."""

    def __init__(self, page: JournalPage, entries: Iterable[Entry]) -> None:
        self.page = page
        self.entries = list(entries)
        self.asked: list[Sought] = []
        page.list.sought.connect(self.find)

    def find(self, sought: Sought) -> None:
        self.asked.append(sought)
        words, _ = terms_of(sought.words)
        found = [found_in(entry, words, place_of(entry)) for entry in self.entries if _fits(entry, sought)]
        self.page.model.show_first(found, words)
        self.page.list.tell_count(len(found))


def _fits(entry: Entry, sought: Sought) -> bool:
    return (
        all(marks_in(words_of(entry), (word,)) for word in terms_of(sought.words)[0])
        and (not sought.kinds or entry.kind in sought.kinds)
        and set(sought.tags) <= set(entry.tags)
        and (not sought.starred or entry.starred)
        and (sought.first is None or sought.first <= entry.stamp.day)
        and (sought.last is None or entry.stamp.day <= sought.last)
    )


@pytest.fixture
def page(look: Appearance, clock: FakeClock, shown: Show) -> JournalPage:
    page = JournalPage(look, clock, FORMS)
    page.show_entries(samples.ENTRIES)
    shown(page)
    return page


@pytest.fixture
def answering(page: JournalPage) -> Answering:
    return Answering(page, samples.ENTRIES)


@pytest.fixture
def entries(page: JournalPage) -> RowsView:
    return page.findChild(RowsView)


@pytest.fixture
def field(page: JournalPage) -> QLineEdit:
    return next(each for each in seen(page, QLineEdit) if each.accessibleName() == "Search in the journal")


def titles(page: JournalPage) -> list[str]:
    model = page.model
    return [model.data(model.index(row)) for row in range(model.rowCount())]


# --- words --------------------------------------------------------------------------------------------------


def test_each_letter_asks_and_what_is_found_is_marked(
    page: JournalPage, answering: Answering, field: QLineEdit, qtbot: QtBot
) -> None:
    field.setFocus()
    qtbot.keyClicks(field, "slid")
    assert [sought.words for sought in answering.asked] == ["s", "sl", "sli", "slid"]
    model = page.model
    assert model.rowCount() == 1
    excerpt = model.data(model.index(0), ExcerptRole)
    marked = [excerpt[start:end] for start, end in model.data(model.index(0), MarksRole)[1]]
    assert set(marked) == {"slide"}
    assert says(page, "1 entry")


def test_a_match_far_into_a_text_is_seen_in_its_row(page: JournalPage) -> None:
    words, _ = terms_of("zebra ")
    entry = replace(samples.ENTRIES[0], title="A title", text="so many words " * 40 + "then a zebra came by")
    page.model.show_first([found_in(entry, words, 5)], words)
    excerpt = page.model.data(page.model.index(0), ExcerptRole)
    _, ((start, end),) = page.model.data(page.model.index(0), MarksRole)
    assert excerpt[start:end] == "zebra"
    assert start < 24


def test_the_words_are_marked_in_the_open_text_and_f3_walks_them(
    page: JournalPage, answering: Answering, field: QLineEdit, qtbot: QtBot
) -> None:
    paper = page.findChild(Writing)
    paper.setPlainText("😀 A walk. Another WALK, and a wàlk.")
    field.setFocus()
    qtbot.keyClicks(field, "walk")
    qtbot.waitUntil(lambda: len(paper.extraSelections()) == 3)
    assert [mark.cursor.selectedText() for mark in paper.extraSelections()] == ["walk", "WALK", "wàlk"]
    walked = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_F3)
        walked.append(paper.textCursor().selectedText())
    assert walked == ["walk", "WALK", "wàlk", "walk"]
    qtbot.keyClick(paper, Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert paper.textCursor().selectedText() == "wàlk"
    field.setFocus()
    qtbot.keyClick(field, Key.Key_Escape)
    qtbot.waitUntil(lambda: not paper.extraSelections())


def test_searching_leaves_what_is_being_written_alone(
    page: JournalPage, answering: Answering, field: QLineEdit, qtbot: QtBot
) -> None:
    paper = page.findChild(Writing)
    before = paper.toPlainText()
    field.setFocus()
    qtbot.keyClicks(field, "no such word")
    assert page.model.rowCount() == 0
    assert says(page, "Nothing here has all of that.")
    assert paper.isVisible()
    assert paper.toPlainText() == before
    qtbot.keyClick(field, Key.Key_Escape)
    assert page.model.rowCount() == len(samples.ENTRIES)
    assert not says(page, "Nothing here has all of that.")


# --- chips --------------------------------------------------------------------------------------------------


def test_chips_narrow_the_list_together_with_the_words(
    page: JournalPage, answering: Answering, field: QLineEdit, qtbot: QtBot
) -> None:
    page.list.offer([EntryKind.FREE, EntryKind.PAUSE_LINE], [Tag("work", 3), Tag("r&b", 1)])
    assert button(page, "All").isChecked()
    button(page, "From pauses").click()
    assert not button(page, "All").isChecked()
    assert answering.asked[-1] == Sought(kinds=(EntryKind.PAUSE_LINE,))
    button(page, "#work").click()
    qtbot.keyClicks(field, "slow")
    assert answering.asked[-1] == Sought(words="slow", kinds=(EntryKind.PAUSE_LINE,), tags=("work",))
    button(page, "From pauses").click()
    assert answering.asked[-1] == Sought(words="slow", tags=("work",))
    button(page, "All").click()
    assert answering.asked[-1] == Sought(words="slow")


def test_what_is_ticked_under_more_becomes_a_chip(
    page: JournalPage, answering: Answering, qtbot: QtBot
) -> None:
    page.list.offer([], [Tag("work", 3), Tag("r&b", 1)])
    menu = page.findChild(Filters).menu()
    choices = {action.text(): action for action in menu.actions() if action.text()}
    assert list(choices) == ["Starred", "#work", "#r&&b"]
    choices["#r&&b"].trigger()
    assert answering.asked[-1] == Sought(tags=("r&b",))
    chip = button(page, "#r&&b")
    assert chip.isChecked()
    chip.setFocus()
    qtbot.keyClick(chip, Key.Key_Space)
    assert answering.asked[-1] == Sought()
    assert button(page, "More to choose from").hasFocus()


# --- days ---------------------------------------------------------------------------------------------------


@pytest.fixture
def month(page: JournalPage, answering: Answering) -> Month:
    button(page, "Calendar").click()
    return page.findChild(Month)


def day(month: Month, name: str) -> QAbstractButton:
    return next(each for each in seen(month, QAbstractButton) if each.accessibleName().startswith(name))


def test_the_calendar_tells_what_was_written_and_how_it_was(page: JournalPage, month: Month) -> None:
    written = [WrittenDay(date(2026, 11, 19), 2, Mood.ALL_RIGHT), WrittenDay(date(2026, 11, 20), 1)]
    page.list.show_days(written, {date(2026, 11, 18)})
    assert day(month, "Thursday, November 19").accessibleName() == (
        "Thursday, November 19, 2026, 2 entries, All right"
    )
    assert day(month, "Friday, November 20").accessibleName() == "Friday, November 20, 2026, 1 entry"
    assert day(month, "Wednesday, November 18").accessibleName().endswith("a kind moment")
    assert day(month, "Sunday, November 22").accessibleName().endswith("today")
    assert not unnamed(page)


def test_a_click_lists_a_day_and_its_chip_takes_that_back(
    page: JournalPage, month: Month, answering: Answering
) -> None:
    day(month, "Thursday, November 19").click()
    chosen = date(2026, 11, 19)
    assert answering.asked[-1] == Sought(first=chosen, last=chosen)
    assert day(month, "Thursday, November 19").isChecked()
    button(page, "11/19/26").click()
    assert answering.asked[-1] == Sought()
    assert not day(month, "Thursday, November 19").isChecked()


def test_the_keyboard_walks_days_and_months(
    page: JournalPage, month: Month, answering: Answering, qtbot: QtBot
) -> None:
    wanted = QSignalSpy(page.list.days_wanted)

    def press(*keys: Key) -> None:
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget(), key)

    assert QApplication.focusWidget().accessibleName() == "Sunday, November 22, 2026, today"
    press(Key.Key_Up, Key.Key_Left)
    assert QApplication.focusWidget().accessibleName() == "Saturday, November 14, 2026"
    press(Key.Key_PageUp)
    assert QApplication.focusWidget().accessibleName() == "Wednesday, October 14, 2026"
    assert list(wanted.at(0)) == [date(2026, 9, 27), date(2026, 11, 7)]
    press(Key.Key_Home, Key.Key_Return, Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert answering.asked[-1] == Sought(first=date(2026, 10, 11), last=date(2026, 10, 12))
    press(Key.Key_Escape)
    assert not month.isVisible()
    assert button(page, "Calendar").hasFocus()


# --- a list that holds still --------------------------------------------------------------------------------


def many(count: int) -> "array[int]":
    return array("q", range(count, 0, -1))


def found(place: int) -> Found:
    entry = samples.entry(0, f"Entry {place}\nand how it goes on")
    return found_in(replace(entry, id=f"id-{place}"), (), place)


def test_only_the_words_near_the_eye_are_asked_for(
    page: JournalPage, entries: RowsView, qtbot: QtBot
) -> None:
    wanted = QSignalSpy(page.model.rows_wanted)
    page.model.show_places(many(MANY))
    QApplication.processEvents()
    entries.verticalScrollBar().setValue(entries.verticalScrollBar().maximum() // 2)
    qtbot.waitUntil(lambda: wanted.count() > 0)
    QApplication.processEvents()
    assert sum(len(wanted.at(turn)[0]) for turn in range(wanted.count())) < 250


def test_what_is_read_stays_where_it_is_when_entries_come_and_go(
    page: JournalPage, entries: RowsView, qtbot: QtBot
) -> None:
    page.model.show_places(many(MANY))
    page.model.show_rows([found(place) for place in range(50_000, 49_900, -1)])
    row = MANY - 49_990
    entries.setCurrentIndex(page.model.index(row))
    before = entries.visualRect(entries.currentIndex())
    assert entries.viewport().rect().contains(before)
    page.model.show_places(array("q", [MANY + 3, *many(MANY)]))
    assert page.model.entry(entries.currentIndex().row()) == found(49_990).entry
    assert entries.visualRect(entries.currentIndex()) == before
    page.model.show_places(many(MANY - 7))
    assert page.model.entry(entries.currentIndex().row()) == found(49_990).entry
    assert entries.visualRect(entries.currentIndex()) == before


def test_at_the_top_a_new_entry_is_seen(page: JournalPage, entries: RowsView) -> None:
    page.model.show_places(many(MANY))
    page.model.show_places(many(MANY + 1))
    assert entries.rows_seen[0] == 0


def test_the_ends_of_a_long_list_are_a_key_away(page: JournalPage, entries: RowsView, qtbot: QtBot) -> None:
    page.model.show_places(many(MANY))
    page.model.rows_wanted.connect(lambda places: page.model.show_rows([found(place) for place in places]))
    entries.setFocus()
    qtbot.keyClick(entries, Key.Key_End)
    assert entries.currentIndex().row() == MANY - 1
    qtbot.waitUntil(lambda: page.open_now.id == "id-1")
    qtbot.keyClick(entries, Key.Key_Home)
    qtbot.waitUntil(lambda: page.open_now.id == f"id-{MANY}")
    qtbot.keyClick(entries, Key.Key_PageDown)
    assert 2 < entries.currentIndex().row() < 20


def test_words_of_another_search_are_passed_over(page: JournalPage) -> None:
    words, _ = terms_of("slide ")
    page.model.show_first([found_in(samples.ENTRIES[0], words, 9)], words)
    page.model.show_rows([replace(found(9), entry=samples.ENTRIES[1])], ())
    assert page.model.entry(0) == samples.ENTRIES[0]
