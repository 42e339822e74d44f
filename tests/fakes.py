"""Stand-ins for what lies behind a port. They behave; they never record calls for a test to count."""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.storage.errors import KeyStoreUnavailable, StorageError
from selfkind_desktop.storage.vault import DatabaseKey

T = TypeVar("T")

MONDAY_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Nine o'clock in Berlin."""


class FakeClock:
    """A clock that moves when it is told to, both of its hands together unless asked otherwise."""

    def __init__(self, at: datetime = MONDAY_MORNING, zone: str = "Europe/Berlin") -> None:
        self._at = at
        self._zone = ZoneInfo(zone)
        self._monotonic = 1000.0

    def now(self) -> Moment:
        """The wall clock."""
        return Moment(self._at, self._zone)

    def monotonic(self) -> float:
        """The other hand."""
        return self._monotonic

    def advance(self, seconds: float = 0.0, **span: float) -> None:
        """Let time pass: `advance(90)` or `advance(hours=2)`."""
        passed = timedelta(seconds=seconds, **span)
        self._at += passed
        self._monotonic += passed.total_seconds()

    def sleep(self, **span: float) -> None:
        """The computer sleeps: only the wall clock goes on."""
        self._at += timedelta(**span)

    def set_to(self, at: datetime) -> None:
        """Somebody sets the wall clock."""
        self._at = at

    def travel(self, zone: str) -> None:
        """The person lands in another zone."""
        self._zone = ZoneInfo(zone)


class FakeKeyStore:
    """A key store in memory; `available = False` makes it refuse as a locked or missing one does."""

    def __init__(self, name: str = "fake-key-store", *, available: bool = True) -> None:
        self.name = name
        self.available = available
        self.keys: dict[str, bytes] = {}

    def read(self, account: str) -> bytes | None:
        """The key, if there is one."""
        self._answer()
        return self.keys.get(account)

    def write(self, account: str, key: bytes) -> None:
        """Keep a key."""
        self._answer()
        self.keys[account] = key

    def delete(self, account: str) -> None:
        """Forget a key."""
        self._answer()
        self.keys.pop(account, None)

    def _answer(self) -> None:
        if not self.available:
            raise KeyStoreUnavailable(detail="locked")


class FakeDesk:
    """Knows one secret; `trouble` is what any other one raises, or every one where `is_shut`."""

    def __init__(self, key: DatabaseKey, secret: str, trouble: StorageError) -> None:
        self.trouble = trouble
        self.is_shut = False
        self.is_prepared = False
        self._key, self._secret = key, secret

    def prepare(self) -> None:
        """Get ready."""
        self.is_prepared = True

    def unlock(self, secret: Secret | None) -> DatabaseKey:
        """The key, for the secret."""
        if self.is_shut or secret is None or secret.text != self._secret:
            raise self.trouble
        return self._key


class InlineRunner:
    """Does work at once and in order; while `held` is True it only lines up, as behind a slow disk."""

    def __init__(self) -> None:
        self.held = False
        self._waiting: deque[Callable[[], None]] = deque()

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `work`, then `done`."""
        self._waiting.append(lambda: done(work()))
        if not self.held:
            self.go()

    def go(self, pieces: int = -1) -> None:
        """Do what lined up: all of it, or so many pieces."""
        while self._waiting and pieces:
            pieces -= 1
            self._waiting.popleft()()

    def close(self, patience: float) -> bool:
        """Do what lined up, unless the disk is slower than anybody's patience."""
        if not self.held:
            self.go()
        return not self._waiting
