"""When: from what a file says to the instant, the zone and the day as it was lived.

The day is always the one on the wall where it was written: an entry never moves to a day before or after.
Where the clock went forward, a time that never was is reckoned with the offset from before; where it went
back, the first of two equal times is meant (PEP 495).
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.moment import Stamp

NOON = time(12)
_OFFSET_NAME = re.compile(r"(?:GMT|UTC)(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_LONG_FRACTION = re.compile(r"(\.\d{1,6})\d*")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[ap])?\.?m?\.?", re.I
)
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan ene gen",
            "feb fev",
            "mar mrt maa",
            "apr avr abr",
            "may mai mag mei",
            "jun juin giu",
            "jul juil lug",
            "aug aou ago",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec dez dic",
        ),
        start=1,
    )
    for name in names.split()
}
"""The beginnings of months' names in languages with Latin letters, without accents."""
_ALLOWED = (timedelta(hours=-14), timedelta(hours=14))


class NoDate(ValueError):  # noqa: N818 - a plain statement of what happened
    """There is no date, or none that can be read."""


def on_the_wall(wall: datetime, zone: ZoneInfo) -> Stamp:
    """The stamp of a wall-clock time without a zone.

    Raises:
        NoDate: nearer to the first or last year of the calendar than a zone allows.
    """
    try:
        at = wall.replace(tzinfo=zone).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise NoDate from error
    return Stamp(at, zone.key, wall.date())


def on_a_day(day: date, zone: ZoneInfo) -> Stamp:
    """The stamp of a day without a time: noon, where no change of the clock reaches."""
    return on_the_wall(datetime.combine(day, NOON), zone)


def at_the_instant(at: datetime, zone: ZoneInfo) -> Stamp:
    """The stamp of an instant in the zone it was written in.

    Raises:
        NoDate: nearer to the first or last year of the calendar than a zone allows.
    """
    try:
        return Stamp(at.astimezone(UTC), zone.key, at.astimezone(zone).date())
    except (OverflowError, ValueError) as error:
        raise NoDate from error


def with_offset(wall: datetime, offset: timedelta, zone: ZoneInfo) -> Stamp:
    """The stamp of a wall-clock time and its distance from UTC; `zone` is kept where it agrees.

    Raises:
        NoDate: no zone is that far from UTC, or the calendar ends before.
    """
    if not _ALLOWED[0] <= offset <= _ALLOWED[1]:
        raise NoDate
    try:
        at = (wall - offset).replace(tzinfo=UTC)
        agrees = at.astimezone(zone).replace(tzinfo=None) == wall
    except OverflowError as error:
        raise NoDate from error
    kept = zone if agrees else fixed_zone(offset) or zone
    return Stamp(at, kept.key, wall.date())


def zone_of(name: object) -> ZoneInfo | None:
    """The zone of that name, also for `GMT+0200`; `None` if nobody knows it."""
    return _zone_of(name) if isinstance(name, str) and name else None


@lru_cache(maxsize=256)
def _zone_of(name: str) -> ZoneInfo | None:
    found = _OFFSET_NAME.fullmatch(name.strip())
    if found:
        span = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        return fixed_zone(span if found["sign"] == "+" else -span)
    try:
        return ZoneInfo(name.strip())
    except (ValueError, OSError, LookupError):
        return None


def fixed_zone(offset: timedelta) -> ZoneInfo | None:
    """The zone that always has this offset: there is one for whole hours only."""
    hours, rest = divmod(offset, timedelta(hours=1))
    if rest or not -12 <= hours <= 14:
        return None
    # their names count west of Greenwich
    return ZoneInfo(f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC")


def read_moment(text: object) -> datetime:
    """A date and time in ISO 8601's forms, with however many digits of a second; aware if it says an offset.

    Raises:
        NoDate: it is none.
    """
    if not isinstance(text, str):
        raise NoDate
    try:
        return datetime.fromisoformat(_LONG_FRACTION.sub(lambda found: found[1].ljust(7, "0"), text.strip()))
    except ValueError as error:
        raise NoDate from error


def read_day(text: object) -> date:
    """A day as `2026-01-31`, also without the zeros.

    Raises:
        NoDate: it is none.
    """
    found = _DAY.match(text.strip()) if isinstance(text, str) else None
    if not found:
        raise NoDate
    try:
        return date(*map(int, found.groups()))
    except ValueError as error:
        raise NoDate from error


def read_day_of_year(year: object, text: object) -> date:
    """A day such as `March 1` or `1. März` in a year.

    Raises:
        NoDate: it is none, or in a language whose months we do not know.
    """
    words = unicodedata.normalize("NFD", f"{text}".casefold())
    letters = "".join(char for char in words if char.isascii() and (char.isalnum() or char == " "))
    day = re.search(r"\b\d{1,2}\b", letters)
    names = re.findall(r"[a-z]{3,}", letters)
    month = next((_MONTHS[name[:n]] for name in names for n in (4, 3) if name[:n] in _MONTHS), None)
    try:
        return date(int(f"{year}"), month or 0, int(day[0]) if day else 0)
    except ValueError as error:
        raise NoDate from error


def read_clock(text: object) -> time | None:
    """A time as `13:48`, `1:48 pm` or `1:48 p.m.`; `None` if there is none."""
    found = _CLOCK.match(text.strip()) if isinstance(text, str) else None
    if not found:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None
