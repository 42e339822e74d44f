"""Random lives against the schedule: whatever happens, nobody is bothered when they should not be.

One history is a rhythm, a zone, and a few dozen events: time passing, sleep, a clock that is set, travel,
locks, holds, answers, quiet. The whole suite generates at least 20,000 of them in CI.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import combinations
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind
from selfkind_desktop.domain.schedule import Offer, Wait
from selfkind_desktop.domain.surroundings import HoldReason, Surroundings
from tests.unit.domain.lives import Life

T = TypeVar("T")
HISTORIES = 20_000 if os.environ.get("CI") else 1_500

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "UTC")
# Around both clock changes of both hemispheres, a leap day, and an ordinary week.
STARTS = tuple(
    datetime(*day, 5, tzinfo=UTC)
    for day in (
        (2026, 3, 7), (2026, 3, 28), (2026, 4, 4), (2026, 10, 3), (2026, 10, 24), (2026, 10, 31),
        (2028, 2, 28), (2026, 6, 10),
    )
)  # fmt: skip

QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
USUAL_HOURS = (Hours(time(9), time(18)), Hours(time(0), time(0)), Hours(time(22), time(6)))


class Drawn:
    """Makes values of bytes: one draw for Hypothesis, however many values, and all of them equally likely.

    A draw for each value, some seventy a history, took longer than all that is tested with them.
    """

    def __init__(self, content: bytes) -> None:
        self._left = iter(content)

    def pick(self, values: Sequence[T]) -> T:
        return values[(next(self._left, 0) << 8 | next(self._left, 0)) % len(values)]

    def maybe(self, make: Callable[[], T]) -> T | None:
        return make() if self.pick((False, True)) else None

    def time(self) -> time:
        return self.pick(QUARTERS)

    def any_hours(self) -> Hours:
        return Hours(self.time(), self.time())

    def hours(self) -> Hours:
        return self.pick(USUAL_HOURS) if self.pick((False, True)) else self.any_hours()

    def week(self) -> tuple[Hours | None, ...]:
        if self.pick((False, True)):
            return tuple(self.maybe(self.hours) for _ in range(7))
        return (self.hours(),) * 7

    def rhythm(self) -> Rhythm:
        return Rhythm(
            kind=self.pick(tuple(RhythmKind)),
            per_day=self.pick(range(1, 13)),
            every_minutes=self.pick((1, 20, 45, 60, 90, 240, 480)),
            times=tuple(self.time() for _ in range(self.pick(range(1, 6)))),
            week=self.week(),
            quiet_hours=self.maybe(self.any_hours),
            morning=self.maybe(self.hours),
            bedtime=self.maybe(self.time),
        )

    def event(self) -> tuple[str, object]:
        name, values = self.pick(EVENTS)
        return name, self.pick(values)


rhythms = st.binary(min_size=96, max_size=96).map(lambda content: Drawn(content).rhythm())
SURROUNDINGS = [
    Surroundings(),
    *(
        Surroundings(idle, locked, asleep, frozenset(interruptions))
        for idle in (None, 0.0, 2.0, 30.0, 600.0, 9000.0)
        for locked in (None, True, False)
        for asleep in (True, False)
        for many in range(3)
        for interruptions in combinations(
            (HoldReason.DO_NOT_DISTURB, HoldReason.FULL_SCREEN, HoldReason.CAMERA), many
        )
    ),
]
ANSWERS = ("begun", "declined", "expired", "5", "10", "30", "60", "later")


EVENTS: tuple[tuple[str, Sequence[object]], ...] = (
    # The timer: time passes until the schedule asked to be woken, or a little later.
    ("timer", (0, 0, 0, 1, 45)),
    # The reason to hold lasts from before the invitation until some minutes after.
    ("hold", (5, 400, 1200, 1750, 1790)),
    ("pass", range(1, 1701)),
    ("pass", range(1, 50_001)),
    ("sleep", (60, 1500, 4000, 30_000, 200_000, 2_600_000)),
    ("set-clock", range(-200_000, 200_001, 7)),
    ("set-clock", (-4_000_000,)),
    ("travel", ZONES),
    # Half of the looks find nothing that speaks against it.
    ("look", SURROUNDINGS[:1]),
    ("look", SURROUNDINGS[1:]),
    ("answer", ANSWERS),
    ("pause", range(20, 601, 20)),
    ("quiet", (None, 30, 120, 1500, 0)),
    ("restart", (None,)),
)
BYTES_OF_AN_EVENT = 4


def life_of(content: bytes) -> list[tuple[str, object]]:
    drawn = Drawn(content)
    return [drawn.event() for _ in range(0, len(content), BYTES_OF_AN_EVENT)]


lives = st.binary(min_size=4 * BYTES_OF_AN_EVENT, max_size=18 * BYTES_OF_AN_EVENT).map(life_of)


@pytest.mark.timeout(400)  # twenty thousand lives take longer than one test may otherwise
@settings(max_examples=HISTORIES)
@given(
    rhythm=rhythms,
    start=st.sampled_from(STARTS),
    zone=st.sampled_from(ZONES),
    life=lives,
)
def test_no_history_breaks_a_promise(
    rhythm: Rhythm, start: datetime, zone: str, life: list[tuple[str, object]]
) -> None:
    history = Life(rhythm, start, ZoneInfo(zone))
    history.decide()
    for name, value in life:
        history.live(name, value)


@given(
    rhythm=rhythms, start=st.sampled_from(STARTS), zone=st.sampled_from(ZONES), away=st.integers(40, 40_000)
)
def test_after_a_long_absence_there_is_at_most_one_invitation(
    rhythm: Rhythm, start: datetime, zone: str, away: int
) -> None:
    history = Life(rhythm, start, ZoneInfo(zone))
    history.decide()
    history.at += timedelta(minutes=away)
    offers = 0
    for _ in range(5):
        if isinstance(history.decide(), Offer):
            offers += 1
            history.state = schedule.answered(rhythm, history.state, Answer.DECLINED, history.moment)
    assert offers <= 1


def test_a_year_of_three_a_day_stays_within_three_and_spreads_evenly() -> None:
    zone = ZoneInfo("Europe/Berlin")
    rhythm = Rhythm(week=(Hours(time(9), time(18)),) * 7)
    history = Life(rhythm, datetime(2026, 1, 1, 0, tzinfo=UTC), zone)
    offered: dict[object, list[datetime]] = {}
    while history.at < datetime(2027, 1, 1, tzinfo=UTC):
        decision = history.decide()
        if isinstance(decision, Wait) and decision.until is not None:
            history.at = decision.until
        elif isinstance(decision, Offer):
            offered.setdefault(history.moment.local.date(), []).append(history.moment.local)
            history.at += timedelta(seconds=45)
            history.state = schedule.answered(rhythm, history.state, Answer.EXPIRED, history.moment)
            history.state = replace(history.state, softening_offered=True)
    assert len(offered) == 365
    assert {len(day) for day in offered.values()} == {3}
    by_hour = [sum(at.hour == hour for day in offered.values() for at in day) for hour in range(24)]
    assert by_hour[:9] == [0] * 9
    assert by_hour[18:] == [0] * 6
    # Each third of the day gets its own invitation.
    assert [sum(by_hour[start : start + 3]) for start in (9, 12, 15)] == [365, 365, 365]
