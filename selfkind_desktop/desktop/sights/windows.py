"""What Windows tells: idle time, the shell's idea of a good moment, devices in use, programs that run."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from selfkind_desktop.desktop.sights.port import Still, Then
from selfkind_desktop.desktop.sights.proc import plain_name

_TICKS = 1 << 32

NOT_PRESENT, BUSY, FULL_SCREEN_GAME, PRESENTING, ACCEPTS, QUIET_TIME, APP = range(1, 8)
"""The answers of SHQueryUserNotificationState."""

CONSENT = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"


def idle_seconds(now: int, last_input: int) -> float:
    """The difference of two tick counts of 32 bits, which start again after 49.7 days.

    Args:
        now: milliseconds, of any size.
        last_input: milliseconds as GetLastInputInfo gives them, modulo 2**32.
    """
    return ((now - last_input) % _TICKS) / 1000


def is_quiet(state: int) -> bool:
    """Whether the shell itself holds notifications back."""
    return state == QUIET_TIME


def is_presenting(state: int) -> bool:
    """Whether presentation settings are on."""
    return state == PRESENTING


def fills_the_screen(state: int) -> bool:
    """Whether a program runs in full screen."""
    return state in (BUSY, FULL_SCREEN_GAME)


class ConsentStore(Protocol):
    """The keys in which Windows notes who used a device and when."""

    def last_stops(self, device: str) -> Iterable[int | None]:
        """When each program stopped using a device; 0 for one that still does, None where it is not said."""
        ...


def device_in_use(store: ConsentStore, device: str) -> bool | None:
    """Whether a program uses a device now.

    Args:
        store: where Windows notes it.
        device: "webcam" or "microphone".
    """
    stops = list(store.last_stops(device))
    return any(stop == 0 for stop in stops) if stops else None


class WindowsSight(Still[bool]):
    """A question that Windows answers at once."""

    def __init__(self, name: str, look: Callable[[], bool | None]) -> None:
        self.name = name
        self._look = look

    def ask(self, then: Then[bool]) -> None:
        """Ask."""
        try:
            seen = self._look()
        except OSError:
            seen = None
        then(seen)


class WindowsIdle(Still[float]):
    """The time since the last input of this session."""

    name = "Windows"

    def __init__(self, look: Callable[[], float]) -> None:
        self._look = look

    def ask(self, then: Then[float]) -> None:
        """Ask."""
        try:
            then(self._look())
        except OSError:
            then(None)


def one_runs(names: frozenset[str], running: Iterable[str]) -> bool:
    """Whether one of some programs is among those that run."""
    wanted = {plain_name(name) for name in names} - {""}
    return bool(wanted) and any(plain_name(name) in wanted for name in running)


if sys.platform == "win32":
    import ctypes
    import winreg
    from ctypes import wintypes

    class _LastInput(ctypes.Structure):
        _fields_ = [("size", wintypes.UINT), ("time", wintypes.DWORD)]  # as ctypes wants it

    class _Process(ctypes.Structure):
        _fields_ = [
            ("size", wintypes.DWORD),
            ("usage", wintypes.DWORD),
            ("id", wintypes.DWORD),
            ("heap", ctypes.c_size_t),
            ("module", wintypes.DWORD),
            ("threads", wintypes.DWORD),
            ("parent", wintypes.DWORD),
            ("priority", wintypes.LONG),
            ("flags", wintypes.DWORD),
            ("name", wintypes.WCHAR * 260),
        ]

    _SNAPSHOT_PROCESSES = 2
    _INVALID_HANDLE = ctypes.c_void_p(-1).value

    def read_idle() -> float:
        """Seconds since the last input (GetLastInputInfo).

        Raises:
            OSError: Windows refused.
        """
        info = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(info)):
            raise ctypes.WinError()
        return idle_seconds(ctypes.windll.kernel32.GetTickCount() & (_TICKS - 1), info.time)

    def read_state() -> int:
        """The shell's idea of the moment (SHQueryUserNotificationState).

        Raises:
            OSError: Windows refused.
        """
        state = ctypes.c_int()
        result = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        if result != 0:
            raise OSError(f"SHQueryUserNotificationState: {result:#x}")
        return state.value

    def running_programs() -> Iterator[str]:
        """The file names of the programs that run.

        Raises:
            OSError: Windows refused.
        """
        kernel = ctypes.windll.kernel32
        kernel.CreateToolhelp32Snapshot.restype = wintypes.HANDLE
        snapshot = kernel.CreateToolhelp32Snapshot(_SNAPSHOT_PROCESSES, 0)
        if snapshot == _INVALID_HANDLE:
            raise ctypes.WinError()
        handle = wintypes.HANDLE(snapshot)
        try:
            process = _Process(ctypes.sizeof(_Process))
            more = kernel.Process32FirstW(handle, ctypes.byref(process))
            while more:
                yield process.name
                more = kernel.Process32NextW(handle, ctypes.byref(process))
        finally:
            kernel.CloseHandle(handle)

    class UserConsentStore:
        """The person's own keys."""

        def last_stops(self, device: str) -> Iterator[int | None]:
            """When each program stopped using a device."""
            for folder in (rf"{CONSENT}\{device}", rf"{CONSENT}\{device}\NonPackaged"):
                yield from self._below(folder)

        def _below(self, folder: str) -> Iterator[int | None]:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, folder) as key:
                    count = winreg.QueryInfoKey(key)[0]
                    names = [winreg.EnumKey(key, place) for place in range(count)]
            except OSError:
                return
            for name in names:
                if name != "NonPackaged":
                    yield self._stop(rf"{folder}\{name}")

        def _stop(self, path: str) -> int | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                    value, _ = winreg.QueryValueEx(key, "LastUsedTimeStop")
            except OSError:
                return None
            return value if isinstance(value, int) else None
