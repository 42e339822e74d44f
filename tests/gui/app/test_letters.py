"""Letters in the running program: written, sealed out of sight, and there on their day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.letters import LettersPlace
from selfkind_desktop.app.post import PostOffice
from selfkind_desktop.domain.delivery import as_surprise, for_day, for_hard_day
from selfkind_desktop.domain.letters import Letter, Seal, Voice
from selfkind_desktop.domain.settings import LETTERS_THREADS
from selfkind_desktop.storage.errors import DiskFull
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.letters.envelope import Envelope
from selfkind_desktop.ui.pages.letters.reader import Reader
from selfkind_desktop.ui.pages.letters.seal_dialog import ClosedDialog, SealDialog
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button, cut_off, says, seen, sentence, unnamed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = "quince and the green door"


class Scene:
    """Somebody who writes letters."""

    def __init__(self, look: Appearance, clock: FakeClock, choices: Choices, kept: Kept, post: Path) -> None:
        self.clock, self.kept, self.choices, self.file = clock, kept, choices, post
        self.window = QWidget()
        self.window.resize(1000, 700)
        self.place = LettersPlace(look, clock, choices, kept.keeper, Random(5))
        self.page = self.place.page
        self.page.setParent(self.window)
        self.page.resize(1000, 700)
        self.post = PostOffice(clock, kept.keeper, post)
        kept.keeper.changed.connect(lambda _: self.place.refresh())

    def arrive(self) -> None:
        for _ in range(3):
            self.kept.arrive()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def begin(self, text: str = WORDS) -> None:
        self.place.begin()
        self.page.desk.paper.insertPlainText(text)
        self.place.keep_drafts()
        self.arrive()

    def seal(self, kind: str = "", chip: str = "") -> None:
        button(self.window, "Seal and send to…").click()
        (dialog,) = seen(self.window, SealDialog)
        if kind:
            button(dialog, kind).click()
        if chip:
            button(dialog, chip).click()
        button(dialog, "Seal it").click()
        self.arrive()

    def sent(self, seal: Seal, letter_id: str = "sent") -> None:
        now = self.clock.now()
        letter = Letter(letter_id, now.stamp(), Voice.FUTURE_ME, WORDS, now.at, "A title", seal=seal)
        self.kept.keeper.keep(lambda store: store.letters.add(letter))
        self.arrive()

    @property
    def envelopes(self) -> list[str]:
        return [each.accessibleName() for each in seen(self.window, Envelope)]

    @property
    def reader(self) -> Reader:
        (reader,) = seen(self.window, Reader)
        return reader

    @property
    def everything(self) -> str:
        """Whatever can be seen or heard here."""
        widgets = self.window.findChildren(QWidget)
        heard = [f"{each.accessibleName()} {each.accessibleDescription()}" for each in widgets]
        papers = [paper.toPlainText() for paper in self.window.findChildren(Writing)]
        return " | ".join((sentence(self.window), *heard, *papers))


@pytest.fixture
def scene(
    look: Appearance, clock: FakeClock, choices: Choices, kept: Kept, tmp_path: Path, qtbot: QtBot
) -> Iterator[Scene]:
    scene = Scene(look, clock, choices, kept, tmp_path / "post.json")
    scene.window.show()
    scene.place.refresh()
    kept.arrive()
    yield scene
    scene.window.close()
    scene.place.deleteLater()
    scene.post.deleteLater()
    scene.window.deleteLater()


def test_a_letter_is_on_the_disk_with_its_first_words(scene: Scene, qtbot: QtBot) -> None:
    assert says(scene.window, "No letters yet")
    scene.begin()
    (draft,) = scene.kept.store.letters.drafts()
    assert (draft.text, draft.voice, draft.seal) == (WORDS, Voice.MYSELF_AS_A_FRIEND, None)
    qtbot.waitUntil(lambda: says(scene.window, "5 words · saved"))
    button(scene.window, "A part that hurts").click()
    button(scene.window, "Evening").click()
    scene.place.keep_drafts()
    scene.arrive()
    (draft,) = scene.kept.store.letters.drafts()
    assert (draft.text, draft.voice, draft.stationery) == (WORDS, Voice.PART_THAT_HURTS, "evening")
    button(scene.window, "All letters").click()
    assert scene.envelopes == [f"A part that hurts. Written today. {WORDS}"]
    seen(scene.window, Envelope)[0].click()
    assert scene.page.desk.paper.toPlainText() == WORDS


def test_an_empty_page_is_no_letter(scene: Scene) -> None:
    scene.begin("")
    assert not button(scene.window, "Seal and send to…").isEnabled()
    button(scene.window, "All letters").click()
    scene.arrive()
    assert scene.kept.store.letters.count() == 0


def test_a_first_line_can_be_taken_over_or_changed(scene: Scene) -> None:
    scene.begin("")
    first = scene.page.desk._starter.text()
    button(scene.window, "Another first line").click()
    second = scene.page.desk._starter.text()
    assert first != second
    button(scene.window, "Begin like this").click()
    assert scene.page.desk.paper.toPlainText() == f"{second} "
    assert not scene.page.desk._starters.isVisible()


def test_threads_are_ticked_by_nobody_else_and_can_be_hidden(scene: Scene) -> None:
    scene.begin("I name what hurts, plainly.")
    thread = button(scene.window, "Name what hurts, plainly")
    assert not thread.isChecked()
    thread.click()
    assert button(scene.window, "✓  Name what hurts, plainly").isChecked()
    button(scene.window, "A future me").click()
    assert not says(scene.window, "Name what hurts")
    button(scene.window, "Myself, as a friend").click()
    assert button(scene.window, "✓  Name what hurts, plainly").isChecked()
    button(scene.window, "Hide the threads").click()
    assert not thread.isVisible()
    assert scene.choices[LETTERS_THREADS] is False
    button(scene.window, "Show threads to follow").click()
    assert scene.choices[LETTERS_THREADS] is True


@pytest.mark.parametrize(
    ("kind", "chip", "said"),
    [
        ("", "Tomorrow", "Arrives tomorrow"),
        ("", "In a week", "Arrives on"),
        ("As a surprise", "", "A surprise, between"),
        ("On a hard day", "", "Waits for a hard day"),
    ],
)
def test_a_sealed_letter_shows_none_of_its_words(scene: Scene, kind: str, chip: str, said: str) -> None:
    scene.begin()
    scene.seal(kind, chip)
    assert scene.kept.store.letters.drafts() == []
    (sealed,) = scene.kept.store.letters.on_their_way()
    assert sealed.text == WORDS
    (name,) = scene.envelopes
    assert said in name
    assert "quince" not in scene.everything
    assert all(not letter.text for letter in scene.page._letters)
    seen(scene.window, Envelope)[0].click()
    assert said in sentence(seen(scene.window, ClosedDialog)[0])
    assert "quince" not in scene.everything


def test_a_day_is_never_today(scene: Scene) -> None:
    scene.begin()
    button(scene.window, "Seal and send to…").click()
    (dialog,) = seen(scene.window, SealDialog)
    scene.clock.advance(days=3)  # it stood open for days
    button(dialog, "Seal it").click()
    scene.arrive()
    (sealed,) = scene.kept.store.letters.on_their_way()
    assert sealed.seal is not None
    assert sealed.seal.day == scene.clock.now().day() + timedelta(days=1)


def test_not_yet_seals_nothing(scene: Scene) -> None:
    scene.begin()
    button(scene.window, "Seal and send to…").click()
    button(scene.window, "Not yet").click()
    scene.arrive()
    assert len(scene.kept.store.letters.drafts()) == 1
    assert scene.page.desk.paper.toPlainText() == WORDS


def test_opening_early_takes_two_steps(scene: Scene) -> None:
    scene.begin()
    scene.seal(chip="In a year")
    seen(scene.window, Envelope)[0].click()
    (dialog,) = seen(scene.window, ClosedDialog)
    button(dialog, "Open it early…").click()
    scene.arrive()
    assert scene.kept.store.letters.arrived() == []
    assert button(dialog, "Leave it sealed").hasFocus()
    button(dialog, "Open it now").click()
    scene.arrive()
    assert scene.reader.findChild(Writing).toPlainText() == WORDS
    assert scene.reader.isFullScreen()
    QTest.keyClick(scene.reader.findChild(Writing), Qt.Key.Key_Escape)
    scene.arrive()
    (letter,) = scene.kept.store.letters.arrived()
    assert letter.opened is not None
    assert seen(scene.window, Reader) == []


def test_a_sealed_letter_stays_so_when_one_thinks_better_of_it(scene: Scene) -> None:
    scene.begin()
    scene.seal(chip="In a year")
    seen(scene.window, Envelope)[0].click()
    button(scene.window, "Open it early…").click()
    button(scene.window, "Leave it sealed").click()
    scene.arrive()
    assert len(scene.kept.store.letters.on_their_way()) == 1
    # And no other way leads to its words.
    (letter,) = scene.kept.store.letters.on_their_way()
    scene.place.read(letter.id)
    scene.arrive()
    assert seen(scene.window, Reader) == []


def test_the_trash_gives_back(scene: Scene) -> None:
    scene.begin()
    button(scene.window, "Put into the trash").click()
    scene.arrive()
    assert scene.kept.store.letters.count() == 0
    assert scene.envelopes == []
    button(scene.window, "Undo").click()
    scene.arrive()
    (draft,) = scene.kept.store.letters.drafts()
    assert draft.text == WORDS
    assert len(scene.envelopes) == 1


def test_words_that_the_disk_refused_stay_and_are_sealed_later(scene: Scene, qtbot: QtBot) -> None:
    scene.begin()
    scene.kept.refuse(DiskFull())
    scene.page.desk.paper.insertPlainText(" again")
    scene.place.keep_drafts()
    scene.arrive()
    qtbot.waitUntil(lambda: says(scene.window, "not on disk yet"))
    scene.seal(chip="Tomorrow")
    scene.kept.refuses = None
    scene.kept.keeper.try_again()
    scene.arrive()
    (sealed,) = scene.kept.store.letters.on_their_way()
    assert sealed.text == f"{WORDS} again"
    assert "quince" not in scene.everything


# --- arrival ---


def test_a_letter_arrives_on_its_day_and_only_once(scene: Scene) -> None:
    said = QSignalSpy(scene.post.changed)
    scene.sent(for_day(scene.clock.now(), scene.clock.now().day() + timedelta(days=1)))
    scene.post.look()
    scene.arrive()
    assert not scene.post.has_letter
    scene.clock.advance(days=1)
    scene.post.look()
    scene.arrive()
    assert scene.post.has_letter
    assert said.count() == 1
    assert scene.envelopes == ["A future me. Arrived today"]
    (arrived,) = scene.kept.store.letters.arrived()
    scene.clock.set_to(scene.clock.now().at - timedelta(days=3))
    scene.post.look()
    scene.clock.set_to(scene.clock.now().at + timedelta(days=9))
    scene.post.look()
    scene.arrive()
    assert scene.kept.store.letters.arrived() == [arrived]
    assert said.count() == 1
    seen(scene.window, Envelope)[0].click()
    scene.arrive()
    assert scene.reader.findChild(Writing).toPlainText() == WORDS
    assert not scene.post.has_letter
    scene.reader.close()
    scene.arrive()


def test_a_letter_arrives_at_the_next_start_after_its_day(scene: Scene) -> None:
    today = scene.clock.now().day()
    first, last = today + timedelta(days=2), today + timedelta(days=4)
    scene.sent(as_surprise(scene.clock.now(), first, last, Random(1)))
    scene.clock.advance(days=30)
    # Another start: all that is known is the small file.
    post = PostOffice(scene.clock, scene.kept.keeper, scene.file)
    assert post.has_letter
    post.look()
    scene.arrive()
    assert len(scene.kept.store.letters.arrived()) == 1
    assert b"quince" not in scene.file.read_bytes()
    post.deleteLater()


def test_a_letter_for_a_hard_day_does_not_come_by_itself(scene: Scene) -> None:
    scene.sent(for_hard_day(scene.clock.now()))
    scene.clock.advance(days=900)
    scene.post.look()
    scene.post.look_again()
    scene.arrive()
    assert not scene.post.has_letter
    scene.place.open_early("sent")
    scene.arrive()
    assert scene.reader.findChild(Writing).toPlainText() == WORDS
    scene.reader.close()
    scene.arrive()


def test_while_it_is_locked_a_letter_waits_and_is_only_announced(scene: Scene) -> None:
    scene.sent(for_day(scene.clock.now(), scene.clock.now().day() + timedelta(days=1)))
    scene.kept.keeper.lock()
    scene.clock.advance(days=2)
    scene.post.look()
    scene.arrive()
    assert scene.post.has_letter
    scene.kept.keeper.unlock(scene.kept.open)
    scene.post.look_again()
    scene.arrive()
    assert len(scene.kept.store.letters.arrived()) == 1


def test_every_part_has_a_name_and_room(scene: Scene) -> None:
    scene.sent(for_day(scene.clock.now(), scene.clock.now().day() + timedelta(days=1)))
    assert (unnamed(scene.window), cut_off(scene.window)) == ([], [])
    scene.begin()
    assert (unnamed(scene.window), cut_off(scene.window)) == ([], [])
