"""Moves the ends of a day's hours in steps, in minutes after the midnight that begins the day."""

from datetime import time

from selfkind_desktop.domain.rhythm import Hours

STEP = 15
"""Minutes from one place of an end to the next."""

_DAY = 24 * 60


def start_of(hours: Hours) -> int:
    """When the hours begin: 0 to 1439."""
    return hours.start.hour * 60 + hours.start.minute


def end_of(hours: Hours) -> int:
    """When they end: after the start, beyond 1440 where that is on the next day."""
    end = hours.end.hour * 60 + hours.end.minute
    return end if end > start_of(hours) else end + _DAY


def with_start(hours: Hours, minute: int) -> Hours:
    """The hours with another start, as near to `minute` as the day and the end allow."""
    end = end_of(hours)
    return _hours(max(0, end - _DAY, min(minute, end - STEP, _DAY - STEP)), end)


def with_end(hours: Hours, minute: int) -> Hours:
    """The hours with another end, as near to `minute` as the start allows."""
    start = start_of(hours)
    return _hours(start, max(start + STEP, min(minute, start + _DAY)))


def nearest(minute: float) -> int:
    """The step nearest to a minute."""
    return round(minute / STEP) * STEP


def stepped(minute: int, steps: int) -> int:
    """So many steps on (or back, if negative); a minute between two steps goes to the nearer one first."""
    if steps > 0:
        return (minute // STEP + steps) * STEP
    return (-(-minute // STEP) + steps) * STEP


def _hours(start: int, end: int) -> Hours:
    return Hours(_time(start), _time(end))


def _time(minute: int) -> time:
    hour, rest = divmod(minute % _DAY, 60)
    return time(hour, rest)
