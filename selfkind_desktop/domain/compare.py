"""Two versions of a text, word by word: what stayed, what went, what came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?…]*[.!?…]+\s*|[^.!?…]+")
_WORTH_COMPARING = 4_000_000
"""Where the numbers of words of two passages make more than this together, one was written anew."""


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

    Paragraphs that are equal are set aside first, then sentences, so that a long entry with some changed
    words is quick; only within the others words are compared.

    Returns:
        runs in reading order. Without those that are new they make up `before`; without those that are gone,
        `after`.
    """
    runs: list[Run] = []
    for same, old, new in _matched(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if same:
            runs.append(Run(Change.SAME, old))
        else:
            runs += _within(old, new)
    return tuple(_joined(run for run in runs if run.text))


def _within(before: str, after: str) -> Iterator[Run]:
    for same, old, new in _matched(_SENTENCES.findall(before), _SENTENCES.findall(after)):
        if same:
            yield Run(Change.SAME, old)
            continue
        for equal, gone, came in _matched(_WORDS.findall(old), _WORDS.findall(new)):
            if equal:
                yield Run(Change.SAME, gone)
            else:
                yield Run(Change.GONE, gone)
                yield Run(Change.NEW, came)


def _matched(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Pieces that two lists share, and those between them that differ."""
    if len(old) * len(new) > _WORTH_COMPARING:
        yield False, "".join(old), "".join(new)
        return
    # Spaces are everywhere: who looks for equal runs from each of them needs minutes for a long page.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for kind, begin, end, other_begin, other_end in matcher.get_opcodes():
        yield kind == "equal", "".join(old[begin:end]), "".join(new[other_begin:other_end])


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
