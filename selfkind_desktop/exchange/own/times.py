"""Times as the person lived them, in a form that people and programs read."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from selfkind_desktop.domain.moment import Stamp


def local_text(stamp: Stamp) -> str:
    """The wall-clock time where the person was, with its distance from UTC, to the second."""
    return local(stamp).isoformat(timespec="seconds")


def local(stamp: Stamp) -> datetime:
    """The wall-clock time where the person was; in UTC where this computer does not know the zone."""
    try:
        return stamp.at.astimezone(ZoneInfo(stamp.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return stamp.at.astimezone(UTC)
