"""Stand-ins for what lies behind a port. They behave; they never record calls for a test to count."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.moment import Moment

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
