"""A year as somebody might live it: away from the keyboard, locked, asleep, in calls, on journeys.

Run with `-s` it prints at what hours the invitations came and how many a day.
"""

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind
from selfkind_desktop.domain.schedule import Hold, LetGo, Offer, Quiet, Showing, Wait
from selfkind_desktop.domain.surroundings import HoldReason, Surroundings
from tests.unit.domain.lives import Life

START, END = date(2026, 1, 1), date(2027, 1, 1)
BERLIN = ZoneInfo("Europe/Berlin")
# Both journeys span a change of the clocks: New York's in March, Berlin's behind one's back in October.
JOURNEYS = (
    (datetime(2026, 3, 5, 15, tzinfo=UTC), ZoneInfo("America/New_York")),
    (datetime(2026, 3, 20, 22, tzinfo=UTC), BERLIN),
    (datetime(2026, 10, 15, 8, tzinfo=UTC), ZoneInfo("Asia/Tokyo")),
    (datetime(2026, 10, 29, 3, tzinfo=UTC), BERLIN),
)
TRAVEL_DAYS = {at.date() + timedelta(days=number) for at, _ in JOURNEYS for number in (-1, 0, 1)}
VACATION = (date(2026, 7, 6), date(2026, 7, 20))
HOURS = Hours(time(9), time(18))
LUNCH = Hours(time(12, 30), time(13))
ONE_DAY = timedelta(days=1)

THERE = Surroundings(idle_seconds=20, locked=False)
GONE = Surroundings(idle_seconds=1500, locked=False)
LOCKED = Surroundings(idle_seconds=1500, locked=True)
OFF = Surroundings(asleep=True)
"""While it is off or asleep nothing is decided at all."""
BUSY = tuple(
    Surroundings(idle_seconds=20, interruptions=frozenset({reason}))
    for reason in (HoldReason.CAMERA, HoldReason.FULL_SCREEN, HoldReason.DO_NOT_DISTURB)
)


def zone_at(at: datetime) -> ZoneInfo:
    journeys = bisect_right([begin for begin, _ in JOURNEYS], at)
    return JOURNEYS[journeys - 1][1] if journeys else BERLIN


@dataclass
class Computer:
    """What a person does with it: stretches of the year, one after the other."""

    chance: Random
    begins: list[datetime] = field(default_factory=list)
    surroundings: list[Surroundings] = field(default_factory=list)

    def live(self) -> None:
        day = START - ONE_DAY
        while day <= END:
            self._day(day)
            day += ONE_DAY

    def at(self, at: datetime) -> tuple[Surroundings, datetime]:
        """How it is, and until when."""
        number = bisect_right(self.begins, at) - 1
        return self.surroundings[number], self.begins[number + 1]

    def _day(self, day: date) -> None:
        zone = zone_at(datetime.combine(day, time(12), UTC))
        at = datetime.combine(day, time(self.chance.randint(7, 9), self.chance.randint(0, 59)), zone)
        at = at.astimezone(UTC)
        end = at + timedelta(hours=self.chance.uniform(8, 15))
        if day.weekday() >= 5 and self.chance.random() < 0.5:
            end = at
        while at < end:
            at = self._then(at, THERE, self.chance.expovariate(1 / 50))
            what = self.chance.choice((GONE, GONE, LOCKED, LOCKED, OFF, *BUSY))
            at = self._then(at, what, self.chance.choice((3, 8, 15, 30, 60, 90)))
        self._then(at, OFF, 0)

    def _then(self, at: datetime, what: Surroundings, minutes: float) -> datetime:
        if not self.begins or at > self.begins[-1]:
            self.begins.append(at)
            self.surroundings.append(what)
        return at + timedelta(minutes=minutes)


