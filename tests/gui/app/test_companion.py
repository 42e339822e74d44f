"""The whole program in this process, without a desktop: parts find each other, and nothing is lost."""

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.companion import Companion
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.desktop.instance import claim
from selfkind_desktop.domain.outlook import Standing
from selfkind_desktop.domain.records import Answer, Mood
from selfkind_desktop.domain.settings import PAUSE_CHECK_IN, REMINDER_WAY, THEME, ReminderWay, ThemeChoice
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.store import Store
from selfkind_desktop.ui.crash_dialog import CrashDialog
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.first_run.window import FirstRunWindow
from selfkind_desktop.ui.main_window import MainWindow, PageName
from selfkind_desktop.ui.pause_window import PauseWindow
from selfkind_desktop.ui.tray import Tray
from selfkind_desktop.ui.tray_panel import StatusWindow, TrayPanel
from tests.fakes import FakeClock
from tests.gui.pages.checks import button, says

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("systemTrayWindowChanged"),
]
MARKER = "heliotrope-and-the-lamp"


class Program:
    """One start of it after another, in the same home."""

    def __init__(self, qtbot: QtBot, application: QApplication, home: Path) -> None:
        self.paths = Paths.below(home)
        self._qtbot, self._application = qtbot, application
        self.companion: Companion | None = None

    def start(self, command: str = "", **args: object) -> Companion:
        instance = claim(self.paths.run)
        assert instance is not None
        tray = Tray()
        self.companion = Companion(self._application, self.paths, instance, tray)
        self.companion.begin(command, args)
        self._qtbot.waitUntil(lambda: self.paths.log_file.exists() or self.paths.log_file.parent.is_file())
        return self.companion

    def end(self) -> None:
        """As `quit` and the end of the event loop do."""
        companion, self.companion = self.companion, None
        if companion is None:
            return
        companion.quit()
        self._qtbot.waitUntil(lambda: not companion.keeper.unsaved, timeout=20_000)
        companion.end()
        for timer in companion.findChildren(QTimer):
            timer.stop()
        menu = companion.tray.findChild(QSystemTrayIcon).contextMenu()
        for each in (menu, companion.tray, companion):
            each.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        forget_the_log()

    def windows(self, kind: type[QWidget]) -> list:
        return [
            each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
        ]

    def kept(self, read: Callable[[Store], object]) -> object:
        """What is on the disk; only while it does not run."""
        assert self.companion is None
        store = Store.open(
            self.paths.database, unlock_here(self.paths.vault, self.paths.key_file), FakeClock()
        )
        try:
            return read(store)
        finally:
            store.close()

    def choose(self, text: str) -> None:
        self.paths.config.mkdir(parents=True, exist_ok=True)
        self.paths.config_file.write_text(text)


def forget_the_log() -> None:
    logger = logging.getLogger("selfkind_desktop")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


