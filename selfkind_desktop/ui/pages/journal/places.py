"""The places of entries, newest first: a hundred thousand numbers in less than a megabyte."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Places = array[int]
else:
    Places = array
"""Of "q": falling, none twice."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is different: from `row` on, `removed` rows went and `added` came."""

    row: int
    removed: int
    added: int


def row_of(places: Places, place: int) -> int:
    """Where a place is; -1 where it is not."""
    row = bisect_left(places, -place, key=lambda each: -each)
    return row if row < len(places) and places[row] == place else -1


def without(places: Places, gone: Collection[int]) -> Places:
    """The places but some."""
    if not gone:
        return places
    kept = places[:]
    for place in gone:
        row = row_of(kept, place)
        if row >= 0:
            del kept[row]
    return kept


def change_between(old: Places, new: Places) -> Change:
    """The one stretch in which two lists of places differ."""
    shorter = min(len(old), len(new))
    head = _alike(lambda length: old[:length] == new[:length], shorter)
    tail = _alike(
        lambda length: old[len(old) - length :] == new[len(new) - length :],
        shorter - head,
    )
    return Change(head, len(old) - head - tail, len(new) - head - tail)


def _alike(holds: Callable[[int], bool], most: int) -> int:
    """The greatest length for which something holds that holds for every shorter one."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if holds(middle):
            least = middle
        else:
            most = middle - 1
    return least