@dataclass
class Year:
    """One year of a rhythm."""

    rhythm: Rhythm
    seed: int
    offers: list[datetime] = field(default_factory=list)
    """When an invitation came that was not asked for by a postponement, in local time."""
    asked: list[tuple[DayEdge, datetime]] = field(default_factory=list)
    held: Counter[HoldReason] = field(default_factory=Counter)
    answers: Counter[Answer] = field(default_factory=Counter)
    let_go: int = 0

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.computer = Computer(self.chance)
        self.computer.live()
        start = datetime.combine(START, time.min, BERLIN).astimezone(UTC)
        self.life = Life(self.rhythm, start, BERLIN)

    def live(self) -> None:
        life = self.life
        while life.at.date() < END:
            life.around, until = self.computer.at(life.at)
            if life.around is OFF:
                life.at = until
                continue
            life.zone = zone_at(life.at)
            self._go_on_vacation()
            if life.around is THERE and self.chance.random() < 0.3:
                life.around = replace(THERE, idle_seconds=1.5)
            self._decide(until)

    def _decide(self, until: datetime) -> None:
        life, before = self.life, self.life.state
        decision = life.decide()
        if isinstance(decision, Offer):
            if decision.edge is not None:
                self.asked.append((decision.edge, life.moment.local))
            elif not before.postponed:
                self.offers.append(life.moment.local)
            self._answer(decision)
            return
        assert not isinstance(decision, Showing)
        self.let_go += isinstance(life.let_go, LetGo)
        if isinstance(decision, Hold):
            self.held[decision.reason] += 1
            lull = timedelta(seconds=self.chance.randint(4, 40))
            life.at = min(decision.until, life.at + lull if decision.reason is HoldReason.TYPING else until)
        elif isinstance(decision, Wait):
            life.at = self._wake(decision, until)

    def _wake(self, decision: Wait, until: datetime) -> datetime:
        """When it is time; or later, as the computer wakes up, and the program with it."""
        if decision.until is None:
            return until
        around, end = self.computer.at(decision.until)
        return end if around is OFF else decision.until

    def _answer(self, offer: Offer) -> None:
        life = self.life
        if schedule.wants_softening(life.rhythm, life.state):
            life.at += timedelta(seconds=20)
            life.state = schedule.softening_answered(life.rhythm, life.state, life.moment)
            return
        life.at += timedelta(seconds=self.chance.randint(2, 45))
        how = self.chance.choices(self._ways(), (5, 3, 4, 1, 1, 1))[0]
        if how == "begun" and offer.edge is None:
            life.on_pause(self.chance.choice((60, 180, 300)))
        elif offer.edge is not None:
            life.on_answer("declined")
        else:
            life.on_answer(how)
        self.answers[Answer(how) if how in tuple(Answer) else Answer.POSTPONED] += 1
        if self.chance.random() < 0.04:
            quiet = Quiet(life.moment.later(hours=self.chance.choice((1, 2, 20))).at)
            life.state = schedule.kept_quiet(life.rhythm, life.state, life.moment, quiet)

    def _ways(self) -> tuple[str, ...]:
        """The answers there are now."""
        life = self.life
        delays = schedule.postponements(life.rhythm, life.moment)
        minutes = ("10" if 10 in delays else "declined", "30" if 30 in delays else "declined")
        later = schedule.later_today(life.rhythm, life.moment)
        return ("begun", "declined", "expired", *minutes, "declined" if later is None else "later")

    def _go_on_vacation(self) -> None:
        life, (first, back_on) = self.life, VACATION
        if life.rhythm.back_on is None and life.moment.local.date() >= first:
            chosen = replace(life.rhythm, back_on=back_on)
            life.state = schedule.followed(life.rhythm, chosen, life.state, life.moment)
            life.rhythm = chosen

    def told(self) -> Iterator[str]:
        by_hour = Counter(at.hour for at in self.offers)
        most = max(by_hour.values())
        a_day = Counter(Counter(at.date() for at in self.offers).values())
        yield f"{self.rhythm.kind}: {len(self.offers)} invitations; a day: {dict(sorted(a_day.items()))}"
        for hour in range(24):
            yield f"{hour:3}:00 {by_hour[hour]:4} {'#' * round(40 * by_hour[hour] / most)}"
        yield f"held: {dict(self.held)}; let go: {self.let_go}; answers: {dict(self.answers)}"
        yield f"check-ins: {dict(Counter(edge.value for edge, _ in self.asked))}"


