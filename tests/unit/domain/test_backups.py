"""Which copies are kept: enough, never the newest less, and no clock pushes a real one out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.backups import Contents, backup_is_due, kept, rehearsal_is_due
from selfkind_desktop.domain.moment import Moment

NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
instants = st.integers(150_000_000, 2_900_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
lists = st.lists(instants, max_size=60)


def test_a_copy_a_day_for_three_years_leaves_days_weeks_and_months() -> None:
    made = [NOW - timedelta(days=number) for number in range(3 * 365)]
    there: list[datetime] = []
    for at in reversed(made):
        there.append(at)
        there = sorted(kept(there, at), reverse=True)
    assert there[:7] == made[:7]
    assert len(there) <= 7 + 4 + 12
    assert {(at.year, at.month) for at in there} >= {(2026, month) for month in range(1, 12)}


@given(lists, instants)
def test_the_newest_of_what_is_dated_before_now_is_always_kept(made: list[datetime], now: datetime) -> None:
    past = [at for at in made if at <= now]
    if past:
        assert max(past) in kept(made, now)
    if made:
        assert max(made) in kept(made, now)


@given(lists, instants)
def test_few_are_kept_and_keeping_again_keeps_the_same(made: list[datetime], now: datetime) -> None:
    once = kept(made, now)
    assert once <= set(made)
    assert len(once) <= 2 * (7 + 4 + 12)
    assert kept(once, now) == once


@given(lists, st.lists(instants, max_size=30), instants)
def test_copies_dated_ahead_by_a_wrong_clock_push_out_none_of_the_others(
    made: list[datetime], others: list[datetime], now: datetime
) -> None:
    past = [at for at in made if at <= now]
    ahead = [at for at in others if at > now]
    assert kept(past, now) <= kept(past + ahead, now)


@given(lists, instants, instants)
def test_whatever_the_clock_says_what_is_kept_among_few_is_all(
    made: list[datetime], one: datetime, other: datetime
) -> None:
    few = made[:4]
    assert kept(kept(few, one), other) == set(few)


def test_a_week_without_the_computer_costs_no_copy() -> None:
    made = [NOW - timedelta(days=400 + number) for number in range(7)]
    assert kept(made, NOW) == set(made)


def test_one_a_day_as_it_is_lived() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # half past midnight, the evening of the 24th
    assert not backup_is_due(NOW, Moment(late, berlin))
    assert backup_is_due(NOW, Moment(late + timedelta(hours=6), berlin))
    assert backup_is_due(None, Moment(NOW, berlin))
    assert backup_is_due(NOW + timedelta(days=4000), Moment(NOW, berlin))


def test_a_rehearsal_a_month_even_after_a_clock_that_was_ahead() -> None:
    assert rehearsal_is_due(None, NOW)
    assert not rehearsal_is_due(NOW - timedelta(days=29), NOW)
    assert rehearsal_is_due(NOW - timedelta(days=30), NOW)
    assert rehearsal_is_due(NOW + timedelta(days=1), NOW)


def test_what_would_be_missing() -> None:
    then = Contents("0001", {"entries": 10, "check_ins": 5}, date(2026, 1, 1), date(2026, 2, 1))
    now = Contents("0002", {"entries": 12, "check_ins": 5, "letters": 1})
    assert then.missing(now) == {"entries": 2, "letters": 1}
    assert now.missing(then) == {}
