"""What macOS tells: idle time, lock, sleep, programs that run. It lets nobody read its Focus.

Through ctypes, because the Python bridges to its frameworks are large. Loaded on macOS only.
"""

import sys
from collections.abc import Callable
from typing import Any

from selfkind_desktop.desktop.sights.port import Changed, Still, Then
from selfkind_desktop.desktop.sights.tools import Tools
from selfkind_desktop.desktop.sights.windows import one_runs
from selfkind_desktop.desktop.sleep import SleepWatch
from selfkind_desktop.domain.surroundings import Sense, Sighting

_NANOSECONDS = 1_000_000_000
_WILL_SLEEP, _HAS_WOKEN, _MAY_SLEEP = 0xE0000280, 0xE0000300, 0xE0000270


def idle_from_nanoseconds(value: int) -> float:
    """`HIDIdleTime` in seconds."""
    return value / _NANOSECONDS


def names_from_ps(said: bytes) -> list[str]:
    """The programs in the output of `ps -axco comm`, whose first line is a heading."""
    return [line.strip() for line in said.decode(errors="replace").splitlines()[1:] if line.strip()]


class MacIdle(Still[float]):
    """The time since the last input, as the input system counts it."""

    name = "macOS"

    def __init__(self, look: Callable[[], float]) -> None:
        self._look = look

    def ask(self, then: Then[float]) -> None:
        """Ask."""
        try:
            then(self._look())
        except OSError:
            then(None)


class MacPrograms(Still[bool]):
    """Whether one of some programs runs, as `ps` lists them."""

    name = "ps"

    def __init__(self, tools: Tools, names: Callable[[], frozenset[str]]) -> None:
        self._tools = tools
        self._names = names

    def ask(self, then: Then[bool]) -> None:
        """List what runs."""
        names = self._names()
        if not names:
            then(False)
            return
        self._tools.run(
            ("ps", "-axco", "comm"),
            lambda said: then(None if said is None else one_runs(names, names_from_ps(said))),
        )


class MacLock:
    """The lock: asked from the window server, and its changes heard from the login window."""

    name = "macOS"

    def __init__(self, look: Callable[[], bool], listen: Callable[[Callable[[], None]], None]) -> None:
        """Know how.

        Args:
            look: whether it is locked now.
            listen: begins, once and for good, to tell about changes.
        """
        self._look = look
        self._listen = listen  # keeps alive what macOS calls back
        self._changed: Changed | None = None
        listen(self._hear)

    def ask(self, then: Then[bool]) -> None:
        """Ask."""
        try:
            then(self._look())
        except OSError:
            then(None)

    def watch(self, changed: Changed) -> None:
        """Tell about changes."""
        self._changed = changed

    def unwatch(self) -> None:
        """Tell nothing more."""
        self._changed = None

    def _hear(self) -> None:
        if self._changed is not None:
            self._changed()


class MacSleep(SleepWatch):
    """Sleep as the power management tells it."""

    @property
    def sighting(self) -> Sighting:
        """MacOS itself."""
        return Sighting(Sense.SLEEP, "macOS")

    def begin(self) -> None:
        """Register with the power management."""
        if sys.platform == "darwin":
            self._power = PowerNews(self.hear)

    def hear(self, message: int) -> None:
        """Take one message of the power management."""
        if message == _WILL_SLEEP:
            self.fell_asleep.emit()
        elif message == _HAS_WOKEN:
            self.woke.emit()