@pytest.fixture(scope="module", params=(False, True), ids=("pauses alone", "with check-ins"))
def year(request: pytest.FixtureRequest) -> Year:
    rhythm = Rhythm(week=(HOURS,) * 7, quiet_hours=LUNCH)
    if request.param:
        rhythm = replace(rhythm, morning=Hours(time(6), time(11)), bedtime=time(21, 30))
    year = Year(rhythm, seed=1)
    year.live()
    sys.stdout.write("\n".join(("", *year.told(), "")))
    return year


def test_no_day_has_more_than_was_chosen_and_most_have_some(year: Year) -> None:
    days = Counter(at.date() for at in year.offers)
    assert max(many for day, many in days.items() if day not in TRAVEL_DAYS) == 3
    # A day that a journey makes longer has room for one more.
    assert max(days.values()) <= 4
    assert len(days) > 240
    assert len(year.offers) / len(days) > 2


def test_none_comes_outside_the_hours_at_lunch_or_on_vacation(year: Year) -> None:
    assert all(at.time() in HOURS and at.time() not in LUNCH for at in year.offers)
    assert not any(VACATION[0] <= at.date() < VACATION[1] for at in year.offers)
    assert not any(VACATION[0] <= at.date() < VACATION[1] for _, at in year.asked)


def test_they_are_spread_evenly_over_the_day(year: Year) -> None:
    # Lunch is no open time, so the thirds of the rest are a little shorter than three hours.
    ends = (time(11, 50), time(15, 10), time(18))
    thirds = Counter(next(number for number, end in enumerate(ends) if at.time() < end) for at in year.offers)
    shares = [thirds[number] / len(year.offers) for number in range(3)]
    assert all(0.26 < share < 0.41 for share in shares), shares


def test_the_year_had_something_of_everything(year: Year) -> None:
    assert set(year.held) >= {HoldReason.LOCKED, HoldReason.TYPING, HoldReason.CAMERA, HoldReason.FULL_SCREEN}
    assert year.let_go > 20
    assert set(year.answers) == {Answer.BEGUN, Answer.DECLINED, Answer.EXPIRED, Answer.POSTPONED}


def test_a_check_in_comes_at_most_once_a_day_and_on_many(year: Year) -> None:
    days = Counter((edge, at.date()) for edge, at in year.asked)
    if year.rhythm.morning is None:
        assert not days
        return
    assert set(days.values()) == {1}
    of_each = Counter(edge for edge, _ in days)
    assert of_each[DayEdge.MORNING] > 150
    assert of_each[DayEdge.BEDTIME] > 50


@pytest.mark.parametrize(
    "rhythm",
    [
        Rhythm(RhythmKind.EVERY, every_minutes=60, week=(HOURS,) * 7),
        Rhythm(RhythmKind.FIXED, times=(time(10), time(15)), week=(HOURS,) * 7),
    ],
    ids=["every", "fixed"],
)
def test_the_other_rhythms_keep_their_number_too(rhythm: Rhythm) -> None:
    year = Year(replace(rhythm, bedtime=time(21, 30)), seed=2)
    year.live()
    sys.stdout.write("\n".join(("", *year.told(), "")))
    days = Counter(at.date() for at in year.offers)
    most = 9 if rhythm.kind is RhythmKind.EVERY else 2
    assert max(many for day, many in days.items() if day not in TRAVEL_DAYS) <= most
    assert all(at.time() in HOURS for at in year.offers)
    assert len(days) > 200
