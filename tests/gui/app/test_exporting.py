"""A person takes everything along: locked or open, in words or to come back with."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.exporting import Exporting
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.exchange.own import importing, lossless
from selfkind_desktop.storage.errors import DiskFull
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.vault.dialog import StepsDialog
from tests.fakes import FakeClock, InlineRunner
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button, cut_off, says, unnamed


class Names:
    """Stands for the dialog that asks for a name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.suggested: list[str] = []

    def __call__(self, parent: QWidget, suggested: Path, kinds: str, answer: Callable[[Path], None]) -> None:
        self.suggested.append(suggested.name)
        answer(self.folder / suggested.name)


@pytest.fixture
def names(tmp_path: Path) -> Names:
    folder = tmp_path / "stick"
    folder.mkdir()
    return Names(folder)


@pytest.fixture
def runner() -> InlineRunner:
    return InlineRunner()


@pytest.fixture
def exporting(
    kept: Kept, clock: FakeClock, look: Appearance, names: Names, runner: InlineRunner, qtbot: QtBot
) -> Iterator[Exporting]:
    now = clock.now()
    kept.store.entries.add(Entry("e", now.stamp(), EntryKind.FREE, "A lamp in the window.", now.at))
    exporting = Exporting(lambda: look, clock, kept.keeper, names, runner)
    yield exporting
    runner.held = False
    exporting.close()
    exporting.deleteLater()


def shown(exporting: Exporting) -> StepsDialog:
    assert exporting.dialog is not None
    return exporting.dialog


def type_twice(dialog: StepsDialog, text: str, again: str = "") -> None:
    for line, words in zip(dialog.step.findChildren(QLineEdit), (text, again or text), strict=True):
        line.setText(words)
        line.textEdited.emit(words)


def test_everything_goes_into_an_open_file_and_comes_back(
    exporting: Exporting, names: Names, kept: Kept, clock: FakeClock
) -> None:
    section = exporting.make_section()
    section.show()
    button(section, "Export everything…").click()
    dialog = shown(exporting)
    assert not unnamed(dialog)
    button(dialog, "Leave it open").click()
    assert says(dialog, "can read all of it")
    button(dialog, "Choose where it goes…").click()
    kept.arrive()

    assert says(dialog, "1 entry")
    assert names.suggested == ["Selfkind 2026-11-23.selfkind.zip"]
    incoming = importing.look(names.folder / names.suggested[0], None, clock)
    assert incoming.preview.content.rows["entries"] == 1
    incoming.close()
    button(dialog, "Done").click()
    assert exporting.dialog is None
    section.deleteLater()


def test_a_passphrase_locks_the_file(
    exporting: Exporting, names: Names, kept: Kept, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lossless.Lock.__init__, "__defaults__", (4,))
    exporting.export_everything()
    dialog = shown(exporting)
    button(dialog, "Leave it open").click()
    button(dialog, "Lock it after all").click()
    type_twice(dialog, "seven quiet herons", "seven")
    assert not button(dialog, "Choose where it goes…").isEnabled()
    type_twice(dialog, "seven quiet herons")
    button(dialog, "Choose where it goes…").click()
    kept.arrive()

    assert says(dialog, "without it nobody can open it")
    path = names.folder / names.suggested[0]
    assert importing.is_locked(path)
    importing.look(path, "seven quiet herons", clock).close()
    dialog.close()


@pytest.mark.parametrize(("choice", "name"), [("As one zip file…", ".zip"), ("As a folder…", "")])
def test_words_to_read(exporting: Exporting, names: Names, kept: Kept, choice: str, name: str) -> None:
    exporting.export_to_read()
    dialog = shown(exporting)
    button(dialog, choice).click()
    kept.arrive()
    path = names.folder / f"Selfkind 2026-11-23 to read{name}"
    if name:
        with zipfile.ZipFile(path) as archive:
            text = archive.read("entries/2026-11-23-a-lamp-in-the-window.md").decode()
    else:
        text = (path / "entries/2026-11-23-a-lamp-in-the-window.md").read_text("utf-8")
    assert "A lamp in the window." in text
    dialog.close()


def test_stopping_leaves_nothing(
    exporting: Exporting, names: Names, kept: Kept, runner: InlineRunner
) -> None:
    runner.held = True
    exporting.export_to_read()
    dialog = shown(exporting)
    button(dialog, "As one zip file…").click()
    kept.arrive()
    button(dialog, "Stop").click()
    runner.held = False
    runner.go()
    kept.arrive()
    assert says(dialog, "Stopped. Nothing was written.")
    assert list(names.folder.iterdir()) == []
    dialog.close()


def test_trouble_is_told_where_the_name_was_chosen(exporting: Exporting, kept: Kept) -> None:
    kept.refuse(DiskFull("selfkind.db"))
    exporting.export_to_read()
    dialog = shown(exporting)
    button(dialog, "As one zip file…").click()
    kept.arrive()
    assert says(dialog, "The disk is full")
    assert button(dialog, "As one zip file…").isEnabled()
    dialog.close()


def test_the_command_line_is_told_when_it_is_done(exporting: Exporting, names: Names, kept: Kept) -> None:
    path = names.folder / "by-command.zip"
    assert exporting.by_command("export", {"path": str(path)}).ok
    kept.arrive()
    reply = exporting.by_command("export-status", {})
    assert reply.ok
    assert "1 entry" in str(reply.result)
    assert exporting.by_command("export", {"path": str(path)}).ok
    kept.arrive()
    again = exporting.by_command("export-status", {})
    assert not again.ok
    assert "already" in again.sentence


def test_nothing_is_cut_off(exporting: Exporting, kept: Kept, look: Appearance) -> None:
    exporting.export_everything()
    dialog = shown(exporting)
    for step in dialog.steps:
        dialog.show_step(step)
        kept.arrive()
        assert not cut_off(dialog)
    dialog.close()
