"""The window before, while and after it is locked: nothing shows, nothing is lost, nobody is led astray."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.journal import JournalPlace
from selfkind_desktop.app.lock_place import LockPlace
from selfkind_desktop.app.lock_settings import LockSettings
from selfkind_desktop.app.locking import Locking
from selfkind_desktop.app.prompting import Prompting
from selfkind_desktop.app.put_off import PutOff
from selfkind_desktop.desktop.lookout import Lookout
from selfkind_desktop.desktop.senses import Needs, blind
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.domain.settings import LOCK_AFTER
from selfkind_desktop.storage.errors import DiskFull, Locked, VaultDamaged
from selfkind_desktop.storage.store import Store
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.lock_screen import LockScreen
from selfkind_desktop.ui.main_window import PageName
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.nav_rail import NavRail
from tests.fakes import FakeClock
from tests.gui.app.conftest import PASSPHRASE, Kept, Opening
from tests.gui.app.test_main_place import Scene
from tests.gui.pages.checks import button, says, seen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = "quince and the green door"


class Lockable(Scene):
    """Somebody at a window that can be locked."""

    def __init__(self, *parts: object, locking: Locking, opening: Opening) -> None:
        super().__init__(*parts)
        self.locking, self.opening = locking, opening
        locking.locking.connect(self.place.keep_drafts)

    @property
    def screen(self) -> LockScreen:
        (screen,) = seen(self.window, LockScreen)
        return screen

    @property
    def paper(self) -> Writing:
        (paper,) = seen(self.window, Writing)
        return paper

    def lock(self) -> None:
        assert self.locking.lock()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.kept.arrive()

    def open(self, secret: str = PASSPHRASE) -> None:
        self.screen.findChild(QLineEdit).setText(secret)
        button(self.window, "Open").click()
        self.kept.arrive()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def scene(
    look: Appearance,
    clock: FakeClock,
    choices: Choices,
    kept: Kept,
    practices: tuple[Practice, ...],
    lock_place: LockPlace,
    prompting: Prompting,
    put_off: PutOff,
    locking: Locking,
    opening: Opening,
    qtbot: QtBot,
) -> Iterator[Lockable]:
    scene = Lockable(
        look,
        clock,
        choices,
        kept,
        practices,
        lock_place,
        prompting,
        put_off,
        locking=locking,
        opening=opening,
    )
    yield scene
    scene.place.close()
    scene.place.deleteLater()
    kept.arrive()


def texts(scene: Lockable) -> list[str]:
    found: list[str] = []

    def read(store: Store) -> list[str]:
        return [entry.text for entry in store.entries.newest(10)]

    scene.kept.keeper.ask(read, found.extend)
    scene.kept.arrive()
    return found


@pytest.mark.parametrize("name", ["Earlier words", "Trash", "Phrases"])
def test_what_was_looked_at_beside_an_entry_is_gone_when_it_is_locked(scene: Lockable, name: str) -> None:
    scene.window.resize(1180, 760)
    scene.place.begin_entry()
    for words in (WORDS, "other words"):
        scene.paper.selectAll()
        scene.paper.insertPlainText(words)
        scene.place.keep_drafts()
        scene.kept.arrive()
        scene.clock.advance(minutes=9)
    button(scene.window, name).click()
    scene.kept.arrive()
    assert len(seen(scene.window, QDialog)) == 1
    scene.lock()
    assert scene.window.findChildren(QDialog) == []
    assert not any(WORDS in each.toPlainText() for each in scene.window.findChildren(QTextDocument))


def test_the_rail_is_there_when_only_the_words_were(scene: Lockable) -> None:
    scene.place.begin_entry()
    scene.paper.insertPlainText(WORDS)
    scene.place.journal.page.set_focused(True)
    assert seen(scene.window, NavRail) == []
    scene.lock()
    assert len(seen(scene.window, NavRail)) == 1


def test_words_are_stored_and_come_back_with_the_cursor_in_place(scene: Lockable) -> None:
    scene.write("an older entry")
    scene.place.begin_entry()
    scene.paper.insertPlainText(WORDS)
    cursor = scene.paper.textCursor()
    cursor.setPosition(6)
    scene.paper.setTextCursor(cursor)
    scene.lock()
    assert not any(WORDS in each.toPlainText() for each in scene.window.findChildren(QTextDocument))
    assert says(scene.screen, "Your journal is locked")
    assert scene.window.current is PageName.JOURNAL
    scene.open()
    assert scene.window.findChildren(LockScreen) == []
    assert scene.paper.toPlainText() == WORDS
    assert scene.paper.textCursor().position() == 6
    assert scene.window.focusWidget() is scene.paper
    assert set(texts(scene)) == {WORDS, "an older entry"}


def test_the_cursor_comes_back_to_an_answer_of_a_form(scene: Lockable) -> None:
    scene.place.begin_entry()
    scene.place.journal.begin(EntryKind.REFRAME)
    fields = [each for each in seen(scene.window, QTextEdit) if not each.isReadOnly()]
    fields[1].setFocus()
    fields[1].insertPlainText(WORDS)
    scene.place.journal.keep_drafts()
    scene.kept.arrive()
    fields[1].moveCursor(QTextCursor.MoveOperation.Start)
    # A click on the rail takes the keyboard first.
    button(scene.window, "Lock").setFocus()
    button(scene.window, "Lock").click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    scene.open()
    field = scene.window.focusWidget()
    assert isinstance(field, QTextEdit)
    assert (field.toPlainText(), field.textCursor().position()) == (WORDS, 0)


def test_nothing_of_an_entry_stays_in_the_program(scene: Lockable) -> None:
    scene.place.begin_entry()
    scene.paper.insertPlainText(WORDS)
    scene.lock()
    gc.collect()
    left = [each for each in gc.get_objects() if isinstance(each, Entry | Writing | JournalPlace)]
    assert [each for each in left if not isinstance(each, Entry) or WORDS in each.text] == []


def test_a_full_disk_does_not_keep_the_window_open_nor_lose_a_word(scene: Lockable) -> None:
    scene.place.begin_entry()
    scene.kept.refuse(DiskFull("selfkind.db"))
    scene.paper.insertPlainText(WORDS)
    scene.lock()
    assert says(scene.screen, "Your journal is locked")
    scene.kept.refuses = None
    scene.open()
    assert texts(scene) == [WORDS]
    assert scene.paper.toPlainText() == WORDS


def test_every_page_but_support_is_covered(scene: Lockable) -> None:
    scene.place.open_today()
    scene.lock()
    for name in (PageName.TODAY, PageName.JOURNAL, PageName.SETTINGS):
        scene.place.open(name)
        assert says(scene.screen, "Your journal is locked")
    scene.place.open_support()
    assert seen(scene.window, LockScreen) == []
    assert says(scene.window, "A way back to the ground")
    scene.place.open(PageName.TODAY)
    scene.open()
    assert scene.window.current is PageName.TODAY
    assert scene.place.today is not None
    assert scene.place.journal is None


def test_support_is_one_click_away(scene: Lockable, lock_place: LockPlace) -> None:
    lock_place.support_wanted.connect(scene.place.open_support)
    scene.place.open_today()
    scene.lock()
    (support,) = [each for each in seen(scene.screen) if getattr(each, "text", str)() == "Support"]
    QTest.mouseClick(support, Qt.MouseButton.LeftButton)
    assert says(scene.window, "A way back to the ground")


def test_to_write_while_locked_opens_an_entry_once_it_is_open(scene: Lockable) -> None:
    scene.lock()
    scene.place.begin_entry()
    assert says(scene.screen, "Your journal is locked")
    scene.open()
    assert scene.paper.toPlainText() == ""
    assert scene.window.focusWidget() is scene.paper


def test_a_wrong_passphrase_is_told_kindly_and_nothing_opens(scene: Lockable) -> None:
    scene.place.open_today()
    scene.lock()
    scene.open("something else")
    assert scene.locking.is_locked
    assert says(scene.screen, "does not fit vault.json")
    assert scene.screen.findChild(QLineEdit).selectedText() != ""
    scene.open()
    assert not scene.locking.is_locked


def test_a_damaged_file_is_told_apart_and_leads_to_the_backups(scene: Lockable) -> None:
    wanted = QSignalSpy(scene.place.backups_wanted)
    scene.place.open_today()
    scene.lock()
    scene.opening.desk.trouble = VaultDamaged("vault.json")
    scene.opening.desk.is_shut = True
    scene.open()
    scene.kept.arrive()
    assert says(scene.window, "vault.json is damaged")
    button(scene.window, "Look at backups").click()
    assert wanted.count() == 1


def test_a_dialog_in_front_of_a_page_goes_with_it(scene: Lockable) -> None:
    scene.place.open_today()
    dialog = QDialog(scene.window)
    dialog.open()
    scene.lock()
    assert scene.window.findChildren(QDialog) == []


def test_the_rail_offers_the_lock_where_there_is_a_passphrase(scene: Lockable, locking: Locking) -> None:
    scene.place.open_today()
    button(scene.window, "Lock").click()
    assert locking.is_locked
    assert [each for each in seen(scene.window) if getattr(each, "text", str)() == "Lock"] == []


def test_ctrl_l_locks(scene: Lockable, locking: Locking, qtbot: QtBot) -> None:
    scene.place.open_today()
    with qtbot.waitActive(scene.window):
        scene.window.activateWindow()
    qtbot.keyClick(scene.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locking.is_locked


def test_a_window_that_is_made_while_it_is_locked_is_covered(
    scene: Lockable,
    look: Appearance,
    clock: FakeClock,
    choices: Choices,
    kept: Kept,
    practices: tuple[Practice, ...],
    lock_place: LockPlace,
    prompting: Prompting,
    put_off: PutOff,
) -> None:
    scene.lock()
    another = Scene(look, clock, choices, kept, practices, lock_place, prompting, put_off)
    another.place.open_today()
    assert len(seen(another.window, LockScreen)) == 1
    another.place.close()
    another.place.deleteLater()


def test_a_store_that_suddenly_asks_for_a_passphrase_is_locked_and_no_trouble(scene: Lockable) -> None:
    scene.kept.refuse(Locked("vault.json"))
    scene.place.open_today()
    scene.kept.arrive()
    assert scene.locking.is_locked
    assert scene.kept.keeper.trouble is None
    assert says(scene.screen, "Your journal is locked")


def test_the_section_of_settings_follows_choices_and_the_lock(
    look: Appearance, choices: Choices, locking: Locking, qtbot: QtBot
) -> None:
    clock = FakeClock()
    lookout = Lookout(blind(Needs(clock, 4.0, 300.0, frozenset)), 4.0, 300.0)
    section = LockSettings(look, choices, locking, lookout).section
    qtbot.addWidget(section)
    section.show()
    button(section, "1 h").click()
    assert choices[LOCK_AFTER] == 60
    choices.choose(LOCK_AFTER, 5)
    assert button(section, "5 min").isChecked()
    with qtbot.waitSignal(lookout.checked):
        lookout.check()
    assert says(section, "does not tell how long nobody used it")
    button(section, "Lock now").click()
    assert locking.is_locked
    lookout.deleteLater()


def test_without_a_passphrase_nothing_locks(scene: Lockable, locking: Locking) -> None:
    locking._vault.unlink()
    assert not locking.lock()
    scene.place.open_today()
    assert [each for each in seen(scene.window) if getattr(each, "text", str)() == "Lock"] == []
