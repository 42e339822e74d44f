"""How the morning and the evening are asked about, each decision as a person would tell it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.outlook import Standing, outlook
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind
from selfkind_desktop.domain.schedule import Decision, Hold, LetGo, Offer, Quiet, State, Wait, decide
from selfkind_desktop.domain.surroundings import HoldReason, Surroundings

BERLIN = ZoneInfo("Europe/Berlin")
MORNINGS = Rhythm(morning=Hours(time(6), time(11)))
EVENINGS = Rhythm(bedtime=time(22, 30))
BUSY = Surroundings(interruptions=frozenset({HoldReason.FULL_SCREEN}))
NOBODY = Surroundings(idle_seconds=4000.0)
SOMEBODY = Surroundings(idle_seconds=10.0)
LOCKED = Surroundings(locked=True)


def monday(hour: int, minute: int = 0) -> Moment:
    return Moment(datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN), BERLIN)


def tuesday(hour: int, minute: int = 0) -> Moment:
    return Moment(datetime(2026, 11, 24, hour, minute, tzinfo=BERLIN), BERLIN)


class Day:
    """Goes through a day, decision by decision."""

    def __init__(self, rhythm: Rhythm, begin: Moment) -> None:
        self.rhythm = rhythm
        self.state = State(seed=1)
        self.let_go: LetGo | None = None
        self.at(begin, NOBODY)

    def at(self, moment: Moment, around: Surroundings = SOMEBODY) -> Decision:
        verdict = decide(self.rhythm, self.state, moment, around)
        self.state, self.let_go = verdict.state, verdict.let_go
        return verdict.decision

    def answer(self, answer: Answer, moment: Moment) -> None:
        self.state = schedule.answered(self.rhythm, self.state, answer, moment)


def test_neither_is_asked_unless_somebody_likes_it() -> None:
    day = Day(replace(Rhythm(), week=(None,) * 7), monday(5))
    assert day.at(monday(7)) == Wait(None)
    assert day.at(monday(22, 30)) == Wait(None)


def test_the_morning_is_asked_about_at_the_first_use_of_the_computer() -> None:
    day = Day(MORNINGS, monday(5))
    assert day.at(monday(6), NOBODY) == Wait(monday(6, 5).at)
    assert day.at(monday(7, 30), LOCKED) == Wait(monday(7, 35).at)
    assert day.at(monday(7, 40)) == Offer(monday(7, 40).at, DayEdge.MORNING)


def test_where_input_cannot_be_seen_nobody_is_asked_while_the_computer_runs_by_itself() -> None:
    since_yesterday = Surroundings(arrived_at=monday(1).at)
    day = Day(replace(MORNINGS, week=(None,) * 7), monday(5))
    for hour in (6, 8, 10):
        assert day.at(monday(hour), since_yesterday) == Wait(monday(hour, 5).at)
    assert day.at(monday(10, 30), Surroundings()) == Wait(monday(10, 35).at)
    assert day.let_go is None


@pytest.mark.parametrize("minute", [-29, 0, 100])
def test_where_input_cannot_be_seen_whoever_started_woke_or_unlocked_it_is_asked(minute: int) -> None:
    day = Day(MORNINGS, monday(5))
    arrived = monday(6).later(minutes=minute)
    asked = max(arrived.at, monday(6).at)
    around = Surroundings(arrived_at=arrived.at)
    assert day.at(Moment(asked, BERLIN), around) == Offer(asked, DayEdge.MORNING)


def test_bedtime_is_at_its_time_where_input_cannot_be_seen() -> None:
    day = Day(EVENINGS, monday(20))
    assert isinstance(day.at(monday(22, 30), Surroundings()), Offer)


def test_it_is_asked_once_a_day_and_again_the_next() -> None:
    day = Day(MORNINGS, monday(5))
    day.at(monday(6, 10))
    day.answer(Answer.DECLINED, monday(6, 11))
    assert isinstance(day.at(monday(6, 12)), Wait)
    assert isinstance(day.at(monday(8, 30)), Wait)
    day.at(monday(20), NOBODY)
    assert day.at(tuesday(6, 5)) == Offer(tuesday(6, 5).at, DayEdge.MORNING)


def test_a_morning_slept_through_is_no_more_asked_about() -> None:
    day = Day(MORNINGS, monday(5))
    assert isinstance(day.at(monday(11, 0)), Wait)
    assert day.let_go is None


def test_bedtime_is_at_its_time_on_any_day() -> None:
    sunday = Moment(datetime(2026, 11, 22, 20, tzinfo=BERLIN), BERLIN)
    day = Day(EVENINGS, sunday)
    due = sunday.later(hours=2, minutes=30)
    assert day.at(due.later(seconds=-1)) == Wait(due.at)
    assert day.at(due) == Offer(due.at, DayEdge.BEDTIME)


def test_a_bedtime_after_midnight_belongs_to_the_evening_before() -> None:
    day = Day(Rhythm(bedtime=time(0, 30)), monday(23))
    assert day.at(tuesday(0, 30)) == Offer(tuesday(0, 30).at, DayEdge.BEDTIME)
    day.answer(Answer.EXPIRED, tuesday(0, 31))
    last = day.state.edges.last(DayEdge.BEDTIME)
    assert last is not None
    assert last.day == date(2026, 11, 23)


def test_it_is_held_while_the_moment_does_not_suit_and_comes_when_it_does() -> None:
    day = Day(EVENINGS, monday(20))
    held = Hold(HoldReason.FULL_SCREEN, monday(22, 30).at, monday(23).at, DayEdge.BEDTIME)
    assert day.at(monday(22, 30), BUSY) == held
    assert day.at(monday(22, 59)) == Offer(monday(22, 30).at, DayEdge.BEDTIME)


@pytest.mark.parametrize("later", [monday(23), tuesday(3), tuesday(22)])
def test_it_is_let_go_after_half_an_hour(later: Moment) -> None:
    day = Day(EVENINGS, monday(20))
    day.at(monday(22, 30), BUSY)
    assert isinstance(day.at(later), Wait)
    assert day.let_go == LetGo(monday(22, 30).at, DayEdge.BEDTIME)
    assert day.at(tuesday(22, 30)) == Offer(tuesday(22, 30).at, DayEdge.BEDTIME)


def test_nobody_there_is_no_holding_and_nothing_was_let_go() -> None:
    day = Day(EVENINGS, monday(20))
    assert isinstance(day.at(monday(22, 30), NOBODY), Wait)
    assert isinstance(day.at(monday(23), NOBODY), Wait)
    assert day.let_go is None


def test_quiet_and_vacation_hold_it_back() -> None:
    day = Day(EVENINGS, monday(20))
    day.state = schedule.kept_quiet(EVENINGS, day.state, monday(20), Quiet())
    assert day.at(monday(22, 30)) == Wait(None, quiet=True)
    away = Day(replace(EVENINGS, back_on=date(2026, 12, 24)), monday(20))
    assert isinstance(away.at(monday(22, 30)), Wait)
    back = Moment(datetime(2026, 12, 24, 22, 30, tzinfo=BERLIN), BERLIN)
    assert away.at(back) == Offer(back.at, DayEdge.BEDTIME)


def test_quiet_hours_hold_it_back_and_what_is_left_of_its_time_is_used() -> None:
    day = Day(replace(EVENINGS, quiet_hours=Hours(time(22), time(22, 45))), monday(20))
    assert day.at(monday(22, 30)) == Wait(monday(22, 45).at)
    assert day.at(monday(22, 45)) == Offer(monday(22, 45).at, DayEdge.BEDTIME)
    never = Day(replace(EVENINGS, quiet_hours=Hours(time(22), time(7))), monday(20))
    assert isinstance(never.at(monday(22, 30)), Wait)


def test_it_gives_way_to_a_pause_that_was_offered_just_before() -> None:
    late = replace(EVENINGS, kind=RhythmKind.FIXED, times=(time(22, 15),))
    day = Day(late, monday(20))
    assert day.at(monday(22, 15)) == Offer(monday(22, 15).at)
    day.answer(Answer.DECLINED, monday(22, 16))
    assert day.at(monday(22, 30)) == Wait(monday(22, 45).at)
    assert day.at(monday(22, 45)) == Offer(monday(22, 30).at, DayEdge.BEDTIME)


def test_it_gives_way_to_a_pause_that_comes_soon() -> None:
    late = replace(EVENINGS, kind=RhythmKind.FIXED, times=(time(22, 40),))
    day = Day(late, monday(20))
    assert isinstance(day.at(monday(22, 30)), Wait)
    assert day.at(monday(22, 40)) == Offer(monday(22, 40).at)
    day.answer(Answer.BEGUN, monday(22, 41))
    day.state = schedule.paused(late, day.state, monday(22, 43))
    assert isinstance(day.at(monday(23)), Wait)
    assert day.let_go is None


def test_computer_use_is_counted_anew_from_a_check_in() -> None:
    hourly = replace(MORNINGS, kind=RhythmKind.EVERY, every_minutes=60, week=(Hours(time(6), time(20)),) * 7)
    day = Day(hourly, monday(6, 30))
    assert isinstance(day.at(monday(7, 20)), Offer)
    day.answer(Answer.BEGUN, monday(7, 21))
    assert day.state.next_at == monday(8, 21).at


def test_passing_it_over_says_nothing_about_pauses() -> None:
    day = Day(EVENINGS, monday(20))
    for night in range(6):
        day.at(monday(22, 30).later(days=night))
        day.answer(Answer.EXPIRED, monday(22, 31).later(days=night))
    assert day.state.passed_over == 0
    assert not schedule.wants_softening(EVENINGS, day.state)


def test_a_check_in_is_not_followed_by_another_however_the_zone_changes() -> None:
    day = Day(EVENINGS, monday(20))
    day.at(monday(22, 30))
    day.answer(Answer.BEGUN, monday(22, 31))
    there = Moment(monday(22, 31).later(hours=6).at, ZoneInfo("America/New_York"))
    assert isinstance(day.at(there), Wait)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_where_the_clocks_change_it_comes_at_its_time_once(day: date) -> None:
    rhythm = Rhythm(bedtime=time(2, 30))
    moment = Moment(datetime.combine(day, time(0), BERLIN), BERLIN)
    life = Day(rhythm, moment)
    asked = 0
    for _ in range(24 * 12):
        moment = moment.later(minutes=5)
        if isinstance(decision := life.at(moment), Offer) and decision.edge is DayEdge.BEDTIME:
            asked += 1
            life.answer(Answer.EXPIRED, moment)
    assert asked == 1


def test_whoever_switches_it_on_is_not_asked_at_that_moment() -> None:
    before = Rhythm()
    day = Day(before, monday(7))
    day.state = schedule.followed(before, MORNINGS, day.state, monday(8))
    day.rhythm = MORNINGS
    assert isinstance(day.at(monday(8, 0)), Wait)
    assert isinstance(day.at(tuesday(7)), Offer)


def test_one_that_was_showing_at_the_end_of_the_program_has_faded() -> None:
    day = Day(EVENINGS, monday(20))
    day.at(monday(22, 30))
    day.state = schedule.awakened(EVENINGS, day.state, monday(22, 32))
    assert isinstance(day.at(monday(22, 33)), Wait)
    assert day.state.edges.showing is None


def test_meanwhile_the_outlook_is_of_the_pause_that_comes() -> None:
    day = Day(EVENINGS, monday(20))
    decision = day.at(monday(22, 30), BUSY)
    held = outlook(day.state, decision, in_pause=False)
    assert (held.standing, held.held, held.check_in_held) == (
        Standing.WAITING,
        None,
        HoldReason.FULL_SCREEN,
    )
    decision = day.at(monday(22, 40))
    asking = outlook(day.state, decision, in_pause=False)
    assert (asking.standing, asking.asking) == (Standing.WAITING, DayEdge.BEDTIME)
    assert asking.next_at == day.state.next_at
    assert asking.next_at is not None


def test_a_year_of_evenings_and_mornings_keeps_to_them() -> None:
    rhythm = replace(MORNINGS, bedtime=time(22, 30), quiet_hours=Hours(time(12), time(13)))
    day = Day(rhythm, Moment(datetime(2025, 12, 31, 23, 30, tzinfo=UTC), BERLIN))
    at, asked = datetime(2026, 1, 1, tzinfo=UTC), {edge: list[datetime]() for edge in DayEdge}
    while at < datetime(2027, 1, 1, tzinfo=UTC):
        moment = Moment(at, BERLIN)
        decision = day.at(moment, SOMEBODY if moment.local.hour >= 7 else NOBODY)
        if isinstance(decision, Offer):
            if decision.edge is not None:
                asked[decision.edge].append(moment.local)
            at += timedelta(seconds=45)
            day.answer(Answer.DECLINED, Moment(at, BERLIN))
        elif isinstance(decision, Wait) and decision.until is not None:
            at = decision.until
    assert [len(each) for each in asked.values()] == [365, 365]
    assert {each.time() for each in asked[DayEdge.MORNING]} == {time(7)}
    assert {each.time() for each in asked[DayEdge.BEDTIME]} == {time(22, 30)}
