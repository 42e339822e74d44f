"""Which question the blank page asks, and what keeps it from asking the same one twice in a fortnight."""

import json
import random
from datetime import date
from pathlib import Path

from selfkind_desktop import assets
from selfkind_desktop.domain.journal_content import load_prompts
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.prompts import Prompts
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.atomic import write_atomically


class Prompting:
    """Chooses prompts.

    Args:
        prompts: all there are.
        file: remembers when each was shown; losing it costs a repetition and nothing else.
        clock: what today is.
        chance: which one it is.
    """

    def __init__(self, prompts: Prompts, file: Path, clock: Clock, chance: random.Random) -> None:
        self._prompts = prompts
        self._file = file
        self._clock = clock
        self._chance = chance
        self._shown = self._remembered()

    def next(self) -> str:
        """A question that has not been shown for a fortnight; empty where all of them were."""
        today = self._clock.now().day()
        prompt = self._prompts.choose(self._shown, today, self._chance)
        if prompt is None:
            return ""
        self._shown[prompt.text] = today
        self._remember()
        return prompt.text

    def _remembered(self) -> dict[str, date]:
        try:
            kept = json.loads(self._file.read_bytes())
            return {str(text): date.fromisoformat(day) for text, day in kept.items()}
        except (OSError, ValueError, AttributeError, TypeError, RecursionError):
            return {}

    def _remember(self) -> None:
        known = {prompt.text for prompt in self._prompts.prompts}
        kept = {text: day.isoformat() for text, day in self._shown.items() if text in known}
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._file, json.dumps(kept, ensure_ascii=False, indent=1).encode())
        except OSError:
            return  # not worth a word to somebody who is about to write


def prompting_of(paths: Paths, clock: Clock) -> Prompting:
    """The prompts of the program that runs."""
    prompts = load_prompts(assets.path("content", "en", "prompts.toml"))
    return Prompting(prompts, paths.prompts_file, clock, random.Random())
