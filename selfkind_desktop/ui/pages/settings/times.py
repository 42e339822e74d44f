"""Times of day as people type them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from selfkind_desktop.domain.rhythm import MOST_PER_DAY
from selfkind_desktop.ui.wording import time_of_day

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?:\s*(?P<half>[ap])\.?m\.?)?", re.IGNORECASE
)
_ANY_DAY = date(2000, 1, 1)
_BETWEEN = re.compile(r"[,;\s\u202f]*(?:\band\b|&)?[,;\s\u202f]*", re.IGNORECASE)


def read_times(text: str) -> tuple[time, ...]:
    """Times such as "10:30, 14:00", "9 and 2 pm" or "8.15", in order, each once.

    Raises:
        ValueError: something in it is no time, or there is none, or there are too many.
    """
    found: set[time] = set()
    place = _BETWEEN.match(text).end()  # type: ignore[union-attr]  # it matches nothing at all, too
    while place < len(text):
        match = _TIME.match(text, place)
        if match is None:
            raise ValueError(text)
        found.add(_time(match))
        following = _BETWEEN.match(text, match.end())
        if following is None or (following.end() == match.end() and match.end() < len(text)):
            raise ValueError(text)
        place = following.end()
    if not 1 <= len(found) <= MOST_PER_DAY:
        raise ValueError(text)
    return tuple(sorted(found))


def _time(match: re.Match[str]) -> time:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(match[0])
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return time(hour, minute)


def written(times: Iterable[time]) -> str:
    """Times the way the person's language writes them."""
    return ", ".join(time_of_day(datetime.combine(_ANY_DAY, at)) for at in times)
