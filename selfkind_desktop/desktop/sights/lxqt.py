"""LXQt keeps the switch of its notification server in a small file."""

from pathlib import Path

from selfkind_desktop.desktop.sights.port import Still, Then


class LxqtQuiet(Still[bool]):
    """Reads `doNotDisturb` from `notifications.conf`."""

    name = "LXQt"

    def __init__(self, config: Path) -> None:
        """Know the folder of configurations.

        Args:
            config: usually `~/.config`.
        """
        self._file = config / "lxqt" / "notifications.conf"

    def ask(self, then: Then[bool]) -> None:
        """Read the file; it has a few lines."""
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            # A switch that was never touched is not kept yet, and then it is off.
            then(False if self._file.parent.is_dir() else None)
            return
        said = dict(_pair(line) for line in lines if "=" in line)
        then(said.get("donotdisturb", "false") == "true")


def _pair(line: str) -> tuple[str, str]:
    key, _, value = line.partition("=")
    return key.strip().lower(), value.strip().lower()
