"""Two versions of a text, word by word: what stayed, what went, what came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words next to each other that share a fate."""

    change: Change
    text: str


def compare(before: str, after: str) -> tuple[Run, ...]:
    """How one text became the other.

    Paragraphs that are equal are set aside first, so that a long entry with one changed sentence is quick;
    within the others words are compared (difflib's matching of the longest equal runs).

    Returns:
        runs in reading order. Without those that are new they make up `before`; without those that are gone,
        `after`.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    runs: list[Run] = []
    for same, first, second in _matched(old, new):
        if same:
            runs.append(Run(Change.SAME, "".join(first)))
            continue
        for equal, gone, came in _matched(_WORDS.findall("".join(first)), _WORDS.findall("".join(second))):
            if equal:
                runs.append(Run(Change.SAME, "".join(gone)))
            else:
                runs += [Run(Change.GONE, "".join(gone)), Run(Change.NEW, "".join(came))]
    return tuple(_joined(run for run in runs if run.text))


def _matched(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, begin, end, other_begin, other_end in matcher.get_opcodes():
        yield kind == "equal", old[begin:end], new[other_begin:other_end]


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbors with the same fate as one."""
    waiting: Run | None = None
    for run in runs:
        if waiting is not None and waiting.change is run.change:
            waiting = Run(run.change, waiting.text + run.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = run
    if waiting is not None:
        yield waiting
