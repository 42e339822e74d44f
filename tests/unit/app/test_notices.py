"""One clear sentence for each thing that went wrong, for the terminal, the window and the panel alike."""

import errno
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.notices import Notices
from selfkind_desktop.domain.settings import SettingError, Settings
from selfkind_desktop.storage.config_file import Loaded
from selfkind_desktop.storage.errors import DatabaseDamaged, DiskFull

NO_ROOM = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def notices(qtbot: QtBot) -> Iterator[Notices]:
    notices = Notices()
    yield notices
    notices.deleteLater()


def test_while_all_is_well_there_is_nothing_to_say(notices: Notices) -> None:
    assert notices.latest == ""
    assert notices.holding == {}


def test_a_broken_file_of_choices_is_named(notices: Notices, capsys: pytest.CaptureFixture[str]) -> None:
    told = QSignalSpy(notices.told)
    notices.tell_of_config(Loaded(Settings(), broken=True))
    assert "config.toml is not readable" in notices.latest
    assert told.at(0) == ["config", notices.latest]
    assert capsys.readouterr().err == notices.latest + "\n"


def test_values_that_cannot_be_used_are_named(notices: Notices) -> None:
    problems = (SettingError("rhythm.per_day", "…"), SettingError("pause.minutes", "…"))
    notices.tell_of_config(Loaded(Settings(), problems))
    assert "(rhythm.per_day, pause.minutes)" in notices.latest


def test_a_file_that_may_not_be_opened_is_another_sentence(notices: Notices) -> None:
    notices.tell_of_config(Loaded(Settings(), unreadable=True))
    assert "cannot be opened" in notices.latest
    assert "untouched" in notices.latest


def test_what_keeps_words_from_the_disk_comes_first_and_goes_when_it_is_over(
    notices: Notices, capsys: pytest.CaptureFixture[str]
) -> None:
    notices.tell_of_config(Loaded(Settings(), broken=True))
    notices.tell_of_store(DatabaseDamaged("selfkind.db"))
    assert notices.latest.startswith("selfkind.db is damaged")
    notices.tell_of_store(DiskFull("selfkind.db"))
    assert notices.latest.startswith("The disk is full")
    notices.tell_of_store(None)
    assert "config.toml" in notices.latest
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_what_was_read_and_put_away_is_gone(notices: Notices) -> None:
    changed = QSignalSpy(notices.changed)
    notices.tell_not_kept(NO_ROOM)
    assert "No space left on device" in notices.latest
    notices.put_away("not-kept")
    assert notices.latest == ""
    assert changed.count() == 2
    notices.put_away("not-kept")
    assert changed.count() == 2


def test_the_latest_of_several_shows_and_the_others_wait(notices: Notices) -> None:
    notices.tell_not_kept(NO_ROOM)
    notices.tell_login_refused("Permission denied")
    assert "Permission denied" in notices.latest
    notices.put_away("login")
    assert "could not be saved" in notices.latest


def test_the_same_again_is_not_said_again(notices: Notices, capsys: pytest.CaptureFixture[str]) -> None:
    notices.tell_not_kept(NO_ROOM)
    notices.tell_not_kept(NO_ROOM)
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_closed_home_is_one_sentence_and_not_one_for_each_file(
    notices: Notices, capsys: pytest.CaptureFixture[str]
) -> None:
    notices.tell_of_home()
    notices.tell_of_schedule(NO_ROOM)
    assert "may not write to its folder" in notices.latest
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_schedule_that_is_kept_again_needs_no_notice(notices: Notices) -> None:
    notices.tell_of_schedule(NO_ROOM)
    assert "Reminders go on" in notices.latest
    notices.tell_of_schedule(None)
    assert notices.latest == ""


def test_without_a_terminal_nobody_is_told_there(notices: Notices, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(sys, "stderr", None)
    notices.tell_of_home()
    assert "may not write" in notices.latest
