"""What the places for backups are given to show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """How things stand, in sentences.

    Attributes:
        last: when the last automatic copy was made, or why there is none.
        rehearsed: how the last rehearsal went.
        second: what becomes of the second place.
    """

    last: str
    rehearsed: str
    second: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy in the list.

    Attributes:
        path: of its file.
        title: when it was made.
        detail: why, and how large it is.
    """

    path: str
    title: str
    detail: str
