"""The whole program in a home that a passphrase opens."""

import secrets

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.app import cli, offline
from selfkind_desktop.app.companion import Companion
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain.outlook import Standing
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.storage import slots
from selfkind_desktop.storage.passphrase import Strength
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.lock_screen import LockScreen
from selfkind_desktop.ui.main_window import MainWindow, PageName
from selfkind_desktop.ui.pause_window import PauseWindow
from tests.fakes import FakeClock
from tests.gui.app.test_companion import Program, program
from tests.gui.pages.checks import button, says

__all__ = ["program"]

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("systemTrayWindowChanged"),
]
PASSPHRASE = "a lamp and seven boats"


@pytest.fixture
def key(program: Program) -> DatabaseKey:
    """A passphrase opens this home, as quickly as the cipher allows."""
    return slots.create_with_passphrase(
        program.paths.vault, PASSPHRASE, new_id, secrets.token_bytes, Strength(iterations=1)
    )


def unlock(program: Program, qtbot: QtBot, companion: Companion) -> MainWindow:
    (window,) = program.windows(MainWindow)
    (screen,) = window.findChildren(LockScreen)
    screen.findChild(QLineEdit).setText(PASSPHRASE)
    button(screen, "Open").click()
    qtbot.waitUntil(lambda: not companion.locking.is_locked, timeout=20_000)
    return window


def kept(program: Program, key: DatabaseKey) -> Store:
    return Store.open(program.paths.database, key, FakeClock())


def test_it_begins_locked_and_what_is_noted_before_is_written_once_it_opens(
    program: Program, key: DatabaseKey, qtbot: QtBot
) -> None:
    companion = program.start("open")
    assert companion.reminding.outlook.standing is Standing.LOCKED
    (window,) = program.windows(MainWindow)
    assert says(window, "Your journal is locked")
    companion.commands.check_in.emit(Mood.HARD)
    companion.hard_moment()
    assert companion.reminding.outlook.standing is Standing.IN_PAUSE
    program.windows(PauseWindow)[0].close()
    assert companion.keeper.unsaved == 2
    unlock(program, qtbot, companion)
    qtbot.waitUntil(lambda: not companion.keeper.unsaved, timeout=20_000)
    assert companion.reminding.outlook.standing is Standing.WAITING
    program.end()
    store = kept(program, key)
    assert [each.mood for each in store.check_ins.newest(5)] == [Mood.HARD]
    assert [each.source for each in store.pauses.newest(5)] == ["hard-moment"]
    store.close()


def test_the_tray_locks_and_words_come_back(program: Program, key: DatabaseKey, qtbot: QtBot) -> None:
    companion = program.start("write")
    window = unlock(program, qtbot, companion)
    assert window.current is PageName.JOURNAL
    window.findChild(Writing).insertPlainText("the last word")
    assert companion.commands.lock.isVisible()
    companion.commands.lock.trigger()
    assert companion.locking.is_locked
    assert not companion.commands.lock.isVisible()
    assert companion.tray._icon.toolTip().startswith("Locked · ")
    qtbot.waitUntil(lambda: window.findChild(Writing) is None)
    unlock(program, qtbot, companion)
    qtbot.waitUntil(lambda: window.findChild(Writing).toPlainText() == "the last word", timeout=20_000)
    program.end()


def test_the_command_line_keeps_nothing_it_cannot_keep_and_says_so(
    program: Program, key: DatabaseKey, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = offline.check_in(program.paths, 3)
    assert isinstance(reply, Reply)
    assert not reply.ok
    assert "nothing was kept" in reply.sentence
    assert not program.paths.database.exists()
    assert cli.run(["lock"], lambda *_: 0) == cli.NOT_RUNNING
    assert "not running" in capsys.readouterr().err
