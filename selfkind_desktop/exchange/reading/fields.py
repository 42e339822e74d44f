"""Looking into JSON that others wrote: whatever is not what it should be counts as not being there."""

from collections.abc import Mapping
from typing import Any


def table(value: object) -> Mapping[str, Any]:
    """An object; an empty one if it is something else."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Any]:
    """A list; an empty one if it is something else."""
    return value if isinstance(value, list) else []


def tables(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list."""
    return [row for row in rows(value) if isinstance(row, dict)]


def words(value: object) -> list[str]:
    """The texts of a list, blank ones left out, each on one line."""
    return [" ".join(row.split()) for row in rows(value) if isinstance(row, str) and row.strip()]


def whole(value: object) -> int | None:
    """A whole number, not too large to be one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if abs(value) < 1 << 53 else None


def number(value: object) -> str:
    """A number as one writes it; empty if it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) > 1e9:
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".")
