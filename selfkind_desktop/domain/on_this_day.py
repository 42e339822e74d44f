"""On this day: which days of earlier years count, and which entry of them may come back."""

import calendar
from collections.abc import Iterable
from datetime import date

from selfkind_desktop.domain.journal import Consent, Entry

_YEARS = 80


def same_days(today: date) -> list[date]:
    """This day in earlier years, the latest first; on February 28 the leap days between, too."""
    days = []
    for year in range(today.year - 1, max(1, today.year - 1 - _YEARS), -1):
        is_leap = calendar.isleap(year)
        if (today.month, today.day) == (2, 28) and is_leap and not calendar.isleap(today.year):
            days.append(date(year, 2, 29))
        if (today.month, today.day) != (2, 29) or is_leap:
            days.append(date(year, today.month, today.day))
    return days


def chosen(entries: Iterable[Entry], today: date) -> Entry | None:
    """The one that comes back, if any: of several another one each year.

    Only what has words and the person's consent; whoever asks may have looked for more.
    """
    days = set(same_days(today))
    may = [
        entry
        for entry in entries
        if entry.consent is Consent.MAY_COME_BACK
        and entry.stamp.day in days
        and (entry.title.strip() or entry.text.strip() or entry.parts)
    ]
    may.sort(key=lambda entry: (entry.stamp.at, entry.id))
    return may[today.year % len(may)] if may else None
