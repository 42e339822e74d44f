"""Ends of hours, moved in steps: never past each other, never more than a day."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.hours_in_steps import (
    STEP,
    end_of,
    nearest,
    start_of,
    stepped,
    with_end,
    with_start,
)
from selfkind_desktop.domain.rhythm import Hours

OFFICE = Hours(time(9), time(18))
NIGHT = Hours(time(22), time(6))
_TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        (with_start(OFFICE, 8 * 60), Hours(time(8), time(18))),
        (with_start(OFFICE, 23 * 60), Hours(time(17, 45), time(18))),
        (with_start(OFFICE, -60), Hours(time(0), time(18))),
        (with_end(OFFICE, 24 * 60), Hours(time(9), time(0))),
        (with_end(OFFICE, 24 * 60 + STEP), Hours(time(9), time(0, 15))),
        (with_end(OFFICE, 0), Hours(time(9), time(9, 15))),
        (with_start(NIGHT, 0), Hours(time(6), time(6))),
        (with_end(NIGHT, 23 * 60), Hours(time(22), time(23))),
    ],
)
def test_an_end_goes_where_it_can(moved: Hours, expected: Hours) -> None:
    assert moved == expected


def test_the_end_of_a_night_is_on_the_next_day() -> None:
    assert (start_of(NIGHT), end_of(NIGHT)) == (22 * 60, 30 * 60)
    assert end_of(Hours(time(9), time(9))) == 33 * 60


@pytest.mark.parametrize(
    ("minute", "steps", "then"), [(540, 1, 555), (540, -4, 480), (550, 1, 555), (550, -1, 540), (5, -1, 0)]
)
def test_steps_lie_on_the_quarters_of_an_hour(minute: int, steps: int, then: int) -> None:
    assert stepped(minute, steps) == then


def test_the_nearest_step() -> None:
    assert [nearest(minute) for minute in (0, 7.4, 8, 1439)] == [0, 0, 15, 1440]


@given(hours=st.builds(Hours, _TIMES, _TIMES), minute=st.integers(-100, 3000))
def test_one_end_never_moves_the_other(hours: Hours, minute: int) -> None:
    assert with_start(hours, minute).end == hours.end
    assert with_end(hours, minute).start == hours.start
    for moved in (with_start(hours, minute), with_end(hours, minute)):
        assert 0 < end_of(moved) - start_of(moved) <= 24 * 60
