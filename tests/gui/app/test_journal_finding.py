"""Finding in the running program: from the store, in the worker, and nothing stale."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.journal import JournalPlace
from selfkind_desktop.app.prompting import Prompting
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.ui.pages.find_field import FindField
from selfkind_desktop.ui.pages.journal.star_button import StarButton
from selfkind_desktop.ui.pages.journal.tag_field import TagField
from selfkind_desktop.ui.pages.values import Whereabouts
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.chip import Chip
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button, says

COUNT = 200


class Scene:
    """A journal of two hundred entries."""

    def __init__(
        self, look: Appearance, clock: FakeClock, choices: Choices, kept: Kept, prompting: Prompting
    ) -> None:
        self.clock, self.kept = clock, kept
        now = clock.now()
        self.entries = [
            Entry(
                f"id-{number}",
                Stamp(now.at - timedelta(hours=number + 1), now.stamp().zone, now.stamp().day),
                EntryKind.REFRAME if number % 50 == 7 else EntryKind.FREE,
                f"Entry {number} by the canal" if number % 20 == 3 else f"Entry {number}",
                now.at,
                tags=("rain",) if number % 40 == 3 else (),
            )
            for number in range(COUNT)
        ]
        kept.store.entries.add_many(self.entries)
        self.place = JournalPlace(look, clock, choices, kept.keeper, prompting)
        self.page = self.place.page

    @property
    def field(self) -> QLineEdit:
        return self.page.findChild(FindField)

    @property
    def count(self) -> int:
        return self.page.model.rowCount()


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
    qtbot.addWidget(scene.page)
    scene.page.resize(900, 700)
    scene.page.show()
    scene.kept.keeper.changed.connect(lambda _collection: scene.place.refresh())
    scene.place.refresh()
    kept.arrive()
    yield scene
    scene.page.close()
    scene.place.deleteLater()


def test_the_newest_are_there_at_once_and_all_soon(scene: Scene, qtbot: QtBot) -> None:
    assert scene.count == 50
    assert scene.page.open_now.id == "id-0"
    qtbot.waitUntil(lambda: scene.count == COUNT)
    assert scene.page.open_now.id == "id-0"


def test_words_tags_and_kinds_find_what_is_in_the_store(scene: Scene, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: scene.count == COUNT)
    scene.field.setText("cana")
    scene.kept.arrive()
    assert scene.count == 10
    scene.field.setText("canal #rain")
    scene.kept.arrive()
    assert scene.count == 5
    scene.field.setText("")
    qtbot.waitUntil(lambda: scene.count == COUNT)
    qtbot.waitUntil(lambda: "Reframes" in {each.text() for each in scene.page.findChildren(Chip)})
    button(scene.page, "Reframes").click()
    scene.kept.arrive()
    assert scene.count == 4
    qtbot.waitUntil(lambda: says(scene.page, "4 entries"))


def test_an_answer_to_an_older_question_is_dropped(scene: Scene) -> None:
    scene.kept.runner.held = True
    scene.field.setText("cana")
    scene.field.setText("no such word")
    scene.kept.runner.held = False
    scene.kept.runner.go()
    scene.kept.arrive()
    assert scene.count == 0


def test_what_comes_from_elsewhere_moves_nothing_that_is_read(scene: Scene, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: scene.count == COUNT)
    view = scene.page.list.entries
    view.verticalScrollBar().setValue(3000)
    scene.kept.arrive()
    read = scene.page.model.entry(view.rows_seen[0])
    newer = replace(scene.entries[0], id="newer", stamp=scene.clock.now().stamp(), text="Newer")
    scene.kept.keeper.keep(lambda store: store.entries.add(newer))
    scene.kept.arrive()
    qtbot.waitUntil(lambda: scene.count == COUNT + 1)
    assert scene.page.model.entry(view.rows_seen[0]) == read
    assert scene.page.open_now.id == "id-0"
    assert view.currentIndex().row() == 1


def test_what_is_typed_shows_in_the_row_while_the_list_holds_still(scene: Scene, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: scene.count == COUNT)
    scene.page.take_words(replace(scene.page.open_now, text="Other words"))
    scene.kept.arrive()
    assert scene.page.model.data(scene.page.model.index(0)) == "Other words"
    assert scene.count == COUNT


def test_one_comes_back_to_an_entry_far_down(scene: Scene, qtbot: QtBot) -> None:
    scene.place.return_to(Whereabouts("id-180", -1, 0, 0, False))
    scene.place.refresh()
    scene.kept.arrive()
    assert scene.page.open_now.id == "id-180"
    scene.page.open_entry("id-190")
    scene.kept.arrive()
    assert scene.page.open_now.id == "id-190"


def test_a_star_is_kept_and_found(scene: Scene, qtbot: QtBot) -> None:
    scene.page.findChild(StarButton).click()
    scene.place.keep_drafts()
    scene.kept.arrive()
    assert scene.kept.store.entries.get("id-0").starred


def test_tags_are_offered_while_one_types_them(scene: Scene, qtbot: QtBot) -> None:
    field = scene.page.findChild(TagField)._field
    qtbot.waitUntil(lambda: field.completer() is not None)
    field.completer().setCompletionPrefix("ra")
    assert field.completer().currentCompletion() == "rain"
