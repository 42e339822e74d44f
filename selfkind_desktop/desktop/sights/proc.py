"""What Linux tells in `/proc`: who holds a camera, whether sound is being recorded, which programs run."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from selfkind_desktop.desktop.aside import Aside
from selfkind_desktop.desktop.sights.port import Still, Then

PROC = Path("/proc")
_SHORTENED = 15
"""Characters of a program's name that the kernel keeps in `comm`."""


class ProcSight(Still[bool]):
    """A look through `/proc`, beside the main thread."""

    def __init__(self, name: str, aside: Aside, look: Callable[[], bool | None]) -> None:
        self.name = name
        self._aside = aside
        self._look = look

    def ask(self, then: Then[bool]) -> None:
        """Look through it once."""
        self._aside.run(self._look, then)


def camera(aside: Aside, proc: Path = PROC) -> ProcSight:
    """Whether one of this user's programs holds a video device open."""
    return ProcSight("/dev/video", aside, lambda: camera_is_held(proc))


def recording(aside: Aside, proc: Path = PROC) -> ProcSight:
    """Whether the sound system records."""
    return ProcSight("ALSA", aside, lambda: sound_is_recorded(proc))


def programs(aside: Aside, names: Callable[[], frozenset[str]], proc: Path = PROC) -> ProcSight:
    """Whether one of some programs runs.

    Args:
        aside: where to look from.
        names: the names of the programs, as the person wrote them; asked at each look.
        proc: where the kernel tells.
    """
    return ProcSight("/proc", aside, lambda: any_runs(names(), proc))


def camera_is_held(proc: Path) -> bool | None:
    """Look for `/dev/video*` among the open files of the processes that this user may look into."""
    if not proc.is_dir():
        return None
    return any(_held_by(process) for process in _processes(proc))


def _held_by(process: Path) -> bool:
    try:
        with os.scandir(process / "fd") as files:
            for file in files:
                try:
                    if os.readlink(file.path).startswith("/dev/video"):  # noqa: PTH115  # hundreds of them
                        return True
                except OSError:
                    continue  # closed meanwhile
    except OSError:
        return False  # somebody else's, or ended meanwhile
    return False


def sound_is_recorded(proc: Path) -> bool | None:
    """Look at the state of each recording stream: `/proc/asound/card*/pcm*c/sub*/status`."""
    states = [_first_line(status) for status in proc.glob("asound/card*/pcm*c/sub*/status")]
    if not states:
        return None
    return any(state.startswith("state: RUNNING") for state in states)


def any_runs(names: frozenset[str], proc: Path) -> bool | None:
    """Compare what runs with some names, ignoring case, folders and an ending like `.exe`."""
    if not proc.is_dir():
        return None
    wanted = {plain_name(name) for name in names} - {""}
    return bool(wanted) and any(_is_one_of(process, wanted) for process in _processes(proc))


def plain_name(name: str) -> str:
    """A program's name for comparing."""
    plain = name.strip().replace("\\", "/").rpartition("/")[2].lower()
    for ending in (".exe", ".app"):
        plain = plain.removesuffix(ending)
    return plain


def _is_one_of(process: Path, wanted: set[str]) -> bool:
    comm = _first_line(process / "comm").lower()
    if comm in wanted:
        return True
    if len(comm) < _SHORTENED or not any(name.startswith(comm) for name in wanted):
        return False
    # Cut off by the kernel: the command line has the whole name.
    command = _first_line(process / "cmdline").partition("\0")[0]
    return plain_name(command) in wanted


def _processes(proc: Path) -> Iterator[Path]:
    try:
        with os.scandir(proc) as entries:
            names = [entry.name for entry in entries if entry.name.isdecimal()]
    except OSError:
        return
    for name in names:
        yield proc / name


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            return opened.readline().rstrip("\n")
    except OSError:
        return ""
