"""Start at login on macOS: an agent of launchd."""

import plistlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

from selfkind_desktop.desktop.autostart import APP_ID
from selfkind_desktop.storage.atomic import write_atomically


class LaunchAgent:
    """A property list that macOS's launchd reads at login."""

    available = True

    def __init__(self, folder: Path, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Know what to start.

        Args:
            folder: usually `~/Library/LaunchAgents`.
            command: what to start, argument by argument.
            environment: variables that it needs.
        """
        self._file = folder / f"{APP_ID}.plist"
        self._agent = {
            "Label": APP_ID,
            "ProgramArguments": [*command],
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",
        }
        if environment:
            self._agent["EnvironmentVariables"] = dict(environment)

    def enabled(self) -> bool:
        """Whether the agent is there and nobody switched it off."""
        try:
            agent = plistlib.loads(self._file.read_bytes())
        except (OSError, ValueError, ExpatError):
            return False
        return isinstance(agent, dict) and bool(agent.get("RunAtLoad")) and not agent.get("Disabled")

    def set(self, on: bool) -> None:
        """Write the agent anew, or take it away. It acts at the next login.

        Raises:
            OSError: the folder cannot be written.
        """
        if not on:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._file, plistlib.dumps(self._agent), mode=0o644)
