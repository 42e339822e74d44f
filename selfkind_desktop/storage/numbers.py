"""The place in time of each entry, as a number that is its own: searching goes through them newest first."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from selfkind_desktop.storage import schema

_SLOTS = 64
"""Numbers that a minute has. Few, since the full-text index keeps the distances between numbers."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = 60


def first_number(at: datetime) -> int:
    """The first number of the minute of an instant; negative before 1970."""
    return int((at - _EPOCH).total_seconds() // _MINUTE) * _SLOTS


def free_numbers(connection: Connection, instants: Iterable[datetime]) -> list[int]:
    """Numbers that no entry has yet: of its minute or, if those are taken, the next free one.

    Args:
        connection: the open transaction.
        instants: when the entries were begun, oldest first.
    """
    wanted = [first_number(at) for at in instants]
    if not wanted:
        return []
    column = schema.ENTRIES.c.number
    query = select(column).where(column >= wanted[0]).order_by(column)
    with connection.execute(query) as result:
        # Read as far as needed only: a new entry is the newest, mostly.
        return list(_beside(wanted, iter(result.scalars())))


def _beside(wanted: list[int], taken: Iterator[int]) -> Iterator[int]:
    next_taken = next(taken, None)
    number = wanted[0] - 1
    for first in wanted:
        number = max(first, number + 1)
        while next_taken is not None and next_taken <= number:
            number += next_taken == number
            next_taken = next(taken, None)
        yield number
