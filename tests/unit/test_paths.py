"""Where everything is."""

import os
from pathlib import Path

import pytest

from selfkind_desktop import assets
from selfkind_desktop.paths import Paths, demo_mark


def all_of(paths: Paths) -> list[Path]:
    return [
        paths.data,
        paths.config,
        paths.state,
        paths.run,
        paths.key,
        paths.database,
        paths.vault,
        paths.backups,
        paths.config_file,
        paths.state_file,
        paths.log_file,
        paths.key_file,
    ]


def test_one_folder_holds_everything(home: Path) -> None:
    paths = Paths.of_this_system()
    assert all(path.is_relative_to(home) for path in all_of(paths))
    assert len(set(all_of(paths))) == 12


def test_a_folder_named_from_here_means_the_same_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SELFKIND_HOME", "here")
    paths = Paths.of_this_system()
    assert paths.data == tmp_path / "here" / "data"
    monkeypatch.setenv("SELFKIND_HOME", "~/there")
    assert Paths.of_this_system().data == Path.home() / "there" / "data"


@pytest.mark.only_on("linux")
def test_otherwise_everything_is_where_this_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SELFKIND_HOME")
    paths = Paths.of_this_system()
    assert paths.database == tmp_path / "xdg_data_home" / "selfkind" / "selfkind.db"
    assert paths.config_file == tmp_path / "xdg_config_home" / "selfkind" / "config.toml"
    assert paths.log_file == tmp_path / "xdg_state_home" / "selfkind" / "selfkind.log"
    # The key never lies beside what it opens.
    assert paths.key_file.parent != paths.data


def test_a_home_that_is_not_there_yet_can_be_made(home: Path) -> None:
    assert Paths.below(home).can_run_here()
    assert not home.exists()


def test_a_home_below_a_file_cannot(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    paths = Paths.below(tmp_path / "file" / "home")
    assert not paths.can_run_here()
    assert not paths.is_demo


def test_where_we_may_not_look_there_is_nothing_to_see(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "exists", refuse)
    paths = Paths.below(home)
    assert not paths.is_demo
    paths.can_run_here()


def test_lock_and_socket_can_be_elsewhere_and_always_in_the_same_place(home: Path) -> None:
    paths = Paths.below(home)
    aside = paths.running_in_temp()
    assert aside == paths.running_in_temp()
    assert aside.run != paths.run
    assert not aside.run.is_relative_to(home)
    assert [aside.data, aside.config, aside.state] == [paths.data, paths.config, paths.state]
    assert Paths.below(home / "other").running_in_temp().run != aside.run
    if hasattr(os, "getuid"):
        assert str(os.getuid()) in aside.run.name


def test_made_up_data_are_marked(home: Path) -> None:
    paths = Paths.below(home)
    assert not paths.is_demo
    paths.data.mkdir(parents=True)
    demo_mark(paths.data).touch()
    assert paths.is_demo


def test_every_kind_of_resource_is_found() -> None:
    for name in ("content/en", "icons", "themes"):
        assert assets.path(*name.split("/")).is_dir()


def test_an_installation_without_resources_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "selfkind_desktop")
    with pytest.raises(FileNotFoundError, match="resources"):
        assets.root()
    (tmp_path / "selfkind_desktop" / "resources").mkdir(parents=True)
    assert assets.root() == tmp_path / "selfkind_desktop" / "resources"
