"""Made-up data for pictures and curious people: believable, marked, and never over real ones."""

from pathlib import Path

import pytest

from selfkind_desktop.app import cli
from selfkind_desktop.app.demo import fill
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.settings import FIRST_RUN_DONE
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.storage.store import Store
from tests.fakes import FakeClock


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.below(tmp_path / "demo")


def test_a_year_of_a_believable_life(paths: Paths) -> None:
    clock = FakeClock()
    fill(paths, 1, clock)
    store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), clock)
    try:
        assert 300 < store.check_ins.count() < 1500
        assert 80 < store.pauses.count() < 500
        assert 80 < store.reminders.count() < 500
        entries = store.entries.newest(1000)
        assert {entry.kind for entry in entries} == {EntryKind.FREE, EntryKind.PAUSE_LINE}
        days = {entry.stamp.day for entry in entries}
        assert max(days) <= clock.now().day()
        assert (max(days) - min(days)).days > 250
        assert all(entry.stamp.at <= clock.now().at for entry in entries)
        moods = {each.mood for each in store.check_ins.newest(1000)}
        assert len(moods) == 5
        assert store.reminders.latest().answer in Answer
    finally:
        store.close()


def test_it_is_marked_and_past_its_first_run(paths: Paths) -> None:
    fill(paths, 1, FakeClock())
    assert paths.is_demo
    assert ConfigFile(paths.config_file).load().settings[FIRST_RUN_DONE]


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        paths = Paths.below(tmp_path / name)
        clock = FakeClock()
        fill(paths, 1, clock)
        store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), clock)
        texts.append([entry.text for entry in store.entries.newest(50)])
        store.close()
    assert texts[0] == texts[1]


def test_real_data_are_left_alone(paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    paths.vault.write_text("mine")
    with pytest.raises(FileExistsError):
        fill(paths, 1, FakeClock())
    assert paths.vault.read_text() == "mine"
    assert not paths.is_demo
    assert list(paths.data.iterdir()) == [paths.vault]


def test_the_command_says_how_to_look_at_it_and_refuses_a_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "demo")
    assert cli.run(["demo", "--years", "1", folder], lambda *_: 9) == 0
    assert f"SELFKIND_HOME={folder} selfkind opens them." in capsys.readouterr().out
    assert cli.run(["demo", folder], lambda *_: 9) == 1
    assert "Choose an empty folder" in capsys.readouterr().err
