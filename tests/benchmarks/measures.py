"""What is measured, each from outside the program: by the bus, by the kernel, by the pixels of the screen."""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jeepney import DBusAddress, HeaderFields, MatchRule, new_method_call
from jeepney.io.blocking import open_dbus_connection

import x11
from tests.desktop.session import Desktop


class TrayWatch:
    """Hears on the bus when a program registers its tray icon."""

    def __init__(self, desktop: Desktop) -> None:
        self._connection = open_dbus_connection(bus=desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        monitoring = DBusAddress(
            "/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring"
        )
        rule = MatchRule(type="method_call", member="RegisterStatusNotifierItem").serialise()
        self._connection.send_and_get_reply(
            new_method_call(monitoring, "BecomeMonitor", "asu", ([rule], 0)), timeout=5
        )

    def seconds_until_icon(self, started: float) -> float:
        """Wait for the next registration and say how long after `started` (perf_counter) it came."""
        while True:
            message = self._connection.receive(timeout=30)
            if message.header.fields.get(HeaderFields.member) == "RegisterStatusNotifierItem":
                return time.perf_counter() - started

    def close(self) -> None:
        """Stop listening."""
        self._connection.close()


def memory(pid: int) -> float:
    """The proportional set size of a process, in MiB: shared pages counted by their share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError(pid)


def others_with_qt() -> int:
    """How many other programs here use Qt: what is shared with them makes the bare program look lighter."""
    count = 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            count += "libQt6Core" in (process / "maps").read_text()
    return count


def settled_memory(pid: int, within: float = 15.0) -> float:
    """The proportional set size once it no longer changes, in MiB."""
    end = time.monotonic() + within
    last, since = memory(pid), time.monotonic()
    while time.monotonic() < end:
        time.sleep(0.25)
        now = memory(pid)
        if abs(now - last) > 0.1:
            last, since = now, time.monotonic()
        elif time.monotonic() - since > 1.5:
            break
    return memory(pid)


@dataclass(frozen=True, slots=True)
class Effort:
    """What a process has cost so far.

    Attributes:
        wake_ups: how often any of its threads went to sleep and was woken.
        seconds: of processor time.
    """

    wake_ups: int
    seconds: float

    def __sub__(self, earlier: "Effort") -> "Effort":
        """What it cost in between."""
        return Effort(self.wake_ups - earlier.wake_ups, self.seconds - earlier.seconds)


def effort(pid: int) -> Effort:
    """What a process and all its threads have cost so far."""
    wake_ups, nanoseconds = 0, 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        status = dict(line.split(":", 1) for line in (thread / "status").read_text().splitlines())
        wake_ups += int(status["voluntary_ctxt_switches"])
        nanoseconds += int((thread / "schedstat").read_text().split()[0])
    return Effort(wake_ups, nanoseconds / 1e9)


def painted(
    screen: x11.Screen, spots: list[tuple[int, int]], since: list[tuple[int, int, int]], within: float
) -> float:
    """Wait until one of some points of the screen shows another color than it did.

    Returns:
        The wall-clock time at which it was seen, in seconds.

    Raises:
        TimeoutError: nothing changed.
    """
    end = time.monotonic() + within
    while time.monotonic() < end:
        if [screen.pixel(x, y) for x, y in spots] != since:
            return time.time()
        time.sleep(0.0005)
    raise TimeoutError("nothing was painted")


def wait_for(look: Callable[[], bool], within: float = 30.0) -> None:
    """Look again and again, rarely enough not to disturb what is measured.

    Raises:
        TimeoutError: it did not come.
    """
    end = time.monotonic() + within
    while not look():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)