@pytest.fixture
def program(
    qtbot: QtBot, bare: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    program = Program(qtbot, bare, home)
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    always = "\n".join(f'rhythm.{day} = "00:00-24:00"' for day in days)
    program.choose(f'first_run.done = true\nrhythm.kind = "every"\nappearance.motion = "reduced"\n{always}\n')
    yield program
    program.end()


def offer(companion: Companion) -> None:
    """Have an invitation fall due."""
    from dataclasses import replace

    now = companion.walk._clock.now()  # the program runs on the real clock
    state = replace(companion.walk.state, next_at=now.at, planned_at=now.at)
    companion.walk._become(state)


def test_a_check_in_from_the_menu_is_on_the_disk_after_the_end(program: Program) -> None:
    companion = program.start()
    companion.commands.check_in.emit(Mood.HARD)
    program.end()
    (check_in,) = program.kept(lambda store: store.check_ins.newest(5))
    assert check_in.mood is Mood.HARD


def test_words_typed_a_moment_before_the_end_are_kept(program: Program) -> None:
    companion = program.start("write")
    (window,) = program.windows(MainWindow)
    assert window.current is PageName.JOURNAL
    window.findChild(Writing).insertPlainText("the last word")
    companion.commands.leave.trigger()
    program.end()
    (entry,) = program.kept(lambda store: store.entries.newest(5))
    assert entry.text == "the last word"


def test_the_first_start_says_hello_and_leads_into_a_first_minute(program: Program, qtbot: QtBot) -> None:
    program.choose("")
    companion = program.start()
    (hello,) = program.windows(FirstRunWindow)
    companion.open()
    assert program.windows(MainWindow) == []
    hello.finished.emit(True)
    assert program.windows(FirstRunWindow) == []
    qtbot.waitUntil(lambda: len(program.windows(PauseWindow)) == 1)
    program.end()
    (pause,) = program.kept(lambda store: store.pauses.newest(5))
    assert (pause.source, pause.minutes) == ("first-run", 1)


def test_an_invitation_leads_into_a_pause_and_both_are_kept(program: Program, qtbot: QtBot) -> None:
    companion = program.start()
    companion.choices.choose(PAUSE_CHECK_IN, value=False)
    companion.choices.choose(REMINDER_WAY, ReminderWay.TRAY)
    offer(companion)
    qtbot.waitUntil(lambda: companion.reminding.outlook.standing is Standing.OFFERED)
    companion.commands.pause.trigger()
    qtbot.waitUntil(lambda: len(program.windows(PauseWindow)) == 1)
    assert companion.reminding.outlook.standing is Standing.IN_PAUSE
    program.windows(PauseWindow)[0].close()
    qtbot.waitUntil(lambda: companion.reminding.outlook.standing is Standing.WAITING)
    program.end()
    (reminder,) = program.kept(lambda store: [store.reminders.latest()])
    assert (reminder.answer, reminder.way) == (Answer.BEGUN, "tray")
    (pause,) = program.kept(lambda store: store.pauses.newest(5))
    assert pause.source == "reminder"


def test_a_choice_holds_in_every_window_and_is_copied_into_the_store(program: Program) -> None:
    companion = program.start("open")
    companion.choices.choose(THEME, ThemeChoice.DARK)
    assert companion.appearance.theme.dark
    program.end()
    assert program.kept(lambda store: store.settings.all())["appearance.theme"] == "dark"


def test_without_a_tray_a_small_window_stands_in(program: Program, qtbot: QtBot) -> None:
    program.start()
    qtbot.waitUntil(lambda: len(program.windows(StatusWindow)) == 1)
    (status,) = program.windows(StatusWindow)
    assert says(status, "Next pause in 1 h")
    button(status, "Open").click()
    assert len(program.windows(MainWindow)) == 1


def test_a_click_on_the_icon_opens_the_panel(program: Program, qtbot: QtBot) -> None:
    companion = program.start()
    companion.tray.panel_requested.emit()
    (panel,) = program.windows(TrayPanel)
    qtbot.waitUntil(lambda: says(panel, "Next pause in"))
    button(panel, "Good").click()
    program.end()
    assert len(program.kept(lambda store: store.check_ins.newest(5))) == 1


def test_a_broken_file_of_choices_is_told_in_the_panel_and_in_the_window_and_left_alone(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    program.choose("[rhythm\n")
    companion = program.start()
    assert program.windows(FirstRunWindow) == []
    companion.tray.panel_requested.emit()
    assert says(program.windows(TrayPanel)[0], "config.toml is not readable")
    companion.open()
    (window,) = program.windows(MainWindow)
    assert says(window, "config.toml is not readable")
    button(window, "Put away").click()
    companion.tray.panel_requested.emit()
    assert not any(says(panel, "config.toml") for panel in program.windows(TrayPanel))
    assert program.paths.config_file.read_text() == "[rhythm\n"
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_broken_vault_is_told_and_pauses_go_on(program: Program, qtbot: QtBot) -> None:
    program.paths.data.mkdir(parents=True)
    program.paths.vault.write_text("{broken")
    companion = program.start()
    companion.commands.check_in.emit(Mood.GOOD)
    companion.tray.panel_requested.emit()
    (panel,) = program.windows(TrayPanel)
    qtbot.waitUntil(lambda: says(panel, "vault.json is damaged"), timeout=20_000)
    companion.hard_moment()
    assert len(program.windows(PauseWindow)) == 1
    program.windows(PauseWindow)[0].close()
    companion.quit()
    assert program.paths.vault.read_text() == "{broken"
    # It was told: whoever quits now knows what is lost.
    companion.keeper._unsaved = 0
    program.end()


def test_a_home_that_cannot_be_written_is_one_sentence(
    program: Program, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    instance = claim(program.paths.run)
    companion = Companion(QApplication.instance(), program.paths, instance, Tray())
    program.companion = companion
    companion.begin("", {}, home_is_closed=True)
    qtbot.waitUntil(program.paths.log_file.exists)
    companion.tray.panel_requested.emit()
    assert says(program.windows(TrayPanel)[0], "may not write to its folder")
    assert "may not write to its folder" in capsys.readouterr().err


def test_an_error_nobody_foresaw_opens_one_window_without_a_private_word(
    program: Program, qtbot: QtBot
) -> None:
    companion = program.start("write")
    program.windows(MainWindow)[0].findChild(Writing).insertPlainText("kept all the same")
    for _ in range(3):
        error = ValueError(MARKER)
        sys.excepthook(ValueError, error, None)
    (dialog,) = program.windows(CrashDialog)
    button(dialog, "Show details").click()
    told = " ".join(each.toPlainText() for each in dialog.findChildren(type(dialog._well)))
    assert "ValueError" in told
    assert MARKER not in told + program.paths.log_file.read_text()
    button(dialog, "Go on").click()
    sys.excepthook(ValueError, ValueError(MARKER), None)
    assert len(program.windows(CrashDialog)) == 1
    for each in program.windows(CrashDialog):
        each.close()
    assert companion.keeper.unsaved >= 0
    program.end()
    (entry,) = program.kept(lambda store: store.entries.newest(5))
    assert entry.text == "kept all the same"


def test_a_command_that_makes_no_sense_at_the_start_is_said(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    program.start("pause", kind="NO SUCH")
    assert "1, 2, 3 or 5 minutes" in capsys.readouterr().err


def test_nothing_private_is_in_any_file_of_the_home(program: Program) -> None:
    program.start("write")
    program.windows(MainWindow)[0].findChild(Writing).insertPlainText(MARKER)
    program.end()
    files = [each for each in program.paths.data.parent.rglob("*") if each.is_file()]
    assert len(files) >= 5
    assert [each for each in files if MARKER.encode() in each.read_bytes()] == []
    assert program.kept(lambda store: store.entries.newest(1))[0].text == MARKER
