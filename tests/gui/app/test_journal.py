"""The journal in the running program: every word on the disk, or still on the screen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.journal import JournalPlace
from selfkind_desktop.app.prompting import Prompting
from selfkind_desktop.domain.journal import Entry, EntryKind, Part
from selfkind_desktop.domain.settings import JOURNAL_PROMPTS
from selfkind_desktop.storage.errors import DiskFull
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.journal.prompt_line import PromptLine
from selfkind_desktop.ui.pages.journal.tag_field import TagField
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button, says, seen


class Scene:
    """Somebody who writes."""

    def __init__(
        self, look: Appearance, clock: FakeClock, choices: Choices, kept: Kept, prompting: Prompting
    ) -> None:
        self.clock, self.kept, self.choices = clock, kept, choices
        self.place = JournalPlace(look, clock, choices, kept.keeper, prompting)

    def write(self, text: str) -> None:
        self.place.page.findChild(Writing).insertPlainText(text)
        self.place.keep_drafts()
        self.kept.arrive()

    @property
    def texts(self) -> list[str]:
        return [entry.text for entry in self.kept.store.entries.newest(10)]


@pytest.fixture
def scene(
    look: Appearance,
    clock: FakeClock,
    choices: Choices,
    kept: Kept,
    prompting: Prompting,
    qtbot: QtBot,
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


def test_a_new_entry_is_on_the_disk_with_its_first_word(scene: Scene) -> None:
    begun = scene.clock.now()
    scene.place.begin()
    assert scene.texts == []
    scene.write("Dear me")
    (entry,) = scene.kept.store.entries.newest(5)
    assert (entry.text, entry.kind, entry.stamp) == ("Dear me", EntryKind.FREE, begun.stamp())
    scene.clock.advance(minutes=5)
    scene.write(", it was a day.")
    (entry,) = scene.kept.store.entries.newest(5)
    assert entry.text == "Dear me, it was a day."
    assert entry.stamp == begun.stamp()
    assert entry.updated == scene.clock.now().at


def test_two_entries_are_two(scene: Scene) -> None:
    for text in ("one", "two"):
        scene.place.begin()
        scene.write(text)
        scene.clock.advance(minutes=1)
    assert scene.texts == ["two", "one"]


def test_what_is_there_already_is_shown(scene: Scene) -> None:
    at = scene.clock.now()
    scene.kept.store.entries.add(Entry(new_id(), at.stamp(), EntryKind.FREE, "From before", at.at))
    scene.place.refresh()
    scene.kept.arrive()
    scene.place.page.open_entry(scene.kept.store.entries.newest(1)[0].id)
    assert scene.place.page.findChild(Writing).toPlainText() == "From before"


def test_to_the_trash_and_back(scene: Scene) -> None:
    scene.place.begin()
    scene.write("one")
    (entry,) = scene.kept.store.entries.newest(5)
    scene.place.page.trashed.emit(entry.id)
    scene.kept.arrive()
    assert scene.texts == []
    scene.place.page.restored.emit(entry.id)
    scene.kept.arrive()
    assert scene.texts == ["one"]


def test_on_a_full_disk_the_words_stay_and_are_kept_once_there_is_room(scene: Scene, qtbot: QtBot) -> None:
    scene.place.begin()
    scene.kept.keeper.troubled.connect(scene.place.show_trouble)
    scene.kept.refuse(DiskFull("selfkind.db"))
    scene.write("a word")
    assert scene.place.page.findChild(Writing).toPlainText() == "a word"
    qtbot.waitUntil(lambda: says(scene.place.page, "Not on disk yet"))
    scene.write(" and another")
    qtbot.waitUntil(lambda: says(scene.place.page, "Not on disk yet"))
    scene.kept.refuses = None
    scene.kept.keeper.try_again()
    scene.kept.arrive()
    assert scene.texts == ["a word and another"]
    qtbot.waitUntil(lambda: not says(scene.place.page, "Not on disk yet"))


def test_a_page_that_was_given_back_hears_of_nothing(
    look: Appearance, clock: FakeClock, choices: Choices, kept: Kept, prompting: Prompting
) -> None:
    place = JournalPlace(look, clock, choices, kept.keeper, prompting)
    kept.runner.held = True
    place.refresh()
    delete(place.page)
    kept.runner.held = False
    kept.runner.go()
    place.deleteLater()


def test_the_blank_page_asks_something_until_there_is_a_word(scene: Scene) -> None:
    scene.place.begin()
    prompt = scene.place.page.findChild(PromptLine)
    first = prompt.text
    assert first
    button(scene.place.page, "Another question").click()
    assert prompt.text not in ("", first)
    scene.write("It was")
    assert prompt.text == ""


def test_a_question_can_be_written_about(scene: Scene) -> None:
    scene.place.begin()
    asked = scene.place.page.findChild(PromptLine).text
    button(scene.place.page, "Write about this").click()
    scene.write("It was a lot.")
    assert scene.texts == [f"> {asked}\n\nIt was a lot."]


def test_questions_can_be_sent_away_for_good(scene: Scene) -> None:
    scene.place.begin()
    button(scene.place.page, "No questions here").click()
    assert scene.choices[JOURNAL_PROMPTS] is False
    scene.place.begin()
    assert scene.place.page.findChild(PromptLine).text == ""


def test_a_reframe_keeps_every_answer_and_everything_beside_it(scene: Scene) -> None:
    scene.place.begin(EntryKind.REFRAME)
    page = scene.place.page
    happened = next(each for each in page.findChildren(Writing) if each.accessibleName() == "What happened")
    happened.insertPlainText("I froze.")
    page.findChild(TagField)._field.setText("work,")
    page.findChild(TagField)._take()
    title = next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Title")
    title.setText("The meeting")
    scene.place.keep_drafts()
    happened.insertPlainText(" Really.")
    scene.place.keep_drafts()
    scene.kept.arrive()
    (entry,) = scene.kept.store.entries.newest(5)
    assert entry.kind is EntryKind.REFRAME
    assert entry.parts == (Part("happened", "I froze. Really."),)
    assert (entry.title, entry.tags) == ("The meeting", ("work",))


def test_what_an_entry_holds_that_the_page_does_not_show_stays(scene: Scene) -> None:
    now = scene.clock.now()
    rich = Entry(
        new_id(),
        now.stamp(),
        EntryKind.FREE,
        "From elsewhere",
        now.at,
        title="Before",
        parts=(Part("retired", "an old answer"),),
        words_before=("tender",),
        tags=("rain",),
        starred=True,
    )
    scene.kept.keeper.keep(lambda store: store.entries.add(rich))
    scene.kept.arrive()
    scene.place.refresh()
    scene.kept.arrive()
    scene.write(" and more")
    (entry,) = scene.kept.store.entries.newest(5)
    assert entry == replace(rich, text="From elsewhere and more", updated=entry.updated)


def test_a_line_of_the_critic_log_can_be_looked_at_again(scene: Scene, qtbot: QtBot) -> None:
    scene.place.begin(EntryKind.CRITIC)
    page = scene.place.page
    assert not any(each.text().startswith("Look at it again") for each in seen(page, QAbstractButton))
    said = next(
        each for each in page.findChildren(Writing) if each.accessibleName() == "What the critic said"
    )
    said.insertPlainText("You always leave it too late.")
    qtbot.waitUntil(lambda: button(page, "Look at it again, kindly?").isVisible())
    scene.clock.advance(hours=3)
    button(page, "Look at it again, kindly?").click()
    scene.kept.arrive()
    assert len(scene.kept.store.entries.newest(5)) == 1
    friend = next(
        each for each in page.findChildren(Writing) if each.accessibleName() == "What I would say to a friend"
    )
    friend.insertPlainText("You came.")
    scene.place.keep_drafts()
    scene.kept.arrive()
    reframe, critic = scene.kept.store.entries.newest(5)
    assert (reframe.kind, critic.kind) == (EntryKind.REFRAME, EntryKind.CRITIC)
    assert reframe.parts == (Part("critic", "You always leave it too late."), Part("friend", "You came."))
    assert critic.parts == (Part("critic", "You always leave it too late."),)
