"""The journal: write, find again, lose nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from selfkind_desktop import assets
from selfkind_desktop.domain.finding import Sought, found_in, marks_in, terms_of
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.journal_content import load_forms
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.drafts import SAVE_AFTER_MS
from selfkind_desktop.ui.pages.journal import JournalPage
from selfkind_desktop.ui.pages.journal.text import words_of
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.pages import samples
from tests.gui.pages.checks import button, says, seen
from tests.gui.pages.conftest import Show

Key = Qt.Key


FORMS = load_forms(assets.path("content", "en", "forms.toml"))


class Keeping:
    """Plays the app: keeps what the page hands on, unless it is told that the disk is full."""

    def __init__(self, page: JournalPage, entries: tuple[Entry, ...] = ()) -> None:
        self.page = page
        self.kept: dict[str, Entry] = {entry.id: entry for entry in entries}
        self.attempts = 0
        self.is_full = False
        page.changed.connect(self.keep)

    @property
    def texts(self) -> dict[str, str]:
        return {entry.id: entry.text for entry in self.kept.values()}

    def keep(self, entry: Entry) -> None:
        self.attempts += 1
        if self.is_full:
            self.page.show_not_saved()
            return
        self.kept[entry.id] = entry
        self.page.confirm_saved(entry)


def answer(page: JournalPage, entries: tuple[Entry, ...]) -> None:
    """Plays the app: finds the entries in which each of the words is, or the beginning of the last one."""

    def find(sought: Sought) -> None:
        words, _ = terms_of(sought.words)
        found = [
            found_in(entry, words, round(entry.stamp.at.timestamp()))
            for entry in entries
            if all(marks_in(words_of(entry), (word,)) for word in words)
            and (not sought.kinds or entry.kind in sought.kinds)
            and (sought.first is None or sought.first <= entry.stamp.day)
            and (sought.last is None or entry.stamp.day <= sought.last)
        ]
        page.model.show_first(found, words)
        page.list.tell_count(len(found))

    page.list.sought.connect(find)


@pytest.fixture
def page(look: Appearance, clock: FakeClock, shown: Show) -> JournalPage:
    page = JournalPage(look, clock, FORMS)
    page.show_entries(samples.ENTRIES)
    answer(page, samples.ENTRIES)
    shown(page)
    return page


@pytest.fixture
def paper(page: JournalPage) -> Writing:
    return page.findChild(Writing)


@pytest.fixture
def entries(page: JournalPage) -> QListView:
    return page.findChild(QListView)


def new_entry() -> Entry:
    return samples.entry(-1, "")


def type_into(qtbot: QtBot, paper: Writing, text: str) -> None:
    paper.setFocus()
    qtbot.keyClicks(paper, text)


# --- the list -----------------------------------------------------------------------------------------------


def test_the_newest_entry_is_open(page: JournalPage, paper: Writing) -> None:
    assert paper.toPlainText() == samples.ENTRIES[0].text
    assert says(page, "Sunday, November 22, 2026")


def test_the_list_reads_well_aloud(entries: QListView) -> None:
    model = entries.model()
    read = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(5)]
    read = [text.replace("\u202f", " ") for text in read]
    assert read[0].startswith("Today · 2:58 pm. The meeting that went sideways. I froze")
    assert read[1] == "Yesterday · 1:58 pm · From a pause. I may go slowly today."
    assert read[2].startswith("Thu, Nov 19")
    assert read[4].startswith("Oct 18, 2025")


def test_arrows_walk_the_entries_and_show_them(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot
) -> None:
    entries.setFocus()
    qtbot.keyClick(entries, Key.Key_Down)
    assert paper.toPlainText() == samples.ENTRIES[1].text
    assert QApplication.focusWidget() is entries
    qtbot.keyClick(entries, Key.Key_Return)
    assert QApplication.focusWidget() is paper
    qtbot.keyClick(paper, Key.Key_Escape)
    assert QApplication.focusWidget() is entries


def test_thousands_of_entries_cost_only_what_is_seen(
    page: JournalPage, entries: QListView, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [samples.entry(number, f"Entry {number}\nand how it goes on") for number in range(20_000)]
    asked = set()
    model_type = type(entries.model())
    data = model_type.data

    def counting(model: object, index: object, role: int = 0) -> object:
        asked.add(index.row())
        return data(model, index, role)

    monkeypatch.setattr(model_type, "data", counting)
    page.show_entries(many)
    QApplication.processEvents()
    assert len(asked) < 100


# --- finding ------------------------------------------------------------------------------------------------


def test_words_anywhere_in_an_entry_find_it(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot
) -> None:
    qtbot.keyClick(paper, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    find = QApplication.focusWidget()
    assert isinstance(find, QLineEdit)
    qtbot.keyClicks(find, "slide send")
    qtbot.keyClick(find, Key.Key_Down)
    assert entries.model().rowCount() == 1
    assert QApplication.focusWidget() is entries


def test_finding_works_wherever_the_keyboard_is(page: JournalPage, qtbot: QtBot) -> None:
    button(page, "New").setFocus()
    qtbot.keyClick(page, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_finding_nothing_says_so_kindly_and_esc_shows_all(
    page: JournalPage, entries: QListView, qtbot: QtBot
) -> None:
    find = page.findChild(QLineEdit)
    find.setFocus()
    qtbot.keyClicks(find, "zebra")
    qtbot.waitUntil(lambda: says(page, "Nothing here has all of that."))
    qtbot.keyClick(find, Key.Key_Escape)
    qtbot.waitUntil(lambda: entries.model().rowCount() == len(samples.ENTRIES))
    assert not says(page, "Nothing here has all of that.")


def test_a_new_entry_is_not_hidden_by_what_was_searched(
    page: JournalPage, entries: QListView, qtbot: QtBot
) -> None:
    find = page.findChild(QLineEdit)
    find.setFocus()
    qtbot.keyClicks(find, "canal")
    qtbot.keyClick(find, Key.Key_Down)
    page.begin(new_entry())
    assert find.text() == ""
    assert entries.model().rowCount() == len(samples.ENTRIES)


# --- writing ------------------------------------------------------------------------------------------------


def test_an_empty_journal_is_inviting(look: Appearance, clock: FakeClock, shown: Show) -> None:
    page = JournalPage(look, clock, FORMS)
    asked = QSignalSpy(page.new_requested)
    page.show_entries(())
    shown(page)
    assert says(page, "Nothing here yet. A single line is a fine beginning.")
    button(page, "Write a line").click()
    assert asked.count() == 1


def test_nothing_is_claimed_before_the_entries_are_there(
    look: Appearance, clock: FakeClock, shown: Show
) -> None:
    page = JournalPage(look, clock, FORMS)
    shown(page)
    assert not says(page, "Nothing here yet.")
    page.show_unavailable("The journal cannot be read right now.")
    assert says(page, "The journal cannot be read right now.")
    page.show_entries(())
    assert says(page, "Nothing here yet.")


def test_new_begins_with_the_keyboard_in_the_text(page: JournalPage, paper: Writing, qtbot: QtBot) -> None:
    asked = QSignalSpy(page.new_requested)
    qtbot.keyClick(paper, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert asked.count() == 1
    page.begin(new_entry())
    assert QApplication.focusWidget() is paper
    assert paper.toPlainText() == ""


def test_what_is_typed_is_handed_on_soon_while_typing_goes_on(
    page: JournalPage, paper: Writing, qtbot: QtBot
) -> None:
    page.begin(new_entry())
    with qtbot.waitSignal(page.changed, timeout=SAVE_AFTER_MS + 2000) as handed:
        type_into(qtbot, paper, "It was a long day")
        timer = page._drafts._timer
        before = timer.remainingTime()
        qtbot.keyClicks(paper, ".")
        assert timer.remainingTime() <= before
    assert [(entry.id, entry.text) for entry in handed.args] == [(new_entry().id, "It was a long day.")]
    assert SAVE_AFTER_MS <= 800


@pytest.mark.parametrize("leave", ["focus", "hide", "other entry", "close"])
def test_what_is_typed_is_handed_on_at_once_on_leaving(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot, leave: str
) -> None:
    keeping = Keeping(page)
    page.begin(new_entry())
    type_into(qtbot, paper, "a word")
    assert keeping.texts == {}
    if leave == "focus":
        button(page, "New").setFocus()
    elif leave == "hide":
        page.hide()
    elif leave == "close":
        page.close()
    else:
        entries.setCurrentIndex(entries.model().index(2, 0))
    assert keeping.texts == {new_entry().id: "a word"}


def test_saved_is_said_quietly_and_only_when_it_is_true(
    page: JournalPage, paper: Writing, qtbot: QtBot
) -> None:
    keeping = Keeping(page)
    page.begin(new_entry())
    type_into(qtbot, paper, "a word")
    assert not says(page, "Saved")
    qtbot.waitUntil(lambda: says(page, "Saved"), timeout=SAVE_AFTER_MS + 3000)
    qtbot.keyClicks(paper, "s")
    assert not says(page, "Saved")
    assert keeping.texts == {new_entry().id: "a word"}


def test_a_full_disk_loses_no_word(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot
) -> None:
    keeping = Keeping(page)
    keeping.is_full = True
    page.begin(new_entry())
    type_into(qtbot, paper, "these words")
    page.hand_on()
    qtbot.waitUntil(lambda: says(page, "Not on disk yet"), timeout=3000)
    entries.setCurrentIndex(entries.model().index(1, 0))
    type_into(qtbot, paper, "And these. ")
    keeping.is_full = False
    page.hand_on()
    assert keeping.texts[new_entry().id] == "these words"
    assert keeping.texts[samples.ENTRIES[1].id].endswith("And these. ")
    attempts = keeping.attempts
    page.hand_on()
    assert keeping.attempts == attempts


def test_unsaved_words_are_there_when_one_comes_back_to_them(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot
) -> None:
    keeping = Keeping(page)
    keeping.is_full = True
    type_into(qtbot, paper, " More.")
    entries.setCurrentIndex(entries.model().index(1, 0))
    entries.setCurrentIndex(entries.model().index(0, 0))
    assert paper.toPlainText().endswith(" More.")
    assert keeping.texts == {}


def test_words_kept_a_moment_ago_are_there_before_the_list_is_read_again(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot
) -> None:
    keeping = Keeping(page)
    type_into(qtbot, paper, " More.")
    entries.setCurrentIndex(entries.model().index(1, 0))
    assert keeping.attempts == 1
    entries.setCurrentIndex(entries.model().index(0, 0))
    assert paper.toPlainText().endswith(" More.")


def test_refreshing_the_list_never_touches_what_is_being_written(
    page: JournalPage, paper: Writing, qtbot: QtBot
) -> None:
    type_into(qtbot, paper, " More.")
    cursor = paper.textCursor().position()
    page.show_entries(samples.ENTRIES)
    assert paper.toPlainText().endswith(" More.")
    assert paper.textCursor().position() == cursor


def test_an_open_entry_follows_a_change_from_elsewhere(page: JournalPage, paper: Writing) -> None:
    first = samples.ENTRIES[0]
    changed = Entry(first.id, first.stamp, first.kind, "Other words", first.updated)
    page.show_entries((changed, *samples.ENTRIES[1:]))
    assert paper.toPlainText() == "Other words"


def test_an_entry_without_a_word_was_never_begun(
    page: JournalPage, paper: Writing, entries: QListView
) -> None:
    keeping = Keeping(page)
    page.begin(new_entry())
    entries.setCurrentIndex(entries.model().index(1, 0))
    assert keeping.attempts == 0
    assert entries.model().rowCount() == len(samples.ENTRIES)


def test_a_kept_new_entry_is_listed_and_stays_open(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot
) -> None:
    page.begin(new_entry())
    type_into(qtbot, paper, "First words")
    kept = Entry(new_entry().id, new_entry().stamp, EntryKind.FREE, "First words", new_entry().updated)
    page.show_entries((kept, *samples.ENTRIES))
    assert entries.currentIndex().row() == 0
    assert paper.toPlainText() == "First words"


def test_pasted_text_comes_without_its_looks(paper: Writing, page: JournalPage) -> None:
    from PySide6.QtCore import QMimeData

    page.begin(new_entry())
    data = QMimeData()
    data.setHtml("<h1>Loud</h1>")
    data.setText("Loud")
    paper.insertFromMimeData(data)
    assert paper.toPlainText() == "Loud"
    assert not paper.textCursor().charFormat().fontWeight() > 500


def test_undo_belongs_to_one_entry(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot
) -> None:
    type_into(qtbot, paper, " More.")
    entries.setCurrentIndex(entries.model().index(1, 0))
    paper.undo()
    assert paper.toPlainText() == samples.ENTRIES[1].text


def test_lines_are_no_longer_than_can_be_read(page: JournalPage, paper: Writing, shown: Show) -> None:
    page.resize(2400, 900)
    QApplication.processEvents()
    assert paper.viewport().width() <= paper.measure
    widest = paper.fontMetrics().horizontalAdvance("n" * 66)
    assert paper.measure <= widest


def test_words_are_counted(page: JournalPage, paper: Writing, qtbot: QtBot) -> None:
    page.begin(new_entry())
    type_into(qtbot, paper, "one")
    qtbot.waitUntil(lambda: says(page, "1 word"))
    qtbot.keyClicks(paper, " two")
    qtbot.waitUntil(lambda: says(page, "2 words"))


def test_tab_reads_the_page_from_list_to_text(page: JournalPage, qtbot: QtBot) -> None:
    button(page, "New").setFocus()
    reached = []
    for _ in range(16):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        focused = QApplication.focusWidget()
        reached.append(focused.accessibleName() or focused.text())
    assert reached == [
        "Begin something else",
        "Search in the journal",
        "Calendar",
        "All",
        "More to choose from",
        "Entries",
        "Phrases",
        "Trash",
        "Only the words",
        "Star",
        "Earlier words",
        "Put into the trash",
        "Title",
        "How it was, and may it come back: How it is",
        "Add a tag",
        "Entry",
    ]


# --- the trash ----------------------------------------------------------------------------------------------


def test_delete_puts_an_entry_into_the_trash_and_undo_brings_it_back(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot
) -> None:
    trashed, restored = QSignalSpy(page.trashed), QSignalSpy(page.restored)
    entries.setFocus()
    qtbot.keyClick(entries, Key.Key_Delete)
    assert entries.model().rowCount() == len(samples.ENTRIES) - 1
    page.show_entries(samples.ENTRIES)  # read before it was there
    assert entries.model().rowCount() == len(samples.ENTRIES) - 1
    page.show_entries(samples.ENTRIES[1:])
    assert list(trashed.at(0)) == [samples.ENTRIES[0].id]
    assert paper.toPlainText() == samples.ENTRIES[1].text
    assert says(page, "The entry is in the trash.")
    button(page, "Undo").click()
    assert list(restored.at(0)) == [samples.ENTRIES[0].id]
    page.show_entries(samples.ENTRIES)
    assert paper.toPlainText() == samples.ENTRIES[0].text
    assert entries.currentIndex().row() == 0
    assert not says(page, "The entry is in the trash.")


def test_the_last_words_go_into_the_trash_with_their_entry(
    page: JournalPage, paper: Writing, qtbot: QtBot
) -> None:
    keeping = Keeping(page)
    type_into(qtbot, paper, " Last.")
    button(page, "Put into the trash").click()
    assert keeping.texts[samples.ENTRIES[0].id].endswith(" Last.")
    button(page, "Undo").click()
    assert paper.toPlainText().endswith(" Last.")


def test_an_unsaved_entry_comes_back_from_the_trash_with_its_words(
    page: JournalPage, paper: Writing, qtbot: QtBot
) -> None:
    keeping = Keeping(page)
    keeping.is_full = True
    page.begin(new_entry())
    type_into(qtbot, paper, "Only here")
    button(page, "Put into the trash").click()
    button(page, "Undo").click()
    assert paper.toPlainText() == "Only here"
    assert keeping.texts == {}


def test_trashing_the_only_entry_leaves_an_inviting_page(
    page: JournalPage, entries: QListView, qtbot: QtBot
) -> None:
    page.show_entries(samples.ENTRIES[:1])
    button(page, "Put into the trash").click()
    page.show_entries(())
    assert says(page, "Nothing here yet.")
    assert says(page, "The entry is in the trash.")


# --- little room --------------------------------------------------------------------------------------------


def test_where_there_is_little_room_list_and_text_take_turns(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot
) -> None:
    page.resize(480, 600)
    QApplication.processEvents()
    assert entries.isVisible()
    assert not paper.isVisible()
    entries.setFocus()
    qtbot.keyClick(entries, Key.Key_Return)
    assert paper.isVisible()
    assert not entries.isVisible()
    button(page, "Back to the list").click()
    assert entries.isVisible()
    page.begin(new_entry())
    assert paper.isVisible()


def test_room_brings_both_back(page: JournalPage, paper: Writing, entries: QListView) -> None:
    page.resize(480, 600)
    QApplication.processEvents()
    page.resize(1000, 700)
    QApplication.processEvents()
    assert entries.isVisible()
    assert paper.isVisible()
    assert not any(each.accessibleName() == "Back to the list" for each in seen(page))


# --- only the words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("way_out", ["Esc", "F11", "button"])
def test_only_the_words_and_back(
    page: JournalPage, paper: Writing, entries: QListView, qtbot: QtBot, way_out: str
) -> None:
    told = QSignalSpy(page.focused)
    paper.setFocus()
    qtbot.keyClick(paper, Key.Key_F11)
    QApplication.processEvents()
    assert list(told.at(0)) == [True]
    assert QApplication.focusWidget() is paper
    assert not entries.isVisible()
    assert not any(
        each.accessibleName() in ("Bold", "Put into the trash", "Back to the list") for each in seen(page)
    )
    left = paper.mapTo(page, paper.rect().topLeft()).x()
    assert abs(left - (page.width() - paper.measure) / 2) < 40
    if way_out == "button":
        button(page, "Show everything again").click()
    else:
        qtbot.keyClick(paper, Key.Key_Escape if way_out == "Esc" else Key.Key_F11)
    assert entries.isVisible()
    assert button(page, "Bold").isVisible()
    assert list(told.at(1)) == [False]
    assert QApplication.focusWidget() is paper


@pytest.mark.parametrize("leave", ["find", "hide", "trash"])
def test_whoever_leaves_the_words_finds_everything_there(
    page: JournalPage, paper: Writing, qtbot: QtBot, leave: str
) -> None:
    page.set_focused(True)
    if leave == "find":
        qtbot.keyClick(paper, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    elif leave == "hide":
        page.hide()
        page.show()
    else:
        page._trash_open()
    assert page.findChild(QListView).isVisible()
    assert button(page, "Bold").isVisible()
