"""What is inside a copy, and when it was made, in words."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from selfkind_desktop.domain.backups import Contents, Reason
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.ui.wording import day_name, time_of_day


def _tr(text: str) -> str:
    return QCoreApplication.translate("Contents", text)


def _names() -> dict[str, tuple[str, str]]:
    """One and many of each kind that a person knows, in the order in which they are told."""
    return {
        "entries": (_tr("1 entry"), _tr("{count} entries")),
        "letters": (_tr("1 letter"), _tr("{count} letters")),
        "check_ins": (_tr("1 check-in"), _tr("{count} check-ins")),
        "pauses": (_tr("1 pause"), _tr("{count} pauses")),
        "phrases": (_tr("1 phrase"), _tr("{count} phrases")),
        "media": (_tr("1 picture or recording"), _tr("{count} pictures and recordings")),
    }


def counted(counts: Mapping[str, int]) -> str:
    """For example "312 entries, 1,204 check-ins and 58 pauses"; empty where there is nothing of these."""
    told = []
    for kind, (one, many) in _names().items():
        count = counts.get(kind, 0)
        if count:
            told.append(one if count == 1 else many.format(count=QLocale().toString(count)))
    if len(told) < 2:
        return "".join(told)
    return _tr("{some} and {last}").format(some=", ".join(told[:-1]), last=told[-1])


def inside(contents: Contents) -> str:
    """What is in a copy and from when to when, in a sentence."""
    what = counted(contents.counts)
    if not what:
        return _tr("Nothing is written in it yet.")
    if contents.first is None or contents.last is None:
        return _tr("{what}.").format(what=what)
    days = [
        QLocale()
        .toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
        .split(", ", 1)[-1]
        for day in (contents.first, contents.last)
    ]
    if days[0] == days[1]:
        return _tr("{what}, all of {day}.").format(what=what, day=days[0])
    return _tr("{what}, from {first} to {last}.").format(what=what, first=days[0], last=days[1])


def compared(copy: Contents, now: Contents) -> str:
    """What would be missing beside what there is now, in a sentence."""
    missing = counted(copy.missing(now))
    if not missing:
        return _tr("Nothing that you have now would be missing, unless you changed it since.")
    return _tr("Compared with what you have now, {what} would be missing.").format(what=missing)


def when(at: datetime, now: Moment) -> str:
    """When something was done, for example "today at 9:12 am" or "November 3 at 6:40 pm"."""
    local = at.astimezone(now.zone)
    away = now.local.date() - local.date()
    if away == timedelta():
        day = _tr("today")
    elif away == timedelta(days=1):
        day = _tr("yesterday")
    elif timedelta() < away < timedelta(days=7):
        day = day_name(local.date())
    else:
        date = QDate(local.year, local.month, local.day)
        day = QLocale().toString(date, QLocale.FormatType.LongFormat).split(", ", 1)[-1]
    return _tr("{day} at {time}").format(day=day, time=time_of_day(local))


def why(reason: Reason) -> str:
    """Why a copy was made."""
    return {
        Reason.AUTOMATIC: _tr("Made by itself"),
        Reason.BY_HAND: _tr("Made by you"),
        Reason.BEFORE_RESTORE: _tr("How it was before you went back"),
        Reason.BEFORE_UPDATE: _tr("Before an update"),
        Reason.OTHER: _tr("A copy"),
    }[reason]


def size(count: int) -> str:
    """A size, for example "142 MB"."""
    return QLocale().formattedDataSize(count, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
