"""`selfkind delete-everything` while no program runs."""

from pathlib import Path

import pytest

from selfkind_desktop.app import delete_command
from selfkind_desktop.app.demo import fill
from selfkind_desktop.paths import Paths


class Said:
    """What was said, and what is typed."""

    def __init__(self, typed: str | None) -> None:
        self.lines: list[str] = []
        self._typed = typed

    def ask(self, _question: str) -> str | None:
        return self._typed


def delete(paths: Paths, typed: str | None, *, keep_settings: bool = False) -> tuple[int, str]:
    said = Said(typed)
    code = delete_command.run(
        paths,
        lambda _command, _args: None,
        said.lines.append,
        said.lines.append,
        keep_settings=keep_settings,
        ask=said.ask,
    )
    return code, "\n".join(said.lines)


@pytest.fixture
def lived(home: Path) -> Paths:
    paths = Paths.of_this_system()
    fill(paths, 1)
    return paths


def left(paths: Paths) -> list[str]:
    return [path.name for path in paths.data.parent.rglob("*") if path.is_file()]


def test_a_word_deletes_everything(lived: Paths) -> None:
    code, said = delete(lived, "Delete\n")
    assert code == 0
    assert "Everything is deleted" in said
    assert "cannot reach" in said
    assert left(lived) == []
    fill(lived, 1)  # and it begins as new


@pytest.mark.parametrize(("typed", "expected"), [("no", 1), ("", 1), (None, 2)])
def test_anything_else_deletes_nothing(lived: Paths, typed: str | None, expected: int) -> None:
    before = left(lived)
    assert delete(lived, typed)[0] == expected
    assert left(lived) == before


def test_settings_may_stay(lived: Paths) -> None:
    delete(lived, "delete", keep_settings=True)
    assert left(lived) == ["config.toml"]
