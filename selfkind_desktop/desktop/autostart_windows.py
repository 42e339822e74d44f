"""Start at login on Windows: the Run key, and the switch that the Task Manager keeps beside it."""

import sys
from collections.abc import Sequence
from typing import Protocol

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
NAME = "Selfkind"


class Registry(Protocol):
    """The values below the person's own root key."""

    def read(self, key: str, name: str) -> str | bytes | None:
        """A value, or None where there is none."""
        ...

    def write(self, key: str, name: str, value: str) -> None:
        """Keep a text.

        Raises:
            OSError: Windows refused.
        """
        ...

    def delete(self, key: str, name: str) -> None:
        """Remove a value; nothing happens where there is none.

        Raises:
            OSError: Windows refused.
        """
        ...


class WindowsAutostart:
    """An entry of the Run key."""

    available = True

    def __init__(self, registry: Registry, command: Sequence[str]) -> None:
        """Know what to start.

        Args:
            registry: where to keep it.
            command: what to start, argument by argument.
        """
        self._registry = registry
        self._command = command

    def enabled(self) -> bool:
        """Whether the entry is there and was not switched off in the Task Manager."""
        try:
            if self._registry.read(RUN, NAME) is None:
                return False
            approved = self._registry.read(APPROVED, NAME)
        except OSError:
            return False
        # The first byte is even where it may start, odd where it was switched off.
        return not (isinstance(approved, bytes) and approved and approved[0] & 1)

    def set(self, on: bool) -> None:
        """Write the entry anew, or take it away.

        Raises:
            OSError: Windows refused.
        """
        if on:
            self._registry.write(RUN, NAME, command_line(self._command))
        else:
            self._registry.delete(RUN, NAME)
        self._registry.delete(APPROVED, NAME)


def command_line(command: Sequence[str]) -> str:
    r"""A command as Windows takes it apart again, each argument quoted.

    Without quotation marks `C:\Program Files\x.exe` would start `C:\Program.exe` where there is one.
    """
    return " ".join(_quoted(argument) for argument in command)


def _quoted(argument: str) -> str:
    out, backslashes = [], 0
    for sign in argument:
        if sign == "\\":
            backslashes += 1
            continue
        # Backslashes count double before a quotation mark, and only there.
        out.append("\\" * (backslashes * 2 + 1 if sign == '"' else backslashes) + sign)
        backslashes = 0
    return '"' + "".join(out) + "\\" * (backslashes * 2) + '"'


if sys.platform == "win32":
    import winreg

    class UserRegistry:
        """The registry of the person who is logged in."""

        def read(self, key: str, name: str) -> str | bytes | None:
            """A value, or None where there is none."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    value, _ = winreg.QueryValueEx(opened, name)
            except FileNotFoundError:
                return None
            return value if isinstance(value, (str, bytes)) else None

        def write(self, key: str, name: str, value: str) -> None:
            """Keep a text."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

        def delete(self, key: str, name: str) -> None:
            """Remove a value."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened:
                    winreg.DeleteValue(opened, name)
            except FileNotFoundError:
                pass