if sys.platform == "darwin":
    import ctypes

    _core = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
    _kit = ctypes.CDLL("/System/Library/Frameworks/IOKit.framework/IOKit")
    _graphics = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")

    _UTF8 = 0x08000100
    _SINT64 = 4
    _AT_ONCE = 4
    _pointer = ctypes.c_void_p

    def _declare(library: Any, name: str, result: Any, *arguments: Any) -> Any:  # noqa: ANN401
        function = getattr(library, name)
        function.restype, function.argtypes = result, list(arguments)
        return function

    _make_text = _declare(
        _core, "CFStringCreateWithCString", _pointer, _pointer, ctypes.c_char_p, ctypes.c_uint32
    )
    _release = _declare(_core, "CFRelease", None, _pointer)
    _number_value = _declare(_core, "CFNumberGetValue", ctypes.c_bool, _pointer, ctypes.c_long, _pointer)
    _value_for_key = _declare(_core, "CFDictionaryGetValue", _pointer, _pointer, _pointer)
    _boolean_value = _declare(_core, "CFBooleanGetValue", ctypes.c_bool, _pointer)
    _distributed = _declare(_core, "CFNotificationCenterGetDistributedCenter", _pointer)
    _main_loop = _declare(_core, "CFRunLoopGetMain", _pointer)
    _add_source = _declare(_core, "CFRunLoopAddSource", None, _pointer, _pointer, _pointer)
    _Heard = ctypes.CFUNCTYPE(None, _pointer, _pointer, _pointer, _pointer, _pointer)
    _add_observer = _declare(
        _core, "CFNotificationCenterAddObserver",
        None, _pointer, _pointer, _Heard, _pointer, _pointer, ctypes.c_long,
    )  # fmt: skip
    _matching = _declare(_kit, "IOServiceMatching", _pointer, ctypes.c_char_p)
    _service = _declare(_kit, "IOServiceGetMatchingService", ctypes.c_uint32, ctypes.c_uint32, _pointer)
    _property = _declare(
        _kit, "IORegistryEntryCreateCFProperty",
        _pointer, ctypes.c_uint32, _pointer, _pointer, ctypes.c_uint32,
    )  # fmt: skip
    _release_object = _declare(_kit, "IOObjectRelease", ctypes.c_int, ctypes.c_uint32)
    _session = _declare(_graphics, "CGSessionCopyCurrentDictionary", _pointer)
    _PowerHeard = ctypes.CFUNCTYPE(None, _pointer, ctypes.c_uint32, ctypes.c_uint32, _pointer)
    _register_power = _declare(
        _kit, "IORegisterForSystemPower",
        ctypes.c_uint32, _pointer, ctypes.POINTER(_pointer), _PowerHeard, ctypes.POINTER(ctypes.c_uint32),
    )  # fmt: skip
    _source_of_port = _declare(_kit, "IONotificationPortGetRunLoopSource", _pointer, _pointer)
    _allow_power = _declare(_kit, "IOAllowPowerChange", ctypes.c_int, ctypes.c_uint32, ctypes.c_long)

    def read_idle() -> float:
        """Seconds since the last input (`HIDIdleTime` of `IOHIDSystem`).

        Raises:
            OSError: macOS did not tell.
        """
        entry = _service(0, _matching(b"IOHIDSystem"))
        if not entry:
            raise OSError("no IOHIDSystem")
        key = _make_text(None, b"HIDIdleTime", _UTF8)
        number = _property(entry, key, None, 0)
        _release(key)
        _release_object(entry)
        if not number:
            raise OSError("no HIDIdleTime")
        value = ctypes.c_int64()
        _number_value(number, _SINT64, ctypes.byref(value))
        _release(number)
        return idle_from_nanoseconds(value.value)

    def read_lock() -> bool:
        """Whether the window server's session is locked.

        Raises:
            OSError: there is no session.
        """
        session = _session()
        if not session:
            raise OSError("no session")
        key = _make_text(None, b"CGSSessionScreenIsLocked", _UTF8)
        value = _value_for_key(session, key)
        locked = bool(value) and bool(_boolean_value(value))
        _release(key)
        _release(session)
        return locked

    class LockNews:
        """Tells when the screen is locked or unlocked; lives as long as the program."""

        def __init__(self) -> None:
            self._kept: list[Any] = []

        def listen(self, told: Callable[[], None]) -> None:
            """Begin to tell."""
            heard = _Heard(lambda *_: told())
            self._kept.append(heard)
            for name in (b"com.apple.screenIsLocked", b"com.apple.screenIsUnlocked"):
                text = _make_text(None, name, _UTF8)
                _add_observer(_distributed(), None, heard, text, None, _AT_ONCE)

    class PowerNews:
        """Tells of sleep and waking; lives as long as the program."""

        def __init__(self, told: Callable[[int], None]) -> None:
            self._told = told
            self._heard = _PowerHeard(self._hear)
            port, notifier = _pointer(), ctypes.c_uint32()
            self._root = _register_power(None, ctypes.byref(port), self._heard, ctypes.byref(notifier))
            if self._root:
                mode = _pointer.in_dll(_core, "kCFRunLoopCommonModes")
                _add_source(_main_loop(), _source_of_port(port), mode)

        def _hear(self, _context: Any, _service: int, message: int, argument: Any) -> None:  # noqa: ANN401
            if message in (_MAY_SLEEP, _WILL_SLEEP):
                # macOS waits half a minute for whoever does not agree.
                _allow_power(self._root, argument or 0)
            self._told(message)
