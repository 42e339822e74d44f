"""When something of the journal was: a day and a time, short."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.ui.wording import time_of_day


def _tr(text: str, comment: str = "") -> str:
    return QCoreApplication.translate("JournalTimes", text, comment)


def day_and_time(at: datetime, now: Moment) -> str:
    """An instant where the person is now, for example "Yesterday · 2:58 pm"."""
    then = Moment(at, now.zone)
    return f"{short_day(then.day(), now.day())} · {time_of_day(then.local)}"


def short_day(day: date, today: date) -> str:
    """A day, for example "Thu, Nov 19"; with its year where that is another."""
    if day == today:
        return _tr("Today")
    if day == today - timedelta(days=1):
        return _tr("Yesterday")
    if day == today + timedelta(days=1):
        return _tr("Tomorrow")
    if day.year == today.year:
        pattern = _tr("ddd, MMM d", "a day of this year, as QLocale takes it")
    else:
        pattern = _tr("MMM d, yyyy", "a day of another year, as QLocale takes it")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
