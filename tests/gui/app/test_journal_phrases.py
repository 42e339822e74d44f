"""Kind sentences: marked in an entry, looked after, and back in a pause."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.prompting import Prompting
from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.journal.phrases import PhrasesDialog
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.switch import Switch
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.app.test_journal import Scene
from tests.gui.pages.checks import button, cut_off, says, unnamed

Key, Modifier = Qt.Key, Qt.KeyboardModifier
WORDS = "A lot today. **May I go slowly.** Then soup."


@pytest.fixture
def scene(
    look: Appearance, clock: FakeClock, choices: Choices, kept: Kept, prompting: Prompting, qtbot: QtBot
) -> Iterator[Scene]:
    scene = Scene(look, clock, choices, kept, prompting)
    qtbot.addWidget(scene.place.page)
    scene.place.page.resize(1000, 700)
    scene.place.page.show()
    scene.place.begin()
    scene.write(WORDS)
    yield scene
    scene.place.page.close()
    scene.place.deleteLater()


def mark(scene: Scene, qtbot: QtBot, word: str, paper: Writing | None = None) -> None:
    """Put the cursor behind a word and press the keys."""
    paper = paper or scene.place.page.findChild(Writing)
    paper.setFocus()
    cursor = paper.textCursor()
    cursor.setPosition(paper.toPlainText().index(word) + 1)
    paper.setTextCursor(cursor)
    qtbot.keyClick(paper, Key.Key_P, Modifier.ControlModifier | Modifier.ShiftModifier)
    scene.kept.arrive()


def kept_texts(scene: Scene) -> list[str]:
    return [phrase.text for phrase in scene.kept.store.phrases.newest(9)]


def phrases(scene: Scene) -> PhrasesDialog:
    button(scene.place.page, "Phrases").click()
    scene.kept.arrive()
    return scene.place.page.findChild(PhrasesDialog)


def test_the_sentence_at_the_cursor_is_kept_without_its_looks(scene: Scene, qtbot: QtBot) -> None:
    mark(scene, qtbot, "slowly")
    assert kept_texts(scene) == ["May I go slowly."]
    (phrase,) = scene.kept.store.phrases.newest(2)
    assert phrase.source == scene.place.page.open_now.id
    assert phrase.in_pauses
    assert says(scene.place.page, "Kept as a phrase.")
    button(scene.place.page, "Undo").click()
    scene.kept.arrive()
    assert kept_texts(scene) == []


def test_selected_words_are_kept_as_they_are(scene: Scene) -> None:
    paper = scene.place.page.findChild(Writing)
    paper.moveCursor(paper.textCursor().MoveOperation.Start)
    assert paper.find("go slowly")
    button(scene.place.page, "Keep as a phrase").click()
    scene.kept.arrive()
    assert kept_texts(scene) == ["go slowly"]


def test_what_is_a_phrase_already_is_said(scene: Scene, qtbot: QtBot) -> None:
    mark(scene, qtbot, "soup")
    mark(scene, qtbot, "soup")
    assert kept_texts(scene) == ["Then soup."]
    assert says(scene.place.page, "This is one of your phrases already.")


def test_a_long_passage_is_no_phrase(scene: Scene, qtbot: QtBot) -> None:
    paper = scene.place.page.findChild(Writing)
    paper.setPlainText("and so on " * 40)
    mark(scene, qtbot, "so")
    assert kept_texts(scene) == []
    assert says(scene.place.page, "A single sentence is best.")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_keeps_what_was_clicked_on(scene: Scene) -> None:
    paper = scene.place.page.findChild(Writing)
    cursor = paper.textCursor()
    cursor.setPosition(3)
    where = paper.cursorRect(cursor).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, where, paper.viewport().mapToGlobal(where), Modifier.NoModifier
    )
    QApplication.sendEvent(paper.viewport(), event)
    menu = next(each for each in paper.findChildren(QMenu) if each.isVisible())
    next(each for each in menu.actions() if "Keep as a phrase" in each.text()).trigger()
    menu.close()
    scene.kept.arrive()
    assert kept_texts(scene) == ["A lot today."]


def test_an_answer_of_a_form_can_be_a_phrase(scene: Scene, qtbot: QtBot) -> None:
    scene.place.begin(EntryKind.REFRAME)
    page = scene.place.page
    friend = next(
        each for each in page.findChildren(Writing) if each.accessibleName() == "What I would say to a friend"
    )
    friend.insertPlainText("You did what you could.")
    mark(scene, qtbot, "could", friend)
    assert kept_texts(scene) == ["You did what you could."]


def test_a_phrase_is_reworded_held_back_and_removed(scene: Scene, qtbot: QtBot) -> None:
    mark(scene, qtbot, "soup")
    dialog = phrases(scene)
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []
    dialog.words.setPlainText("Then soup,\nand a chair.")
    dialog.findChild(Switch).click()
    scene.kept.arrive()
    (phrase,) = scene.kept.store.phrases.newest(2)
    assert (phrase.text, phrase.in_pauses) == ("Then soup, and a chair.", False)
    assert "not in pauses" in dialog.rows.item(0).text()
    button(dialog, "Remove it").click()
    scene.kept.arrive()
    assert kept_texts(scene) == []
    button(dialog, "Undo").click()
    scene.kept.arrive()
    assert kept_texts(scene) == ["Then soup, and a chair."]
    assert dialog.words.toPlainText() == "Then soup, and a chair."


def test_one_can_be_added_and_an_empty_one_never_was(scene: Scene) -> None:
    dialog = phrases(scene)
    assert says(dialog, "None yet.")
    button(dialog, "Add a phrase").click()
    button(dialog, "Add a phrase").click()
    dialog.words.setPlainText("I may begin again.")
    dialog.reject()
    scene.kept.arrive()
    assert kept_texts(scene) == ["I may begin again."]


def test_words_too_long_for_a_pause_are_said_to_be(scene: Scene) -> None:
    dialog = phrases(scene)
    button(dialog, "Add a phrase").click()
    dialog.words.setPlainText("long " * 60)
    assert says(dialog, "A little long for a pause")
    dialog.flush()
    scene.kept.arrive()
    assert kept_texts(scene) == []
