"""A guided form: every question may stay empty, nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from selfkind_desktop import assets
from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.domain.journal_content import load_forms
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.journal.form_pane import FormPane
from selfkind_desktop.ui.pages.journal.tag_field import TagField
from selfkind_desktop.ui.theme import Appearance
from tests.gui.pages.checks import says
from tests.gui.pages.conftest import Show

Key = Qt.Key
FORMS = load_forms(assets.path("content", "en", "forms.toml"))


@pytest.fixture
def reframe(look: Appearance, shown: Show) -> FormPane:
    pane = FormPane(look, FORMS[EntryKind.REFRAME])
    shown(pane)
    return pane


def answer(pane: FormPane, ask: str) -> Writing:
    return next(page for page in pane.findChildren(Writing) if page.accessibleName() == ask)


def test_every_question_is_asked_and_named_for_screen_readers(reframe: FormPane) -> None:
    asked = [question for question in reframe.form.questions if not question.is_rest]
    assert [page.accessibleName() for page in reframe.findChildren(Writing)] == [
        *(question.ask for question in asked),
        "Anything else",
    ]
    for question in reframe.form.questions:
        assert says(reframe, question.ask)


def test_what_is_typed_is_an_answer(reframe: FormPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reframe.changed):
        qtbot.keyClicks(answer(reframe, "What happened"), "I froze.")
    assert reframe.answers["happened"] == "I froze."
    assert reframe.answers["critic"] == ""


def test_showing_answers_tells_nobody(reframe: FormPane, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(reframe.changed):
        reframe.show_answers({"happened": "I froze.", "step": "Sleep."})
    assert reframe.answers["step"] == "Sleep."


def test_a_long_answer_is_never_cut_off(reframe: FormPane) -> None:
    page = answer(reframe, "What happened")
    low = page.sizeHint().height()
    reframe.show_answers({"happened": "One line after another. " * 60})
    assert page.sizeHint().height() > 4 * low
    assert page.sizeHint().height() >= page.document().size().height()


def test_tab_goes_from_question_to_question(reframe: FormPane, qtbot: QtBot) -> None:
    first = answer(reframe, "What happened")
    first.setFocus()
    qtbot.keyClick(first, Key.Key_Tab)
    assert reframe.focusWidget() is answer(reframe, "What the critic said")


def test_the_keyboard_begins_at_the_first_empty_question(reframe: FormPane) -> None:
    reframe.show_answers({"happened": "I froze."})
    reframe.focus_first_empty()
    assert reframe.focusWidget() is answer(reframe, "What the critic said")


def test_two_taps_can_be_taken_back(look: Appearance, shown: Show) -> None:
    pane = FormPane(look, FORMS[EntryKind.CRITIC])
    shown(pane)
    chips = {chip.text(): chip for chip in pane.findChildren(QAbstractButton)}
    chips["Loud"].click()
    chips["Work"].click()
    assert (pane.answers["volume"], pane.answers["about"]) == ("loud", "work")
    chips["Clear"].click()
    assert pane.answers["volume"] == "clear"
    chips["Clear"].click()
    assert pane.answers["volume"] == ""


@pytest.fixture
def tags(look: Appearance, shown: Show) -> TagField:
    field = TagField(look)
    shown(field)
    return field


def test_tags_are_added_with_return_comma_or_by_leaving(tags: TagField, qtbot: QtBot) -> None:
    heard: list[tuple[str, ...]] = []
    tags.changed.connect(heard.append)
    field = tags._field
    qtbot.keyClicks(field, "#work")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.keyClicks(field, "slow  days,")
    qtbot.keyClicks(field, "Work")
    field.clearFocus()
    assert tags.tags == ("work", "slow days")
    assert heard == [("work",), ("work", "slow days")]


def test_tags_are_taken_away_by_pressing_or_with_backspace(tags: TagField, qtbot: QtBot) -> None:
    tags.show_tags(["work", "sleep", "rain"])
    qtbot.keyClick(tags._field, Key.Key_Backspace)
    assert tags.tags == ("work", "sleep")
    first = next(chip for chip in tags.findChildren(QAbstractButton) if chip.text() == "#work")
    first.click()
    assert tags.tags == ("sleep",)
