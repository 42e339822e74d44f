import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.bus import Bus
from selfkind_desktop.desktop.session_windows import News, WindowsLock, WindowsSleep, news
from selfkind_desktop.desktop.sleep import ClockGap, ClockSleep
from selfkind_desktop.desktop.sleep_logind import LogindSleep
from selfkind_desktop.domain.surroundings import Sense, Sighting
from tests.fakes import FakeClock
from tests.unit.desktop.conftest import PrivateBus, Serving

LOGIND, PATH, MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"


class Told(list[str]):
    def __init__(self, sleep: LogindSleep | ClockSleep | WindowsSleep) -> None:
        super().__init__()
        sleep.fell_asleep.connect(lambda: self.append("fell asleep"))
        sleep.woke.connect(lambda: self.append("woke"))


def test_logind_tells_of_sleep_and_waking(qtbot: QtBot, bus: Bus, serve: Serving) -> None:
    service = serve(LOGIND, properties={f"{MANAGER}.PreparingForSleep": ["b", False]})
    sleep = LogindSleep(bus, FakeClock())
    told = Told(sleep)
    sleep.begin()
    sleep.begin()
    qtbot.waitUntil(lambda: sleep.sighting == Sighting(Sense.SLEEP, "logind"))

    service.emit(PATH, MANAGER, "PrepareForSleep", "b", True)
    service.emit(PATH, MANAGER, "PrepareForSleep", "b", False)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["fell asleep", "woke"]
    sleep.deleteLater()


def test_without_logind_the_clocks_tell(qtbot: QtBot, bus: Bus) -> None:
    clock = FakeClock()
    sleep = LogindSleep(bus, clock)
    told = Told(sleep)
    sleep.begin()
    qtbot.waitUntil(lambda: sleep._clock._timer.isActive())
    assert sleep.sighting == Sighting(Sense.SLEEP, "clock", ("logind",))

    clock.sleep(hours=8)
    sleep._clock.compare()
    assert told == ["woke"]
    sleep.deleteLater()


def test_where_the_bus_goes_the_clocks_take_over(
    qtbot: QtBot, bus: Bus, serve: Serving, private_bus: PrivateBus
) -> None:
    serve(LOGIND, properties={f"{MANAGER}.PreparingForSleep": ["b", False]})
    sleep = LogindSleep(bus, FakeClock())
    sleep.begin()
    qtbot.waitUntil(lambda: sleep.sighting.way == "logind")
    assert not sleep._clock._timer.isActive()
    private_bus.end()

    qtbot.waitUntil(lambda: sleep._clock._timer.isActive())
    sleep.deleteLater()


def test_time_that_both_clocks_lived_through_is_no_sleep() -> None:
    clock = FakeClock()
    gap = ClockGap(clock)
    clock.advance(hours=5)
    assert gap.seconds() == 0
    clock.sleep(seconds=5)
    assert gap.seconds() == 0
    clock.sleep(hours=2)
    assert gap.seconds() == pytest.approx(7200)
    assert gap.seconds() == 0


def test_a_clock_that_was_set_back_is_no_sleep(qtbot: QtBot) -> None:
    clock = FakeClock()
    sleep = ClockSleep(clock)
    told = Told(sleep)
    clock.sleep(hours=-3)
    sleep.compare()
    assert told == []
    clock.sleep(hours=3)
    sleep.compare()
    assert told == ["woke"]


# Windows


@pytest.mark.parametrize(
    ("message", "parameter", "meaning"),
    [
        (0x0218, 4, News.FELL_ASLEEP),
        (0x0218, 18, News.WOKE),
        (0x0218, 7, None),
        (0x0218, 10, None),
        (0x02B1, 7, News.LOCKED),
        (0x02B1, 8, News.UNLOCKED),
        (0x02B1, 5, None),
        (0x000F, 7, None),
    ],
)
def test_what_a_message_of_windows_means(message: int, parameter: int, meaning: News | None) -> None:
    assert news(message, parameter) is meaning


def test_windows_tells_of_sleep(qtbot: QtBot) -> None:
    sleep = WindowsSleep()
    told = Told(sleep)
    sleep.begin()
    for heard in (News.FELL_ASLEEP, News.LOCKED, News.WOKE, News.UNLOCKED):
        sleep.hear(heard)

    assert told == ["fell asleep", "woke"]
    assert sleep.sighting.way == "Windows"


def test_windows_tells_of_the_lock() -> None:
    lock = WindowsLock()
    told: list[bool | None] = []
    lock.watch(lambda: lock.ask(told.append))
    for heard in (News.LOCKED, News.WOKE, News.UNLOCKED):
        lock.hear(heard)
    lock.unwatch()
    lock.hear(News.LOCKED)

    assert told == [True, False]
