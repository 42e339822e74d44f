"""Reads TOML so that every mistake can be named with its file and line."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_Place = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\"'-]+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([\w.\"'-]+)\s*=")
_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


class ContentError(ValueError):
    """A content file that cannot be used.

    Attributes:
        file: its path, as it was given.
        line: where it is wrong, from 1.
        problem: what is wrong, one sentence without the place.
    """

    def __init__(self, file: str, line: int, problem: str) -> None:
        """Say what is wrong and where."""
        super().__init__(f"{file}, line {line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


class Table:
    """One table of a content file, whose getters check what they return."""

    def __init__(self, file: str, text: str, place: _Place, values: dict[str, Any]) -> None:
        """See `read`; `text` is the whole file, in which an error looks for its line."""
        self._file = file
        self._text = text
        self._place = place
        self._values = values

    def only(self, *known: str) -> None:
        """Refuse keys that nobody would read: nearly always a slip of the pen.

        Raises:
            ContentError: there is such a key.
        """
        for key in self._values:
            if key not in known:
                raise self.error(f"“{key}” is not known here; known are {', '.join(known)}.", key)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def keys(self) -> tuple[str, ...]:
        """All keys, in the order of the file."""
        return tuple(self._values)

    def text(self, key: str, default: str | None = None) -> str:
        """A text on one line; not empty unless `default` is.

        Raises:
            ContentError: it is missing or not such a text.
        """
        value = self._get(key, default)
        if not isinstance(value, str) or value != value.strip() or "\n" in value:
            raise self.error(f"“{key}” has to be one line of text without spaces around it.", key)
        if not value and default is None:
            raise self.error(f"“{key}” is empty.", key)
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Several texts, or one that stands alone.

        Raises:
            ContentError: it is missing or holds something else.
        """
        value = self._get(key, default)
        several = [value] if isinstance(value, str) else value
        if not isinstance(several, list | tuple) or not all(
            isinstance(text, str) and text and text == text.strip() for text in several
        ):
            raise self.error(f"“{key}” has to be a text or a list of texts, none of them empty.", key)
        return tuple(several)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number from 1.

        Raises:
            ContentError: it is missing or something else.
        """
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.error(f"“{key}” has to be a whole number from 1.", key)
        return value

    def wholes(self, key: str) -> tuple[int, ...]:
        """Whole numbers from 1, each larger than the one before.

        Raises:
            ContentError: it is missing or holds something else.
        """
        value = self._get(key, None)
        if (
            not isinstance(value, list)
            or not value
            or any(isinstance(number, bool) or not isinstance(number, int) or number < 1 for number in value)
            or value != sorted(set(value))
        ):
            raise self.error(f"“{key}” has to be a list of whole numbers from 1, in rising order.", key)
        return tuple(value)

    def number(self, key: str, default: float | None = None) -> float:
        """A number above 0.

        Raises:
            ContentError: it is missing or something else.
        """
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
            raise self.error(f"“{key}” has to be a number above 0.", key)
        return float(value)

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false.

        Raises:
            ContentError: it is something else.
        """
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.error(f"“{key}” has to be true or false.", key)
        return value

    def table(self, key: str) -> "Table":
        """The table below this key.

        Raises:
            ContentError: it is missing or something else.
        """
        value = self._get(key, None)
        if not isinstance(value, dict):
            raise self.error(f"“{key}” has to be a table.", key)
        return Table(self._file, self._text, (*self._place, key), value)

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables `[[key]]`; at least one.

        Raises:
            ContentError: there is none, or something else stands there.
        """
        value = self._get(key, None)
        if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
            raise self.error(f"“{key}” has to be one or more tables.", key)
        for index, one in enumerate(value):
            yield Table(self._file, self._text, (*self._place, key, index), one)

    def error(self, problem: str, key: str = "") -> ContentError:
        """An error at the line of this key, or of the table where the key has none."""
        lines = _line_index(self._text)
        place: _Place = (*self._place, key) if key else self._place
        while place and place not in lines:
            place = place[:-1]
        return ContentError(self._file, lines.get(place, 1), problem)

    def _get(self, key: str, default: object) -> Any:  # noqa: ANN401 - every getter checks what it got
        if key in self._values:
            return self._values[key]
        if default is None:
            raise self.error(f"“{key}” is missing.")
        return default


def read(path: Path) -> Table:
    """Read a content file.

    Raises:
        ContentError: it is not UTF-8 or not TOML.
        OSError: it cannot be read.
    """
    return parse(path.read_bytes(), str(path))


def parse(source: bytes, name: str) -> Table:
    """As `read`, from bytes; `name` is what errors call the file."""
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = source.count(b"\n", 0, wrong.start) + 1
        raise ContentError(name, line, "This file is not UTF-8 text.") from wrong
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise _not_toml(text, name, str(wrong)) from wrong
    return Table(name, text, (), values)


def _not_toml(text: str, name: str, message: str) -> ContentError:
    found = _WHERE.search(message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    return ContentError(name, line, f"This is not valid TOML: {_WHERE.sub('', message)}.")


def _line_index(text: str) -> dict[_Place, int]:
    """The line of each table and key: tomllib keeps no places, and an error without one helps nobody."""
    lines: dict[_Place, int] = {}
    counts: dict[_Place, int] = {}
    table: _Place = ()
    place: _Place = ()
    depth = element = 0
    for number, raw in enumerate(text.splitlines(), 1):
        bare = _STRING.sub("", raw).partition("#")[0]
        if depth == 0 and (header := _HEADER.match(raw)):
            table = _resolve(header[2], counts, header[1] == "[[")
            lines[table] = number
            continue
        if depth == 0 and (key := _KEY.match(raw)):
            place, element = table, 0
            for part in _parts(key[1]):
                place = (*place, part)
                lines.setdefault(place, number)
        elif depth == 1 and bare.lstrip().startswith("{"):
            lines[(*place, element)] = number
            element += 1
        depth += bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
    return lines


def _resolve(name: str, counts: dict[_Place, int], several: bool) -> _Place:
    """Where a header leads; the tables of `[[name]]` count from 0, and below it the latest is meant."""
    place: _Place = ()
    parts = _parts(name)
    for index, part in enumerate(parts):
        place = (*place, part)
        if several and index == len(parts) - 1:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def _parts(name: str) -> list[str]:
    return [part.strip().strip("\"'") for part in name.split(".")]
