"""What all formats share: a page as its source tells it, and the reader that counts or hands over pages."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Arrival, ArrivingMedium, Snag
from selfkind_desktop.domain.journal import Entry, EntryKind, Medium
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.domain.records import CheckIn, Mood, Place
from selfkind_desktop.exchange.found import (
    Fact,
    Found,
    FoundFact,
    FoundMood,
    FoundTag,
    Mapping,
    Unreadable,
    Why,
)
from selfkind_desktop.exchange.reading.sources import LARGEST_MEDIUM, Source, Unread
from selfkind_desktop.exchange.reading.texts import join, normal
from selfkind_desktop.storage.errors import StorageError

_HERE = re.compile("\x00(\\d+)\x00")
_WHY_MEDIUM = {Why.FILE_UNREADABLE: Why.MEDIUM_UNREADABLE, Why.FILE_TOO_LARGE: Why.MEDIUM_TOO_LARGE}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture or recording that belongs to a page.

    Attributes:
        file: its name in the source; empty if the source has none.
        name: what to call it.
        type: its MIME type.
        alt: what it shows.
    """

    file: str
    name: str
    type: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A mood as its source names it, and what it probably is among ours."""

    name: str
    guess: Mood | None


@dataclass(slots=True)
class Page:
    """One thing in a source: an entry, moods, or both.

    Attributes:
        where: how a person finds it in the source.
        stamp: when it was written.
        own: its id in the source, or empty; then `same` tells it from others.
        same: what is hashed where there is no id: never anything that depends on this computer.
        entry: whether it is an entry even where it has neither words nor tags nor pictures.
        text: Markdown, with `here(number)` where an attachment stands.
        after: lines that go below the text.
        updated: when it last changed, aware; as its stamp if `None`.
        share: how much of the source is read with it, from 0 to 1.
    """

    where: str
    stamp: Stamp
    own: str = ""
    same: tuple[str, ...] = ()
    entry: bool = False
    title: str = ""
    text: str = ""
    after: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    moods: tuple[Named, ...] = ()
    starred: bool = False
    updated: datetime | None = None
    attached: tuple[Attached, ...] = ()
    facts: frozenset[Fact] = frozenset()
    share: float = 0.0

    @property
    def is_entry(self) -> bool:
        """Whether there is anything besides moods."""
        return self.entry or any((self.title, self.text, self.after, self.tags, self.attached))


class Format(Protocol):
    """One way of writing a journal down."""

    key: str

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """Everything there is, in the order of the source.

        Raises:
            StorageError: the source itself is gone or damaged.
        """
        ...


def here(number: int) -> str:
    """Marks the place of an attachment in a text; no text that comes in has this character."""
    return f"\x00{number}\x00"


def each(
    things: Sequence[T], make: Callable[[T], Page | Snag | None], done: int = 0, of: int = 1
) -> Iterator[Page | Snag]:
    """The page of each thing. Whatever is odd about one of them, the others are read.

    Args:
        things: entries as their source has them.
        make: makes a page of one; `None` where there is nothing in it.
        done: how many files were read before this one.
        of: how many files there are.
    """
    for number, thing in enumerate(things, start=1):
        try:
            page = make(thing)
        except StorageError:
            raise
        except Exception:
            page = Snag("", Why.NOT_AN_ENTRY)
        if isinstance(page, Page):
            page.share = (done + number / len(things)) / of
        elif page is not None and not page.where:
            page = replace(page, where=f"№ {number}")
        if page is not None:
            yield page


class PageReader:
    """Reads one source in one format: see `exchange.found.Reader`."""

    def __init__(self, form: Format, source: Source, zone: ZoneInfo, ids: Callable[[], str]) -> None:
        self._format = form
        self._source = source
        self._zone = zone
        self._ids = ids

    @property
    def key(self) -> str:
        """The key of the format."""
        return self._format.key

    def look(self, progress: Progress) -> Found:
        """Goes through everything and counts it."""
        count = _Count()
        for thing in self._format.pages(self._source, self._zone):
            if isinstance(thing, Page):
                count.page(thing)
                progress(min(thing.share, 1.0))
            elif isinstance(thing, Snag):
                count.snags.append(thing)
            else:
                count.facts[thing.fact] += thing.count
        return count.found(self.key, self._source.path.name)

    def arrivals(self, mapping: Mapping) -> Iterator[Arrival | Snag]:
        """Everything, with new ids and the same `external` each time."""
        seen: Counter[str] = Counter()
        for thing in self._format.pages(self._source, self._zone):
            if isinstance(thing, Snag):
                yield thing
            elif isinstance(thing, Page):
                external = _external(thing)
                seen[external] += 1
                if seen[external] > 1:
                    external = f"{external}#{seen[external]}"
                arrival = self._arrival(thing, external, mapping)
                if arrival.entry or arrival.check_ins:
                    yield arrival
                yield from _missing(thing)

    def close(self) -> None:
        """Lets go of the file."""
        self._source.close()

    def _arrival(self, page: Page, external: str, mapping: Mapping) -> Arrival:
        named = (mapping.moods.get(mood.name, mood.guess) for mood in page.moods)
        moods = [mood for mood in named if mood is not None]
        check_ins = tuple(CheckIn(self._ids(), page.stamp, mood, Place.ELSEWHERE) for mood in moods)
        if not page.is_entry:
            return Arrival(external, None, check_ins, where=page.where)
        media = [self._medium(page, attached) if attached.file else None for attached in page.attached]

        def link(found: re.Match[str]) -> str:
            medium = media[int(found[1])]
            return f"![{medium.medium.alt}](media:{medium.medium.id})" if medium else ""

        entry = Entry(
            self._ids(),
            page.stamp,
            EntryKind.FREE,
            _HERE.sub(link, join(page.text, *page.after)).strip("\n"),
            page.updated or page.stamp.at,
            title=page.title,
            before=moods[0] if len(moods) == 1 else None,
            tags=_tags(page.tags, mapping),
            starred=page.starred,
            media=tuple(medium.medium.id for medium in media if medium),
        )
        arriving = tuple(medium for medium in media if medium)
        return Arrival(external, entry, check_ins, arriving, page.where)

    def _medium(self, page: Page, attached: Attached) -> ArrivingMedium:
        def read() -> bytes:
            try:
                return self._source.read(attached.file, LARGEST_MEDIUM)
            except Unread as unread:
                why = _WHY_MEDIUM.get(unread.why, unread.why)
                raise Unreadable(Snag(page.where, why, attached.name)) from unread

        medium = Medium(self._ids(), page.stamp, attached.name, attached.type, "", 0, attached.alt)
        return ArrivingMedium(medium, read)


def _external(page: Page) -> str:
    """What names a page for ever."""
    if page.own:
        return page.own
    told = "\x1f".join(normal(part) for part in page.same)
    return hashlib.sha256(told.encode(), usedforsecurity=False).hexdigest()[:32]


def _missing(page: Page) -> Iterator[Snag]:
    """A snag for each attachment that is named and not there."""
    for attached in page.attached:
        if not attached.file:
            yield Snag(page.where, Why.MEDIUM_MISSING, attached.name)


def _tags(tags: tuple[str, ...], mapping: Mapping) -> tuple[str, ...]:
    """The tags as mapped, none twice whatever its case."""
    kept: dict[str, str] = {}
    for tag in tags:
        name = mapping.tags.get(tag, tag)
        if name:
            kept.setdefault(name.casefold(), name)
    return tuple(kept.values())


class _Count:
    """What a look adds up."""

    def __init__(self) -> None:
        self.snags: list[Snag] = []
        self.facts: Counter[Fact] = Counter()
        self._entries = self._media = 0
        self._first: date | None = None
        self._last: date | None = None
        self._moods: Counter[str] = Counter()
        self._guesses: dict[str, Mood | None] = {}
        self._tags: Counter[str] = Counter()

    def page(self, page: Page) -> None:
        self._entries += page.is_entry
        self._media += sum(bool(attached.file) for attached in page.attached)
        self._first = min(self._first or page.stamp.day, page.stamp.day)
        self._last = max(self._last or page.stamp.day, page.stamp.day)
        for mood in page.moods:
            self._moods[mood.name] += 1
            self._guesses.setdefault(mood.name, mood.guess)
        self._tags.update(list(dict.fromkeys(page.tags)))
        self.facts.update(page.facts)
        self.snags.extend(_missing(page))

    def found(self, key: str, title: str) -> Found:
        return Found(
            source=key,
            title=title,
            entries=self._entries,
            check_ins=self._moods.total(),
            media=self._media,
            first=self._first,
            last=self._last,
            moods=tuple(FoundMood(name, n, self._guesses[name]) for name, n in self._moods.most_common()),
            tags=tuple(FoundTag(name, n) for name, n in self._tags.most_common()),
            snags=tuple(self.snags),
            notes=tuple(FoundFact(fact, self.facts[fact]) for fact in Fact if self.facts[fact]),
        )
