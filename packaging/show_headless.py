"""What `make run` does where there is no display: Selfkind's main job on a virtual screen, as pictures.

It waits, offers a pause, plays it, and leaves a picture of each step in `pictures/`. Everything it keeps is
in a throw-away home, so nothing of the person's is touched.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import virtual_screen
import x11
from selfkind_desktop.domain.settings import WEEKDAYS

_CHECKOUT = Path(__file__).resolve().parent.parent
_PICTURES = _CHECKOUT / "pictures"
_SCREEN = {"name": "memory", "x": 0, "y": 0, "width": 1440, "height": 900, "logicalDpi": 96, "dpr": 1}
_MINUTE, _LONGEST = 66, 150


class Stage(Protocol):
    """Where Selfkind plays."""

    environment: dict[str, str]
    command: list[str]

    def picture(self, path: Path) -> None:
        """Keep what shows."""

    def press(self, keys: str) -> None:
        """Press a key."""


class XStage:
    """A virtual X screen."""

    def __init__(self, environment: dict[str, str], screen: x11.Screen) -> None:
        self.environment = environment
        self.command = [sys.executable, "-m", "selfkind_desktop"]
        self._screen = screen

    def picture(self, path: Path) -> None:
        """Keep what the whole screen shows."""
        self._screen.picture().save(path)

    def press(self, keys: str) -> None:
        """Press a key."""
        self._screen.press(keys)


class NoScreenStage:
    """No X server either: Qt draws into memory, and the program is asked for a picture of its windows."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self._asked, self._told = folder / "ask", folder / "told"
        os.mkfifo(self._asked)
        os.mkfifo(self._told)
        screens = folder / "screens.json"
        screens.write_text(json.dumps({"screens": [_SCREEN]}))
        self.environment = environment | {
            "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
            # It complains about each thing that only a real screen could do.
            "QT_LOGGING_RULES": "*.warning=false",
        }
        helper = Path(__file__).with_name("draw_in_memory.py")
        self.command = [sys.executable, str(helper), str(self._asked), str(self._told)]

    def picture(self, path: Path) -> None:
        """Keep what the windows show."""
        self._ask(f"picture {path}")

    def press(self, keys: str) -> None:
        """Press a key in the window that is in front."""
        self._ask(f"press {keys}")

    def _ask(self, what: str) -> None:
        with self._asked.open("w") as asked:
            asked.write(what + "\n")
        with self._told.open() as told:
            told.readline()


@contextlib.contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """A virtual screen where there is an X server for it, else Qt's own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM")
    }
    for name in ("home", "run"):
        (folder / name).mkdir(mode=0o700)
    environment |= {
        "SELFKIND_HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PYTHONPATH": str(_CHECKOUT),
    }
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(virtual_screen.MissingProgramError):
            environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(
                virtual_screen.session_bus(environment)
            )
        try:
            display = stack.enter_context(virtual_screen.x_server("1440x900"))
        except virtual_screen.MissingProgramError:
            yield NoScreenStage(environment, folder)
        else:
            environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
            yield XStage(environment, stack.enter_context(virtual_screen.screen(display)))


class Show:
    """One performance.

    Args:
        on: where it plays.
    """

    def __init__(self, on: Stage) -> None:
        self._stage = on
        self._count = 0

    def play(self) -> int:
        """Wait, offer, pause, and wait again; return how many pictures were kept."""
        for key, value in {
            "first_run.done": "yes",
            "rhythm.kind": "every",
            "rhythm.every_minutes": "1",
            "pause.minutes": "1",
            **{f"rhythm.{day}": "00:00-24:00" for day in WEEKDAYS},
        }.items():
            self._ask("config", "set", key, value)
        program = subprocess.Popen(
            self._stage.command, env=self._stage.environment, cwd=_CHECKOUT, stdin=subprocess.DEVNULL
        )
        with virtual_screen.ending_with_us(program):
            self._until(lambda: self._state() == "waiting", 30, program)
            self._ask("open")
            self._settle()
            self._keep("waiting", "It waits; the next pause comes in a minute.")
            self._until(lambda: self._state() == "offered", 90, program)
            self._settle()
            self._keep("offered", "It offers a pause.")
            self._ask("pause")
            self._until(lambda: self._state() == "in_pause", 15, program)
            self._pause(program)
            self._ask("open")
            self._settle()
            self._keep("afterwards", "It waits again.")
            self._ask("quit")
            program.wait(20)
        return self._count

    def _pause(self, program: subprocess.Popen[bytes]) -> None:
        print("  It plays a pause of one minute.", flush=True)
        begun = time.monotonic()
        step = 0
        while self._state() == "in_pause" and program.poll() is None:
            step += 1
            self._settle()
            self._keep(f"pause-{step}")
            played = time.monotonic() - begun
            if played > _LONGEST:
                raise SystemExit(f"The pause did not end within {_LONGEST} seconds.")
            # What is asked before and after it is answered by going on; in between it plays by itself.
            if step == 1 or played > _MINUTE:
                self._stage.press("Return")
                self._settle()
            else:
                time.sleep(11)

    def _ask(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "selfkind_desktop", *arguments]
        done = subprocess.run(
            command, env=self._stage.environment, cwd=_CHECKOUT, capture_output=True, text=True, check=False
        )
        if done.returncode != 0 and arguments[0] != "status":
            raise SystemExit(f"selfkind {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def _state(self) -> str:
        told = self._ask("status", "--json")
        return str(json.loads(told)["state"]) if told.strip() else ""

    def _until(self, look: Callable[[], bool], within: float, program: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + within
        while not look():
            if program.poll() is not None:
                raise SystemExit(f"Selfkind ended by itself, with code {program.returncode}.")
            if time.monotonic() > end:
                raise SystemExit(f"Selfkind did not get further within {within:.0f} seconds.")
            time.sleep(0.3)

    def _settle(self) -> None:
        """A moment for what fades in."""
        time.sleep(1.0)

    def _keep(self, name: str, told: str = "") -> None:
        self._count += 1
        path = _PICTURES / f"{self._count:02}-{name}.png"
        self._stage.picture(path)
        if told:
            print(f"  {told}", flush=True)


def main() -> int:
    """Show it, and say where the pictures are."""
    print(
        "There is no display here, so Selfkind does its main job on a virtual screen; "
        f"a picture of each step goes to {_PICTURES}.",
        flush=True,
    )
    for old in _PICTURES.glob("[0-9]*-*.png"):
        old.unlink()
    _PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as on:
        count = Show(on).play()
    print(f"Done: {count} pictures in {_PICTURES}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
