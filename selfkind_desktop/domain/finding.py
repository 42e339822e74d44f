"""Looking for entries: what is sought, what was found, and where in a text the words are."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.records import Mood

# Letters and digits, with the accents that stand on their own behind them: what the full-text index takes
# for a word.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_HALVES = re.compile("[\ud800-\udfff]")
_PIECE = re.compile(r'"([^"]*)("?)|(\S+)')
_ODD = re.compile(r"[\u0130\u0131\u017f\u1e9e\u212a\u03a3\u03c2\u0300-\u036f]")
"""Accents on their own, and letters whose small letter hangs on where they stand or is two."""
_BEFORE, _AFTER, _BETWEEN = r"(?<![^\W_])", r"(?![^\W_])", r"[\W_]+"
_MOST_TERMS = 24

Mark = tuple[int, int]
"""Where in a text something begins and ends."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other.

    Attributes:
        words: folded: small letters without accents.
        is_begun: the last word may go on.
        typed: the same before folding: an index takes words apart and folds them in its own way.
    """

    words: tuple[str, ...]
    is_begun: bool = False
    typed: str = field(default="", compare=False)


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

    def __post_init__(self) -> None:
        """Half of a picture sign, which a paste can leave, is no sign that a text could hold."""
        object.__setattr__(self, "words", _HALVES.sub(" ", self.words))
        object.__setattr__(self, "tags", tuple(_HALVES.sub("", tag) for tag in self.tags))


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that was found.

    Attributes:
        entry: the entry.
        title_marks: where in its title the words are.
        excerpt: a piece of its text or of an answer, around the words.
        marks: where in the excerpt the words are.
        place: its place among all entries; a later entry has a higher one.
    """

    entry: Entry
    title_marks: tuple[Mark, ...]
    excerpt: str
    marks: tuple[Mark, ...]
    place: int = 0


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the journal goes: how many entries it has, and the sum of their places.

    If an entry came or went, it is another one.
    """

    entries: int = 0
    sum: int = 0


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


def marks_in(text: str, terms: tuple[Term, ...]) -> tuple[Mark, ...]:
    """Where any of the terms are in a text, in order and apart from each other."""
    if not terms:
        return ()
    if _is_plain(text):
        found = sorted(match.span(1) for pattern in _patterns(terms) for match in pattern.finditer(text))
    else:
        places = [(folded(match[0]), *match.span()) for match in _WORD.finditer(text)]
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


def found_in(entry: Entry, words: tuple[Term, ...], place: int = 0) -> Found:
    """Where the words are: an answer of a form counts like the text."""
    best, best_marks = entry.text, marks_in(entry.text, words)
    if not best_marks:
        for part in entry.parts:
            marks = marks_in(part.text, words)
            if marks or not best.strip():
                best, best_marks = part.text, marks
            if marks:
                break
    piece, marks = excerpt(best, best_marks)
    return Found(entry, marks_in(entry.title, words), piece, marks, place)


def folded(word: str) -> str:
    """Small letters without accents."""
    if word.isascii():
        return word.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFD", word.lower()))


def _term(text: str, *, is_begun: bool) -> Term:
    words = tuple(folded(word) for word in _WORD.findall(text))
    # A single letter begins nearly everything.
    return Term(words, is_begun and bool(words) and len(words[-1]) > 1, text)


def _is_plain(text: str) -> bool:
    """Whether folding changes only its capital letters: such a text is looked through fast."""
    if text.isascii():
        return True
    return unicodedata.is_normalized("NFD", text) and _ODD.search(text) is None


@lru_cache(maxsize=8)
def _patterns(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], ...]:
    """What finds the terms in a plain text, in group 1: all single words at once, phrases one by one."""
    single = [_ending(term.words[0], term) for term in terms if len(term.words) == 1]
    patterns = [f"({'|'.join(single)}){_AFTER}"] if single else []
    for term in terms:
        *before, last = term.words
        if before:
            # Ahead only: where one match ends within the next, both count.
            patterns.append(f"(?=({_BETWEEN.join([*before, _ending(last, term)])}){_AFTER})")
    return tuple(re.compile(_BEFORE + pattern, re.IGNORECASE) for pattern in patterns)


def _ending(word: str, term: Term) -> str:
    return f"{word}[^\\W_]*" if term.is_begun else word


def _found(places: Sequence[tuple[str, int, int]], terms: Sequence[Term]) -> Iterator[Mark]:
    single = [term for term in terms if len(term.words) == 1]
    whole = {term.words[0] for term in single}
    begun = tuple(term.words[0] for term in single if term.is_begun)
    # One pass for all single words: nearly every search is one, and every text found is looked through.
    for word, start, end in places:
        if word in whole or word.startswith(begun):
            yield start, end
    for term in terms:
        if len(term.words) > 1:
            yield from _phrases(places, term)


def _phrases(places: Sequence[tuple[str, int, int]], term: Term) -> Iterator[Mark]:
    *before, last = term.words
    count = len(term.words)
    for index in range(len(places) - count + 1):
        if places[index][0] != before[0]:
            continue
        words = [word for word, _, _ in places[index : index + count]]
        fits = words[-1].startswith(last) if term.is_begun else words[-1] == last
        if fits and words[:-1] == before:
            yield places[index][1], places[index + count - 1][2]
