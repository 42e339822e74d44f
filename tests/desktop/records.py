"""What Selfkind kept: read back from its encrypted database with the key of its home."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey


class _Clock:
    """The real time."""

    def now(self) -> Moment:
        return Moment(datetime.now(UTC), ZoneInfo("UTC"))

    def monotonic(self) -> float:
        return monotonic()


@contextlib.contextmanager
def kept(home: Path) -> Iterator[Store]:
    """Open what a home keeps; only while no program runs on it."""
    paths = Paths.below(home)
    with kept_with(paths.database, unlock_here(paths.vault, paths.key_file)) as store:
        yield store


@contextlib.contextmanager
def kept_with(database: Path, key: DatabaseKey) -> Iterator[Store]:
    """Open a database with a key; only while no program runs on it."""
    store = Store.open(database, key, _Clock())
    try:
        yield store
    finally:
        store.close()


def files_with(home: Path, words: str) -> list[Path]:
    """The files below a home that hold these words readably, in a usual encoding or in their name."""
    needles = [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]
    found = []
    for path in home.rglob("*"):
        if words in path.name:
            found.append(path)
        elif path.is_file():
            content = path.read_bytes()
            if any(needle in content for needle in needles):
                found.append(path)
    return found
