"""What is said about a letter: when it arrives, when it was written, and its first words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from selfkind_desktop.domain.letters import Letter, Seal
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.ui.wording import day_from

_LONGEST = 64


def _tr(text: str, comment: str = "") -> str:
    return QCoreApplication.translate("LetterWords", text, comment)


def day_text(day: date, today: date) -> str:
    """A day as it stands on a letter, for example "November 19"; with its year where that is another."""
    if day.year == today.year:
        pattern = _tr("MMMM d", "date on a letter, as QLocale takes it")
    else:
        pattern = _tr("MMMM d, yyyy", "date of another year on a letter, as QLocale takes it")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def arrival(seal: Seal, moment: Moment) -> str:
    """When a sealed letter arrives; of a surprise only the range."""
    today = moment.day()
    if seal.surprise is not None:
        first, last = seal.surprise
        return _tr("A surprise, between {first} and {last}").format(
            first=day_text(first, today), last=day_text(last, today)
        )
    if seal.day is None:
        return _tr("Waits for a hard day")
    return _tr("Arrives {day}").format(day=day_from(seal.day, moment))


def sealed_sentence(seal: Seal, moment: Moment) -> str:
    """What is said once it is sealed."""
    if seal.day is None:
        return _tr("It is sealed. It is offered to you in a hard moment.")
    if seal.surprise is not None:
        first, last = (day_text(day, moment.day()) for day in seal.surprise)
        return _tr("It is sealed. It comes some day between {first} and {last}.").format(
            first=first, last=last
        )
    return _tr("It is sealed. It arrives {day}.").format(day=day_from(seal.day, moment))


def came(at: datetime, moment: Moment) -> str:
    """When a letter arrived."""
    day = Moment(at, moment.zone).day()
    return _tr("Arrived {day}").format(day=_day_back(day, moment))


def changed(letter: Letter, moment: Moment) -> str:
    """When a draft was written on last."""
    day = Moment(letter.updated, moment.zone).day()
    return _tr("Written {day}").format(day=_day_back(day, moment))


def written_on(letter: Letter, today: date) -> str:
    """The day that stands at the top of a letter."""
    return day_text(letter.stamp.at.astimezone(ZoneInfo(letter.stamp.zone)).date(), today)


def first_words(letter: Letter) -> str:
    """How a letter begins; empty where it has no words."""
    text = " ".join(letter.text[:400].split())
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _day_back(day: date, moment: Moment) -> str:
    away = (moment.day() - day).days
    if away == 0:
        return _tr("today")
    if away == 1:
        return _tr("yesterday")
    return _tr("on {day}").format(day=day_text(day, moment.day()))
