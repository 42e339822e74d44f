"""When letters are sealed for, and which of them arrive now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from selfkind_desktop.domain.letters import Letter, Occasion, Seal
from selfkind_desktop.domain.moment import Moment

if TYPE_CHECKING:
    from random import Random  # loads much that the waiting program does without


@dataclass(frozen=True, slots=True)
class Post:
    """What the waiting program has to know of the letters: nothing that is written in them.

    Attributes:
        next_day: the local day on which the next one arrives; None where none waits for a day.
        unread: how many are there and were not opened yet.
    """

    next_day: date | None = None
    unread: int = 0

    def wants_a_look(self, moment: Moment) -> bool:
        """Whether the day of a letter has come: a day begins at its day start, where the person is."""
        return self.next_day is not None and self.next_day <= moment.day()


NO_POST = Post()


def earliest_day(moment: Moment) -> date:
    """The first day that a letter can be sealed for: tomorrow."""
    return moment.day() + timedelta(days=1)


def for_day(moment: Moment, day: date) -> Seal:
    """A seal until a day.

    Raises:
        ValueError: the day is not after today.
    """
    _later(moment, day)
    return Seal(moment.at, day=day)


def as_surprise(moment: Moment, first: date, last: date, chance: "Random") -> Seal:
    """A seal until some day of a range, both ends included.

    Args:
        moment: now.
        first: the first day that it may be.
        last: the last one.
        chance: draws the day.

    Raises:
        ValueError: the range is empty, or does not lie after today.
    """
    _later(moment, first)
    if last < first:
        raise ValueError("a range ends where it begins, or later")
    drawn = first + timedelta(days=chance.randint(0, (last - first).days))
    return Seal(moment.at, day=drawn, surprise=(first, last))


def for_hard_day(moment: Moment) -> Seal:
    """A seal until a hard day."""
    return Seal(moment.at, occasion=Occasion.HARD_DAY)


def arriving(letters: Iterable[Letter], moment: Moment) -> tuple[Letter, ...]:
    """The letters that arrive now, the earliest first.

    What has arrived stays so, whatever is done to the clock or wherever the person goes. Those that wait for
    an occasion never arrive by themselves.
    """
    today = moment.day()
    due = [
        (letter.seal.day, letter.seal.at, letter)
        for letter in letters
        if letter.seal is not None
        and letter.seal.day is not None
        and letter.arrived is None
        and letter.seal.day <= today
    ]
    return tuple(letter for *_, letter in sorted(due, key=lambda each: each[:2]))


def next_day(letters: Iterable[Letter]) -> date | None:
    """The day on which the next letter arrives, of those that are on their way."""
    days = [
        letter.seal.day
        for letter in letters
        if letter.seal is not None and letter.seal.day is not None and letter.arrived is None
    ]
    return min(days, default=None)


def without_words(letter: Letter) -> Letter:
    """A letter as it may be shown: one that is on its way has no words, title or attachment."""
    if letter.seal is None or letter.arrived is not None:
        return letter
    return replace(letter, text="", title="", media=())


def _later(moment: Moment, day: date) -> None:
    if day < earliest_day(moment):
        raise ValueError("a letter arrives on a day after today")
