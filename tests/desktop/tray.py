"""A tray icon as the panel sees it, over the bus."""

from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress

from tests.desktop.session import Desktop
from tests.desktop.waiting import wait_until


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the tray menu.

    Attributes:
        id: what the menu calls it.
        label: what the person reads, without the mark of the access key.
        enabled: whether it can be chosen.
        children: the lines of its submenu.
    """

    id: int
    label: str
    enabled: bool
    children: tuple["MenuEntry", ...] = ()

    def find(self, label: str) -> "MenuEntry | None":
        """The line with this label, here or below."""
        if self.label == label:
            return self
        return next((found for child in self.children if (found := child.find(label))), None)

    def labels(self) -> list[str]:
        """Every label, here and below, separators left out."""
        own = [self.label] if self.label else []
        return own + [label for child in self.children for label in child.labels()]


class TrayIcon:
    """One icon that the panel hosts."""

    def __init__(self, desktop: Desktop, item: DBusAddress) -> None:
        self._desktop = desktop
        self._item = item

    @property
    def tooltip(self) -> str:
        """What the panel shows when the pointer rests on it."""
        _, _, title, text = self._desktop.bus.get(self._item, "ToolTip")
        return f"{title} {text}".strip()

    @property
    def icon(self) -> bytes:
        """Its pixels, or its name in the icon theme: different where it looks different."""
        bus = self._desktop.bus
        pixels = bus.get(self._item, "IconPixmap")
        return repr((bus.get(self._item, "IconName"), pixels)).encode()

    def activate(self) -> None:
        """What a left click sends."""
        self._desktop.bus.call(self._item, "Activate", "ii", (0, 0))

    def menu(self) -> MenuEntry:
        """The menu of the right click, as the panel reads it."""
        menu = self._menu_address()
        self._desktop.bus.call(menu, "AboutToShow", "i", (0,))
        _, layout = self._desktop.bus.call(menu, "GetLayout", "iias", (0, -1, []))
        return _entry(layout)

    def choose(self, label: str) -> None:
        """Choose a line of the menu.

        Raises:
            AssertionError: there is no such line.
        """
        entry = self.menu().find(label)
        assert entry, f"no {label!r} in {self.menu().labels()}"
        self._desktop.bus.call(self._menu_address(), "Event", "isvu", (entry.id, "clicked", ("i", 0), 0))

    def _menu_address(self) -> DBusAddress:
        path = self._desktop.bus.get(self._item, "Menu")
        return DBusAddress(path, self._item.bus_name, "com.canonical.dbusmenu")


def _entry(layout: Any) -> MenuEntry:  # noqa: ANN401  # a D-Bus variant
    number, properties, children = layout
    label = properties.get("label", ("s", ""))[1].replace("_", "")
    visible = [child[1] for child in children if child[1][1].get("visible", ("b", True))[1]]
    return MenuEntry(
        number, label, properties.get("enabled", ("b", True))[1], tuple(_entry(child) for child in visible)
    )


def tray_icon(desktop: Desktop) -> TrayIcon:
    """The one tray icon of this desktop, awaited."""
    items = wait_until(desktop.tray_items, "a tray icon", within=30)
    assert len(items) == 1, items
    return TrayIcon(desktop, items[0])
