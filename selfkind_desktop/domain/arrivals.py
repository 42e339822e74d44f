"""What comes in from other programs, before and after it is kept."""

from collections.abc import Callable
from dataclasses import dataclass

from selfkind_desktop.domain.journal import Entry, Medium
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.records import CheckIn


@dataclass(frozen=True, slots=True)
class ArrivingMedium:
    """A picture or recording that can be read when its turn comes.

    Attributes:
        medium: what is known about it; `sha256` and `size` are empty and 0 until it is read.
        read: gives its bytes.
    """

    medium: Medium
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing from another program: an entry, check-ins, or both.

    Attributes:
        external: what names it in its source for ever: its own id there, or else a hash of what it is.
        entry: the entry; its `media` name `media` below.
        check_ins: the check-ins.
        media: what is attached to the entry.
        where: how to find it in the source, for the list of what could not be read.
    """

    external: str
    entry: Entry | None = None
    check_ins: tuple[CheckIn, ...] = ()
    media: tuple[ArrivingMedium, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """One import, which can be undone as a whole.

    Attributes:
        id: a UUID as text.
        stamp: when it was made.
        source: the key of the format, for example `day-one`.
        name: the name of the file or folder it came from.
    """

    id: str
    stamp: Stamp
    source: str
    name: str


@dataclass(frozen=True, slots=True)
class Snag:
    """Something that could not be taken; everything else was.

    Attributes:
        where: which entry or file, in words that the person can find in the source.
        why: the key of the reason, which the ui puts into words.
        detail: more, for the list only.
    """

    where: str
    why: str
    detail: str = ""


class Unreadable(Exception):  # noqa: N818 - a plain statement of what happened
    """Raised by `ArrivingMedium.read`: this one cannot be had; list its snag and go on.

    Args:
        snag: for the list.
    """

    def __init__(self, snag: Snag) -> None:
        self.snag = snag
        super().__init__(snag.why)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did.

    Attributes:
        entries: how many entries are new.
        check_ins: how many check-ins are new.
        media: how many attachments are new.
        known: how many things had come in before and were left as they are.
        snags: what could not be taken.
    """

    entries: int = 0
    check_ins: int = 0
    media: int = 0
    known: int = 0
    snags: tuple[Snag, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing an import did.

    Attributes:
        gone: how many entries and check-ins are gone again.
        kept: how many stayed, because the person changed them since.
    """

    gone: int
    kept: int


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import that can be undone, and how much of it is still here.

    Attributes:
        entries: how many of its entries are neither gone nor in the trash.
        check_ins: how many of its check-ins.
    """

    batch: Batch
    entries: int
    check_ins: int
