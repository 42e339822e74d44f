"""How long reminders are held back when a person asks for quiet."""

import re
from datetime import datetime, time, timedelta
from enum import StrEnum

from selfkind_desktop.domain.moment import DAY_START, Moment
from selfkind_desktop.domain.schedule import Quiet

_LENGTH = re.compile(r"(\d{1,3})\s*(m|min|h)", re.IGNORECASE)
_MINUTES = {"m": 1, "min": 1, "h": 60}


class QuietFor(StrEnum):
    """The choices that are offered; each is also a word of the command line."""

    HALF_HOUR = "30m"
    HOUR = "1h"
    TWO_HOURS = "2h"
    TOMORROW = "tomorrow"
    UNTIL_I_SAY = "on"
    OFF = "off"


def quiet_for(text: str, moment: Moment, day_start: time = DAY_START) -> Quiet | None:
    """What a choice means now.

    Args:
        text: a `QuietFor`, or any other length such as "45m" or "3h".
        moment: now.
        day_start: when the person's day begins: "tomorrow" is then.

    Returns:
        The quiet to keep; None to end it.

    Raises:
        ValueError: the text names no length of time.
    """
    word = text.strip().lower()
    if word == QuietFor.OFF:
        return None
    if word == QuietFor.UNTIL_I_SAY:
        return Quiet()
    if word == QuietFor.TOMORROW:
        tomorrow = moment.day(day_start) + timedelta(days=1)
        return Quiet(Moment(datetime.combine(tomorrow, day_start, moment.zone), moment.zone).at)
    match = _LENGTH.fullmatch(word)
    if match is None or int(match[1]) == 0:
        raise ValueError(f"no length of time: {text!r}")
    minutes = int(match[1]) * _MINUTES[match[2].lower()]
    return Quiet(moment.later(minutes=minutes).at)
