"""What a person chooses holds at once, is announced once, and is kept."""

from pathlib import Path

from PySide6.QtTest import QSignalSpy

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.domain.settings import PAUSE_MINUTES, REMINDER_SECONDS, RHYTHM_PER_DAY
from selfkind_desktop.storage.config_file import ConfigFile


def test_a_choice_holds_at_once_and_after_a_restart(choices: Choices, config_file: ConfigFile) -> None:
    told = QSignalSpy(choices.changed)
    assert choices.choose(PAUSE_MINUTES, 5)
    assert choices[PAUSE_MINUTES] == 5
    assert told.count() == 1
    assert told.at(0) == [frozenset({"pause.minutes"})]
    assert config_file.load().settings[PAUSE_MINUTES] == 5


def test_the_same_again_is_no_news(choices: Choices, tmp_path: Path) -> None:
    told = QSignalSpy(choices.changed)
    assert choices.choose(PAUSE_MINUTES, 2)
    assert told.count() == 0
    assert not (tmp_path / "config").exists()


def test_several_choices_are_told_once_and_only_what_differs(choices: Choices) -> None:
    told = QSignalSpy(choices.changed)
    choices.choose_all({"reminder.seconds": 60, "rhythm.per_day": 3, "pause.minutes": 1})
    assert told.count() == 1
    assert told.at(0) == [frozenset({"reminder.seconds", "pause.minutes"})]
    assert (choices[REMINDER_SECONDS], choices[RHYTHM_PER_DAY]) == (60, 3)


def test_a_choice_that_cannot_be_kept_holds_and_says_so(choices: Choices, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file in the way")
    told, not_kept = QSignalSpy(choices.changed), QSignalSpy(choices.not_kept)
    assert not choices.choose(PAUSE_MINUTES, 5)
    assert choices[PAUSE_MINUTES] == 5
    assert told.count() == 1
    assert not_kept.count() == 1
    assert isinstance(not_kept.at(0)[0], OSError)
