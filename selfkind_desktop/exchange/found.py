"""What other programs' files hold, for the preview; and how their readers hand it over.

A reader goes through its source twice and keeps no text in between: once to count (`look`), once to take
(`arrivals`). Neither time can one bad entry or picture stop the others: it becomes a `Snag`.
"""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Arrival, Snag
from selfkind_desktop.domain.arrivals import Unreadable as Unreadable  # what `ArrivingMedium.read` raises
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.domain.records import Mood


class Why(StrEnum):
    """Why something could not be taken: `Snag.why`."""

    NOT_AN_ENTRY = "not-an-entry"
    NO_DATE = "no-date"
    MEDIUM_MISSING = "medium-missing"
    MEDIUM_UNREADABLE = "medium-unreadable"
    MEDIUM_TOO_LARGE = "medium-too-large"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"


WHY: dict[Why, str] = {
    Why.NOT_AN_ENTRY: "It is not written the way an entry is, so it could not be read.",
    Why.NO_DATE: "Its date could not be read.",
    Why.MEDIUM_MISSING: "The file it names is not there; the entry itself comes in.",
    Why.MEDIUM_UNREADABLE: "This file is damaged; the entry it belongs to comes in without it.",
    Why.MEDIUM_TOO_LARGE: "This file is too large to keep; the entry it belongs to comes in without it.",
    Why.FILE_UNREADABLE: "This file is damaged or cut short, so it could not be read.",
    Why.FILE_TOO_LARGE: "This file is larger than a page of a journal can be, so it was left alone.",
}
"""The English sentence for each reason; the ui translates it."""


class Fact(StrEnum):
    """What is good to know before taking: a fact that has no place here, or one that had to be made up."""

    NO_TIME = "no-time"
    NO_ZONE = "no-zone"
    ZONE_UNKNOWN = "zone-unknown"
    DATE_OF_FILE = "date-of-file"
    LEGACY_TEXT = "legacy-text"
    PLACE_AS_TEXT = "place-as-text"
    SCALES_AS_TEXT = "scales-as-text"
    GOALS_LEFT_OUT = "goals-left-out"
    GROUPS_LEFT_OUT = "groups-left-out"
    TEMPLATES_LEFT_OUT = "templates-left-out"
    JOURNALS_AS_TAGS = "journals-as-tags"
    CATEGORIES_AS_TAGS = "categories-as-tags"
    RICH_TEXT_SIMPLER = "rich-text-simpler"
    PINNED_LEFT_OUT = "pinned-left-out"
    SKY_LEFT_OUT = "sky-left-out"
    PEOPLE_AS_TAGS = "people-as-tags"
    MOOD_ORDER_GUESSED = "mood-order-guessed"
    MOMENTS_AS_CHECK_INS = "moments-as-check-ins"
    FILES_PASSED_OVER = "files-passed-over"


FACTS: dict[Fact, str] = {
    Fact.NO_TIME: "has a day but no time of day: noon stands in for it",
    Fact.NO_ZONE: "says no time zone: the times stay as they were written",
    Fact.ZONE_UNKNOWN: "names a time zone that nobody knows: yours stands in for it",
    Fact.DATE_OF_FILE: "says no date: the day the file was last changed stands in for it",
    Fact.LEGACY_TEXT: "is written in an older kind of text: please look whether its accents are right",
    Fact.PLACE_AS_TEXT: "has a place or the weather: they stand as a line at the end of the entry",
    Fact.SCALES_AS_TEXT: "has scales or numbers: they stand as lines at the end of the entry",
    Fact.GOALS_LEFT_OUT: "is a goal: goals have no place here and stay behind",
    Fact.GROUPS_LEFT_OUT: "is a group of tags: the tags come in, their groups stay behind",
    Fact.TEMPLATES_LEFT_OUT: "is a template or a prompt: these stay behind",
    Fact.JOURNALS_AS_TAGS: "belongs to one journal of several: its name comes in as a tag",
    Fact.CATEGORIES_AS_TAGS: "has categories: they come in as tags, what is written in them as a list",
    Fact.RICH_TEXT_SIMPLER: "has formatting that became simpler; every word is there",
    Fact.PINNED_LEFT_OUT: "is pinned: pins stay behind, stars come in",
    Fact.SKY_LEFT_OUT: "has sunrise, sunset or the moon: they stay behind",
    Fact.PEOPLE_AS_TAGS: "names people: their names come in as tags, what is noted about them stays behind",
    Fact.MOOD_ORDER_GUESSED: "has moods whose order the file does not say: please look at the list of moods",
    Fact.MOMENTS_AS_CHECK_INS: "is a moment without a page: it comes in as a check-in, its words as an entry",
    Fact.FILES_PASSED_OVER: "is a file of another kind: it was passed over",
}
"""What each fact says in English, to follow a count ("12 ×") or stand alone; the ui translates it."""


