"""`selfkind import` without a running program: no window, no display."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from selfkind_desktop.app import cli
from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.store import Store

DAYLIO = """\
full_date,date,weekday,time,mood,activities,note_title,note
2026-07-27,July 27,Monday,13:48,meh,"work | walk","Long day","kind evening"
2026-07-26,July 26,Sunday,21:10,lilac,"walk","",""
"""

Says = Callable[..., tuple[int, str, str]]


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    def run(*argv: str) -> tuple[int, str, str]:
        code = cli.run(argv, lambda *_: 7)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.below(home)


@pytest.fixture
def daylio(tmp_path: Path) -> str:
    file = tmp_path / "daylio.csv"
    file.write_text(DAYLIO, "utf-8")
    return str(file)


def kept(paths: Paths) -> tuple[list[str], list[Mood]]:
    store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), SystemClock())
    try:
        return [entry.title for entry in store.entries.newest(9)], [
            each.mood for each in store.check_ins.newest(9)
        ]
    finally:
        store.close()


def test_it_comes_in_and_says_how_to_take_it_back(says: Says, paths: Paths, daylio: str) -> None:
    code, out, err = says("import", daylio)
    assert (code, err) == (cli.OK, "")
    assert "came in." in out
    titles, moods = kept(paths)
    assert "Long day" in titles
    assert moods == [Mood.IN_BETWEEN]
    undo = out.strip().rsplit(" ", 1)[1]
    code, out, _ = says("import", "--undo", undo)
    assert code == cli.OK
    assert out.startswith("Undone.")
    assert kept(paths) == ([], [])


def test_looking_changes_nothing_and_makes_no_home(says: Says, paths: Paths, daylio: str) -> None:
    code, out, _ = says("import", "--dry-run", daylio)
    assert code == cli.OK
    assert "from Daylio (CSV)" in out
    assert "mood 'lilac', 1 ×: left out" in out
    assert "Nothing was changed" in out
    assert not paths.vault.exists()


def test_a_mood_without_a_place_is_left_out_unless_it_is_given_one(
    says: Says, paths: Paths, daylio: str
) -> None:
    says("import", "--mood", "lilac=5", daylio)
    assert sorted(kept(paths)[1]) == [Mood.IN_BETWEEN, Mood.GOOD]


def test_a_picture_that_is_missing_is_said_and_is_no_failure(says: Says, tmp_path: Path) -> None:
    file = tmp_path / "Journal.zip"
    entry = {
        "uuid": "A",
        "creationDate": "2024-01-05T03:02:50Z",
        "timeZone": "Europe/Berlin",
        "text": "Words. ![](dayone-moment://2A69)",
        "photos": [{"identifier": "2A69", "md5": "0e2d"}],
    }
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Journal.json", json.dumps({"metadata": {"version": "1.0"}, "entries": [entry]}))
    code, out, err = says("import", str(file))
    assert code == cli.OK
    assert out.startswith("1 entry came in.")
    assert "2024-01-05" in err


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ((), "Name one file or folder"),
        (("--mood", "good", "x.csv"), "a mood is given as NAME=1"),
        (("--zone", "Nowhere/Here", "x.csv"), "no time zone Nowhere/Here"),
        (("x.csv", "--undo", "1"), "Name one file or folder"),
    ],
)
def test_what_makes_no_sense_is_said(says: Says, argv: tuple[str, ...], words: str) -> None:
    code, _, err = says("import", *argv)
    assert code == cli.USAGE
    assert words in err


def test_a_file_that_is_not_there_is_told_kindly(says: Says, paths: Paths, tmp_path: Path) -> None:
    code, _, err = says("import", str(tmp_path / "gone.zip"))
    assert code == cli.TROUBLE
    assert "gone.zip" in err
    assert str(tmp_path) not in err


def test_only_the_format_that_was_asked_for_is_taken(says: Says, paths: Paths, daylio: str) -> None:
    code, _, err = says("import", "--format", "day-one", daylio)
    assert code == cli.TROUBLE
    assert "not day-one" in err
    assert not paths.vault.exists()
