"""One pause at a time, and everything that came of it is kept."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.pauses import HARD_MOMENT, Pauses
from selfkind_desktop.domain.journal import EntryKind, Phrase
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.domain.records import Mood, PauseEnd, PauseSource, Place
from selfkind_desktop.domain.settings import PAUSE_CHECK_IN, PAUSE_KIND, PAUSE_MINUTES, PAUSE_PHRASES
from selfkind_desktop.storage.errors import DiskFull
from selfkind_desktop.ui.pause_line import GrowingLine
from selfkind_desktop.ui.pause_window import PauseWindow
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Scene:
    """Somebody who takes pauses."""

    def __init__(self, pauses: Pauses, kept: Kept) -> None:
        self.pauses, self.kept = pauses, kept
        self.began, self.ended = QSignalSpy(pauses.began), QSignalSpy(pauses.ended)

    @property
    def windows(self) -> list[PauseWindow]:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, PauseWindow)]
        return [each for each in found if each.isVisible()]

    @property
    def window(self) -> PauseWindow:
        (window,) = self.windows
        return window

    def type(self, text: str) -> None:
        """Write this as the sentence for later, and pause for a moment."""
        line = self.window.findChild(GrowingLine)
        if line is None:
            button(self.window, "End here").click()
            line = self.window.findChild(GrowingLine)
        line.setPlainText(text)
        self.pauses.keep_drafts()
        self.kept.arrive()

    def leave(self) -> None:
        """Close the window."""
        self.window.close()
        self.kept.arrive()


@pytest.fixture
def scene(
    look: Appearance,
    choices: Choices,
    clock: FakeClock,
    kept: Kept,
    practices: tuple[Practice, ...],
    qtbot: QtBot,
) -> Iterator[Scene]:
    choices.choose(PAUSE_CHECK_IN, value=False)
    pauses = Pauses(clock, choices, kept.keeper, lambda: look)
    pauses.take(practices)
    scene = Scene(pauses, kept)
    yield scene
    pauses.close()
    for timer in pauses.findChildren(QTimer):
        timer.stop()
    pauses.deleteLater()


def test_a_pause_opens_and_what_became_of_it_is_kept(scene: Scene, clock: FakeClock) -> None:
    begun = clock.now().stamp()
    scene.pauses.begin(PauseSource.REMINDER, minutes=1, wish="soothe")
    assert scene.pauses.is_open
    assert scene.began.count() == 1
    clock.advance(seconds=20)
    scene.leave()
    assert not scene.pauses.is_open
    assert scene.ended.count() == 1
    (pause,) = scene.kept.store.pauses.newest(5)
    assert pause.stamp == begun
    assert pause.source is PauseSource.REMINDER
    assert pause.minutes == 1
    assert pause.end is PauseEnd.ENDED_HERE
    assert pause.entry is None


def test_what_is_chosen_in_settings_holds_where_nothing_else_is_asked_for(
    scene: Scene, choices: Choices, practices: tuple[Practice, ...]
) -> None:
    breathing = next(
        practice for practice in practices if practice.kind == "breathe" and 5 in practice.minutes
    )
    choices.choose_all({PAUSE_MINUTES.key: 5, PAUSE_KIND.key: breathing.key})
    scene.pauses.begin(PauseSource.NOW)
    scene.leave()
    (pause,) = scene.kept.store.pauses.newest(5)
    assert (pause.practice, pause.minutes) == (breathing.key, 5)


def test_a_second_pause_brings_the_first_forward(scene: Scene) -> None:
    scene.pauses.begin(PauseSource.NOW)
    first = scene.window
    scene.pauses.begin(PauseSource.COMMAND, minutes=1)
    scene.pauses.begin_hard_moment()
    assert scene.window is first
    assert scene.began.count() == 1


def test_a_hard_moment_has_no_clock(scene: Scene) -> None:
    scene.pauses.begin_hard_moment()
    scene.leave()
    (pause,) = scene.kept.store.pauses.newest(5)
    assert (pause.practice, pause.minutes, pause.source) == (HARD_MOMENT, 0, PauseSource.HARD_MOMENT)


def test_grounding_opens_the_same_way(scene: Scene) -> None:
    scene.pauses.begin_grounding()
    assert scene.pauses.is_open


def test_a_mood_before_and_after_belongs_to_the_pause(scene: Scene, choices: Choices) -> None:
    choices.choose(PAUSE_CHECK_IN, value=True)
    scene.pauses.begin(PauseSource.NOW)
    button(scene.window, "Hard").click()
    button(scene.window, "Go on").click()
    button(scene.window, "End here").click()
    button(scene.window, "All right").click()
    scene.leave()
    (pause,) = scene.kept.store.pauses.newest(5)
    assert (pause.before, pause.after) == (Mood.HARD, Mood.ALL_RIGHT)
    check_ins = {each.place: each for each in scene.kept.store.check_ins.newest(5)}
    assert check_ins[Place.BEFORE_PAUSE].mood is Mood.HARD
    assert check_ins[Place.AFTER_PAUSE].mood is Mood.ALL_RIGHT
    assert {each.pause for each in check_ins.values()} == {pause.id}


def test_the_line_is_kept_while_it_is_typed_and_belongs_to_the_pause(scene: Scene) -> None:
    scene.pauses.begin(PauseSource.NOW)
    scene.type(" ")
    assert scene.kept.store.entries.newest(5) == []
    scene.type("It was a lot")
    (entry,) = scene.kept.store.entries.newest(5)
    assert (entry.text, entry.kind) == ("It was a lot", EntryKind.PAUSE_LINE)
    scene.type("It was a lot, and I was there.")
    scene.leave()
    (entry,) = scene.kept.store.entries.newest(5)
    assert entry.text == "It was a lot, and I was there."
    (pause,) = scene.kept.store.pauses.newest(5)
    assert pause.entry == entry.id


def test_a_line_that_was_taken_back_is_gone(scene: Scene) -> None:
    scene.pauses.begin(PauseSource.NOW)
    scene.type("Never mind")
    scene.type("")
    scene.leave()
    assert scene.kept.store.entries.newest(5) == []
    (pause,) = scene.kept.store.pauses.newest(5)
    assert pause.entry is None


def test_two_pauses_have_two_lines(scene: Scene) -> None:
    for text in ("one", "two"):
        scene.pauses.begin(PauseSource.NOW)
        scene.type(text)
        scene.leave()
    assert {each.text for each in scene.kept.store.entries.newest(5)} == {"one", "two"}
    assert len({each.entry for each in scene.kept.store.pauses.newest(5)}) == 2


def test_a_full_disk_keeps_nobody_from_a_pause_and_costs_nothing(scene: Scene) -> None:
    scene.kept.refuse(DiskFull("selfkind.db"))
    scene.pauses.begin(PauseSource.NOW)
    scene.type("one")
    scene.leave()
    assert scene.kept.keeper.unsaved > 0
    scene.kept.refuses = None
    scene.kept.keeper.try_again()
    scene.kept.arrive()
    assert [each.text for each in scene.kept.store.entries.newest(5)] == ["one"]
    assert len(scene.kept.store.pauses.newest(5)) == 1


def test_the_end_of_the_program_ends_the_pause_and_keeps_it(scene: Scene) -> None:
    scene.pauses.begin(PauseSource.NOW)
    scene.pauses.close()
    scene.kept.arrive()
    assert len(scene.kept.store.pauses.newest(5)) == 1
    scene.pauses.close()


def test_a_surprise_is_one_for_a_while(scene: Scene) -> None:
    for _ in range(6):
        scene.pauses.begin(PauseSource.NOW)
        scene.leave()
    practiced = [each.practice for each in scene.kept.store.pauses.newest(10)]
    assert all(first != second for first, second in pairwise(practiced))


def test_a_restart_remembers_the_latest_surprises(
    scene: Scene, look: Appearance, choices: Choices, clock: FakeClock, kept: Kept, qtbot: QtBot
) -> None:
    scene.pauses.begin(PauseSource.NOW)
    asks = [timer for timer in scene.pauses.findChildren(QTimer) if timer.isActive()]
    for timer in asks:
        timer.stop()
        timer.timeout.emit()
    scene.leave()
    assert scene.kept.store.pauses.recent_practices(3)


def test_a_practice_has_a_name(scene: Scene, practices: tuple[Practice, ...]) -> None:
    assert scene.pauses.title_of(practices[0].key) == practices[0].title
    assert scene.pauses.title_of("gone.long-ago") == "gone.long-ago"


def test_a_pause_while_locked_waits_with_its_mood_and_its_line(scene: Scene, choices: Choices) -> None:
    scene.kept.keeper.lock()
    scene.pauses.begin(PauseSource.NOW, minutes=1)
    scene.type("for a day like this")
    scene.leave()
    assert scene.kept.keeper.unsaved > 0
    scene.kept.keeper.unlock(scene.kept.open)
    scene.kept.arrive()
    assert scene.kept.keeper.unsaved == 0
    (pause,) = scene.kept.store.pauses.newest(5)
    (entry,) = scene.kept.store.entries.newest(5)
    assert (entry.id, entry.text) == (pause.entry, "for a day like this")


def play_to_the_end_of(scene: Scene, clock: FakeClock) -> str:
    """Everything that a pause says."""
    said = []
    for _ in range(60):
        clock.advance(seconds=2)
        scene.window.look()
        said.append(" ".join(label.text() for label in scene.window.findChildren(QLabel)))
    return " ".join(said)


@pytest.mark.parametrize("asks", [True, False])
def test_a_pause_shows_a_phrase_of_the_persons_own(
    scene: Scene, choices: Choices, clock: FakeClock, qtbot: QtBot, asks: bool
) -> None:
    choices.choose(PAUSE_CHECK_IN, value=asks)
    keep_phrase(scene, clock)
    scene.pauses.begin(PauseSource.NOW, minutes=1, wish="words.kind")
    scene.pauses._recall()
    scene.kept.arrive()
    if asks:
        button(scene.window, "Go on").click()
    assert "I may go slowly today" in play_to_the_end_of(scene, clock)


def test_a_phrase_that_is_held_back_or_switched_off_stays_away(
    scene: Scene, choices: Choices, clock: FakeClock
) -> None:
    keep_phrase(scene, clock)
    choices.choose(PAUSE_PHRASES, value=False)
    scene.pauses.begin(PauseSource.NOW, minutes=1, wish="words.kind")
    scene.pauses._recall()
    scene.kept.arrive()
    assert "I may go slowly today" not in play_to_the_end_of(scene, clock)
    scene.leave()
    choices.choose(PAUSE_PHRASES, value=True)
    (phrase,) = scene.kept.store.phrases.newest(2)
    scene.kept.store.phrases.save(replace(phrase, in_pauses=False))
    scene.pauses.begin(PauseSource.NOW, minutes=1, wish="words.kind")
    scene.pauses._recall()
    scene.kept.arrive()
    assert "I may go slowly today" not in play_to_the_end_of(scene, clock)


def keep_phrase(scene: Scene, clock: FakeClock) -> None:
    phrase = Phrase("f" * 32, clock.now().stamp(), "I may go slowly today")
    scene.kept.store.phrases.add(phrase)
