"""A person deletes everything from Settings: told first, a word typed, and the program ends."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.deletion import Deletion, finish
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.unfinished import is_being_erased
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.vault.dialog import StepsDialog
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button, cut_off, says, unnamed


@pytest.fixture
def deletion(
    kept: Kept, paths: Paths, clock: FakeClock, look: Appearance, qtbot: QtBot
) -> Iterator[Deletion]:
    now = clock.now()
    kept.store.entries.add(Entry("e", now.stamp(), EntryKind.FREE, "A lamp in the window.", now.at))
    deletion = Deletion(
        lambda: look, kept.keeper, paths, lambda: "/media/stick", lambda _keeper, _account: False
    )
    yield deletion
    deletion.put_away()
    deletion.deleteLater()


def shown(deletion: Deletion) -> StepsDialog:
    assert deletion.dialog is not None
    return deletion.dialog


def test_it_says_what_goes_asks_for_a_word_and_ends(deletion: Deletion, kept: Kept, paths: Paths) -> None:
    gone = QSignalSpy(deletion.gone)
    section = deletion.make_section()
    section.show()
    button(section, "Delete everything…").click()
    dialog = shown(deletion)
    assert says(dialog, "/media/stick")
    assert says(dialog, "cannot reach")
    assert not unnamed(dialog)
    assert not cut_off(dialog)
    button(dialog, "Go on").click()
    kept.arrive()
    assert not button(dialog, "Delete everything").isEnabled()
    line = dialog.step.findChild(QLineEdit)
    assert line is not None
    line.setText("Delete")
    line.textEdited.emit("Delete")
    button(dialog, "Delete everything").click()
    kept.arrive()

    assert says(dialog, "The key is destroyed")
    assert says(dialog, "key store did not answer")
    assert is_being_erased(paths.data)
    assert not paths.vault.exists()
    assert not gone.count()
    button(dialog, "End Selfkind").click()
    assert gone.count() == 1
    kept.refuses = None
    finish(paths)
    assert not paths.data.exists()
    section.deleteLater()


def test_leaving_before_the_word_changes_nothing(deletion: Deletion, paths: Paths) -> None:
    gone = QSignalSpy(deletion.gone)
    deletion.open()
    button(shown(deletion), "Cancel").click()
    assert deletion.dialog is None
    assert not gone.count()
    assert paths.vault.exists()


def test_an_export_is_offered_first(deletion: Deletion) -> None:
    wanted = QSignalSpy(deletion.export_wanted)
    deletion.open()
    button(shown(deletion), "Export everything first…").click()
    assert wanted.count() == 1
    assert deletion.dialog is None
