"""A whole desktop without a monitor: X server, session bus, window manager, tray host, notification daemon.

Everything in it belongs to a throw-away home, and ends with it.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

import virtual_screen
import x11
from tests.desktop.waiting import wait_until

WATCHER = DBusAddress(
    "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)
NEEDED = ("Xvfb", "dbus-daemon", "openbox", "xfce4-panel", "dunst")


class BusError(Exception):
    """Somebody on the bus answered with an error."""


def missing_programs() -> list[str]:
    """What this machine lacks for a desktop."""
    return [name for name in NEEDED if not shutil.which(name)]


class Bus:
    """A connection to a message bus that waits for each answer."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(bus=address)

    def close(self) -> None:
        """Disconnect."""
        self._connection.close()

    def call(
        self, address: DBusAddress, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """Call a method and return what it answers.

        Raises:
            BusError: it answered with an error.
        """
        return self._ask(new_method_call(address, method, signature or None, body))

    def get(self, address: DBusAddress, name: str) -> Any:  # noqa: ANN401  # as many types as properties
        """Read a property."""
        return self._ask(Properties(address).get(name))[0][1]

    def has_owner(self, name: str) -> bool:
        """Whether somebody answers to that name."""
        daemon = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        return bool(self.call(daemon, "NameHasOwner", "s", (name,))[0])

    def _ask(self, message: Any) -> tuple[Any, ...]:  # noqa: ANN401  # jeepney is not typed
        reply = self._connection.send_and_get_reply(message, timeout=10)
        if reply.header.message_type is MessageType.error:
            raise BusError(f"{message.header.fields}: {reply.body}")
        return tuple(reply.body)


@dataclass(frozen=True, slots=True)
class Desktop:
    """A running desktop.

    Attributes:
        folder: its throw-away folder.
        environment: what a program needs to find itself in this desktop.
        screen: what it shows and where one types.
        bus: its session bus.
    """

    folder: Path
    environment: dict[str, str]
    screen: x11.Screen
    bus: Bus

    def tray_items(self) -> list[DBusAddress]:
        """The tray icons that the panel hosts."""
        if not self.bus.has_owner(str(WATCHER.bus_name)):
            return []
        found = []
        for item in self.bus.get(WATCHER, "RegisteredStatusNotifierItems"):
            service, _, path = item.partition("/")
            found.append(DBusAddress("/" + path, service, "org.kde.StatusNotifierItem"))
        return found

    def window(self, title: str) -> x11.Window | None:
        """The visible window whose title contains these words."""
        return next((w for w in self.screen.windows() if title in w.title), None)

    def windows_of(self, pid: int) -> list[x11.Window]:
        """The visible windows of a process."""
        return [window for window in self.screen.windows() if window.pid == pid]

    def picture(self, name: str) -> Path:
        """Keep a picture of the whole screen, where `SELFKIND_PICTURES` says or in the throw-away folder."""
        path = Path(os.environ.get("SELFKIND_PICTURES") or self.folder / "pictures") / f"{name}.png"
        self.screen.picture().save(path)
        return path


def _zone_where_it_is_noon() -> str:
    """A zone where midnight is far, so that a test does the same at any hour."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}"  # the sign of these names is the other way round


def _environment(folder: Path) -> dict[str, str]:
    keep = {"PATH", "LC_ALL", "PYTHONUNBUFFERED", "SELFKIND_PROGRAM"}
    home, runtime = folder / "home", folder / "run"
    for path in (home, runtime):
        path.mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)
    return {name: value for name, value in os.environ.items() if name in keep} | {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CURRENT_DESKTOP": "XFCE",
        "XDG_SESSION_TYPE": "x11",
        "TZ": _zone_where_it_is_noon(),
        "XFCE_PANEL_MIGRATE_DEFAULT": "1",
        "QT_QPA_PLATFORM": "xcb",
        # There is no desktop portal here, and Qt says so at every start.
        "QT_LOGGING_RULES": "qt.qpa.theme.gnome.warning=false;qt.qpa.services.warning=false",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "GTK_A11Y": "none",
        "NO_AT_BRIDGE": "1",
    }


@contextlib.contextmanager
def started(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program as long as the desktop; what it says goes into a file."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
    with virtual_screen.ending_with_us(process):
        yield process


@contextlib.contextmanager
def desktop(
    folder: Path, *, size: str = "1440x900", tray: bool = True, notifications: bool = True
) -> Iterator[Desktop]:
    """Start a desktop.

    Args:
        folder: a folder that it may fill.
        size: of the screen, in pixels.
        tray: whether a panel hosts tray icons.
        notifications: whether a notification daemon runs.

    Raises:
        MissingProgramError: something it needs is not installed.
    """
    environment = _environment(folder)
    with contextlib.ExitStack() as stack:
        environment["DISPLAY"] = stack.enter_context(virtual_screen.x_server(size, log=folder / "xvfb.log"))
        address = stack.enter_context(virtual_screen.session_bus(environment))
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
        screen = stack.enter_context(virtual_screen.screen(environment["DISPLAY"]))
        bus = stack.enter_context(contextlib.closing(Bus(address)))
        log = folder / "desktop.log"
        stack.enter_context(started(["openbox"], environment, log))
        wait_until(lambda: screen.manager(), "the window manager")
        if notifications:
            stack.enter_context(started(["dunst"], environment, log))
            wait_until(lambda: bus.has_owner("org.freedesktop.Notifications"), "the notification daemon")
        if tray:
            stack.enter_context(started(["xfce4-panel", "--disable-wm-check"], environment, log))
            wait_until(lambda: bus.has_owner(str(WATCHER.bus_name)), "the tray host", within=30)
            wait_until(lambda: bus.get(WATCHER, "IsStatusNotifierHostRegistered"), "the tray", within=30)
        yield Desktop(folder, environment, screen, bus)


@contextlib.contextmanager
def editor(desktop: Desktop) -> Iterator[Path]:
    """Another program's window with the keyboard: a text editor that keeps what is typed in a file."""
    script = Path(__file__).with_name("editor.py")
    kept = desktop.folder / "typed.txt"
    kept.write_text("", encoding="utf-8")
    command = [sys.executable, str(script), str(kept)]
    with started(command, desktop.environment, desktop.folder / "editor.log"):
        window = wait_until(lambda: desktop.window("Somebody's editor"), "the editor's window")
        desktop.screen.click(*window.center)
        wait_until(lambda: "editor" in desktop.screen.active_title(), "the editor to have the keyboard")
        yield kept
