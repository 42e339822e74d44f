"""How Linux desktops are seen: which ways there are for each thing, in which order they are tried."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject

from selfkind_desktop.desktop.aside import Aside
from selfkind_desktop.desktop.bus import Bus
from selfkind_desktop.desktop.lookout import Senses
from selfkind_desktop.desktop.senses import Needs
from selfkind_desktop.desktop.sights import buses, proc, tools, x11
from selfkind_desktop.desktop.sights.lxqt import LxqtQuiet
from selfkind_desktop.desktop.sights.pipewire import PipeWire, PipeWireSight
from selfkind_desktop.desktop.sights.port import AnyOf, FirstOf, Sight
from selfkind_desktop.desktop.sights.telling import LullTelling, Telling
from selfkind_desktop.desktop.sights.tools import Tools
from selfkind_desktop.desktop.sleep_logind import LogindSleep
from selfkind_desktop.domain.surroundings import Sense


def linux(
    needs: Needs, session: Bus, system: Bus, environ: Mapping[str, str], proc_folder: Path = proc.PROC
) -> Senses:
    """All that a Linux desktop may tell.

    Args:
        needs: what the senses are built with.
        session: the session bus.
        system: the system bus.
        environ: tells which desktop it is.
        proc_folder: where the kernel tells.
    """
    sleep = LogindSleep(system, needs.clock)
    aside, runner = Aside(sleep), Tools(sleep)
    pipewire = PipeWire(runner)
    on_x11 = is_x11(environ)
    idle: list[Sight[float]] = [buses.MutterIdle(session, needs.typing_lull)]
    full_screen: list[Sight[bool]] = []
    sharing: list[Sight[bool]] = []
    if on_x11:
        idle.append(LullTelling(x11.idle(aside, environ), needs.typing_lull, sleep))
        full_screen.append(Telling(x11.full_screen(aside, environ), sleep))
    elif environ.get("WAYLAND_DISPLAY"):
        from selfkind_desktop.desktop.sights.wayland import WaylandIdle

        idle.append(WaylandIdle(needs.typing_lull, needs.away_after, environ, sleep))
        # Under X11 any program reads the screen as it likes, and nobody can tell.
        sharing.append(Telling(PipeWireSight(pipewire, lambda found: found.screen), sleep))
    quiet = _quiet(session, runner, environ, sleep)
    presenting = [
        buses.gnome_inhibited(session),
        buses.power_inhibited(session),
        buses.logind_inhibited(system),
    ]
    cameras: list[Sight[bool]] = [
        Telling(PipeWireSight(pipewire, lambda found: found.camera), sleep),
        Telling(proc.camera(aside, proc_folder), sleep),
    ]
    microphones: list[Sight[bool]] = [
        Telling(PipeWireSight(pipewire, lambda found: found.microphone), sleep),
        Telling(proc.recording(aside, proc_folder), sleep),
    ]
    running = Telling(proc.programs(aside, needs.programs, proc_folder), sleep)
    eyes: dict[Sense, FirstOf[bool] | AnyOf] = {
        Sense.DO_NOT_DISTURB: FirstOf(Sense.DO_NOT_DISTURB, quiet),
        Sense.PRESENTING: FirstOf(Sense.PRESENTING, presenting),
        Sense.FULL_SCREEN: FirstOf(Sense.FULL_SCREEN, full_screen),
        Sense.CAMERA: AnyOf(Sense.CAMERA, cameras),
        Sense.MICROPHONE: FirstOf(Sense.MICROPHONE, microphones),
        Sense.SCREEN_SHARING: FirstOf(Sense.SCREEN_SHARING, sharing),
        Sense.PROGRAMS: FirstOf(Sense.PROGRAMS, [running]),
    }
    return Senses(FirstOf(Sense.IDLE, idle), _lock(session, system, environ), eyes, sleep)


def is_x11(environ: Mapping[str, str]) -> bool:
    """Whether the whole session runs on an X server, rather than a few old programs of a Wayland session."""
    wayland = environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland"
    return bool(environ.get("DISPLAY")) and not wayland


def desktops(environ: Mapping[str, str]) -> frozenset[str]:
    """The names that the desktop goes by, in capitals."""
    return frozenset(environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":"))


def _quiet(session: Bus, runner: Tools, environ: Mapping[str, str], owner: QObject) -> list[Sight[bool]]:
    """Do Not Disturb: first whoever shows the notifications, then what the desktop keeps in its settings."""
    names = desktops(environ)
    ways: list[Sight[bool]] = [buses.dunst_quiet(session), buses.kde_quiet(session)]
    if names & {"GNOME", "UNITY", "BUDGIE"}:
        ways.append(tools.gnome_quiet(runner, session))
    if "X-CINNAMON" in names or "CINNAMON" in names:
        ways.append(tools.cinnamon_quiet(runner, session))
    if "MATE" in names:
        ways.append(tools.mate_quiet(runner, session))
    if "XFCE" in names:
        ways.append(buses.xfce_quiet(session))
    if "LXQT" in names:
        ways.append(Telling(LxqtQuiet(_config(environ)), owner))
    return ways


def _lock(session: Bus, system: Bus, environ: Mapping[str, str]) -> AnyOf:
    """The lock: not every desktop gives logind the hint, and not every screen saver locks."""
    ways: list[Sight[bool]] = [buses.LogindLock(system, environ.get("XDG_SESSION_ID", ""))]
    ways += [buses.screen_saver(session, *saver) for saver in buses.SCREEN_SAVERS]
    return AnyOf(Sense.LOCK, ways)


def _config(environ: Mapping[str, str]) -> Path:
    told = environ.get("XDG_CONFIG_HOME", "")
    return Path(told) if told.startswith("/") else Path(environ.get("HOME", "/"), ".config")
