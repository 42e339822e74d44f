"""Start at login, each system in its own way. What is told is what is really set, whoever set it."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from selfkind_desktop.storage.atomic import write_atomically

APP_ID = "org.selfkind.Selfkind"
_HOME_VARIABLE = "SELFKIND_HOME"


class Autostart(Protocol):
    """Whether Selfkind starts at login."""

    @property
    def available(self) -> bool:
        """Whether it can be set here."""
        ...

    def enabled(self) -> bool:
        """Whether it is set, as the system would act on it. Never raises."""
        ...

    def set(self, on: bool) -> None:
        """Set it.

        Raises:
            OSError: the system refused.
        """
        ...


class NoAutostart:
    """Where starting at login cannot be set from inside."""

    available = False

    def enabled(self) -> bool:
        """Never, as far as is known."""
        return False

    def set(self, on: bool) -> None:
        """Refuse.

        Raises:
            OSError: always.
        """
        raise OSError("starting at login cannot be set here")


def autostart() -> Autostart:
    """The way of this system."""
    environment = {name: os.environ[name] for name in (_HOME_VARIABLE,) if os.environ.get(name)}
    if sys.platform == "win32":
        from selfkind_desktop.desktop.autostart_windows import UserRegistry, WindowsAutostart

        # A registry entry has no environment: the program would start at login on another home than this one.
        return NoAutostart() if environment else WindowsAutostart(UserRegistry(), own_command())
    elif sys.platform == "darwin":  # noqa: RET505  # mypy calls what follows a platform's return unreachable
        from selfkind_desktop.desktop.autostart_macos import LaunchAgent

        agents = Path.home() / "Library" / "LaunchAgents"
        return LaunchAgent(agents, own_command(), environment)
    else:
        if Path("/.flatpak-info").exists():
            return NoAutostart()  # the sandbox has a configuration of its own that no session reads
        config = os.environ.get("XDG_CONFIG_HOME", "")
        folder = Path(config) if config.startswith("/") else Path.home() / ".config"
        return XdgAutostart(folder / "autostart", own_command(), environment)


def own_command() -> list[str]:
    """How to start this very program again: frozen, installed or from a checkout."""
    if image := os.environ.get("APPIMAGE"):
        return [image]  # what runs inside is gone after this session
    if getattr(sys, "frozen", False):
        return [sys.executable]
    suffix = ".exe" if sys.platform == "win32" else ""
    for name in ("selfkind-desktop", "selfkind"):
        script = Path(sys.executable).with_name(name + suffix)
        if script.exists():
            return [str(script)]
    checkout = str(Path(__file__).resolve().parents[2])
    start = f"import sys; sys.path.insert(0, {checkout!r}); from selfkind_desktop.app.main import run; run()"
    return [sys.executable, "-c", start]


class XdgAutostart:
    """A desktop entry in the autostart folder (freedesktop autostart specification)."""

    available = True

    def __init__(self, folder: Path, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Know what to start.

        Args:
            folder: usually `~/.config/autostart`.
            command: what to start, argument by argument.
            environment: variables that it needs.
        """
        self._file = folder / "selfkind.desktop"
        self._command = [*command]
        if environment:
            self._command = ["env", *(f"{name}={value}" for name, value in environment.items()), *command]

    def enabled(self) -> bool:
        """Whether the entry is there and nobody switched it off."""
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False
        entry = dict(
            line.replace(" =", "=").replace("= ", "=").split("=", 1) for line in lines if "=" in line
        )
        hidden = entry.get("Hidden", "false").strip().lower() == "true"
        off = entry.get("X-GNOME-Autostart-enabled", "true").strip().lower() == "false"
        return not hidden and not off

    def set(self, on: bool) -> None:
        """Write the entry anew, or take it away.

        Raises:
            OSError: the folder cannot be written.
        """
        if not on:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._file, desktop_entry(self._command).encode(), mode=0o644)


def desktop_entry(command: Sequence[str]) -> str:
    """The text of the autostart entry."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        "Name=Selfkind",
        "Comment=Kind pauses through the day",
        f"Exec={exec_value(command)}",
        f"Icon={APP_ID}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
        "X-KDE-autostart-after=panel",
        "X-LXQt-Need-Tray=true",
    ]
    return "\n".join(lines) + "\n"


def exec_value(command: Sequence[str]) -> str:
    """A command as the value of `Exec` (Desktop Entry Specification 1.5, "The Exec key").

    Raises:
        ValueError: an argument has a line break, which no entry can hold.
    """
    return " ".join(_exec_argument(argument) for argument in command)


def _exec_argument(argument: str) -> str:
    if "\n" in argument or "\r" in argument:
        raise ValueError("a line break cannot be written into a desktop entry")
    plain = argument.replace("%", "%%")
    if plain and not set(plain) & set(" \t\"'\\><~|&;$*?#()`"):
        return plain
    for sign in '\\"`$':
        plain = plain.replace(sign, "\\" + sign)
    # The value of any key is unescaped once more before it is taken apart into arguments.
    return '"' + plain.replace("\\", "\\\\") + '"'
