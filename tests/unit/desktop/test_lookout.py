from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop import lookout as lookout_module
from selfkind_desktop.desktop.lookout import REASONS, Lookout, Senses
from selfkind_desktop.desktop.senses import Needs, blind
from selfkind_desktop.desktop.sights.port import AnyOf, FirstOf
from selfkind_desktop.desktop.sleep import SleepWatch
from selfkind_desktop.domain.surroundings import (
    HoldReason,
    Sense,
    Sighting,
    Surroundings,
    foremost,
)
from tests.fakes import FakeClock

LULL, AWAY = 4.0, 300.0


class FakeSight:
    """Sees what it is told to see: a value, None, or nothing ever (`hangs`)."""

    def __init__(
        self, name: str, seen: float | bool | None, *, hangs: bool = False, later: bool = False
    ) -> None:
        self.name = name
        self.seen = seen
        self.hangs = hangs
        self.later = later
        self.asked = 0
        self.changed: Callable[[], None] | None = None

    def ask(self, then: Callable[[Any], None]) -> None:
        self.asked += 1
        if self.hangs:
            return
        if self.later:
            QTimer.singleShot(0, lambda: then(self.seen))
        else:
            then(self.seen)

    def watch(self, changed: Callable[[], None]) -> None:
        self.changed = changed

    def unwatch(self) -> None:
        self.changed = None


class FakeSleep(SleepWatch):
    begun = False

    @property
    def sighting(self) -> Sighting:
        return Sighting(Sense.SLEEP, "fake")

    def begin(self) -> None:
        self.begun = True


class Desk:
    """A desktop whose every sense is a fake."""

    def __init__(self) -> None:
        self.idle = FakeSight("idle", 30.0)
        self.lock = FakeSight("lock", False)
        self.eyes = {sense: FakeSight(sense.value, False, later=True) for sense in REASONS}
        self.sleep = FakeSleep()
        eyes = {sense: FirstOf(sense, [eye]) for sense, eye in self.eyes.items()}
        self.senses = Senses(
            FirstOf(Sense.IDLE, [self.idle]), AnyOf(Sense.LOCK, [self.lock]), eyes, self.sleep
        )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


@pytest.fixture
def lookout(desk: Desk) -> Iterator[Lookout]:
    made = Lookout(desk.senses, LULL, AWAY)
    yield made
    made.unwatch()
    made.deleteLater()


def seen_by(qtbot: QtBot, lookout: Lookout) -> Surroundings:
    seen: list[Surroundings] = []
    lookout.look(seen.append)
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    assert len(seen) == 1
    return seen[0]


def test_a_quiet_desk(qtbot: QtBot, lookout: Lookout) -> None:
    assert seen_by(qtbot, lookout) == Surroundings(30.0, False, False, frozenset())


def test_the_idle_time_alone_is_read_at_once_and_watched_by_nobody(desk: Desk, lookout: Lookout) -> None:
    seen: list[float | None] = []
    lookout.ask_idle(seen.append)
    desk.idle.seen = None
    lookout.ask_idle(seen.append)
    assert seen == [30.0, None]
    assert desk.idle.changed is None
    assert not desk.lock.asked


@pytest.mark.parametrize("sense", list(REASONS))
def test_each_interruption_is_seen(qtbot: QtBot, desk: Desk, lookout: Lookout, sense: Sense) -> None:
    desk.eyes[sense].seen = True

    assert seen_by(qtbot, lookout).interruptions == {REASONS[sense]}


def test_several_at_once(qtbot: QtBot, desk: Desk, lookout: Lookout) -> None:
    desk.eyes[Sense.CAMERA].seen = desk.eyes[Sense.FULL_SCREEN].seen = True
    found = seen_by(qtbot, lookout)

    assert found.reasons(typing_lull=LULL, away_after=AWAY) == {HoldReason.CAMERA, HoldReason.FULL_SCREEN}
    assert foremost(found.interruptions) is HoldReason.CAMERA


