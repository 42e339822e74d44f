"""The trash of the journal: what is in it can be looked at, put back, and let go of."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.prompting import Prompting
from selfkind_desktop.ui.pages.journal.trash import TrashDialog
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.app.test_journal import Scene
from tests.gui.pages.checks import button, cut_off, says, unnamed


@pytest.fixture
def scene(
    look: Appearance, clock: FakeClock, choices: Choices, kept: Kept, prompting: Prompting, qtbot: QtBot
) -> Iterator[Scene]:
    """Three entries, two of them in the trash."""
    scene = Scene(look, clock, choices, kept, prompting)
    qtbot.addWidget(scene.place.page)
    kept.keeper.changed.connect(lambda _what: scene.place.refresh())
    scene.place.page.resize(900, 600)
    scene.place.page.show()
    for text in ("The first one", "Soup on the balcony", "A slow walk"):
        scene.place.begin()
        scene.write(text)
        clock.advance(minutes=5)
    for entry in kept.store.entries.newest(2):
        scene.place.page.open_entry(entry.id)
        button(scene.place.page, "Put into the trash").click()
        kept.arrive()
        clock.advance(days=1)
    yield scene
    scene.place.page.close()
    scene.place.deleteLater()


def trash(scene: Scene) -> TrashDialog:
    button(scene.place.page, "Trash").click()
    scene.kept.arrive()
    return scene.place.page.findChild(TrashDialog)


def listed(dialog: TrashDialog) -> list[str]:
    return [dialog.rows.item(row).text().split("\n")[0] for row in range(dialog.rows.count())]


def test_what_was_thrown_away_is_listed_with_the_day_on_which_it_leaves(scene: Scene) -> None:
    dialog = trash(scene)
    assert listed(dialog) == ["Soup on the balcony", "A slow walk"]
    assert "Leaves: " in dialog.rows.item(0).text()
    assert dialog.reading.toPlainText() == "Soup on the balcony"
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []


def test_an_entry_is_put_back(scene: Scene) -> None:
    dialog = trash(scene)
    dialog.rows.setCurrentRow(1)
    button(dialog, "Put it back").click()
    scene.kept.arrive()
    assert listed(dialog) == ["Soup on the balcony"]
    assert scene.texts == ["A slow walk", "The first one"]


def test_putting_back_what_undo_still_offers_ends_that_offer(scene: Scene) -> None:
    assert says(scene.place.page, "The entry is in the trash.")
    button(trash(scene), "Put it back").click()
    scene.kept.arrive()
    assert not says(scene.place.page, "The entry is in the trash.")


def test_emptying_is_deliberate_and_for_good(scene: Scene) -> None:
    dialog = trash(scene)
    button(dialog, "Empty the trash…").click()
    assert says(dialog, "These 2 entries, with their earlier words and pictures, will be gone for good.")
    assert QApplication.focusWidget() is button(dialog, "Keep them")
    assert cut_off(dialog) == []
    button(dialog, "Keep them").click()
    scene.kept.arrive()
    assert len(scene.kept.store.entries.thrown_away()) == 2
    button(dialog, "Empty the trash…").click()
    button(dialog, "Let them go for good").click()
    scene.kept.arrive()
    assert scene.kept.store.entries.thrown_away() == []
    assert says(dialog, "The trash is empty.")
    assert not says(scene.place.page, "The entry is in the trash.")
    assert scene.texts == ["The first one"]


def test_esc_and_the_keyboard(scene: Scene, qtbot: QtBot) -> None:
    dialog = trash(scene)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.rows)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.reading, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button(dialog, "Put it back")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: scene.place.page.findChild(TrashDialog) is None)
