"""Journal entries and what belongs to them, as frozen values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.records import Mood

KEPT_IN_TRASH = timedelta(days=30)
"""How long things stay in the trash."""


class EntryKind(StrEnum):
    """The kinds of entries."""

    FREE = "free"
    PAUSE_LINE = "pause-line"
    REFRAME = "reframe"
    CRITIC = "critic"
    KIND_MOMENT = "kind-moment"
    GRATITUDE = "gratitude"
    SETBACK = "setback"
    REFLECTION = "reflection"


class Consent(StrEnum):
    """Whether an entry may be shown again unasked, as "on this day"."""

    MAY_COME_BACK = "may-come-back"
    IF_I_LOOK = "if-i-look"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Part:
    """One answer of a guided form.

    Attributes:
        key: which question it answers, for example `happened`.
        text: Markdown.
    """

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry.

    Attributes:
        id: a UUID as text.
        stamp: when it was begun.
        text: Markdown; of a guided form, what was written outside its questions.
        updated: when it last changed, UTC.
        title: one line; often empty.
        parts: the answers of a guided form, in the order of the form.
        before: how it was before writing.
        after: how it was afterwards.
        words_before: emotion words, as their keys or in the person's own words.
        words_after: the same for afterwards.
        tags: without `#`, in the order they were given, none twice (whatever their case).
        consent: whether it may come back unasked.
        starred: whether the person marked it.
        media: the ids of what is attached, in order.
    """

    id: str
    stamp: Stamp
    kind: EntryKind
    text: str
    updated: datetime
    title: str = ""
    parts: tuple[Part, ...] = ()
    before: Mood | None = None
    after: Mood | None = None
    words_before: tuple[str, ...] = ()
    words_after: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    consent: Consent = Consent.IF_I_LOOK
    starred: bool = False
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """An entry's words as they once were.

    Attributes:
        id: a UUID as text.
        entry: the id of the entry.
        at: when these words were kept, UTC.
    """

    id: str
    entry: str
    at: datetime
    title: str
    text: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Thrown:
    """An entry in the trash.

    Attributes:
        entry: the entry.
        since: when it was put there, UTC.
    """

    entry: Entry
    since: datetime


@dataclass(frozen=True, slots=True)
class Phrase:
    """A kind sentence that the person keeps.

    Attributes:
        id: a UUID as text.
        stamp: when it was kept.
        source: the id of the entry or letter it was marked in, if any.
        in_pauses: whether pauses may show it.
    """

    id: str
    stamp: Stamp
    text: str
    source: str | None = None
    in_pauses: bool = True


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or recording; its bytes stay in the store until they are asked for.

    Attributes:
        id: a UUID as text.
        stamp: when it was attached.
        name: the name of the file it came from.
        type: its MIME type.
        sha256: of its bytes, as 64 hexadecimal digits.
        size: in bytes.
        alt: what it shows, in words; often empty.
    """

    id: str
    stamp: Stamp
    name: str
    type: str
    sha256: str
    size: int
    alt: str = ""