@pytest.mark.parametrize(
    ("idle", "locked", "reason"),
    [
        (1.0, False, HoldReason.TYPING),
        (400.0, False, HoldReason.AWAY),
        (30.0, True, HoldReason.LOCKED),
        (400.0, True, HoldReason.LOCKED),
    ],
)
def test_while_nobody_could_answer_the_rest_is_not_looked_at(
    qtbot: QtBot, desk: Desk, lookout: Lookout, idle: float, locked: bool, reason: HoldReason
) -> None:
    desk.idle.seen, desk.lock.seen = idle, locked
    found = seen_by(qtbot, lookout)

    assert foremost(found.reasons(typing_lull=LULL, away_after=AWAY)) is reason
    assert not any(eye.asked for eye in desk.eyes.values())


def test_only_what_is_heeded_is_looked_at(qtbot: QtBot, desk: Desk, lookout: Lookout) -> None:
    desk.eyes[Sense.CAMERA].seen = desk.eyes[Sense.FULL_SCREEN].seen = True
    lookout.heed(frozenset({Sense.CAMERA}))
    assert seen_by(qtbot, lookout).interruptions == {HoldReason.CAMERA}
    assert not desk.eyes[Sense.FULL_SCREEN].asked

    lookout.heed(frozenset())
    assert seen_by(qtbot, lookout).interruptions == frozenset()


def test_what_does_not_answer_is_unknown_and_delays_nothing_for_long(
    qtbot: QtBot, desk: Desk, lookout: Lookout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookout_module, "LIMIT_MS", 30)
    desk.eyes[Sense.CAMERA].hangs = True
    desk.eyes[Sense.DO_NOT_DISTURB].seen = True
    assert seen_by(qtbot, lookout).interruptions == {HoldReason.DO_NOT_DISTURB}

    desk.idle.hangs = True
    assert seen_by(qtbot, lookout) == Surroundings(None, False, False, frozenset())


def test_two_looks_at_once_are_both_answered(qtbot: QtBot, lookout: Lookout) -> None:
    seen: list[Surroundings] = []
    lookout.look(seen.append)
    lookout.look(seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)


def test_nothing_is_asked_while_nothing_is_due(qtbot: QtBot, desk: Desk, lookout: Lookout) -> None:
    lookout.begin()
    qtbot.wait(1)

    assert desk.sleep.begun
    assert desk.lock.changed is not None
    assert desk.idle.asked == 0
    assert not any(eye.asked or eye.changed for eye in desk.eyes.values())


def test_while_an_invitation_is_held_changes_are_told(qtbot: QtBot, desk: Desk, lookout: Lookout) -> None:
    seen_by(qtbot, lookout)
    lookout.watch()
    quiet = desk.eyes[Sense.DO_NOT_DISTURB]
    assert quiet.changed is not None
    told: list[bool] = []
    lookout.changed.connect(lambda: told.append(True))
    quiet.changed()
    quiet.changed()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [True]

    assert desk.idle.changed is not None
    desk.idle.changed()
    assert told == [True, True]
    lookout.unwatch()
    assert quiet.changed is None
    assert desk.idle.changed is None


def test_a_lock_is_told_when_it_changes(qtbot: QtBot, desk: Desk, lookout: Lookout) -> None:
    told: list[bool] = []
    lookout.locked.connect(told.append)
    lookout.begin()
    assert desk.lock.changed is not None
    for locked in (False, True, True, None, False):
        desk.lock.seen = locked
        desk.lock.changed()

    assert told == [True, False]


def test_a_session_that_is_locked_at_the_start_is_told(qtbot: QtBot, desk: Desk, lookout: Lookout) -> None:
    told: list[bool] = []
    lookout.locked.connect(told.append)
    desk.lock.seen = True
    lookout.begin()

    assert told == [True]


def test_unlocking_ends_a_hold(qtbot: QtBot, desk: Desk, lookout: Lookout) -> None:
    desk.lock.seen = True
    lookout.begin()
    lookout.watch()
    desk.lock.seen = False
    assert desk.lock.changed is not None
    with qtbot.waitSignal(lookout.changed):
        desk.lock.changed()


