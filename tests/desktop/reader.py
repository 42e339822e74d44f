"""What a screen reader finds: the accessibility tree of a program, over its own bus."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from jeepney import DBusAddress

from tests.desktop.session import Bus, BusError, Desktop

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_FOCUSABLE, _FOCUSED, _SHOWING, _CHECKED = 11, 12, 25, 4


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that a screen reader can tell of.

    Attributes:
        role: what it is, as the reader says it: "push button", "label".
        name: what it is called.
        description: what else is said of it.
        focusable, focused, checked: as said.
        address: where it answers.
    """

    role: str
    name: str
    description: str
    focusable: bool
    focused: bool
    checked: bool
    address: DBusAddress

    def __str__(self) -> str:
        """As a reader would put it."""
        return f"{self.role} {self.name!r}"


class Reader:
    """Walks through the programs of one desktop."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def elements(self, program: str) -> list[Element]:
        """Everything that shows in the windows of a program, in reading order."""
        found: list[Element] = []
        desktop = DBusAddress("/org/a11y/atspi/accessible/root", "org.a11y.atspi.Registry", _ACCESSIBLE)
        for application in self._children(desktop):
            if program.lower() in self._bus.get(application, "Name").lower():
                for window in self._children(application):
                    self._collect(window, found)
        return found

    def find(self, program: str, name: str, role: str = "") -> Element | None:
        """The first showing element whose name contains these words."""
        return next((e for e in self.elements(program) if name in e.name and role in e.role), None)

    def focused(self, program: str) -> Element | None:
        """The element that has the keyboard."""
        return next((e for e in self.elements(program) if e.focused), None)

    def act(self, element: Element) -> None:
        """Do what a click on it does."""
        action = DBusAddress(element.address.object_path, element.address.bus_name, "org.a11y.atspi.Action")
        self._bus.call(action, "DoAction", "i", (0,))

    def center(self, element: Element) -> tuple[int, int]:
        """The point in its middle, in pixels of the screen."""
        component = DBusAddress(
            element.address.object_path, element.address.bus_name, "org.a11y.atspi.Component"
        )
        x, y, width, height = self._bus.call(component, "GetExtents", "u", (0,))[0]
        return x + width // 2, y + height // 2

    def _children(self, parent: DBusAddress) -> list[DBusAddress]:
        answered = self._bus.call(parent, "GetChildren")[0]
        return [DBusAddress(path, name, _ACCESSIBLE) for name, path in answered]

    def _collect(self, address: DBusAddress, found: list[Element]) -> None:
        try:
            low, high = self._bus.call(address, "GetState")[0]
            states = low | high << 32
            if not states >> _SHOWING & 1:
                return
            found.append(
                Element(
                    self._bus.call(address, "GetRoleName")[0],
                    self._bus.get(address, "Name"),
                    self._bus.get(address, "Description"),
                    bool(states >> _FOCUSABLE & 1),
                    bool(states >> _FOCUSED & 1),
                    bool(states >> _CHECKED & 1),
                    address,
                )
            )
            for child in self._children(address):
                self._collect(child, found)
        except BusError:
            # It closed while we looked.
            return


@contextlib.contextmanager
def reader(desktop: Desktop) -> Iterator[Reader]:
    """Listen to a desktop as a screen reader does."""
    launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    with contextlib.closing(Bus(desktop.bus.call(launcher, "GetAddress")[0])) as bus:
        yield Reader(bus)
