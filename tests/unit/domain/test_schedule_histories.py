"""Random lives against the schedule: whatever happens, nobody is bothered when they should not be.

One history is a rhythm, a zone, and a few dozen events: time passing, sleep, a clock that is set, travel,
locks, holds, answers, quiet. The whole suite generates at least 20,000 of them in CI.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfkind_desktop.domain import check_ins, schedule
from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind
from selfkind_desktop.domain.schedule import Hold, Offer, Quiet, State, Wait, decide
from selfkind_desktop.domain.surroundings import HoldReason, Surroundings
from selfkind_desktop.storage import state_file

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

# Everything is drawn from lists, each value in one draw: twenty thousand histories
# take half the time that way.
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
ANY_HOURS = [Hours(start, end) for start in QUARTERS for end in QUARTERS]
USUAL_HOURS = [Hours(time(9), time(18)), Hours(time(0), time(0)), Hours(time(22), time(6))]
HOURS = ANY_HOURS + USUAL_HOURS * (len(ANY_HOURS) // 3)
MAYBE_HOURS = [None] * len(HOURS) + HOURS

times = st.sampled_from(QUARTERS)
hours = st.sampled_from(HOURS)
maybe_hours = st.sampled_from(MAYBE_HOURS)
weeks = st.one_of(st.tuples(*[maybe_hours] * 7), hours.map(lambda each_day: (each_day,) * 7))
rhythms = st.builds(
    Rhythm,
    kind=st.sampled_from(RhythmKind),
    per_day=st.integers(1, 12),
    every_minutes=st.sampled_from((1, 20, 45, 60, 90, 240, 480)),
    times=st.lists(times, min_size=1, max_size=5).map(tuple),
    week=weeks,
    quiet_hours=st.sampled_from([None] * len(ANY_HOURS) + ANY_HOURS),
    morning=maybe_hours,
    bedtime=st.sampled_from([None] * len(QUARTERS) + QUARTERS),
)
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


def event(name: str, values: Iterable[object]) -> list[tuple[str, object]]:
    return [(name, value) for value in values]


def one_of_kinds(*kinds: list[tuple[str, object]]) -> st.SearchStrategy[tuple[str, object]]:
    """Each kind as often as another, however many there are of it."""
    most = max(len(kind) for kind in kinds)
    return st.sampled_from([each for kind in kinds for each in kind * (most // len(kind))])


events = one_of_kinds(
    # The timer: time passes until the schedule asked to be woken, or a little later.
    event("timer", (0, 0, 0, 1, 45)),
    # The reason to hold lasts from before the invitation until some minutes after.
    event("hold", (5, 400, 1200, 1750, 1790)),
    event("pass", range(1, 1701)),
    event("pass", range(1, 50_000, 29)),
    event("sleep", (60, 1500, 4000, 30_000, 200_000, 2_600_000)),
    event("set-clock", range(-200_000, 200_000, 233)),
    event("set-clock", (-4_000_000,)),
    event("travel", ZONES),
    # Half of the looks find nothing that speaks against it.
    event("look", SURROUNDINGS[:1]),
    event("look", SURROUNDINGS[1:]),
    event("answer", ANSWERS),
    event("pause", range(20, 601, 20)),
    event("quiet", (None, 30, 120, 1500, 0)),
    event("restart", (None,)),
)


@dataclass
class Life:
    """Plays one history and watches over the promises."""

    rhythm: Rhythm
    at: datetime
    zone: ZoneInfo
    state: State = field(default_factory=lambda: State(seed=7))
    around: Surroundings = field(default_factory=Surroundings)
    last_offer: datetime | None = None
    clock_was_set: bool = False
    asked: dict[DayEdge, Moment] = field(default_factory=dict)
    last_asked: datetime | None = None
    closed: dict[str, bool] = field(default_factory=dict)

    @property
    def moment(self) -> Moment:
        return Moment(self.at, self.zone)

    def decide(self) -> schedule.Decision:
        before = self.state
        verdict = decide(self.rhythm, before, self.moment, self.around)
        self.state = verdict.state
        self.check_survives_a_restart(before)
        self.check_next(verdict.decision)
        if isinstance(verdict.decision, Offer):
            self.check_offer(verdict.decision, before)
        return verdict.decision

    def check_survives_a_restart(self, before: State) -> None:
        """Nothing is lost in the file, and what is equal is decided on equally: `on_restart` sees that too."""
        if before != self.state:
            assert state_file.from_bytes(state_file.to_bytes(before)) == before

    def check_next(self, decision: schedule.Decision) -> None:
        """There is always a next one, after now, within the promised time; or nothing is ever allowed."""
        if isinstance(decision, Wait) and not decision.quiet:
            assert decision.until is None or decision.until > self.at
            next_at = self.state.next_at
            if next_at is None:
                assert self.never_allows()
            else:
                assert next_at > self.at
                assert next_at <= self.at + timedelta(days=10), "long after the promised time"
            self.check_next_check_in(decision.until)
        if isinstance(decision, Hold):
            assert decision.due <= self.at < decision.until
            assert self.around.reasons(typing_lull=4, away_after=300)

    def check_next_check_in(self, until: datetime | None) -> None:
        """Where a check-in is chosen, it is looked at again within the day after the next."""
        some_time = self.rhythm.bedtime is not None and self.rhythm.quiet_hours is None
        assert not some_time or (until is not None and until <= self.at + timedelta(days=2, hours=2))

    def never_allows(self) -> bool:
        if self.rhythm.kind is RhythmKind.FIXED:
            return self.rhythm.next_slot(self.at, self.zone, self.state.seed) is None
        if not any(self.rhythm.week):
            return True
        # A week says it all, so it is looked through once in each zone and not at every decision.
        if self.zone.key not in self.closed:
            self.closed[self.zone.key] = not self.ever_allows()
        return self.closed[self.zone.key]

    def ever_allows(self) -> bool:
        last = self.at + timedelta(days=9)
        days = (self.moment.local.date() + timedelta(days=number) for number in range(-1, 11))
        return any(
            start < last and end > self.at
            for day in days
            for start, end in self.rhythm.stretches(day, self.zone)
        )

    def check_offer(self, offer: Offer, before: State) -> None:
        assert before.quiet is None or (before.quiet.until is not None and self.at >= before.quiet.until)
        assert not self.around.reasons(typing_lull=4, away_after=300), "in a moment that does not suit"
        assert timedelta() <= self.at - offer.due < schedule.HOLD_FOR, "long past or not yet due"
        if offer.edge is not None:
            self.check_asked(offer.edge, before)
            return
        assert self.rhythm.allows(self.at, self.zone), "outside the person's hours"
        if self.last_asked is not None:
            assert self.at - self.last_asked >= check_ins.gap(self.rhythm), "in a burst with a check-in"
        if self.last_offer is not None and not before.postponed and not self.clock_was_set:
            gap = self.rhythm.least_gap(self.last_offer, self.zone)
            # Travel and a clock change move the hours themselves; a minute covers what rounding does.
            assert self.at - self.last_offer >= min(gap, timedelta(minutes=1)) - timedelta(seconds=1)
            if self.zone.key == before.zone:
                assert self.at - self.last_offer >= gap - timedelta(seconds=1), "too soon after the last one"
        self.last_offer = self.at
        self.clock_was_set = False

    def check_asked(self, edge: DayEdge, before: State) -> None:
        local, quiet = self.moment.local, self.rhythm.quiet_hours
        assert quiet is None or local.time() not in quiet, "in quiet hours"
        opening = check_ins.open_now(self.rhythm, before.edges, self.moment)
        assert opening is not None
        if edge is DayEdge.MORNING:
            assert self.rhythm.morning is not None
            assert local.time() in self.rhythm.morning, "outside the morning that was chosen"
        else:
            assert self.rhythm.bedtime is not None
            days = (local.date(), local.date() - timedelta(days=1))
            dues = [datetime.combine(day, self.rhythm.bedtime, self.zone).astimezone(UTC) for day in days]
            assert any(timedelta() <= self.at - due < schedule.HOLD_FOR for due in dues), "not at bedtime"
        last = self.asked.get(edge)
        if last is not None:
            assert self.at - last.at >= timedelta(hours=12), "twice a day"
            if last.zone.key == self.zone.key:
                # Bedtime just before the day starts anew may be held into it.
                early = timedelta(minutes=30) if edge is DayEdge.BEDTIME else timedelta()
                assert Moment(self.at - early, self.zone).day() > Moment(last.at - early, last.zone).day()
        if self.last_offer is not None and not self.clock_was_set:
            assert self.at - self.last_offer >= check_ins.gap(self.rhythm), "in a burst with a pause"
        self.asked[edge] = self.moment
        self.last_asked = self.at

    def live(self, name: str, value: object) -> None:
        getattr(self, "on_" + name.replace("-", "_"))(value)

    def on_timer(self, late: int) -> None:
        decision = self.decide()
        if isinstance(decision, Wait) and decision.until is not None:
            self.at = max(self.at, decision.until) + timedelta(seconds=late)
            self.decide()

    def on_hold(self, seconds: int) -> None:
        self.around = Surroundings(interruptions=frozenset({HoldReason.DO_NOT_DISTURB}))
        self.on_timer(0)
        self.at += timedelta(seconds=seconds)
        self.around = Surroundings()
        self.decide()

    def on_pass(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)
        self.decide()

    def on_sleep(self, seconds: int) -> None:
        self.on_pass(seconds)

    def on_set_clock(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)
        self.clock_was_set = True
        self.asked.clear()
        self.last_asked = None
        self.decide()

    def on_travel(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.decide()

    def on_look(self, around: Surroundings) -> None:
        self.around = around
        self.decide()

    def on_answer(self, how: str) -> None:
        if self.state.offered_at is None:
            return
        if how.isdigit():
            if int(how) in schedule.postponements(self.rhythm, self.moment):
                later = self.moment.later(minutes=int(how)).at
                self.state = schedule.answered(self.rhythm, self.state, Answer.POSTPONED, self.moment, later)
        elif how == "later":
            later_today = schedule.later_today(self.rhythm, self.moment)
            if later_today is not None:
                assert self.at < later_today
                assert self.rhythm.allows(later_today, self.zone)
                self.state = schedule.answered(
                    self.rhythm, self.state, Answer.POSTPONED, self.moment, later_today
                )
        else:
            self.state = schedule.answered(self.rhythm, self.state, Answer(how), self.moment)
        self.decide()

    def on_pause(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)
        self.state = schedule.paused(self.rhythm, self.state, self.moment)
        # A pause of one's own counts: the next invitation keeps its distance from it too.
        self.last_offer = self.at
        self.clock_was_set = False
        self.decide()

    def on_quiet(self, minutes: int | None) -> None:
        quiet = (
            None
            if minutes == 0
            else Quiet()
            if minutes is None
            else Quiet(self.moment.later(minutes=minutes).at)
        )
        self.state = schedule.kept_quiet(self.rhythm, self.state, self.moment, quiet)
        self.decide()

    def on_restart(self, _: None) -> None:
        kept = state_file.from_bytes(state_file.to_bytes(self.state))
        look = (self.moment, self.around)
        assert decide(self.rhythm, kept, *look) == decide(self.rhythm, self.state, *look)
        self.state = schedule.awakened(self.rhythm, kept, self.moment)
        self.decide()


@pytest.mark.timeout(400)  # twenty thousand lives take longer than one test may otherwise
@settings(max_examples=HISTORIES)
@given(
    rhythm=rhythms,
    start=st.sampled_from(STARTS),
    zone=st.sampled_from(ZONES),
    life=st.lists(events, min_size=4, max_size=18),
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