def test_falling_asleep_holds_and_waking_is_told(qtbot: QtBot, desk: Desk, lookout: Lookout) -> None:
    with qtbot.waitSignal(lookout.fell_asleep):
        desk.sleep.fell_asleep.emit()
    found = seen_by(qtbot, lookout)
    assert found.asleep
    assert found.reasons(typing_lull=LULL, away_after=AWAY) == {HoldReason.LOCKED}

    with qtbot.waitSignal(lookout.woke):
        desk.sleep.woke.emit()
    assert not seen_by(qtbot, lookout).asleep


def test_checking_tells_how_each_thing_is_seen(qtbot: QtBot, desk: Desk, lookout: Lookout) -> None:
    desk.idle.seen = 0.0
    desk.eyes[Sense.CAMERA].seen = None
    lookout.heed(frozenset())
    with qtbot.waitSignal(lookout.checked):
        lookout.check()
    found = {sighting.sense: sighting for sighting in lookout.sightings}

    assert set(found) == set(Sense)
    assert found[Sense.IDLE] == Sighting(Sense.IDLE, "idle")
    assert found[Sense.CAMERA] == Sighting(Sense.CAMERA, None, ("camera",))
    assert found[Sense.DO_NOT_DISTURB].way == "do-not-disturb"


def test_a_desktop_that_tells_nothing_holds_nothing(qtbot: QtBot) -> None:
    lookout = Lookout(blind(Needs(FakeClock(), LULL, AWAY, frozenset)), LULL, AWAY)
    assert seen_by(qtbot, lookout) == Surroundings()
    with qtbot.waitSignal(lookout.checked):
        lookout.check()
    assert {sighting.sense for sighting in lookout.sightings if sighting.way} == {Sense.SLEEP}
    lookout.deleteLater()


# Several ways as one


def answer(way: "FirstOf[bool] | AnyOf") -> bool | None:
    seen: list[bool | None] = []
    way.ask(seen.append)
    assert len(seen) == 1
    return seen[0]


def test_the_first_way_that_sees_is_kept_until_it_fails() -> None:
    blind_one, good, spare = FakeSight("blind", None), FakeSight("good", True), FakeSight("spare", False)
    eye: FirstOf[bool] = FirstOf(Sense.CAMERA, [blind_one, good, spare])
    assert eye.sighting == Sighting(Sense.CAMERA, None, ("blind", "good", "spare"))
    assert answer(eye) is True
    assert answer(eye) is True
    assert (blind_one.asked, good.asked, spare.asked) == (1, 2, 0)
    assert eye.sighting == Sighting(Sense.CAMERA, "good", ("blind",))

    good.seen = None
    assert answer(eye) is False
    assert eye.sighting.way == "spare"
    spare.seen = None
    assert answer(eye) is None
    assert eye.sighting.way is None


def test_who_watches_goes_along_to_another_way() -> None:
    first, second = FakeSight("first", True), FakeSight("second", True)
    eye: FirstOf[bool] = FirstOf(Sense.CAMERA, [first, second])
    eye.watch(lambda: None)
    assert first.changed is None
    answer(eye)
    assert first.changed is not None

    first.seen = None
    answer(eye)
    assert first.changed is None
    assert second.changed is not None
    eye.unwatch()
    assert second.changed is None


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], None),
        ([None, None], None),
        ([False, None], False),
        ([None, True, False], True),
    ],
)
def test_any_of_several_ways(parts: list[bool | None], whole: bool | None) -> None:
    eye = AnyOf(Sense.LOCK, [FakeSight(str(place), seen) for place, seen in enumerate(parts)])

    assert answer(eye) is whole
    seeing = [str(place) for place, seen in enumerate(parts) if seen is not None]
    assert eye.sighting.way == (", ".join(seeing) or None)


def test_any_of_watches_all_of_them() -> None:
    ways = [FakeSight("a", True), FakeSight("b", True)]
    eye = AnyOf(Sense.LOCK, ways)
    eye.watch(lambda: None)
    assert all(way.changed for way in ways)
    eye.unwatch()
    assert not any(way.changed for way in ways)
