"""Single decisions, each as a person would tell it; the long lives are in test_schedule_histories.py."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind
from selfkind_desktop.domain.schedule import Hold, LetGo, Offer, Quiet, Showing, State, Wait, decide
from selfkind_desktop.domain.surroundings import HoldReason, Surroundings

BERLIN = ZoneInfo("Europe/Berlin")
HOURLY = Rhythm(kind=RhythmKind.EVERY, every_minutes=60)
FIXED = Rhythm(kind=RhythmKind.FIXED, times=(time(10, 30), time(14), time(16, 30)))
BUSY = Surroundings(interruptions=frozenset({HoldReason.CAMERA}))


def monday(hour: int, minute: int = 0) -> Moment:
    return Moment(datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN), BERLIN)


def planned(at: Moment, rhythm: Rhythm = HOURLY) -> State:
    return decide(rhythm, State(seed=1), at).state


def offered(at: Moment, rhythm: Rhythm = HOURLY) -> State:
    verdict = decide(rhythm, replace(planned(at.later(minutes=-30), rhythm), next_at=at.at), at)
    assert isinstance(verdict.decision, Offer)
    return verdict.state


def test_the_first_decision_plans_the_first_invitation() -> None:
    assert decide(HOURLY, State(seed=1), monday(9)).decision == Wait(monday(10).at)


def test_an_invitation_that_is_due_is_offered_once() -> None:
    verdict = decide(HOURLY, planned(monday(9)), monday(10))
    assert verdict.decision == Offer(monday(10).at)
    assert decide(HOURLY, verdict.state, monday(10, 1)).decision == Showing()
    assert decide(HOURLY, verdict.state, monday(10, 1), BUSY).decision == Showing()


def test_nobody_looks_around_before_it_is_due_or_while_it_shows() -> None:
    state = planned(monday(9))
    assert not schedule.is_due(HOURLY, state, monday(9, 59))
    assert schedule.is_due(HOURLY, state, monday(10))
    assert not schedule.is_due(HOURLY, replace(state, quiet=Quiet()), monday(10))
    assert not schedule.is_due(HOURLY, offered(monday(10)), monday(10, 1))


def test_a_held_invitation_comes_as_soon_as_the_moment_suits() -> None:
    held = decide(HOURLY, planned(monday(9)), monday(10), BUSY)
    assert held.decision == Hold(HoldReason.CAMERA, monday(10).at, monday(10, 30).at)
    assert decide(HOURLY, held.state, monday(10, 29)).decision == Offer(monday(10).at)


def test_an_invitation_held_for_half_an_hour_is_let_go() -> None:
    held = decide(HOURLY, planned(monday(9)), monday(10), BUSY)
    verdict = decide(HOURLY, held.state, monday(10, 30), BUSY)
    assert verdict.let_go == LetGo(monday(10).at)
    assert verdict.decision == Wait(monday(11, 30).at)


def test_an_invitation_that_fell_due_in_the_night_of_a_laptop_is_not_made_up_for() -> None:
    verdict = decide(HOURLY, planned(monday(9)), monday(15))
    assert verdict.decision == Wait(monday(16).at)
    assert verdict.let_go is None


def test_whoever_was_away_is_not_greeted_with_an_invitation() -> None:
    verdict = decide(HOURLY, planned(monday(9)), monday(10), Surroundings(idle_seconds=600))
    assert verdict.decision == Wait(monday(11).at)
    assert verdict.let_go is None


def test_begun_forgets_what_was_passed_over_and_the_other_answers_add_to_it() -> None:
    state = replace(offered(monday(10)), passed_over=2)
    assert schedule.answered(HOURLY, state, Answer.BEGUN, monday(10)).passed_over == 0
    assert schedule.answered(HOURLY, state, Answer.DECLINED, monday(10)).passed_over == 3
    assert schedule.answered(HOURLY, state, Answer.EXPIRED, monday(10)).passed_over == 3
    later = monday(10, 10).at
    assert schedule.answered(HOURLY, state, Answer.POSTPONED, monday(10), later).passed_over == 2


def test_later_is_kept_to_the_minute_and_then_the_rhythm_goes_on() -> None:
    state = schedule.answered(HOURLY, offered(monday(10)), Answer.POSTPONED, monday(10), monday(10, 10).at)
    assert decide(HOURLY, state, monday(10, 5)).decision == Wait(monday(10, 10).at)
    verdict = decide(HOURLY, state, monday(10, 10))
    assert verdict.decision == Offer(monday(10, 10).at)
    after = schedule.answered(HOURLY, verdict.state, Answer.DECLINED, monday(10, 11))
    assert after.next_at == monday(11, 11).at


def test_a_pause_of_ones_own_moves_the_next_invitation_away() -> None:
    state = schedule.paused(HOURLY, planned(monday(9)), monday(9, 50))
    assert state.next_at == monday(10, 50).at


def test_quiet_holds_everything_back_and_then_plans_afresh() -> None:
    state = schedule.kept_quiet(HOURLY, planned(monday(9)), monday(9, 5), Quiet(monday(11).at))
    assert decide(HOURLY, state, monday(10, 30)).decision == Wait(monday(11).at, quiet=True)
    assert decide(HOURLY, state, monday(11)).decision == Wait(monday(12).at)
    ended = schedule.kept_quiet(HOURLY, state, monday(9, 30), None)
    assert decide(HOURLY, ended, monday(9, 30)).decision == Wait(monday(10, 30).at)


def test_quiet_takes_back_what_is_showing_and_counts_for_nothing() -> None:
    state = schedule.kept_quiet(HOURLY, offered(monday(10)), monday(10), Quiet())
    assert state.offered_at is None
    assert state.passed_over == 0
    assert decide(HOURLY, state, monday(12)).decision == Wait(None, quiet=True)


def test_an_invitation_that_showed_when_the_power_went_counts_for_nothing() -> None:
    state = schedule.awakened(HOURLY, replace(offered(monday(10)), passed_over=3), monday(10, 2))
    assert state.offered_at is None
    assert state.passed_over == 3
    assert state.next_at == monday(11, 2).at


def test_a_clock_that_is_set_back_plans_afresh() -> None:
    state = schedule.answered(HOURLY, offered(monday(15)), Answer.DECLINED, monday(15))
    assert decide(HOURLY, state, monday(10)).decision == Wait(monday(11).at)


def test_a_traveler_gets_the_hours_of_where_they_are() -> None:
    state = planned(monday(9), Rhythm())
    there = Moment(monday(9).at, ZoneInfo("America/New_York"))
    decision = decide(Rhythm(), state, there).decision
    assert isinstance(decision, Wait)
    assert decision.until is not None
    assert 9 <= decision.until.astimezone(there.zone).hour < 18


# --- postponing ---


def test_only_what_falls_into_the_hours_is_offered_for_later() -> None:
    assert schedule.postponements(HOURLY, monday(10)) == (5, 10, 30, 60)
    assert schedule.postponements(HOURLY, monday(17, 45)) == (5, 10)
    assert schedule.postponements(HOURLY, monday(17, 58)) == ()


def test_later_today_is_in_the_middle_of_what_is_left() -> None:
    assert schedule.later_today(HOURLY, monday(10)) == monday(14, 45).at
    assert schedule.later_today(HOURLY, monday(16, 31)) is None


def test_later_today_in_the_night_shift_is_before_the_morning() -> None:
    night = replace(HOURLY, week=(Hours(time(22), time(6)),) * 7)
    late = Moment(datetime(2026, 11, 24, 1, tzinfo=BERLIN), BERLIN)
    assert schedule.later_today(night, late) == datetime(2026, 11, 24, 4, 15, tzinfo=BERLIN).astimezone(UTC)


def test_with_fixed_times_later_today_is_the_next_of_them() -> None:
    assert schedule.later_today(FIXED, monday(10, 30)) == monday(14).at
    # 14:00 is too near to be called later.
    assert schedule.later_today(FIXED, monday(12, 45)) == monday(16, 30).at


def test_after_the_last_fixed_time_later_today_is_a_while_from_now_whatever_the_hours_say() -> None:
    assert schedule.later_today(FIXED, monday(16, 30)) == monday(18).at
    assert schedule.later_today(FIXED, monday(20)) == monday(21, 30).at
    assert schedule.later_today(FIXED, monday(22, 45)) is None


def test_with_fixed_times_later_today_stays_out_of_quiet_hours_and_free_days() -> None:
    evening = replace(FIXED, quiet_hours=Hours(time(18), time(23)))
    assert schedule.later_today(evening, monday(17)) is None
    # Saturday begins free although Friday's hours reach into it.
    nights = replace(FIXED, week=(Hours(time(22), time(6)),) * 5 + (None, None))
    saturday = Moment(datetime(2026, 11, 28, 1, tzinfo=BERLIN), BERLIN)
    assert schedule.later_today(nights, saturday) is None


# --- softening ---


def _passed_over(times: int) -> State:
    state = offered(monday(10))
    for _ in range(times):
        state = schedule.answered(
            HOURLY, replace(state, offered_at=monday(10).at), Answer.EXPIRED, monday(10)
        )
    return state


def test_after_four_in_a_row_fewer_are_suggested_and_never_again() -> None:
    assert not schedule.wants_softening(HOURLY, _passed_over(3))
    assert schedule.wants_softening(HOURLY, _passed_over(4))
    asked = schedule.softening_answered(HOURLY, _passed_over(4), monday(10))
    assert not schedule.wants_softening(HOURLY, replace(asked, passed_over=9))


def test_a_pause_begun_in_between_starts_the_count_afresh() -> None:
    state = schedule.paused(HOURLY, _passed_over(3), monday(10))
    state = schedule.answered(HOURLY, state, Answer.EXPIRED, monday(11))
    assert not schedule.wants_softening(HOURLY, state)


@pytest.mark.parametrize(
    ("rhythm", "softer"),
    [
        (Rhythm(per_day=6), Rhythm(per_day=3)),
        (Rhythm(per_day=3), Rhythm(per_day=1)),
        (HOURLY, replace(HOURLY, every_minutes=120)),
        (replace(HOURLY, every_minutes=300), replace(HOURLY, every_minutes=480)),
        (FIXED, replace(FIXED, times=(time(10, 30), time(16, 30)))),
    ],
)
def test_softer_is_half_as_many(rhythm: Rhythm, softer: Rhythm) -> None:
    assert schedule.softened(rhythm) == softer


@pytest.mark.parametrize(
    "fewest", [Rhythm(per_day=1), replace(HOURLY, every_minutes=480), replace(FIXED, times=(time(14),))]
)
def test_nobody_is_asked_for_fewer_where_there_are_none_fewer(fewest: Rhythm) -> None:
    assert not schedule.wants_softening(fewest, replace(State(seed=1), passed_over=9))


def test_a_long_absence_ends_in_one_plan_in_the_future() -> None:
    back = monday(9).later(days=30)
    verdict = decide(HOURLY, planned(monday(9)), back)
    assert isinstance(verdict.decision, Wait)
    assert verdict.decision.until is not None
    assert timedelta() < verdict.decision.until - back.at <= timedelta(days=3)
