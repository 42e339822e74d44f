"""What an entry said before: looked at, compared, brought back, and back again."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.prompting import Prompting
from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.journal.history import HistoryDialog
from selfkind_desktop.ui.pages.journal.past import Reading
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.app.test_journal import Scene
from tests.gui.pages.checks import button, cut_off, says, unnamed


@pytest.fixture
def scene(
    look: Appearance, clock: FakeClock, choices: Choices, kept: Kept, prompting: Prompting, qtbot: QtBot
) -> Iterator[Scene]:
    scene = Scene(look, clock, choices, kept, prompting)
    qtbot.addWidget(scene.place.page)
    scene.place.page.resize(900, 600)
    scene.place.page.show()
    scene.place.refresh()
    kept.arrive()
    yield scene
    scene.place.page.close()
    scene.place.deleteLater()


def rewrite(scene: Scene, text: str) -> None:
    paper = scene.place.page.findChild(Writing)
    paper.selectAll()
    paper.insertPlainText(text)
    scene.place.keep_drafts()
    scene.kept.arrive()
    scene.clock.advance(minutes=10)


def history(scene: Scene) -> HistoryDialog:
    button(scene.place.page, "Earlier words").click()
    scene.kept.arrive()
    return scene.place.page.findChild(HistoryDialog)


@pytest.fixture
def rewritten(scene: Scene) -> Scene:
    scene.place.begin()
    rewrite(scene, "I failed today.")
    rewrite(scene, "I struggled today.")
    return scene


def test_what_changed_is_shown_and_told_in_words(rewritten: Scene) -> None:
    dialog = history(rewritten)
    assert dialog.findChild(Reading).toPlainText() == "I failedstruggled today."
    assert says(dialog, "Went since: “failed”. Came since: “struggled”.")
    assert dialog.findChild(Reading).accessibleDescription().startswith("Went since")
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []


def test_words_come_back_and_those_of_before_are_kept(rewritten: Scene) -> None:
    button(history(rewritten), "Bring these words back").click()
    rewritten.kept.arrive()
    page = rewritten.place.page
    assert page.findChild(Writing).toPlainText() == "I failed today."
    assert rewritten.texts == ["I failed today."]
    assert says(page, "These words are back.")
    assert page.findChild(HistoryDialog) is None
    (entry,) = rewritten.kept.store.entries.newest(2)
    said = {revision.text for revision in rewritten.kept.store.revisions.of(entry.id)}
    assert said == {"I failed today.", "I struggled today."}
    button(page, "Undo").click()
    rewritten.kept.arrive()
    assert rewritten.texts == ["I struggled today."]
    assert not says(page, "These words are back.")


def test_undo_finds_its_entry_again_and_leaves_everything_else(rewritten: Scene) -> None:
    page = rewritten.place.page
    (first,) = rewritten.kept.store.entries.newest(2)
    button(history(rewritten), "Bring these words back").click()
    rewritten.kept.arrive()
    rewritten.place.begin()
    rewritten.write("Another one")
    button(page, "Undo").click()
    rewritten.kept.arrive()
    assert sorted(rewritten.texts) == ["Another one", "I struggled today."]
    texts = {entry.id: entry.text for entry in rewritten.kept.store.entries.newest(2)}
    assert texts[first.id] == "I struggled today."


def test_what_was_typed_a_moment_ago_is_compared_too(rewritten: Scene) -> None:
    rewritten.place.page.findChild(Writing).insertPlainText(" A lot.")
    dialog = history(rewritten)
    assert says(dialog, "Came since: “A lot”.")


def test_an_entry_without_a_past_says_so(scene: Scene) -> None:
    scene.place.begin()
    rewrite(scene, "First words")
    dialog = history(scene)
    assert says(dialog, "Nothing earlier yet.")
    assert [
        each.text() for each in dialog.findChildren(type(button(dialog, "Close"))) if each.isVisible()
    ] == ["Close"]


def test_answers_of_a_form_are_named_and_come_back(scene: Scene) -> None:
    scene.place.begin(EntryKind.REFRAME)
    page = scene.place.page
    happened = next(each for each in page.findChildren(Writing) if each.accessibleName() == "What happened")
    for text in ("I froze.", "I lost the thread."):
        happened.selectAll()
        happened.insertPlainText(text)
        scene.place.keep_drafts()
        scene.kept.arrive()
        scene.clock.advance(minutes=10)
    dialog = history(scene)
    assert dialog.reading.toPlainText().startswith("What happened\nI ")
    button(dialog, "Bring these words back").click()
    scene.kept.arrive()
    assert happened.toPlainText() == "I froze."


def test_keyboard_alone(rewritten: Scene, qtbot: QtBot) -> None:
    rewrite(rewritten, "I was tired today.")
    dialog = history(rewritten)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QListWidget))
    rows = QApplication.focusWidget()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert "failed" in dialog.reading.toPlainText()
    qtbot.keyClick(rows, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.reading
    qtbot.keyClick(dialog.reading, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "Bring these words back"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not rewritten.place.page.findChildren(HistoryDialog))
