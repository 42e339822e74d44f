"""What the window for bringing words in is told, and what the person answers in it."""

from dataclasses import dataclass, field
from datetime import date

from selfkind_desktop.domain.records import Mood


@dataclass(frozen=True, slots=True)
class MoodFound:
    """A mood as the other program names it.

    Attributes:
        name: its name there.
        count: how often it occurs.
        guess: which of ours it may be; None where that cannot be guessed.
    """

    name: str
    count: int
    guess: Mood | None = None


@dataclass(frozen=True, slots=True)
class TagFound:
    """A tag or activity.

    Attributes:
        name: its name there, without `#`.
        count: how often it occurs.
    """

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something good to know before it comes in.

    Attributes:
        text: an English phrase that follows a count; the ui translates it.
        count: of how many it is true.
    """

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that cannot be taken.

    Attributes:
        where: how to find it in the source.
        why: an English sentence; the ui translates it.
        detail: more, or empty.
    """

    where: str
    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One entry of the first few.

    Attributes:
        day: the local day as lived.
        title: one line of it; may be empty.
    """

    day: date
    title: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file or folder holds, before anything is kept.

    Attributes:
        program: the key of the format, for example `day-one`.
        name: the name of the file or folder.
        entries: how many entries.
        check_ins: how many check-ins.
        media: how many pictures and recordings.
        first: the first day.
        last: the last day.
        glimpses: the first few entries.
        moods: every mood that occurs, the most frequent first.
        tags: every tag that occurs, the most frequent first.
        zone: the zone that is taken where the source has none; empty where it has.
        zones: the names of all time zones, where one is to be chosen.
        notes: what is good to know; what has no place here.
        missed: what could not be read.
        known: how many are here already; None where that is not known yet.
        differing: how many are here with other words; only for what Selfkind itself exported.
        more: how many things there are in all, where there are more than entries and check-ins.
    """

    program: str
    name: str
    entries: int = 0
    check_ins: int = 0
    media: int = 0
    first: date | None = None
    last: date | None = None
    glimpses: tuple[Glimpse, ...] = ()
    moods: tuple[MoodFound, ...] = ()
    tags: tuple[TagFound, ...] = ()
    zone: str = ""
    zones: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    missed: tuple[Missed, ...] = ()
    known: int | None = None
    differing: int = 0
    more: int = 0

    @property
    def has_something(self) -> bool:
        """Whether there is anything to bring in."""
        return bool(self.entries or self.check_ins or self.more)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the person wants it brought in.

    Attributes:
        moods: ours for each of theirs; None leaves it out.
        tags: what each tag comes in as; empty leaves it out.
        zone: for a source without one; empty where it has.
        keep_both: of what is here with other words, whether the other comes in beside it.
    """

    moods: dict[str, Mood | None] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    zone: str = ""
    keep_both: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        entries: how many entries are new.
        check_ins: how many check-ins are new.
        media: how many pictures and recordings are new.
        known: how many were here already.
        missed: what could not be taken.
        more: how many things of other kinds are new: pauses, letters, phrases.
    """

    entries: int = 0
    check_ins: int = 0
    media: int = 0
    known: int = 0
    missed: tuple[Missed, ...] = ()
    more: int = 0

    @property
    def has_something(self) -> bool:
        """Whether anything came in."""
        return bool(self.entries or self.check_ins or self.more)
