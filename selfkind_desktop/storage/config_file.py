"""Keeps the person's choices in a plain TOML file that can also be edited by hand.

Reading is strict about each value and forgiving about the whole: a value that cannot be used is named and its
default holds; a file that cannot be read at all is kept beside under another name before anything is written.
"""

import contextlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfkind_desktop.domain.settings import BY_KEY, FIRST_RUN_DONE, Setting, SettingError, Settings
from selfkind_desktop.storage.atomic import write_atomically

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_ENCODING = "utf-8-sig"
"""Some editors put a mark of three bytes before the first letter."""

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


_USUAL = Settings({FIRST_RUN_DONE.key: True})
"""What holds where there is a file that cannot be used: whoever wrote it is not here for the first time."""


class ConfigFile:
    """The file of choices.

    Args:
        path: where it is; the folder is made when first written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    def load(self) -> Loaded:
        """The choices in the file; defaults where there is none, or none that can be used."""
        try:
            tables = tomllib.loads(self._path.read_text(encoding=_ENCODING))
        except (FileNotFoundError, NotADirectoryError):
            return Loaded(Settings())
        except (ValueError, RecursionError):
            return Loaded(_USUAL, broken=True)
        except OSError:
            return Loaded(_USUAL, unreadable=True)
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

        A file that is not TOML, be it only since a moment ago, is set aside and every choice is written.

        Raises:
            OSError: the disk is full or the folder cannot be written; the file stays as it was.
        """
        import tomlkit  # only needed to write: it costs more than reading does

        document = self._document()
        if document is None:
            self._set_aside()
            document = tomlkit.parse(_HEADER)
            changed = tuple(BY_KEY[key] for key in settings.chosen)
        for setting in changed:
            _put(document, setting.key, _plain(setting, settings))
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(self._path, tomlkit.dumps(document).encode())

    def _document(self) -> "TOMLDocument | None":
        """The file as it can be edited; None where it is not TOML."""
        import tomlkit

        try:
            text = self._path.read_text(encoding=_ENCODING)
            tomllib.loads(text)  # the stricter reader of the two, and the one that reads it at the next start
            return tomlkit.parse(text)
        except FileNotFoundError:
            return tomlkit.parse(_HEADER)
        except (ValueError, RecursionError):
            return None

    def _set_aside(self) -> None:
        """Keep a file that cannot be read under a free name beside it."""
        aside = self._path.with_name(self._path.name + ".unreadable")
        number = 1
        while aside.exists():
            number += 1
            aside = self._path.with_name(f"{self._path.name}.unreadable-{number}")
        with contextlib.suppress(FileNotFoundError):
            self._path.replace(aside)


def _plain(setting: Setting[Any], settings: Settings) -> bool | int | str:
    """Numbers and switches as TOML's own kinds, everything else as the text of the command line."""
    value = settings[setting]
    return value if type(value) in (bool, int) else settings.text(setting)


def _put(document: "TOMLDocument", key: str, value: bool | int | str) -> None:
    """Set one value, wherever the file has it: in its table, or by its whole name at the top."""
    import tomlkit

    if key in document:
        document[key] = value
        return
    table_name, name = key.split(".", 1)
    if not isinstance(document.get(table_name, {}), Mapping):
        del document[table_name]  # something else has the name of our table; nobody could use it
    table = document.setdefault(table_name, tomlkit.table())
    table[name] = value


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
