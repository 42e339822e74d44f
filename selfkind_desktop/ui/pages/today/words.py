"""What Today says about the next pause and the week."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from PySide6.QtCore import QCoreApplication

from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.surroundings import HoldReason
from selfkind_desktop.ui.pages.values import NextPause
from selfkind_desktop.ui.wording import day_from, length, minutes_in_words, time_of_day, until

_ROUND_TO = 5
_SOON = 10
_TODAY_STILL = timedelta(hours=12)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodayWords", text)


@dataclass(frozen=True, slots=True)
class PauseWords:
    """Three lines about the next pause; the last may be empty."""

    eyebrow: str
    large: str
    line: str


def pause_words(next_pause: NextPause, moment: Moment, quiet: str) -> PauseWords:
    """What the card of the next pause says at this moment.

    Args:
        next_pause: how things stand.
        moment: now.
        quiet: the line below "until 6:00 pm".
    """
    outlook = next_pause.outlook
    match outlook.standing:
        case Standing.OFFERED:
            line = _tr("{length}, at your own pace.").format(length=minutes_in_words(next_pause.minutes))
            return PauseWords(_tr("An invitation"), _tr("Would a kind pause help now?"), line)
        case Standing.IN_PAUSE:
            return PauseWords(_tr("Right now"), _tr("A pause"), _tr("It is open in a window of its own."))
        case Standing.LOCKED:
            return PauseWords(_tr("Right now"), _tr("Locked"), "")
        case Standing.QUIET:
            return PauseWords(_tr("Quiet"), _quiet_until(outlook.quiet_until, moment), quiet)
    if outlook.held is not None:
        return PauseWords(_tr("Next pause"), _tr("at a better moment"), held_sentence(outlook.held))
    if outlook.next_at is None:
        return PauseWords(
            _tr("Next pause"), _tr("whenever you like"), _tr("No invitations are planned in your rhythm.")
        )
    return PauseWords(_tr("Next pause"), *_planned(outlook.next_at, next_pause.minutes, moment))


def _planned(at: datetime, minutes: int, moment: Moment) -> tuple[str, str]:
    span = _tr("1 minute") if minutes == 1 else _tr("{count} minutes").format(count=minutes)
    local = at.astimezone(moment.zone)
    away = at - moment.at
    near = away < _TODAY_STILL and (local.date() == moment.local.date() or away <= timedelta(hours=1))
    large = until(at, moment) if near else day_from(local.date(), moment)
    line = _tr("about {time} · {length}").format(time=time_of_day(_rounded(local, away)), length=span)
    return large, line


def _rounded(local: datetime, away: timedelta) -> datetime:
    """The time to the nearest five minutes, unless it is so near that every minute counts."""
    if away < timedelta(minutes=_SOON):
        return local
    past = timedelta(minutes=local.minute % _ROUND_TO, seconds=local.second, microseconds=local.microsecond)
    down = local - past
    return down + timedelta(minutes=_ROUND_TO) if past > timedelta(minutes=_ROUND_TO / 2) else down


def _quiet_until(at: datetime | None, moment: Moment) -> str:
    if at is None:
        return _tr("until you say")
    local = at.astimezone(moment.zone)
    if local.date() == moment.local.date():
        return _tr("until {time}").format(time=time_of_day(local))
    if local.date() == moment.local.date() + timedelta(days=1):
        early = local.hour < 12
        return (
            _tr("until tomorrow") if early else _tr("until tomorrow, {time}").format(time=time_of_day(local))
        )
    return _tr("until {day}").format(day=day_from(local.date(), moment).removeprefix(_tr("on ")))


def held_sentence(reason: HoldReason) -> str:
    """Why an invitation waits."""
    return {
        HoldReason.LOCKED: _tr("It waits until the screen is unlocked."),
        HoldReason.AWAY: _tr("It waits until you are back."),
        HoldReason.SCREEN_SHARING: _tr("It waits while your screen is shared."),
        HoldReason.CAMERA: _tr("It waits while the camera is in use."),
        HoldReason.MICROPHONE: _tr("It waits while the microphone is in use."),
        HoldReason.PRESENTING: _tr("It waits while you are presenting."),
        HoldReason.DO_NOT_DISTURB: _tr("It waits while Do Not Disturb is on."),
        HoldReason.FULL_SCREEN: _tr("It waits while a window fills the screen."),
        HoldReason.PROGRAM: _tr("It waits while another program asks for calm."),
        HoldReason.TYPING: _tr("It waits for a lull in your typing."),
    }[reason]


def week_sentence(count: int, *, today: bool, empty: str, rest: str) -> str:
    """What is said about the last seven days.

    Args:
        count: how many of them had a kind moment.
        today: whether today is one of these.
        empty: what is said where there are none yet.
        rest: what is said of today while it is none.
    """
    if count == 0:
        return empty
    if not rest or today:
        rest = _tr("Rest days count as rest.")
    days = _tr("1 day with a kind moment.") if count == 1 else _tr("{count} days with a kind moment.")
    return f"{days.format(count=count)} {rest}"


def words_last(outlook: Outlook, moment: Moment) -> float:
    """Seconds after which something on the page may read differently; a minute at most."""
    if outlook.standing is Standing.WAITING and outlook.next_at is not None:
        left = (outlook.next_at - moment.at).total_seconds()
        if left > 0:
            return min(60.0, left - (ceil(left / 60) - 1) * 60)
    return 60.0 - moment.local.second


def taken_words(minutes: int, seconds: float) -> str:
    """How long a pause was; without a clock it is as long as it was."""
    return length(max(1, round(seconds / 60)) if minutes == 0 else minutes)
