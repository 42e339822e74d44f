"""The lock screen: calm while it opens, kind when it does not, and never a trap."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.ui.lock_screen import LockScreen
from selfkind_desktop.ui.theme import Appearance
from tests.gui.pages.checks import button, cut_off, says, sentence, unnamed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Echo = QLineEdit.EchoMode


@pytest.fixture
def screen(look: Appearance, qtbot: QtBot) -> Iterator[LockScreen]:
    screen = LockScreen(look)
    qtbot.addWidget(screen)
    screen.resize(760, 640)
    screen.show()
    yield screen
    for timer in screen.findChildren(QTimer):
        timer.stop()


def field(screen: LockScreen) -> QLineEdit:
    return screen.findChild(QLineEdit)


def time_passes(screen: LockScreen) -> None:
    (timer,) = [each for each in screen.findChildren(QTimer) if each.isActive()]
    timer.stop()
    timer.timeout.emit()


def test_enter_hands_on_what_was_typed(screen: LockScreen) -> None:
    opened, typing = QSignalSpy(screen.opened), QSignalSpy(screen.typing)
    QTest.keyClick(field(screen), Qt.Key.Key_Return)
    assert opened.count() == 0
    QTest.keyClicks(field(screen), "seven boats")
    assert field(screen).echoMode() is Echo.Password
    QTest.keyClick(field(screen), Qt.Key.Key_Return)
    assert opened.at(0) == [Secret.passphrase("seven boats")]
    assert typing.count() == 1


def test_what_is_typed_can_be_shown_and_hidden(screen: LockScreen) -> None:
    button(screen, "Show what is typed").click()
    assert field(screen).echoMode() is Echo.Normal
    button(screen, "Hide what is typed").click()
    assert field(screen).echoMode() is Echo.Password


def test_the_recovery_code_is_the_other_way(screen: LockScreen) -> None:
    opened = QSignalSpy(screen.opened)
    field(screen).setText("half a passphrase")
    button(screen, "Use the recovery code").click()
    assert (field(screen).text(), field(screen).echoMode()) == ("", Echo.Normal)
    assert field(screen).accessibleName() == "Recovery code"
    field(screen).setText("AAAA")
    button(screen, "Open").click()
    assert opened.at(0) == [Secret.recovery("AAAA")]
    button(screen, "Use the passphrase").click()
    assert (field(screen).text(), field(screen).echoMode()) == ("", Echo.Password)


def test_while_it_opens_nothing_can_be_asked_twice(screen: LockScreen) -> None:
    opened = QSignalSpy(screen.opened)
    field(screen).setText("seven boats")
    screen.show_opening()
    button(screen, "Opening…").click()
    QTest.keyClick(field(screen), Qt.Key.Key_Return)
    assert opened.count() == 0
    assert button(screen, "Support").isEnabled()
    screen.show_refused("That was another one.")
    assert button(screen, "Open").isEnabled()
    assert field(screen).selectedText() == "seven boats"
    assert says(screen, "That was another one.")


@pytest.mark.parametrize(
    ("seconds", "words"), [(2, "In a moment"), (60, "about a minute"), (300, "a few minutes")]
)
def test_a_wait_is_said_without_a_number_and_its_end_too(
    screen: LockScreen, seconds: float, words: str
) -> None:
    field(screen).setText("again")
    screen.show_refused("There is a short wait.", seconds)
    assert not button(screen, "Open").isEnabled()
    assert says(screen, words)
    assert not re.search(r"\d", sentence(screen))
    time_passes(screen)
    assert button(screen, "Open").isEnabled()
    assert says(screen, "You can try again now.")


def test_a_wait_outlasts_a_change_of_mind(screen: LockScreen) -> None:
    screen.show_refused("There is a short wait.", 5)
    button(screen, "Use the recovery code").click()
    assert not button(screen, "Open").isEnabled()


def test_escape_changes_nothing(screen: LockScreen) -> None:
    field(screen).setText("half")
    QTest.keyClick(field(screen), Qt.Key.Key_Escape)
    assert screen.isVisible()
    assert field(screen).text() == "half"


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Pause now", "pause_requested"),
        ("Hard moment", "hard_moment_requested"),
        ("Support", "support_requested"),
    ],
)
def test_what_goes_without_opening(screen: LockScreen, text: str, signal: str) -> None:
    asked = QSignalSpy(getattr(screen, signal))
    button(screen, text).click()
    assert asked.count() == 1


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut_off_and_everything_has_a_name(
    screen: LockScreen, look: Appearance, size: int
) -> None:
    look.apply("dark", size, "reduced")
    look.prepare()
    screen.show_refused("A sentence that takes its time, and a second line of the window besides.", 60)
    QApplication.processEvents()
    assert cut_off(screen) == []
    assert unnamed(screen) == []
