"""Looking for entries: what is sought, what was found, and where in a text the words are."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.records import Mood

# Letters and digits, with the accents that stand on their own behind them: what the full-text index takes
# for a word.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_PIECE = re.compile(r'"([^"]*)("?)|(\S+)')
_MOST_TERMS = 24

Mark = tuple[int, int]
"""Where in a text something begins and ends."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other.

    Attributes:
        words: folded: small letters without accents.
        is_begun: the last word may go on.
    """

    words: tuple[str, ...]
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; everything that is given has to fit.

    Attributes:
        words: as typed: words, "phrases", beginnings with `*`, tags with `#`. The last word may go on unless
            a space follows it.
        tags: each of these.
        kinds: one of these; any where empty.
        moods: how it was after writing or, where that is not known, before, is one of these.
        first: not before this day as lived.
        last: not after this one.
        starred: only what the person marked.
    """

    words: str = ""
    tags: tuple[str, ...] = ()
    kinds: tuple[EntryKind, ...] = ()
    moods: tuple[Mood, ...] = ()
    first: date | None = None
    last: date | None = None
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that was found.

    Attributes:
        entry: the entry.
        title_marks: where in its title the words are.
        excerpt: a piece of its text or of an answer, around the words.
        marks: where in the excerpt the words are.
    """

    entry: Entry
    title_marks: tuple[Mark, ...]
    excerpt: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and how many entries have it."""

    name: str
    entries: int


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day on which something was written.

    Attributes:
        day: the day as lived.
        entries: how much.
        mood: the last one that was given while writing.
    """

    day: date
    entries: int
    mood: Mood | None = None


def terms_of(typed: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """What somebody typed, as terms for the words and terms for tags; nothing typed is a mistake."""
    words: list[Term] = []
    tags: list[Term] = []
    for piece in _PIECE.finditer(typed):
        phrase, closed, word = piece.groups()
        if word is None:
            term = _term(phrase, is_begun=not closed and not phrase.endswith(" "))
        else:
            term = _term(word, is_begun=word.endswith("*") or piece.end() == len(typed))
        if term.words and len(words) + len(tags) < _MOST_TERMS:
            (tags if word is not None and word.startswith("#") else words).append(term)
    return tuple(words), tuple(tags)


def exactly(text: str) -> Term:
    """The words of a text, all of them whole."""
    return _term(text, is_begun=False)


def marks_in(text: str, terms: Sequence[Term]) -> tuple[Mark, ...]:
    """Where any of the terms are in a text, in order and apart from each other."""
    if not terms:
        return ()
    places = [(folded(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]
    found = sorted(_found(places, terms))
    joined: list[Mark] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def excerpt(text: str, marks: Sequence[Mark], length: int = 160) -> tuple[str, tuple[Mark, ...]]:
    """A piece of a text around the first mark, on one line, and the marks in it.

    Args:
        text: the text.
        marks: of the whole text.
        length: about so many characters.
    """
    start = max(0, marks[0][0] - length // 3) if marks else 0
    if start:
        # From the beginning of a word, if there is one near.
        space = text.find(" ", start, marks[0][0])
        start = space + 1 if space >= 0 else start
    end = min(len(text), max(start + length, marks[0][1] if marks else 0))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    inside = tuple((first + shift, min(last, end) + shift) for first, last in marks if start <= first < end)
    return before + re.sub(r"\s", " ", text[start:end]) + after, inside


def folded(word: str) -> str:
    """Small letters without accents."""
    if word.isascii():
        return word.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFD", word.lower()))


def _term(text: str, *, is_begun: bool) -> Term:
    words = tuple(folded(word) for word in _WORD.findall(text))
    # A single letter begins nearly everything.
    return Term(words, is_begun and bool(words) and len(words[-1]) > 1)


def _found(places: Sequence[tuple[str, int, int]], terms: Sequence[Term]) -> Iterator[Mark]:
    for term in terms:
        count = len(term.words)
        for index in range(len(places) - count + 1):
            if all(
                word == place[0] or (term.is_begun and number == count - 1 and place[0].startswith(word))
                for number, (word, place) in enumerate(
                    zip(term.words, places[index : index + count], strict=True)
                )
            ):
                yield places[index][1], places[index + count - 1][2]
