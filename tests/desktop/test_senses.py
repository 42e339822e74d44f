"""What is seen of a real desktop: a real X server with real input, a real notification daemon."""

import subprocess
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.bus import Bus
from selfkind_desktop.desktop.bus_link import session_address
from selfkind_desktop.desktop.lookout import Lookout
from selfkind_desktop.desktop.notifications import kind_offer
from selfkind_desktop.desktop.notifications.dbus import DBusNotifier
from selfkind_desktop.desktop.senses import Needs
from selfkind_desktop.desktop.senses_linux import linux
from selfkind_desktop.desktop.sights.buses import xfce_quiet
from selfkind_desktop.desktop.sights.x11 import active_is_full_screen
from selfkind_desktop.desktop.x11_wire import X11
from selfkind_desktop.domain.surroundings import HoldReason, Sense, Surroundings
from tests.desktop.session import Desktop
from tests.desktop.waiting import wait_until
from tests.fakes import FakeClock

Seeing = Callable[[], Surroundings]
LULL = 0.5


@pytest.fixture
def session(desk: Desktop, qtbot: QtBot) -> Iterator[Bus]:
    bus = Bus(lambda: session_address(desk.environment))
    yield bus
    bus.close()
    bus.deleteLater()


@pytest.fixture
def lookout(desk: Desktop, session: Bus) -> Iterator[Lookout]:
    nowhere = Bus(lambda: None)
    needs = Needs(FakeClock(), LULL, 300.0, frozenset)
    made = Lookout(linux(needs, session, nowhere, desk.environment), LULL, 300.0)
    yield made
    made.unwatch()
    made.deleteLater()
    nowhere.deleteLater()


@pytest.fixture
def see(qtbot: QtBot, lookout: Lookout) -> Seeing:
    def look() -> Surroundings:
        seen: list[Surroundings] = []
        lookout.look(seen.append)
        qtbot.waitUntil(lambda: bool(seen))
        return seen[0]

    return look


def idle_seconds(desk: Desktop) -> float:
    with X11(desk.environment) as server:
        return server.idle_seconds()


def test_a_key_begins_the_idle_time_anew(desk: Desktop, see: Seeing) -> None:
    wait_until(lambda: idle_seconds(desk) > LULL, "the desk to be left alone")
    before = see()
    desk.screen.type("a")
    after = see()

    assert before.idle_seconds is not None
    assert after.idle_seconds is not None
    assert after.idle_seconds < LULL < before.idle_seconds
    assert after.reasons(typing_lull=LULL, away_after=300) == {HoldReason.TYPING}


def test_a_lull_is_told_while_an_invitation_is_held(
    qtbot: QtBot, desk: Desktop, lookout: Lookout, see: Seeing
) -> None:
    desk.screen.type("a")
    see()
    with qtbot.waitSignal(lookout.changed):
        lookout.watch()

    assert idle_seconds(desk) >= LULL


def test_the_pointer_counts_too(desk: Desktop) -> None:
    wait_until(lambda: idle_seconds(desk) > LULL, "the desk to be left alone")
    desk.screen.move(300, 300)

    assert idle_seconds(desk) < LULL


def fills_the_screen(desk: Desktop) -> bool:
    with X11(desk.environment) as server:
        return active_is_full_screen(server)


def test_a_film_fills_the_screen(
    qtbot: QtBot, desk: Desktop, lookout: Lookout, see: Seeing, film: Callable[[], None]
) -> None:
    wait_until(lambda: fills_the_screen(desk), "the film to fill the screen")
    wait_until(lambda: idle_seconds(desk) > LULL, "a lull")
    assert see().interruptions == {HoldReason.FULL_SCREEN}

    lookout.watch()
    with qtbot.waitSignal(lookout.changed, timeout=15_000):
        film()
    assert not fills_the_screen(desk)
    assert see().interruptions == frozenset()


def pause_notifications(desk: Desktop, paused: bool) -> None:
    command = ["dunstctl", "set-paused", str(paused).lower()]
    subprocess.run(command, env=desk.environment, check=True)


@pytest.fixture
def quiet_desk(desk: Desktop) -> Iterator[Desktop]:
    pause_notifications(desk, True)
    yield desk
    pause_notifications(desk, False)


def test_do_not_disturb_is_seen_and_its_end_is_told(
    qtbot: QtBot, quiet_desk: Desktop, lookout: Lookout, see: Seeing
) -> None:
    wait_until(lambda: idle_seconds(quiet_desk) > LULL, "a lull")
    assert see().interruptions == {HoldReason.DO_NOT_DISTURB}
    ways = {sighting.sense: sighting.way for sighting in lookout.sightings}
    assert ways[Sense.DO_NOT_DISTURB] == "dunst"
    assert ways[Sense.IDLE] == "X11"

    lookout.watch()
    see()  # its answers come after the bus knows what is listened to
    with qtbot.waitSignal(lookout.changed):
        pause_notifications(quiet_desk, False)
    assert see().interruptions == frozenset()


def touch_xfce_switch(desk: Desktop, on: bool) -> None:
    """As the switch in Xfce's panel does."""
    where = ["-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-n", "-t", "bool", "-s", str(on).lower()]
    subprocess.run(["xfconf-query", *where], env=desk.environment, check=True)


def test_the_switch_of_xfce_is_seen_and_its_change_is_told(qtbot: QtBot, desk: Desktop, session: Bus) -> None:
    sight, seen, told = xfce_quiet(session), list[bool | None](), list[bool]()

    def sees() -> bool | None:
        seen.clear()
        sight.ask(seen.append)
        qtbot.waitUntil(lambda: bool(seen))
        return seen[0]

    touch_xfce_switch(desk, False)
    sight.watch(lambda: told.append(True))
    assert sees() is False
    touch_xfce_switch(desk, True)
    qtbot.waitUntil(lambda: bool(told))
    assert sees() is True
    touch_xfce_switch(desk, False)
    assert sees() is False
    sight.unwatch()


@pytest.mark.parametrize(("press", "answer"), [("action", "begun"), ("close", "declined")])
def test_a_real_notification_is_answered(
    qtbot: QtBot, desk: Desktop, session: Bus, press: str, answer: str
) -> None:
    notifier = DBusNotifier(session)
    with qtbot.waitSignal(notifier.shown):
        notifier.show(kind_offer(1, 10, 45))
    assert notifier.way.buttons
    with qtbot.waitSignal(getattr(notifier, answer)):
        subprocess.run(["dunstctl", press], env=desk.environment, check=True)
    notifier.deleteLater()


def test_a_real_notification_is_withdrawn(qtbot: QtBot, desk: Desktop, session: Bus) -> None:
    def displayed() -> str:
        command = ["dunstctl", "count", "displayed"]
        return subprocess.run(
            command, env=desk.environment, check=True, capture_output=True, text=True
        ).stdout

    notifier = DBusNotifier(session)
    for _ in range(2):
        with qtbot.waitSignal(notifier.shown):
            notifier.show(kind_offer(1, 10, 45))
    wait_until(lambda: displayed().strip() == "1", "one notification, not two")
    notifier.withdraw()
    with qtbot.waitSignal(notifier.checked):
        notifier.check()
    wait_until(lambda: displayed().strip() == "0", "no notification")
    notifier.deleteLater()
