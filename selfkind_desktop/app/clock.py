"""The real clock."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QTimeZone

from selfkind_desktop.domain.moment import Moment


class SystemClock:
    """The computer's clock and the zone it is set to, followed when the person travels."""

    def __init__(self) -> None:
        self._zone_name = ""
        self._zone = ZoneInfo("UTC")

    def now(self) -> Moment:
        """The wall clock and the zone the person is in."""
        name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        if name != self._zone_name:
            self._zone_name = name
            self._zone = _zone(name)
        return Moment(datetime.now(UTC), self._zone)  # noqa: TID251 - this is the clock the others are given

    def monotonic(self) -> float:
        """Seconds that only ever move forward."""
        return time.monotonic()  # noqa: TID251 - this is the clock the others are given


def _zone(name: str) -> ZoneInfo:
    """The named zone; UTC where the computer's zone has no name that the zone database knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
