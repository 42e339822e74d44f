"""What tray, Today and the command line are told about the next pause."""

from datetime import UTC, datetime, timedelta

from selfkind_desktop.domain.outlook import Outlook, Standing, outlook
from selfkind_desktop.domain.schedule import Hold, Offer, Showing, State, Wait
from selfkind_desktop.domain.surroundings import HoldReason

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
PLANNED = State(seed=1, next_at=TEN)


def test_waiting_names_the_next_pause() -> None:
    assert outlook(PLANNED, Wait(TEN), in_pause=False) == Outlook(Standing.WAITING, next_at=TEN)


def test_where_nothing_is_planned_nothing_is_named() -> None:
    assert outlook(State(seed=1), Wait(None), in_pause=False) == Outlook(Standing.WAITING)


def test_held_says_why() -> None:
    hold = Hold(HoldReason.CAMERA, TEN, TEN + timedelta(minutes=30))
    assert outlook(PLANNED, hold, in_pause=False) == Outlook(
        Standing.WAITING, next_at=TEN, held=HoldReason.CAMERA
    )


def test_quiet_promises_no_pause() -> None:
    quiet = Wait(TEN, quiet=True)
    assert outlook(PLANNED, quiet, in_pause=False) == Outlook(Standing.QUIET, quiet_until=TEN)
    until_i_say = Wait(None, quiet=True)
    assert outlook(PLANNED, until_i_say, in_pause=False) == Outlook(Standing.QUIET)


def test_offered_from_the_first_moment_to_the_answer() -> None:
    assert outlook(State(seed=1), Offer(TEN), in_pause=False).standing is Standing.OFFERED
    assert outlook(State(seed=1), Showing(), in_pause=False).standing is Standing.OFFERED


def test_a_pause_comes_before_everything_else() -> None:
    for decision in (Wait(TEN), Wait(TEN, quiet=True), Offer(TEN), Showing()):
        assert outlook(PLANNED, decision, in_pause=True) == Outlook(Standing.IN_PAUSE, next_at=TEN)


def test_locked_is_said_where_nothing_is_more_pressing_and_hides_nothing() -> None:
    waiting = outlook(PLANNED, Wait(TEN), in_pause=False, locked=True)
    assert waiting == Outlook(Standing.LOCKED, next_at=TEN, beneath=Standing.WAITING)
    assert waiting.reminders == outlook(PLANNED, Wait(TEN), in_pause=False)
    quiet = outlook(PLANNED, Wait(TEN, quiet=True), in_pause=False, locked=True)
    assert quiet == Outlook(Standing.LOCKED, quiet_until=TEN, beneath=Standing.QUIET)
    assert outlook(PLANNED, Offer(TEN), in_pause=False, locked=True).standing is Standing.OFFERED
    assert outlook(PLANNED, Wait(TEN), in_pause=True, locked=True).standing is Standing.IN_PAUSE
