"""Times of day as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.ui.pages.settings.times import read_times, written


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("10:30", [time(10, 30)]),
        ("10:30, 14:00", [time(10, 30), time(14)]),
        ("14:00,10:30", [time(10, 30), time(14)]),
        ("9 and 2 pm", [time(9), time(14)]),
        ("8.15; 12 am; 12 pm", [time(0), time(8, 15), time(12)]),
        ("9:00 9:00", [time(9)]),
        (" 9h30 , ", [time(9, 30)]),
        ("7 p.m.", [time(19)]),
        ("10:30\u202fAM", [time(10, 30)]),
    ],
)
def test_what_people_type_is_understood(text: str, times: list[time]) -> None:
    assert read_times(text) == tuple(times)


@pytest.mark.parametrize(
    "text", ["", " , ", "soon", "25:00", "10:75", "13 pm", "0 am", "10:30x", "10:3", "1:00-2:00", "9" * 40]
)
def test_what_is_no_time_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_times(text)


def test_thirteen_times_are_too_many() -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_times(", ".join(str(hour) for hour in range(13)))


@given(st.sets(st.times(), min_size=1, max_size=12))
def test_what_is_written_can_be_read(times: set[time]) -> None:
    whole = {at.replace(second=0, microsecond=0) for at in times}
    assert read_times(written(sorted(whole))) == tuple(sorted(whole))
