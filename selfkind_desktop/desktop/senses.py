"""Chooses at the start how to see this desktop; what cannot be seen is simply unknown."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from selfkind_desktop.desktop.lookout import Lookout, Senses
from selfkind_desktop.desktop.sights.port import FirstOf
from selfkind_desktop.desktop.sights.telling import LullTelling, Telling
from selfkind_desktop.desktop.sleep import ClockSleep
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.surroundings import Sense

if TYPE_CHECKING:
    from selfkind_desktop.desktop.bus import Bus


@dataclass(frozen=True, slots=True)
class Needs:
    """What the senses are built with.

    Attributes:
        clock: the time.
        typing_lull: seconds without input that make a pause in typing.
        away_after: seconds without input after which nobody is there.
        programs: the names of the programs during which to hold; asked at each look.
    """

    clock: Clock
    typing_lull: float
    away_after: float
    programs: Callable[[], frozenset[str]]


def lookout(
    needs: Needs, session: "Bus | None", system: "Bus | None", parent: QObject | None = None
) -> Lookout:
    """The lookout of this system.

    Args:
        needs: what it is built with.
        session: the session bus; None where there is no D-Bus.
        system: the system bus; None where there is no D-Bus.
        parent: who owns it.
    """
    return Lookout(_senses(needs, session, system), needs.typing_lull, needs.away_after, parent)


def blind(needs: Needs) -> Senses:
    """Nothing is seen; sleep is still inferred from the clocks."""
    idle: FirstOf[float] = FirstOf(Sense.IDLE, ())
    lock: FirstOf[bool] = FirstOf(Sense.LOCK, ())
    return Senses(idle, lock, {}, ClockSleep(needs.clock))


def _senses(needs: Needs, session: "Bus | None", system: "Bus | None") -> Senses:
    if sys.platform == "win32":
        return _windows(needs)
    elif sys.platform == "darwin":  # noqa: RET505  # mypy calls what follows a platform's return unreachable
        return _macos(needs)
    else:
        if session is None or system is None:
            return blind(needs)
        from selfkind_desktop.desktop.senses_linux import linux

        return linux(needs, session, system, os.environ)


if sys.platform == "win32":

    def _windows(needs: Needs) -> Senses:
        from selfkind_desktop.desktop import session_windows
        from selfkind_desktop.desktop.sights import windows
        from selfkind_desktop.desktop.sights.windows import WindowsSight

        store = windows.UserConsentStore()
        lock, sleep = session_windows.WindowsLock(), session_windows.WindowsSleep()
        messages = session_windows.SessionMessages(sleep)
        messages.heard.connect(lock.hear)
        messages.heard.connect(sleep.hear)

        def telling(look: Callable[[], bool | None]) -> Telling:
            return Telling(WindowsSight("Windows", look), sleep)

        def by_state(sense: Sense, meaning: Callable[[int], bool]) -> FirstOf[bool]:
            return FirstOf(sense, [telling(lambda: meaning(windows.read_state()))])

        def by_device(sense: Sense, device: str) -> FirstOf[bool]:
            return FirstOf(sense, [telling(lambda: windows.device_in_use(store, device))])

        def any_runs() -> bool:
            names = needs.programs()
            return bool(names) and windows.one_runs(names, windows.running_programs())

        eyes = {
            Sense.DO_NOT_DISTURB: by_state(Sense.DO_NOT_DISTURB, windows.is_quiet),
            Sense.PRESENTING: by_state(Sense.PRESENTING, windows.is_presenting),
            Sense.FULL_SCREEN: by_state(Sense.FULL_SCREEN, windows.fills_the_screen),
            Sense.CAMERA: by_device(Sense.CAMERA, "webcam"),
            Sense.MICROPHONE: by_device(Sense.MICROPHONE, "microphone"),
            Sense.PROGRAMS: FirstOf(Sense.PROGRAMS, [telling(any_runs)]),
        }
        seconds = LullTelling(windows.WindowsIdle(windows.read_idle), needs.typing_lull, sleep)
        idle = FirstOf(Sense.IDLE, [seconds])
        return Senses(idle, FirstOf(Sense.LOCK, [lock]), eyes, sleep)


if sys.platform == "darwin":

    def _macos(needs: Needs) -> Senses:
        from selfkind_desktop.desktop.sights import macos
        from selfkind_desktop.desktop.sights.tools import Tools

        sleep = macos.MacSleep()
        tools = Tools(sleep)
        lock = macos.MacLock(macos.read_lock, macos.LockNews().listen)
        # macOS lets no program read its Focus, nor who films, records or shares.
        running = Telling(macos.MacPrograms(tools, needs.programs), sleep)
        eyes = {Sense.PROGRAMS: FirstOf(Sense.PROGRAMS, [running])}
        idle = FirstOf(Sense.IDLE, [LullTelling(macos.MacIdle(macos.read_idle), needs.typing_lull, sleep)])
        return Senses(idle, FirstOf(Sense.LOCK, [lock]), eyes, sleep)
