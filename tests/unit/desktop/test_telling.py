from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.sights import telling as telling_module
from selfkind_desktop.desktop.sights.port import Still
from selfkind_desktop.desktop.sights.telling import LullTelling, Telling


class Look(Still[Any]):
    """Sees one thing after the other, the last one for good."""

    name = "look"

    def __init__(self, *seen: float | bool | None) -> None:
        self.seen = list(seen)
        self.asked = 0

    def ask(self, then: Callable[[Any], None]) -> None:
        self.asked += 1
        then(self.seen.pop(0) if len(self.seen) > 1 else self.seen[0])


@pytest.fixture
def owner(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QObject]:
    monkeypatch.setattr(telling_module, "AGAIN_MS", 10)
    monkeypatch.setattr(telling_module, "_MARGIN_MS", 1)
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def told() -> list[bool]:
    return []


def ignore(_seen: object) -> None:
    pass


@pytest.mark.parametrize("end", [False, None])
def test_the_end_of_what_held_is_told_once(
    qtbot: QtBot, owner: QObject, told: list[bool], end: bool | None
) -> None:
    look = Look(True, True, True, end)
    sight = Telling(look, owner)
    sight.watch(lambda: told.append(True))
    assert look.asked == 0
    sight.ask(ignore)
    qtbot.waitUntil(lambda: bool(told))

    assert told == [True]
    assert look.asked == 4
    assert not sight._again.isActive()
    sight.unwatch()


def test_what_was_not_so_is_not_asked_again(owner: QObject) -> None:
    sight = Telling(Look(False), owner)
    sight.ask(ignore)
    sight.watch(lambda: None)
    assert not sight._again.isActive()

    sight.unwatch()


def test_what_was_so_before_the_hold_is_asked_again(qtbot: QtBot, owner: QObject, told: list[bool]) -> None:
    sight = Telling(Look(True, False), owner)
    sight.ask(ignore)
    assert not sight._again.isActive()
    sight.watch(lambda: told.append(True))
    qtbot.waitUntil(lambda: bool(told))
    sight.unwatch()


def test_after_the_hold_nothing_is_asked(owner: QObject, told: list[bool]) -> None:
    sight = Telling(Look(True), owner)
    sight.watch(lambda: told.append(True))
    sight.ask(ignore)
    sight.unwatch()

    assert not sight._again.isActive()
    assert told == []


def test_a_lull_is_told_when_it_comes(qtbot: QtBot, owner: QObject, told: list[bool]) -> None:
    look = Look(0.01, 0.005, 0.0, 0.02, 5.0)
    sight = LullTelling(look, 0.02, owner)
    sight.ask(ignore)
    sight.watch(lambda: told.append(True))
    qtbot.waitUntil(lambda: bool(told))

    assert look.asked == 4
    sight.unwatch()
    assert not sight._again.isActive()


def test_it_looks_again_no_sooner_than_a_lull_can_be(owner: QObject) -> None:
    sight = LullTelling(Look(1.5), 4.0, owner)
    sight.watch(lambda: None)

    assert sight._again.interval() == 2501
    sight.unwatch()


def test_typing_that_begins_during_a_hold_is_followed_too(
    qtbot: QtBot, owner: QObject, told: list[bool]
) -> None:
    sight = LullTelling(Look(9.0, 9.0, 0.0, 9.0), 0.01, owner)
    sight.watch(lambda: told.append(True))
    qtbot.waitUntil(lambda: bool(told))
    sight.unwatch()


def test_an_idle_time_that_cannot_be_seen_is_no_lull(qtbot: QtBot, owner: QObject, told: list[bool]) -> None:
    look = Look(None)
    sight = LullTelling(look, 0.005, owner)
    sight.watch(lambda: told.append(True))
    qtbot.waitUntil(lambda: look.asked > 3)
    sight.unwatch()

    assert told == []
