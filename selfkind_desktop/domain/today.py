"""What the Today page says: a greeting, something small, and words for empty places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class PartOfDay(StrEnum):
    """A stretch of the local day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


_BEGINNINGS = (
    (23, PartOfDay.NIGHT),
    (18, PartOfDay.EVENING),
    (12, PartOfDay.AFTERNOON),
    (5, PartOfDay.MORNING),
)


def part_of_day(local: time) -> PartOfDay:
    """Which stretch of the day this is: morning from 5, afternoon from 12, evening from 18, night from 23."""
    for hour, part in _BEGINNINGS:
        if local.hour >= hour:
            return part
    return PartOfDay.NIGHT


@dataclass(frozen=True, slots=True)
class Greeting:
    """A greeting and the lines that may follow it."""

    hello: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Idea:
    """Something small for today.

    Attributes:
        practice: the key of the practice that it opens.
    """

    title: str
    line: str
    practice: str


@dataclass(frozen=True, slots=True)
class Today:
    """All the words of the page.

    Attributes:
        empty: words for places with nothing in them yet, by name.
    """

    greetings: Mapping[PartOfDay, Greeting]
    ideas: tuple[Idea, ...]
    empty: Mapping[str, str]

    def greeting(self, local: time, day: date) -> tuple[str, str]:
        """The greeting and its line; the line stays the same for the whole day as lived."""
        greeting = self.greetings[part_of_day(local)]
        return greeting.hello, greeting.lines[day.toordinal() % len(greeting.lines)]

    def idea(self, day: date, further: int = 0) -> Idea:
        """The idea of the day, or the one `further` along for "something else".

        Neighboring days and neighboring ideas differ; each idea comes round once before any comes again.
        """
        return self.ideas[(day.toordinal() * 7 + further) % len(self.ideas)]
