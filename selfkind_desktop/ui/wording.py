"""Times, lengths and states in words."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.records import Mood

_SOON = 10
"""Minutes up to which the next pause is told by the minute; before, in steps of five."""


def _tr(text: str, comment: str = "") -> str:
    return QCoreApplication.translate("Wording", text, comment)


def mood_name(mood: Mood) -> str:
    """The word below a face."""
    return {
        Mood.VERY_HARD: _tr("Very hard"),
        Mood.HARD: _tr("Hard"),
        Mood.IN_BETWEEN: _tr("In between"),
        Mood.ALL_RIGHT: _tr("All right"),
        Mood.GOOD: _tr("Good"),
    }[mood]


def time_of_day(at: datetime) -> str:
    """A local time the way the person's language writes it, for example "3:40 pm"."""
    text = QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
    # American English writes PM; in a running sentence the small letters are calmer.
    return text.replace("AM", "am").replace("PM", "pm")


def day_name(day: date) -> str:
    """The name of a weekday, for example "Monday"."""
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def long_date(day: date) -> str:
    """A whole date, for example "Thursday, November 19, 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def length(minutes: int) -> str:
    """A length of time, for example "42 min" or "2 h 5 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _tr("{minutes} min").format(minutes=rest)
    if not rest:
        return _tr("{hours} h").format(hours=hours)
    return _tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def minutes_in_words(minutes: int) -> str:
    """The length of a pause in words, for example "Two minutes"."""
    words = {1: _tr("One minute"), 2: _tr("Two minutes"), 3: _tr("Three minutes"), 5: _tr("Five minutes")}
    return words.get(minutes) or _tr("{minutes} minutes").format(minutes=minutes)


def until(at: datetime, moment: Moment, *, coarse: bool = False) -> str:
    """How far an instant is, for example "in 42 min" or "tomorrow at 10:30 am".

    Args:
        at: the instant.
        moment: now.
        coarse: beyond ten minutes in steps of five, for texts that are not renewed every minute.
    """
    minutes = ceil((at - moment.at).total_seconds() / 60)
    local = at.astimezone(moment.zone)
    if minutes <= 0:
        return _tr("in a moment")
    if minutes < 12 * 60 and (local.date() == moment.local.date() or minutes <= 60):
        if coarse and minutes > _SOON:
            minutes = round(minutes / 5) * 5
        return _tr("in {length}").format(length=length(minutes))
    return _tr("{day} at {time}").format(day=day_from(local.date(), moment), time=time_of_day(local))


def day_from(day: date, moment: Moment) -> str:
    """A day near now: "today", "tomorrow", "on Monday", or its date."""
    away = day - moment.local.date()
    if away == timedelta():
        return _tr("today")
    if away == timedelta(days=1):
        return _tr("tomorrow")
    if timedelta() < away < timedelta(days=7):
        return _tr("on {day}").format(day=day_name(day))
    return _tr("on {day}").format(day=long_date(day))


def how_is_it(edge: DayEdge) -> str:
    """The question at an edge of the day."""
    if edge is DayEdge.MORNING:
        return _tr("How is this morning, if you like to look?")
    return _tr("How is this evening, if you like to look?")


def headline(outlook: Outlook, moment: Moment, *, coarse: bool = False) -> str:
    """The one line of tooltip and tray panel, for example "Next pause in 42 min"."""
    if outlook.letter:
        rest = headline(replace(outlook, letter=False), moment, coarse=coarse)
        return _tr("A letter has arrived · {headline}").format(headline=rest)
    match outlook.standing:
        case Standing.OFFERED:
            return _tr("A pause is offered")
        case Standing.IN_PAUSE:
            return _tr("Taking a pause")
        case Standing.LOCKED:
            if outlook.beneath is None:
                return _tr("Locked")
            beneath = headline(outlook.reminders, moment, coarse=coarse)
            return _tr("Locked · {headline}", "for example: Locked · Next pause in 42 min").format(
                headline=beneath
            )
        case Standing.QUIET:
            return _quiet(outlook.quiet_until, moment)
    if outlook.asking is not None:
        return how_is_it(outlook.asking)
    if outlook.held is not None:
        return _tr("A pause is waiting for a better moment")
    if outlook.next_at is None:
        return _tr("No pauses planned")
    return _tr("Next pause {when}").format(when=until(outlook.next_at, moment, coarse=coarse))


def _quiet(at: datetime | None, moment: Moment) -> str:
    if at is None:
        return _tr("Quiet until you say")
    local = at.astimezone(moment.zone)
    if local.date() == moment.local.date():
        return _tr("Quiet until {time}").format(time=time_of_day(local))
    if local.date() == moment.local.date() + timedelta(days=1) and local.hour < 12:
        return _tr("Quiet until tomorrow")
    day = day_from(local.date(), moment)
    return _tr("Quiet until {day}, {time}").format(day=day, time=time_of_day(local))


def headline_lasts(outlook: Outlook, moment: Moment) -> float | None:
    """Seconds after which a coarse headline reads differently; None while it stays as it is."""
    outlook = outlook.reminders
    if outlook.standing is not Standing.WAITING or outlook.asking is not None:
        return None
    if outlook.next_at is None or outlook.held is not None:
        return None
    seconds = (outlook.next_at - moment.at).total_seconds()
    minutes = ceil(seconds / 60)
    if minutes <= 0:
        return None
    if minutes <= _SOON:
        return max(1.0, seconds - (minutes - 1) * 60)
    rounded = round(minutes / 5) * 5
    return max(1.0, seconds - max(_SOON, rounded - 3) * 60)
