"""Held, let go and offered once, by the real program in a real desktop, under a clock that the test moves."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from selfkind_desktop.domain.records import Answer, Mood, Place
from tests.desktop.conftest import NewSelfkind
from tests.desktop.program import Selfkind
from tests.desktop.reader import Reader
from tests.desktop.records import kept
from tests.desktop.screen_saver import ScreenSaver, screen_saver
from tests.desktop.session import Desktop
from tests.desktop.waiting import wait_until

SCRIPT = Path(__file__).with_name("with_clock.py")


class Hand:
    """A program whose clock moves on by hand."""

    def __init__(self, program: Selfkind, file: Path) -> None:
        self.program = program
        self._file = file
        self._shift = timedelta()
        self._nudges = 0
        self.move()
        program.command = [sys.executable, str(SCRIPT), str(file)]

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def move(self, **span: float) -> None:
        self._shift += timedelta(**span)
        new = self._file.with_suffix(".new")
        new.write_text(str(self._shift.total_seconds()))
        new.replace(self._file)

    def move_to(self, at: datetime) -> None:
        self.move(seconds=(at - self.now).total_seconds())

    def nudge(self) -> None:
        """Its timers do not know of the other clock; any change of what it holds for makes it decide anew."""
        self._nudges += 1
        self.program.choose(reminder__programs=f"nothing-{self._nudges}")

    def wait_until_held(self, because: str | None) -> None:
        def said() -> bool:
            self.nudge()
            return bool(self.program.status()["held_because"] == because)

        wait_until(said, f"it to be held because of {because}", within=30, every=0.5)

    @property
    def next_pause(self) -> datetime:
        return datetime.fromisoformat(self.program.status()["next_pause"])

    def shows(self, desk: Desktop) -> bool:
        assert self.program.process is not None
        return bool(desk.windows_of(self.program.process.pid))


@pytest.fixture
def hand(desk: Desktop, new_selfkind: NewSelfkind, tmp_path: Path) -> Hand:
    program = new_selfkind(desk, rhythm__kind="every", rhythm__every_minutes="60")
    return Hand(program, tmp_path / "shift")


def test_a_pause_that_a_film_holds_is_let_go_after_half_an_hour(
    desk: Desktop, hand: Hand, film: Callable[[], None]
) -> None:
    hand.program.start()
    due = hand.next_pause
    hand.move_to(due + timedelta(seconds=1))
    hand.wait_until_held("full-screen")
    status = hand.program.status()
    assert (status["state"], hand.next_pause) == ("waiting", due)

    hand.move_to(due + timedelta(minutes=29))
    hand.wait_until_held("full-screen")
    hand.move_to(due + timedelta(minutes=30, seconds=1))
    hand.wait_until_held(None)
    assert hand.program.status()["state"] == "waiting"
    assert hand.next_pause - hand.now > timedelta(minutes=50)
    assert not hand.shows(desk)

    film()
    hand.nudge()
    assert hand.program.status()["state"] == "waiting"
    assert not hand.shows(desk)
    hand.program.quit()
    with kept(hand.program.home) as store:
        assert store.reminders.count() == 1
        let_go = store.reminders.latest()
    assert let_go is not None
    assert (let_go.answer, let_go.due.replace(microsecond=0), let_go.way) == (Answer.LET_GO, due, "")


def test_it_is_offered_once_when_the_film_ends_before(
    desk: Desktop, hand: Hand, film: Callable[[], None]
) -> None:
    hand.program.start()
    due = hand.next_pause
    hand.move_to(due + timedelta(seconds=1))
    hand.wait_until_held("full-screen")
    hand.move_to(due + timedelta(minutes=25))
    film()
    hand.program.wait_for_state("offered")
    wait_until(lambda: hand.shows(desk), "the card")
    hand.program.run("not-now")
    wait_until(lambda: not hand.shows(desk), "the card to leave")
    hand.move(minutes=10)
    hand.nudge()
    assert hand.program.status()["state"] == "waiting"
    assert not hand.shows(desk)
    hand.program.quit()
    with kept(hand.program.home) as store:
        assert store.reminders.count() == 1


def pause_notifications(desk: Desktop, paused: bool) -> None:
    command = ["dunstctl", "set-paused", str(paused).lower()]
    subprocess.run(command, env=desk.environment, check=True)


@pytest.fixture
def quiet_desk(desk: Desktop) -> Iterator[Desktop]:
    pause_notifications(desk, True)
    yield desk
    pause_notifications(desk, False)


def test_do_not_disturb_holds_it_and_its_end_brings_it_at_once(quiet_desk: Desktop, hand: Hand) -> None:
    hand.program.start()
    hand.move_to(hand.next_pause + timedelta(seconds=1))
    hand.wait_until_held("do-not-disturb")
    assert not hand.shows(quiet_desk)
    pause_notifications(quiet_desk, False)
    hand.program.wait_for_state("offered")
    wait_until(lambda: hand.shows(quiet_desk), "the card")


def test_typing_holds_it_and_the_first_lull_brings_it(desk: Desktop, hand: Hand) -> None:
    hand.program.start()
    hand.move_to(hand.next_pause + timedelta(seconds=1))

    def held() -> bool:
        desk.screen.type("a")
        hand.nudge()
        desk.screen.type("b")
        return bool(hand.program.status()["held_because"] == "typing")

    wait_until(held, "it to be held", within=30, every=0.1)
    assert not hand.shows(desk)
    hand.program.wait_for_state("offered")


@pytest.fixture
def saver(desk: Desktop) -> Iterator[ScreenSaver]:
    with screen_saver(desk) as running:
        yield running


def test_a_locked_session_holds_it_and_unlocking_brings_it_once(
    saver: ScreenSaver, desk: Desktop, hand: Hand
) -> None:
    hand.program.start()
    due = hand.next_pause
    saver.lock()
    hand.move_to(due + timedelta(minutes=2))
    hand.wait_until_held("locked")
    status = hand.program.status()
    assert (status["state"], hand.next_pause) == ("waiting", due)
    assert not hand.shows(desk)

    saver.unlock()
    hand.program.wait_for_state("offered")
    wait_until(lambda: hand.shows(desk), "the card")
    hand.program.run("not-now")
    wait_until(lambda: not hand.shows(desk), "the card to leave")
    saver.lock()
    saver.unlock()
    hand.nudge()
    assert hand.program.status()["state"] == "waiting"
    assert not hand.shows(desk)
    hand.program.quit()
    with kept(hand.program.home) as store:
        assert [each.answer for each in store.reminders.newest(5)] == [Answer.DECLINED]


def test_whoever_unlocks_after_half_an_hour_is_not_greeted_by_it(
    saver: ScreenSaver, desk: Desktop, hand: Hand
) -> None:
    hand.program.start()
    due = hand.next_pause
    saver.lock()
    hand.move_to(due + timedelta(minutes=29))
    hand.wait_until_held("locked")
    hand.move_to(due + timedelta(minutes=30, seconds=1))
    hand.wait_until_held(None)
    saver.unlock()
    hand.nudge()
    assert hand.program.status()["state"] == "waiting"
    assert hand.next_pause - hand.now > timedelta(minutes=50)
    assert not hand.shows(desk)
    hand.program.quit()
    with kept(hand.program.home) as store:
        assert [each.answer for each in store.reminders.newest(5)] == [Answer.LET_GO]


def test_bedtime_is_asked_about_and_one_tap_is_kept(
    desk: Desktop, new_selfkind: NewSelfkind, tmp_path: Path, screen_reader: Reader
) -> None:
    zone = ZoneInfo(desk.environment["TZ"])
    local = datetime.now(zone) + timedelta(minutes=90)
    bedtime = datetime.combine(local.date(), time(local.hour, local.minute), zone)
    no_pauses = dict.fromkeys(
        (f"rhythm__{day}" for day in ("monday", "tuesday", "wednesday", "thursday", "friday")), "off"
    )
    weekend = {"rhythm__saturday": "off", "rhythm__sunday": "off"}
    program = new_selfkind(desk, check_in__bedtime=f"{bedtime:%H:%M}", **no_pauses, **weekend)
    hand = Hand(program, tmp_path / "shift")
    program.start()
    assert program.status()["check_in"] is None
    hand.move_to(bedtime + timedelta(seconds=5))

    def asked() -> bool:
        hand.nudge()
        return bool(program.status()["check_in"] == "asking-bedtime")

    wait_until(asked, "the question", within=30, every=0.5)
    wait_until(lambda: screen_reader.find("selfkind", "How is this evening, if you like to look?"), "it")
    desk.picture("bedtime")
    face = wait_until(lambda: screen_reader.find("selfkind", "All right"), "a face")
    desk.screen.click(*screen_reader.center(face))
    wait_until(lambda: program.status()["check_in"] is None, "the answer")
    desk.picture("bedtime-thanks")
    wait_until(lambda: not hand.shows(desk), "the thanks to leave", within=20)
    hand.nudge()
    assert program.status()["check_in"] is None
    program.quit()
    with kept(program.home) as store:
        check_in, reminder = store.check_ins.newest(1)[0], store.reminders.latest()
    assert (check_in.mood, check_in.place) == (Mood.ALL_RIGHT, Place.BEDTIME)
    assert reminder is not None
    assert (reminder.answer, reminder.way) == (Answer.BEGUN, "bedtime:card")
