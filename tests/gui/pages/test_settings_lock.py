"""The section on locking says what is true of this computer."""

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.settings import LOCK_AFTER, LOCK_AT_CLOSE, Settings
from selfkind_desktop.ui.pages.settings.lock import LockSection
from selfkind_desktop.ui.theme import Appearance
from tests.gui.pages.checks import button, cut_off, says, unnamed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def section(look: Appearance, qtbot: QtBot) -> LockSection:
    section = LockSection(look)
    qtbot.addWidget(section)
    section.resize(860, 500)
    section.show()
    return section


def test_without_a_passphrase_it_says_kindly_what_would_be_needed(section: LockSection) -> None:
    assert says(section, "Locking needs a passphrase.")
    assert not says(section, "After some time without input")
    section.show_can_lock(True)
    assert not says(section, "Locking needs a passphrase.")
    assert says(section, "After some time without input")


def test_choices_are_told_and_shown(section: LockSection) -> None:
    section.show_can_lock(True)
    chosen = QSignalSpy(section.bindings.chosen)
    button(section, "5 min").click()
    button(section, "When I close the window").click()
    assert [chosen.at(number) for number in range(2)] == [[LOCK_AFTER.key, 5], [LOCK_AT_CLOSE.key, True]]
    section.bindings.show_settings(Settings().having(LOCK_AFTER, 0))
    assert button(section, "Off").isChecked()
    assert chosen.count() == 2


def test_it_can_be_locked_from_here(section: LockSection) -> None:
    section.show_can_lock(True)
    asked = QSignalSpy(section.lock_requested)
    button(section, "Lock now").click()
    assert asked.count() == 1


def test_what_this_desktop_does_not_tell_is_said(section: LockSection) -> None:
    section.show_can_lock(True)
    section.show_desktop(idle=False, session=False)
    assert says(section, "does not tell how long nobody used it")
    assert says(section, "does not tell when its screen is locked")
    assert not button(section, "5 min").isEnabled()
    section.show_desktop(roughly=True)
    assert says(section, "one minute becomes about five")
    assert button(section, "5 min").isEnabled()


@pytest.mark.parametrize("can_lock", [False, True])
def test_nothing_is_cut_off_and_everything_has_a_name(section: LockSection, can_lock: bool) -> None:
    section.show_can_lock(can_lock)
    assert cut_off(section) == []
    assert unnamed(section) == []