@dataclass(frozen=True, slots=True)
class FoundMood:
    """A mood as its source names it.

    Attributes:
        name: as in the source.
        count: how many entries have it.
        guess: the nearest of ours; `None` where it cannot be guessed, and the person is asked.
    """

    name: str
    count: int
    guess: Mood | None


@dataclass(frozen=True, slots=True)
class FoundTag:
    """A tag, activity or category, without `#`.

    Attributes:
        name: as in the source.
        count: how many entries have it.
    """

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact and how many entries (or goals, files…) it is true of."""

    fact: Fact
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a source holds, before anything is taken.

    Attributes:
        source: the key of the format, for example `day-one`.
        title: the name of the journal, or else of the file or folder.
        entries: how many entries there are.
        check_ins: how many moods there are, whether or not they are mapped.
        media: how many attachments can be read.
        first: the first day.
        last: the last day.
        moods: most frequent first.
        tags: most frequent first.
        snags: what cannot be taken.
        notes: what is good to know; which facts of the source have no place here.
    """

    source: str
    title: str
    entries: int = 0
    check_ins: int = 0
    media: int = 0
    first: date | None = None
    last: date | None = None
    moods: tuple[FoundMood, ...] = ()
    tags: tuple[FoundTag, ...] = ()
    snags: tuple[Snag, ...] = ()
    notes: tuple[FoundFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the person wants each mood and tag to become. What is not named keeps its guess, or its name.

    Attributes:
        moods: a mood's name in the source → ours, or `None` to leave it out.
        tags: a tag's name in the source → its name here, or `None` to leave it out.
    """

    moods: Table[str, Mood | None] = field(default_factory=dict)
    tags: Table[str, str | None] = field(default_factory=dict)


class Reader(Protocol):
    """A source that was recognized and can be read."""

    @property
    def key(self) -> str:
        """The key of the format, for example `day-one`: `Batch.source`."""
        ...

    def look(self, progress: Progress) -> Found:
        """Goes through everything and counts it; media are looked for, not read.

        Raises:
            Cancelled: the person cancelled.
            StorageError: the source itself went away or is damaged.
        """
        ...

    def arrivals(self, mapping: Mapping) -> Iterator[Arrival | Snag]:
        """Everything in the order of the source, with new ids and the same `external` each time.

        A mood gives a check-in where it is mapped. `ArrivingMedium.read` raises `Unreadable`. In `Entry.text`
        a picture's place is `![what it shows](media:ID)` with the id of the medium.

        Raises:
            StorageError: the source itself went away or is damaged.
        """
        ...

    def close(self) -> None:
        """Lets go of the file; nothing can be read any more."""
        ...


def reader_of(path: Path, zone: ZoneInfo, ids: Callable[[], str]) -> Reader:
    """The reader for a file, zip archive or folder, recognized by what is in it.

    Where several formats could fit, the first of `selfkind_desktop.exchange.reading.recognize` wins.

    Args:
        path: what the person chose.
        zone: the person's zone, for times that say none.
        ids: gives new ids.

    Raises:
        FormatUnknown: nothing here looks like a journal that we can read.
        ArchiveDamaged: it looks like one and is cut short or damaged.
        ArchiveTooLarge: reading it would take more memory than is safe.
        FileUnreadable: it is not there, or may not be read.
    """
    from selfkind_desktop.exchange.reading.recognize import recognize

    return recognize(path, zone, ids)
