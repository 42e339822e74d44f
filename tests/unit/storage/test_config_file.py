"""The plain file of choices: edited by people, broken by people, and never lost."""

from datetime import time
from pathlib import Path

import pytest

from selfkind_desktop.domain.rhythm import Hours, RhythmKind
from selfkind_desktop.domain.settings import (
    FIRST_RUN_DONE,
    PAUSE_WITHOUT,
    REMINDER_SECONDS,
    RHYTHM_BACK_ON,
    RHYTHM_KIND,
    RHYTHM_PER_DAY,
    RHYTHM_TIMES,
    RHYTHM_WEEK,
    THEME,
    Settings,
    ThemeChoice,
    Without,
)
from selfkind_desktop.storage.config_file import ConfigFile, Loaded

WRITTEN_BY_HAND = """\
# My own notes: weekdays only!
future = "a newer version's choice"

[rhythm]
kind = "fixed"   # because of the clinic
times = [10:30:00, "14:00"]
monday = "00:00-24:00"
back_on = 2027-01-07

[reminder]
seconds = 60
moon = "full"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    return folder / "config.toml"


def test_without_a_file_the_usual_choices_hold_and_nothing_is_written(path: Path) -> None:
    loaded = ConfigFile(path).load()
    assert loaded.settings == Settings()
    assert loaded == Loaded(Settings())
    assert list(path.parent.iterdir()) == []


def test_what_a_person_wrote_by_hand_is_understood(path: Path) -> None:
    path.write_text(WRITTEN_BY_HAND)
    loaded = ConfigFile(path).load()
    assert not loaded.problems
    assert loaded.settings[RHYTHM_KIND] is RhythmKind.FIXED
    assert [f"{at:%H:%M}" for at in loaded.settings[RHYTHM_TIMES]] == ["10:30", "14:00"]
    assert str(loaded.settings[RHYTHM_BACK_ON]) == "2027-01-07"
    assert loaded.settings[REMINDER_SECONDS] == 60


def test_a_choice_changes_one_line_and_leaves_notes_and_unknown_keys(path: Path) -> None:
    path.write_text(WRITTEN_BY_HAND)
    file = ConfigFile(path)
    settings = file.load().settings.having(REMINDER_SECONDS, 90)
    file.save(settings, REMINDER_SECONDS)
    assert path.read_text() == WRITTEN_BY_HAND.replace("seconds = 60", "seconds = 90")


def test_the_first_choice_makes_the_file_and_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "config.toml"
    file = ConfigFile(path)
    file.save(Settings().having(FIRST_RUN_DONE, value=True), FIRST_RUN_DONE)
    assert path.read_text().startswith("# Selfkind keeps")
    assert ConfigFile(path).load().settings[FIRST_RUN_DONE] is True


def test_every_kind_of_value_reads_back(path: Path) -> None:
    chosen = (
        Settings()
        .having(FIRST_RUN_DONE, value=True)
        .having(RHYTHM_PER_DAY, 5)
        .having(THEME, ThemeChoice.DARK)
        .having(RHYTHM_WEEK[6], None)
        .having(PAUSE_WITHOUT, frozenset({Without.TOUCH, Without.BREATH}))
    )
    file = ConfigFile(path)
    file.save(chosen, FIRST_RUN_DONE, RHYTHM_PER_DAY, THEME, RHYTHM_WEEK[6], PAUSE_WITHOUT)
    assert ConfigFile(path).load().settings.texts() == chosen.texts()
    assert "per_day = 5" in path.read_text()
    assert "done = true" in path.read_text()


def test_a_value_that_cannot_be_used_is_named_and_the_others_hold(path: Path) -> None:
    path.write_text('[rhythm]\nper_day = 500\nmonday = "08:00-12:00"\nkind = ["few", "many"]\n')
    loaded = ConfigFile(path).load()
    assert {problem.key for problem in loaded.problems} == {"rhythm.per_day", "rhythm.kind"}
    assert loaded.settings[RHYTHM_PER_DAY] == 3
    assert loaded.settings[RHYTHM_WEEK[0]] == Hours(time(8), time(12))
    assert not loaded.broken


BROKEN = [
    b'[rhythm\nkind = "eve',
    b"\xff\xfe\x00broken",
    b"a = 1\na = 2\n",
    b"x = " + b"[" * 20_000,
]


@pytest.mark.parametrize("content", BROKEN, ids=["cut", "not-text", "twice", "deep"])
def test_a_file_that_is_no_toml_is_left_alone_until_something_is_chosen(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    file = ConfigFile(path)
    loaded = file.load()
    assert loaded.broken
    # The usual choices, of somebody who is not here for the first time.
    assert loaded.settings.texts() == Settings().texts() | {"first_run.done": "yes"}
    assert path.read_bytes() == content
    file.save(loaded.settings.having(RHYTHM_PER_DAY, 2), RHYTHM_PER_DAY)
    assert path.with_name("config.toml.unreadable").read_bytes() == content
    assert ConfigFile(path).load().settings[RHYTHM_PER_DAY] == 2
    assert ConfigFile(path).load().settings[FIRST_RUN_DONE]


def test_a_second_broken_file_does_not_take_the_place_of_the_first(path: Path) -> None:
    for number, content in enumerate(("[first", "[second", "[third")):
        path.write_text(content)
        file = ConfigFile(path)
        file.save(file.load().settings.having(RHYTHM_PER_DAY, number + 1), RHYTHM_PER_DAY)
    kept = sorted(each.read_text() for each in path.parent.glob("*.unreadable*"))
    assert kept == ["[first", "[second", "[third"]


def test_a_file_broken_while_the_program_runs_costs_no_choice(path: Path) -> None:
    path.write_text("[rhythm]\nper_day = 5\n")
    file = ConfigFile(path)
    settings = file.load().settings
    path.write_text("[rhythm\nper_day = 5\n")
    file.save(settings.having(REMINDER_SECONDS, 30), REMINDER_SECONDS)
    kept = ConfigFile(path).load().settings
    assert kept[RHYTHM_PER_DAY] == 5
    assert kept[REMINDER_SECONDS] == 30


def test_a_file_deleted_while_the_program_runs_is_made_anew(path: Path) -> None:
    path.write_text("[rhythm\n")
    file = ConfigFile(path)
    file.load()
    path.unlink()
    file.save(Settings().having(RHYTHM_PER_DAY, 4), RHYTHM_PER_DAY)
    assert ConfigFile(path).load().settings[RHYTHM_PER_DAY] == 4


@pytest.mark.parametrize(
    "content",
    [
        "rhythm.per_day = 5\n",
        '"rhythm.per_day" = 5\n',
        "rhythm = {per_day = 5}\n",
        "[rhythm]\nper_day = 5",
        "rhythm = 3\n",
        "[[rhythm]]\nper_day = 5\n",
        "\ufeff[rhythm]\r\nper_day = 5\r\n",
    ],
)
def test_however_a_table_is_written_a_choice_finds_its_place(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="")
    file = ConfigFile(path)
    file.save(file.load().settings.having(RHYTHM_PER_DAY, 7), RHYTHM_PER_DAY)
    again = ConfigFile(path).load()
    assert not again.broken
    assert again.settings[RHYTHM_PER_DAY] == 7


def test_something_that_is_no_file_is_unreadable_and_untouched(path: Path) -> None:
    path.mkdir()
    file = ConfigFile(path)
    assert file.load().unreadable
    with pytest.raises(OSError, match=r"config\.toml"):
        file.save(Settings().having(RHYTHM_PER_DAY, 2), RHYTHM_PER_DAY)
    assert path.is_dir()
    assert list(path.iterdir()) == []
