"""Keeps the person's choices in a plain TOML file that can also be edited by hand.

Reading is strict about each value and forgiving about the whole: a value that cannot be used is named and its
default holds; a file that cannot be read at all is kept beside under another name before anything is written.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfkind_desktop.domain.settings import BY_KEY, Setting, SettingError, Settings
from selfkind_desktop.storage.atomic import write_atomically

_HEADER = "# Selfkind keeps what you chose here. `selfkind config list` shows every key.\n"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the file said.

    Attributes:
        settings: the choices that can be used.
        problems: values that cannot, one `SettingError` each.
        broken: the file as a whole is not TOML; nothing of it could be used.
        unreadable: the file is there, but the system does not let us open it.
    """

    settings: Settings
    problems: tuple[SettingError, ...] = ()
    broken: bool = False
    unreadable: bool = False


class ConfigFile:
    """The file of choices.

    Args:
        path: where it is; the folder is made when first written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._broken = False

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @property
    def set_aside(self) -> Path:
        """Where a file that could not be read is kept."""
        return self._path.with_name(self._path.name + ".unreadable")

    def load(self) -> Loaded:
        """The choices in the file; defaults where there is none, or none that can be used."""
        try:
            tables = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Loaded(Settings())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            self._broken = True
            return Loaded(Settings(), broken=True)
        except OSError:
            return Loaded(Settings(), unreadable=True)
        chosen: dict[str, Any] = {}
        problems = []
        for key, text in _flat(tables).items():
            setting = BY_KEY.get(key)
            if setting is None:
                continue  # a newer version's choice: left alone, and kept when we write
            try:
                chosen[key] = setting.parse(text)
            except SettingError as problem:
                problems.append(problem)
        return Loaded(Settings(chosen), tuple(problems))

    def save(self, settings: Settings, *changed: Setting[Any]) -> None:
        """Write the changed choices; everything else in the file, comments too, stays as it is.

        Raises:
            OSError: the disk is full or the folder cannot be written; the file stays as it was.
        """
        import tomlkit  # only needed to write: it costs more than reading does

        if self._broken:
            self._path.replace(self.set_aside)
            self._broken = False
        try:
            document = tomlkit.parse(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            document = tomlkit.parse(_HEADER)
        for setting in changed:
            table_name, name = setting.key.split(".", 1)
            table = document.setdefault(table_name, tomlkit.table())
            table[name] = _plain(setting, settings)
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(self._path, tomlkit.dumps(document).encode())


def _plain(setting: Setting[Any], settings: Settings) -> bool | int | str:
    """Numbers and switches as TOML's own kinds, everything else as the text of the command line."""
    value = settings[setting]
    return value if type(value) in (bool, int) else settings.text(setting)


def _flat(tables: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Every value below its dotted key, as text."""
    flat: dict[str, str] = {}
    for name, value in tables.items():
        if isinstance(value, Mapping):
            flat.update(_flat(value, f"{prefix}{name}."))
        elif isinstance(value, list):
            flat[prefix + name] = ", ".join(str(item) for item in value)
        else:
            flat[prefix + name] = str(value)
    return flat
