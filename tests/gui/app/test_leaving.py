"""The program ends when everything is kept; otherwise it asks, and every answer is possible."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.leaving import Leaving
from selfkind_desktop.storage.changes import Changes
from selfkind_desktop.storage.errors import DiskFull
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.unsaved_dialog import UnsavedDialog
from tests.fakes import InlineRunner
from tests.gui.pages.checks import button, cut_off, says, unnamed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Scene:
    """A program that wants to end, on a disk that may be full."""

    def __init__(self, look: Appearance) -> None:
        self.full = False
        self.kept: list[str] = []
        self.changes = Changes()
        self.runner = InlineRunner()
        self.keeper = Keeper(lambda: self, self.runner)
        self.dialogs: list[UnsavedDialog] = []
        self.leaving = Leaving(self.keeper, lambda *said: self._dialog(look, *said))
        self.left = QSignalSpy(self.leaving.now)

    def write(self, word: str, *, missed: bool = True) -> None:
        self.keeper.keep(lambda _: self._put(word), missed=missed)

    def _put(self, word: str) -> None:
        if self.full:
            raise DiskFull("selfkind.db")
        self.kept.append(word)

    def _dialog(self, look: Appearance, sentence: str, again: str) -> UnsavedDialog:
        self.dialogs.append(UnsavedDialog(look, sentence, again))
        return self.dialogs[-1]

    def close(self) -> None:
        """What the keeper asks of a store."""

    def patience_ends(self) -> None:
        timer = self.leaving.findChild(QTimer)
        assert timer.isActive()
        timer.stop()
        timer.timeout.emit()

    @property
    def asking(self) -> UnsavedDialog | None:
        return next((each for each in self.dialogs if isValid(each) and each.isVisible()), None)


@pytest.fixture
def scene(look: Appearance, qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene(look)
    yield scene
    for timer in (*scene.leaving.findChildren(QTimer), *scene.keeper.findChildren(QTimer)):
        timer.stop()
    if scene.asking is not None:
        scene.asking.close()
    scene.leaving.deleteLater()
    scene.keeper.deleteLater()


def full(scene: Scene) -> UnsavedDialog:
    """Want to leave with a word that a full disk does not take."""
    scene.full = True
    scene.write("one")
    scene.leaving.begin()
    scene.patience_ends()
    assert scene.asking is not None
    return scene.asking


def test_where_everything_is_kept_nobody_is_asked(scene: Scene) -> None:
    scene.write("one")
    QCoreApplication.processEvents()
    scene.leaving.begin()
    assert scene.left.count() == 1
    assert scene.dialogs == []


def test_what_is_on_its_way_is_waited_for(scene: Scene) -> None:
    scene.runner.held = True
    scene.write("one")
    scene.leaving.begin()
    assert scene.left.count() == 0
    scene.runner.go()
    QCoreApplication.processEvents()
    assert scene.kept == ["one"]
    assert scene.left.count() == 1
    assert scene.dialogs == []


def test_what_nobody_would_miss_keeps_nobody(scene: Scene) -> None:
    scene.full = True
    scene.write("a setting", missed=False)
    scene.leaving.begin()
    assert scene.left.count() == 1


def test_a_full_disk_is_named_and_nothing_ends_by_itself(scene: Scene) -> None:
    dialog = full(scene)
    assert says(dialog, "The disk is full")
    assert says(dialog, "not saved yet")
    assert scene.left.count() == 0
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []


def test_with_room_made_trying_again_keeps_it_and_leaves(scene: Scene) -> None:
    dialog = full(scene)
    button(dialog, "Try again").click()
    assert dialog.isVisible()
    scene.full = False
    button(dialog, "Try again").click()
    QCoreApplication.processEvents()
    assert scene.kept == ["one"]
    assert scene.left.count() == 1
    assert scene.asking is None


def test_quitting_without_it_is_possible(scene: Scene) -> None:
    button(full(scene), "Quit without it").click()
    assert scene.left.count() == 1
    assert scene.asking is None


@pytest.mark.parametrize("how", ["button", "escape", "close"])
def test_staying_is_possible_and_then_nothing_ends_it_later(scene: Scene, qtbot: QtBot, how: str) -> None:
    dialog = full(scene)
    if how == "button":
        button(dialog, "Don’t quit").click()
    elif how == "escape":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()
    assert scene.asking is None
    scene.full = False
    scene.keeper.try_again()
    QCoreApplication.processEvents()
    assert scene.kept == ["one"]
    assert scene.left.count() == 0


def test_asking_twice_is_asking_once(scene: Scene) -> None:
    full(scene)
    scene.leaving.begin()
    assert len(scene.dialogs) == 1


def test_one_can_change_ones_mind_twice(scene: Scene) -> None:
    button(full(scene), "Don’t quit").click()
    scene.leaving.begin()
    scene.patience_ends()
    assert scene.asking is not None
    button(scene.asking, "Quit without it").click()
    assert scene.left.count() == 1


def test_who_leaves_while_it_is_locked_hears_at_once_what_waits(scene: Scene) -> None:
    scene.keeper.lock()
    scene.write("a mood")
    scene.leaving.begin()
    assert scene.asking is not None
    assert says(scene.asking, "written down as soon as you open it")
    opened = QSignalSpy(scene.leaving.open_wanted)
    button(scene.asking, "Open Selfkind").click()
    assert (opened.count(), scene.left.count()) == (1, 0)
    assert scene.asking is None
    scene.keeper.unlock(lambda: scene)
    QCoreApplication.processEvents()
    assert scene.kept == ["a mood"]
    assert scene.left.count() == 0
    scene.leaving.begin()
    assert scene.left.count() == 1


def test_who_leaves_while_it_is_locked_and_nothing_waits_leaves(scene: Scene) -> None:
    scene.keeper.lock()
    scene.leaving.begin()
    assert scene.left.count() == 1
