"""What every way to see something of the desktop has in common, and how several ways become one."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from selfkind_desktop.domain.surroundings import Sense, Sighting

Seen = TypeVar("Seen")
Seen_co = TypeVar("Seen_co", covariant=True)
Then = Callable[[Seen | None], None]
Changed = Callable[[], None]


class Sight(Protocol[Seen_co]):
    """One way to see one thing: idle seconds (float) or whether something is so (bool).

    Attributes:
        name: the name of the way, for Settings; a proper name, not translated.
    """

    name: str

    def ask(self, then: Callable[[Seen_co | None], None]) -> None:
        """Look once, without blocking.

        Args:
            then: called exactly once, now or later; None means that it cannot be seen this way.
        """
        ...

    def watch(self, changed: Changed) -> None:
        """Begin to tell about changes, where this way can without asking again and again."""
        ...

    def unwatch(self) -> None:
        """Tell nothing more."""
        ...


class Still(Generic[Seen]):
    """A base for ways that can only be asked."""

    def watch(self, changed: Changed) -> None:
        """It cannot tell; `telling` makes up for it where it matters."""

    def unwatch(self) -> None:
        """There is nothing to end."""


class FirstOf(Generic[Seen]):
    """The first of several ways that sees anything. It is kept until it fails; then all are tried anew."""

    def __init__(self, sense: Sense, ways: Sequence[Sight[Seen]]) -> None:
        self._sense = sense
        self._ways = tuple(ways)
        self._chosen: Sight[Seen] | None = None
        self._changed: Changed | None = None
        self._asked = False

    @property
    def sighting(self) -> Sighting:
        """Which way is in use, as far as was tried."""
        if self._chosen is None:
            return Sighting(self._sense, None, tuple(way.name for way in self._ways))
        before = self._ways[: self._ways.index(self._chosen)]
        return Sighting(self._sense, self._chosen.name, tuple(way.name for way in before))

    def ask(self, then: Then[Seen]) -> None:
        """Look with the first way that can."""
        chosen = self._chosen
        if chosen is None:
            self._try(0, then)
            return

        def answered(seen: Seen | None) -> None:
            if seen is not None:
                then(seen)
            else:
                self._choose(None)
                self._try(0, then)

        chosen.ask(answered)

    def watch(self, changed: Changed) -> None:
        """Have the way in use tell about changes."""
        self._changed = changed
        if self._chosen is not None:
            self._chosen.watch(changed)

    def unwatch(self) -> None:
        """Hear nothing more."""
        self._changed = None
        if self._chosen is not None:
            self._chosen.unwatch()

    def _try(self, place: int, then: Then[Seen]) -> None:
        if place >= len(self._ways):
            then(None)
            return
        way = self._ways[place]

        def answered(seen: Seen | None) -> None:
            if seen is None:
                self._try(place + 1, then)
            else:
                self._choose(way)
                then(seen)

        way.ask(answered)

    def _choose(self, way: Sight[Seen] | None) -> None:
        if way is self._chosen:
            return
        if self._chosen is not None and self._changed is not None:
            self._chosen.unwatch()
        self._chosen = way
        if way is not None and self._changed is not None:
            way.watch(self._changed)


class AnyOf:
    """Several ways that each see a part: it is so where one of them says so."""

    def __init__(self, sense: Sense, ways: Sequence[Sight[bool]]) -> None:
        self._sense = sense
        self._ways = tuple(ways)
        self._seeing: tuple[str, ...] = ()

    @property
    def sighting(self) -> Sighting:
        """Which ways answered the last time."""
        if not self._seeing:
            return Sighting(self._sense, None, tuple(way.name for way in self._ways))
        return Sighting(self._sense, ", ".join(self._seeing))

    def ask(self, then: Then[bool]) -> None:
        """Look with all of them at once."""
        found: dict[str, bool] = {}
        missing = [len(self._ways)]
        if not self._ways:
            then(None)

        def heard(name: str, seen: bool | None) -> None:
            missing[0] -= 1
            if seen is not None:
                found[name] = seen
            if not missing[0]:
                self._seeing = tuple(way.name for way in self._ways if way.name in found)
                then(any(found.values()) if found else None)

        for way in self._ways:
            way.ask(lambda seen, name=way.name: heard(name, seen))  # type: ignore[misc]

    def watch(self, changed: Changed) -> None:
        """Have all of them tell about changes."""
        for way in self._ways:
            way.watch(changed)

    def unwatch(self) -> None:
        """Hear nothing more."""
        for way in self._ways:
            way.unwatch()
