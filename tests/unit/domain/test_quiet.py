"""How long quiet lasts, in the words of the menu and of the command line."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.quiet import QuietFor, quiet_for
from selfkind_desktop.domain.schedule import Quiet

BERLIN = ZoneInfo("Europe/Berlin")
NINE = Moment(datetime(2026, 11, 23, 9, tzinfo=BERLIN), BERLIN)


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("30m", 30), ("1h", 60), ("2h", 120), ("45 min", 45), (" 3H ", 180), ("90M", 90), ("999m", 999)],
)
def test_a_length_ends_after_that_length(said: str, minutes: int) -> None:
    assert quiet_for(said, NINE) == Quiet(NINE.at + timedelta(minutes=minutes))


@pytest.mark.parametrize("choice", QuietFor)
def test_every_choice_of_the_menu_is_a_word_of_the_command_line(choice: QuietFor) -> None:
    assert quiet_for(choice.value, NINE) == quiet_for(choice, NINE)


def test_off_ends_it_and_on_never_ends_by_itself() -> None:
    assert quiet_for("off", NINE) is None
    assert quiet_for("on", NINE) == Quiet(None)


def test_tomorrow_begins_when_the_next_day_does() -> None:
    assert quiet_for("tomorrow", NINE) == Quiet(datetime(2026, 11, 24, 4, tzinfo=BERLIN).astimezone(UTC))


def test_tomorrow_said_after_midnight_is_the_coming_morning() -> None:
    late = Moment(datetime(2026, 11, 24, 1, 30, tzinfo=BERLIN), BERLIN)
    assert quiet_for("tomorrow", late) == Quiet(datetime(2026, 11, 24, 4, tzinfo=BERLIN).astimezone(UTC))


def test_tomorrow_follows_the_persons_own_day_start() -> None:
    assert quiet_for("tomorrow", NINE, time(6)) == Quiet(datetime(2026, 11, 24, 5, tzinfo=UTC))


def test_tomorrow_is_right_in_the_night_of_the_clock_change() -> None:
    before = Moment(datetime(2026, 3, 28, 22, tzinfo=BERLIN), BERLIN)
    assert quiet_for("tomorrow", before) == Quiet(datetime(2026, 3, 29, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    "said", ["", "0m", "0h", "-5m", "5", "m", "1.5h", "1000m", "next week", "1h30m", "1h x"]
)
def test_what_is_no_length_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="no length of time"):
        quiet_for(said, NINE)
