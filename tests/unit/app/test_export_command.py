"""`selfkind export` while no program runs."""

import zipfile
from pathlib import Path

import pytest

from selfkind_desktop.app import cli
from selfkind_desktop.app.export_command import UsageError, wish_of
from selfkind_desktop.exchange.own import importing
from selfkind_desktop.paths import Paths


def never_starts(paths: Paths, command: str, args: object) -> int:
    raise AssertionError("an export must not become the program")


@pytest.fixture
def lived(home: Path) -> Path:
    """A home in which a year was lived, apart from any real key store."""
    from selfkind_desktop.app.demo import fill

    fill(Paths.of_this_system(), 1)
    return home


def test_an_open_export_says_what_is_in_it(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.selfkind.zip"
    assert cli.run(["export", str(path)], never_starts) == 0
    said = capsys.readouterr().out
    assert "check-ins" in said
    assert "open to whoever can read the file" in said
    assert zipfile.is_zipfile(path)

    assert cli.run(["export", str(path)], never_starts) == 1
    assert "left as it is" in capsys.readouterr().err
    assert cli.run(["export", "--replace", str(path)], never_starts) == 0


def test_a_file_of_words_locks_it(lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words, path = tmp_path / "words.txt", tmp_path / "out.selfkind.zip"
    words.write_text("seven quiet herons\nnot this\n", "utf-8")
    assert cli.run(["export", "--passphrase-file", str(words), str(path)], never_starts) == 0
    assert importing.is_locked(path)
    assert "herons" not in "".join(capsys.readouterr())


def test_where_nothing_is_kept_nothing_is_made(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["export", str(tmp_path / "out.zip")], never_starts) == 1
    assert "nothing to export" in capsys.readouterr().err
    assert not Paths.of_this_system().vault.exists()
    assert not (tmp_path / "out.zip").exists()


def test_what_makes_no_sense_is_said_before_anything_is_done(tmp_path: Path) -> None:
    answers = iter(("one", "other"))
    for asked in (
        {"readable": True, "passphrase_file": "words.txt"},
        {"readable": False, "passphrase_file": str(tmp_path / "nowhere")},
        {"readable": False, "passphrase_file": ""},
    ):
        with pytest.raises(UsageError):
            wish_of("out.zip", replace=False, ask=lambda _: next(answers), **asked)  # type: ignore[arg-type]
