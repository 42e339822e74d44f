"""The first run, as the running program opens it."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.vault_place import VaultPlace
from selfkind_desktop.app.welcome import Welcome
from selfkind_desktop.domain.settings import FIRST_RUN_DONE, RHYTHM_PER_DAY
from selfkind_desktop.paths import Paths
from selfkind_desktop.ui.first_run.window import FirstRunWindow
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock, InlineRunner
from tests.gui.app.conftest import Kept

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def welcome(look: Appearance, choices: Choices, kept: Kept, paths: Paths, qtbot: QtBot) -> Iterator[Welcome]:
    place = VaultPlace(look, FakeClock(), paths, InlineRunner())
    welcome = Welcome(look, choices, kept.keeper, place)
    yield welcome
    welcome.close()
    place.deleteLater()
    welcome.deleteLater()


def window() -> FirstRunWindow:
    (found,) = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, FirstRunWindow) and each.isVisible()
    ]
    return found


def test_asking_twice_shows_it_once(welcome: Welcome) -> None:
    welcome.open()
    first = window()
    welcome.open()
    assert window() is first


def test_a_choice_holds_at_once(welcome: Welcome, choices: Choices) -> None:
    welcome.open()
    window().chosen.emit(RHYTHM_PER_DAY.key, 2)
    assert choices[RHYTHM_PER_DAY] == 2


@pytest.mark.parametrize("pause", [True, False])
def test_at_its_end_it_is_done_and_may_lead_into_a_pause(
    welcome: Welcome, choices: Choices, pause: bool
) -> None:
    wanted = QSignalSpy(welcome.pause_wanted)
    welcome.open()
    window().finished.emit(pause)
    assert choices[FIRST_RUN_DONE]
    assert wanted.count() == int(pause)
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []


def test_whoever_closes_it_is_not_asked_again(welcome: Welcome, choices: Choices) -> None:
    welcome.open()
    window().close()
    assert choices[FIRST_RUN_DONE]


def test_whoever_quits_in_the_middle_is_asked_again(welcome: Welcome, choices: Choices) -> None:
    welcome.open()
    welcome.close()
    welcome.close()
    assert not choices[FIRST_RUN_DONE]
