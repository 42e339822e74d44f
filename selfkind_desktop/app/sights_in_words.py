"""How each thing is seen on this desktop, as sentences for Settings."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from selfkind_desktop.domain.settings import HoldDuring
from selfkind_desktop.domain.surroundings import Sense, Sighting


def _tr(text: str) -> str:
    return QCoreApplication.translate("SightsInWords", text)


def in_any_case(sightings: Iterable[Sighting], *, known: bool) -> tuple[tuple[str, str], ...]:
    """Name and sentence for what always matters: idle time, the lock, sleep.

    Args:
        sightings: all there are.
        known: whether the desktop was asked already.
    """
    names = {
        Sense.IDLE: _tr("The last key or pointer movement"),
        Sense.LOCK: _tr("Whether the screen is locked"),
        Sense.SLEEP: _tr("Sleep of the computer"),
    }
    return tuple(
        (names[each.sense], _sentence(each, known=known)) for each in sightings if each.sense in names
    )


def by_choice(sightings: Iterable[Sighting], *, known: bool) -> tuple[tuple[HoldDuring, str], ...]:
    """A sentence for each thing that an invitation may wait for."""
    choosable = {each.value: each for each in HoldDuring}
    return tuple(
        (choosable[each.sense.value], _sentence(each, known=known))
        for each in sightings
        if each.sense.value in choosable
    )


def _sentence(sighting: Sighting, *, known: bool) -> str:
    if sighting.way is not None:
        if sighting.way == "clock":
            return _tr("Seen by comparing clocks.")
        return _tr("Seen through {way}.").format(way=sighting.way)
    return _tr("Not available on this desktop.") if known else _tr("Looking…")
