"""Selfkind itself, started and asked as a person would: by its command and by what it shows."""

import contextlib
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from selfkind_desktop.domain.settings import WEEKDAYS
from tests.desktop.session import Desktop
from tests.desktop.waiting import wait_until

_CHECKOUT = Path(__file__).resolve().parents[2]


def command() -> list[str]:
    """How Selfkind is started here: as `SELFKIND_PROGRAM` (installed or frozen), or from this checkout."""
    program = os.environ.get("SELFKIND_PROGRAM")
    return shlex.split(program) if program else [sys.executable, "-m", "selfkind_desktop"]


class Selfkind:
    """One home of Selfkind in a desktop, with or without a running program.

    Args:
        desktop: where it shows.
        home: where it keeps everything.
    """

    def __init__(self, desktop: Desktop, home: Path) -> None:
        self.desktop = desktop
        self.home = home
        self.command = command()
        self.environment = {
            **desktop.environment,
            "SELFKIND_HOME": str(home),
            # A warning or an error that escapes must show in what the program said.
            "PYTHONWARNINGS": "error",
            # Whatever key store this machine has is not for tests to write to.
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": str(_CHECKOUT),
        }
        self._said = home.with_suffix(".said")
        self.process: subprocess.Popen[bytes] | None = None

    # --- starting and ending ---

    def launch(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start it and do not wait for anything."""
        with self._said.open("ab") as said:
            self.process = subprocess.Popen(
                [*self.command, *arguments],
                env=self.environment,
                cwd=self.desktop.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        return self.process

    def start(self, *arguments: str) -> None:
        """Start it and wait until it answers."""
        process = self.launch(*arguments)

        def answers() -> bool:
            assert process.poll() is None, f"it ended with {process.returncode}: {self.said()}"
            return self.is_running()

        wait_until(answers, "Selfkind to answer", within=30, every=0.1)

    def quit(self) -> None:
        """Ask it to end, and see that it does."""
        assert self.process is not None
        self.run("quit")
        code = self.process.wait(20)
        assert code == 0, f"it ended with {code}: {self.said()}{self.log()}"
        self.process = None

    def kill(self) -> None:
        """End it without a word, as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        self.process = None

    def end(self) -> None:
        """End it in whatever way works; for the end of a test."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    # --- asking ---

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run its command and return what came of it."""
        return subprocess.run(
            [*self.command, *arguments],
            env=self.environment,
            cwd=self.desktop.folder,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def run(self, *arguments: str) -> str:
        """Run its command, which must succeed, and return what it said."""
        done = self.ask(*arguments)
        assert done.returncode == 0, f"selfkind {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def prepare(self, **settings: str) -> None:
        """Write its settings before the first start: past the first run, pauses at any hour of any day."""
        always = {f"rhythm__{day}": "00:00-24:00" for day in WEEKDAYS}
        lines = [
            f"{key.replace('__', '.')} = {json.dumps(value)}"
            for key, value in {"first_run__done": "yes", **always, **settings}.items()
        ]
        config = self.home / "config" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text("\n".join(lines) + "\n")

    def choose(self, **settings: str) -> None:
        """Change settings: a double underscore stands for the dot."""
        for key, value in settings.items():
            self.run("config", "set", key.replace("__", "."), value)

    def status(self) -> dict[str, Any]:
        """What it says it is doing."""
        told = json.loads(self.run("status", "--json"))
        assert isinstance(told, dict)
        return told

    def is_running(self) -> bool:
        """Whether a program answers in this home."""
        done = self.ask("status", "--json")
        return done.returncode == 0 and bool(json.loads(done.stdout).get("state"))

    def wait_for_state(self, state: str, within: float = 20) -> None:
        """Wait until it says that it is in a state."""
        told: dict[str, Any] = {}

        def reached() -> bool:
            told.update(self.status())
            return bool(told["state"] == state)

        try:
            wait_until(reached, f"the state {state!r}", within=within, every=0.1)
        except AssertionError as error:
            raise AssertionError(f"{error}; it says {told}; its log: {self.log()}") from None

    def log(self) -> str:
        """What it wrote to its log so far."""
        file = self.home / "state" / "selfkind.log"
        return file.read_text() if file.exists() else ""

    def said(self) -> str:
        """What it wrote to its terminal so far."""
        return self._said.read_text(errors="replace") if self._said.exists() else ""

    # --- the schedule, while it does not run ---

    def next_pause(self) -> datetime:
        """When the next pause is kept to be."""
        return datetime.fromisoformat(json.loads(self._state_file().read_text())["next_at"])

    def due_in(self, seconds: float) -> datetime:
        """Move the kept next pause near, so that nobody waits for an hour; only while it does not run."""
        assert self.process is None
        due = datetime.now(UTC) + timedelta(seconds=seconds)
        state = json.loads(self._state_file().read_text())
        state["next_at"] = state["planned_at"] = due.isoformat()
        self._state_file().write_text(json.dumps(state))
        return due

    def _state_file(self) -> Path:
        return self.home / "state" / "schedule.json"


@contextlib.contextmanager
def selfkind(desktop: Desktop, home: Path, **settings: str) -> Iterator[Selfkind]:
    """A Selfkind in a home of its own, past its first run, not started yet; ended at the end of the test.

    Args:
        desktop: where it shows.
        home: where it keeps everything.
        settings: changed before it starts, as for `Selfkind.choose`.
    """
    program = Selfkind(desktop, home)
    program.prepare(**settings)
    try:
        yield program
    finally:
        program.end()
