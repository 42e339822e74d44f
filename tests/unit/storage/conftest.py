"""A folder with a vault and a database in it, as a first start leaves them."""

import hashlib
import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.records import (
    Answer,
    CheckIn,
    Mood,
    Pause,
    PauseEnd,
    PauseSource,
    Place,
    Reminder,
)
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey, create_vault
from tests.fakes import FakeClock, FakeKeyStore

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def fake_random(seed: str = "selfkind") -> Callable[[int], bytes]:
    """Bytes that look random and are the same in every run."""
    numbers = itertools.count()

    def give(length: int) -> bytes:
        return hashlib.shake_256(f"{seed} {next(numbers)}".encode()).digest(length)

    return give


def fake_ids(seed: int = 0) -> Callable[[], str]:
    """UUIDs that are the same in every run."""
    numbers = itertools.count(seed + 1)
    return lambda: str(UUID(int=next(numbers), version=4))


class Records:
    """Makes records of which a test names only what matters to it."""

    def __init__(self, clock: FakeClock, ids: Callable[[], str]) -> None:
        self.clock = clock
        self.ids = ids

    def check_in(self, mood: Mood = Mood.ALL_RIGHT, **fields: object) -> CheckIn:
        given = {"words": ("tender", "müde 🌧"), "place": Place.TODAY} | fields
        return CheckIn(id=self.ids(), stamp=self.clock.now().stamp(), mood=mood, **given)  # type: ignore[arg-type]

    def pause(self, practice: str = "soothing-breathing", **fields: object) -> Pause:
        given = {
            "minutes": 3,
            "seconds": 181.25,
            "end": PauseEnd.COMPLETED,
            "source": PauseSource.REMINDER,
        } | fields
        return Pause(id=self.ids(), stamp=self.clock.now().stamp(), practice=practice, **given)  # type: ignore[arg-type]

    def reminder(self, answer: Answer = Answer.BEGUN, **fields: object) -> Reminder:
        now = self.clock.now()
        given = {"due": now.at, "answered": now.at, "way": "card"} | fields
        return Reminder(id=self.ids(), stamp=now.stamp(), answer=answer, **given)  # type: ignore[arg-type]

    def entry(self, text: str = "A quiet line.", **fields: object) -> Entry:
        now = self.clock.now()
        given = {"id": self.ids(), "kind": EntryKind.FREE, "updated": now.at} | fields
        return Entry(stamp=now.stamp(), text=text, **given)  # type: ignore[arg-type]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(START)


@pytest.fixture
def records(clock: FakeClock) -> Records:
    return Records(clock, fake_ids(1000))


@pytest.fixture
def keystore() -> FakeKeyStore:
    return FakeKeyStore()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of the database, not made yet."""
    return tmp_path / "data"


@pytest.fixture
def path(data: Path) -> Path:
    """The database, not made yet."""
    return data / "selfkind.db"


@pytest.fixture
def vault_file(data: Path) -> Path:
    return data / "vault.json"


@pytest.fixture
def key(vault_file: Path, keystore: FakeKeyStore) -> DatabaseKey:
    """The key of a vault that was just made."""
    return create_vault(vault_file, [keystore], fake_ids(), fake_random())


@pytest.fixture
def store(path: Path, key: DatabaseKey, clock: FakeClock) -> Iterator[Store]:
    """A new, open store."""
    opened = Store.open(path, key, clock)
    yield opened
    opened.close()


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and what is in it, to see that nothing was touched."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
