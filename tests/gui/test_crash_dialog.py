"""The crash dialog: kind, and silent about everything a person wrote."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.crash_dialog import CrashDialog, details_of
from selfkind_desktop.ui.theme import Appearance
from tests.gui.pages.checks import button, cut_off, says, unnamed

SECRET = "what I wrote about my sister"


def raised() -> BaseException:
    """An error that carries private words everywhere an error can."""

    def save(entry: str) -> None:
        raise ValueError(entry)

    try:
        try:
            save(SECRET)
        except ValueError as error:
            error.add_note(SECRET)
            raise KeyError(SECRET) from error
    except KeyError as error:
        return error


@pytest.fixture
def dialog(look: Appearance, qtbot: QtBot) -> Iterator[CrashDialog]:
    dialog = CrashDialog(look, details_of(raised()), "/home/someone/selfkind.log")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    dialog.close()
    dialog.deleteLater()


def test_details_have_types_and_places_and_no_words() -> None:
    details = details_of(raised())
    assert SECRET not in details
    assert "KeyError" in details
    assert "after\nValueError" in details
    assert "test_crash_dialog.py:" in details
    assert " save" in details


def test_details_never_name_a_folder_of_the_person() -> None:
    assert "/" not in details_of(raised()).replace("selfkind_desktop/", "")


def test_an_error_that_causes_itself_comes_to_an_end() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    assert details_of(first).count("KeyError") == 1


def test_it_is_kind_and_says_where_the_log_is(dialog: CrashDialog) -> None:
    assert says(dialog, "That is our mistake, not yours.")
    assert says(dialog, "/home/someone/selfkind.log")


def test_details_can_be_seen_before_they_are_copied(dialog: CrashDialog) -> None:
    well = dialog.findChild(QPlainTextEdit)
    assert not well.isVisible()
    button(dialog, "Show details").click()
    assert well.isVisible()
    button(dialog, "Copy details").click()
    assert QGuiApplication.clipboard().text() == well.toPlainText()
    assert says(dialog, "Copied.")


def test_enter_and_esc_go_on(dialog: CrashDialog, qtbot: QtBot) -> None:
    quits = QSignalSpy(dialog.quit_requested)
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert (dialog.isVisible(), quits.count()) == (False, 0)


def test_quit_is_only_asked_for(dialog: CrashDialog) -> None:
    quits = QSignalSpy(dialog.quit_requested)
    button(dialog, "Quit").click()
    assert (quits.count(), dialog.isVisible()) == (1, False)


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off(look: Appearance, qtbot: QtBot, percent: int) -> None:
    look.apply("light", percent, "reduced")
    dialog = CrashDialog(look, "ValueError", "/home/someone/.local/state/selfkind/logs/selfkind.log")
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.open()
    assert cut_off(dialog) == []
    button(dialog, "Show details").click()
    assert cut_off(dialog) == []
    assert unnamed(dialog) == []
