"""First run: privacy before any question, everything can be passed over, nothing is a dead end."""

from collections.abc import Iterator
from datetime import time

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QTimeEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.rhythm import Hours
from selfkind_desktop.domain.settings import BY_KEY, RHYTHM_PER_DAY, RHYTHM_WEEK, Settings
from selfkind_desktop.ui.first_run import FirstRunWindow
from selfkind_desktop.ui.pages.values import KeyPlace, Openers
from selfkind_desktop.ui.theme import Appearance
from tests.gui.pages.checks import button, cut_off, says, unnamed

Key = Qt.Key
RHYTHM = 2


@pytest.fixture
def window(look: Appearance, qtbot: QtBot) -> Iterator[FirstRunWindow]:
    window = FirstRunWindow(look, Settings())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()


def go_to(window: FirstRunWindow, step: int) -> None:
    while window.step < step:
        button(window, "Go on").click()


def chosen(told: QSignalSpy) -> dict[str, object]:
    return {told.at(number)[0]: told.at(number)[1] for number in range(told.count())}


def test_it_says_what_it_is_and_is_not_first_and_privacy_before_any_question(window: FirstRunWindow) -> None:
    assert says(window, "It is not therapy and not a crisis service.")
    button(window, "Go on").click()
    assert says(window, "What you write stays yours")
    assert says(window, "nothing is sent anywhere")
    button(window, "Go on").click()
    assert says(window, "How often may it ask?")


def test_enter_alone_leads_to_the_first_minute(window: FirstRunWindow, qtbot: QtBot) -> None:
    over = QSignalSpy(window.finished)
    told = QSignalSpy(window.chosen)
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Key.Key_Return)
    assert [over.count(), over.at(0)[0]] == [1, True]
    assert told.count() == 0
    assert not window.isVisible()


def test_one_can_always_go_back(window: FirstRunWindow) -> None:
    go_to(window, 4)
    for step in (3, 2, 1, 0):
        button(window, "Back").click()
        assert window.step == step
    with pytest.raises(AssertionError):
        button(window, "Back")


def test_everything_can_be_passed_over_and_later_is_fine(window: FirstRunWindow) -> None:
    over = QSignalSpy(window.finished)
    button(window, "Skip to the end").click()
    assert says(window, "A first minute?")
    button(window, "Later").click()
    assert [over.count(), over.at(0)[0]] == [1, False]


@pytest.mark.parametrize("way", ["escape", "close"])
@pytest.mark.parametrize("step", [0, 2, 4])
def test_leaving_means_later_wherever_one_is(
    window: FirstRunWindow, qtbot: QtBot, way: str, step: int
) -> None:
    over = QSignalSpy(window.finished)
    go_to(window, step)
    if way == "close":
        window.close()
    else:
        qtbot.keyClick(window, Key.Key_Escape)
    assert [over.count(), over.at(0)[0]] == [1, False]


def test_the_rhythm_is_told_as_it_is_chosen(window: FirstRunWindow) -> None:
    told = QSignalSpy(window.chosen)
    go_to(window, RHYTHM)
    button(window, "Twice").click()
    button(window, "Friday").click()
    end = next(each for each in window.findChildren(QTimeEdit) if each.accessibleName() == "Until")
    end.setTime(QTime(16, 0))
    hours = Hours(time(9), time(16))
    assert chosen(told) == {
        "rhythm.per_day": 2,
        "rhythm.friday": None,
        "rhythm.monday": hours,
        "rhythm.tuesday": hours,
        "rhythm.wednesday": hours,
        "rhythm.thursday": hours,
    }
    for key, value in chosen(told).items():
        assert BY_KEY[key].parse(BY_KEY[key].write(value)) == value


def test_no_day_at_all_is_a_choice_too(window: FirstRunWindow) -> None:
    told = QSignalSpy(window.chosen)
    go_to(window, RHYTHM)
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        button(window, day).click()
    assert says(window, "No day ticked: it then waits until you ask for a pause yourself.")
    assert set(chosen(told).values()) == {None}


def test_what_holds_already_is_shown(look: Appearance, qtbot: QtBot) -> None:
    settings = Settings().having(RHYTHM_PER_DAY, 7).having(RHYTHM_WEEK[6], Hours(time(10), time(12)))
    window = FirstRunWindow(look, settings)
    qtbot.addWidget(window)
    window.show()
    go_to(window, RHYTHM)
    assert button(window, "7 times").isChecked()
    assert button(window, "Sunday").isChecked()


def test_the_key_is_explained_plainly(window: FirstRunWindow) -> None:
    go_to(window, 3)
    assert says(window, "The key is kept for you on this computer.")
    window.show_openers(Openers(KeyPlace(in_key_store=False)))
    assert says(window, "It does not protect them from somebody who has the whole disk")


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize(("percent", "width", "height"), [(100, 640, 620), (200, 1200, 800), (200, 640, 480)])
def test_every_step_is_whole_and_named(
    look: Appearance, qtbot: QtBot, theme: str, percent: int, width: int, height: int
) -> None:
    look.apply(theme, percent, "reduced")
    window = FirstRunWindow(look, Settings(), Openers(KeyPlace(in_key_store=False, where="/somewhere")))
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    for _ in range(5):
        assert cut_off(window) == []
        assert unnamed(window) == []
        if window.step < 4:
            button(window, "Go on").click()
