"""Prompts for the blank page, and which of them is offered."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

REST = timedelta(days=14)
"""A prompt that was shown rests for a fortnight."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that may help to begin.

    Attributes:
        text: one or two short sentences; also what the prompt is remembered by.
        need: the key of the need that it may meet.
    """

    text: str
    need: str


@dataclass(frozen=True, slots=True)
class Prompts:
    """All prompts of a language.

    Attributes:
        needs: the title of each need, by key, in the order of the file.
        prompts: in the order of the file.
    """

    needs: Mapping[str, str]
    prompts: tuple[Prompt, ...]

    def choose(
        self, shown: Mapping[str, date], today: date, chance: random.Random, need: str = ""
    ) -> Prompt | None:
        """One that has not been shown for a fortnight.

        Args:
            shown: the local day on which each text was last shown. A day that lies ahead, because somebody
                traveled or set the clock, counts as today.
            today: the local day as lived.
            chance: which of the rested ones it is.
            need: the key of a need, or "" for any.

        Returns:
            None where all of them rest: then the page stays blank, which is fine too.

        Raises:
            KeyError: there is no such need.
        """
        if need and need not in self.needs:
            raise KeyError(need)
        rested = [
            prompt
            for prompt in self.prompts
            if (not need or prompt.need == need)
            and (prompt.text not in shown or today - shown[prompt.text] >= REST)
        ]
        return chance.choice(rested) if rested else None
