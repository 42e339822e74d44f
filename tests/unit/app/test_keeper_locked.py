"""While it is locked nothing reaches the disk, nothing is lost, and nothing is called trouble."""

import gc
import weakref

from PySide6.QtCore import QObject, QTimer
from shiboken6 import delete

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.storage.errors import DiskFull
from tests.fakes import InlineRunner
from tests.unit.app.test_keeper import Disk, Shelf, Told, arrive, disk, keeper, put, runner, told

__all__ = ["disk", "keeper", "runner", "told"]


def test_locking_writes_first_and_closes_then(keeper: Keeper, disk: Disk, runner: InlineRunner) -> None:
    runner.held = True
    keeper.keep(put("typed a moment before"))
    closed: list[bool] = []
    keeper.lock(lambda: closed.append(disk.stores[0].is_open))
    assert keeper.is_locked
    assert closed == []
    runner.go()
    assert disk.words == ["typed a moment before"]
    assert closed == [False]


def test_the_store_is_gone_from_memory(keeper: Keeper, disk: Disk) -> None:
    keeper.warm()
    store = weakref.ref(disk.stores.pop())
    keeper.lock()
    gc.collect()
    assert store() is None


def test_what_is_kept_while_locked_waits_and_is_written_in_order(
    keeper: Keeper, disk: Disk, told: Told
) -> None:
    keeper.lock()
    confirmed: list[str] = []
    for word in ("one", "two"):
        keeper.keep(put(word), lambda word=word: confirmed.append(word))
    arrive()
    assert (disk.words, confirmed, keeper.unsaved) == ([], [], 2)
    keeper.unlock(disk.open)
    arrive()
    assert (disk.words, confirmed, keeper.unsaved) == (["one", "two"], ["one", "two"], 0)
    assert told.changes == ["entries", "entries"]
    assert told.troubles == []


def test_nothing_is_answered_opened_or_tried_while_locked(keeper: Keeper, disk: Disk) -> None:
    keeper.lock()
    answers: list[list[str]] = []
    keeper.ask(Shelf.words, answers.append)
    keeper.keep(put("waits"))
    keeper.warm()
    keeper.try_again()
    arrive()
    assert (answers, disk.stores) == ([], [])
    assert not any(timer.isActive() for timer in keeper.findChildren(QTimer))
    keeper.unlock(disk.open)
    keeper.ask(Shelf.words, answers.append)
    assert answers == [["waits"]]


def test_what_a_full_disk_refuses_waits_through_the_lock_and_is_no_trouble_meanwhile(
    keeper: Keeper, disk: Disk, told: Told
) -> None:
    keeper.warm()
    disk.cannot_write = DiskFull("selfkind.db")
    keeper.keep(put("still here"))
    assert told.troubles == ["disk-full"]
    keeper.lock()
    assert keeper.trouble is None
    assert told.troubles == ["disk-full", None]
    assert not disk.stores[0].is_open
    assert not any(timer.isActive() for timer in keeper.findChildren(QTimer))
    disk.cannot_write = None
    keeper.unlock(disk.open)
    arrive()
    assert (disk.words, keeper.unsaved) == (["still here"], 0)


def test_trouble_at_opening_is_told_after_it_was_unlocked(keeper: Keeper, disk: Disk, told: Told) -> None:
    keeper.lock()
    disk.cannot_open = DiskFull("selfkind.db")
    keeper.unlock(disk.open)
    assert told.troubles == ["disk-full"]
    disk.cannot_open = None
    keeper.try_again()
    assert told.troubles == ["disk-full", None]


def test_a_keeper_can_begin_locked(qtbot: object, disk: Disk, runner: InlineRunner) -> None:
    keeper = Keeper(None, runner)
    assert keeper.is_locked
    keeper.keep(put("before anybody opened it"))
    assert keeper.close() is False
    keeper.unlock(disk.open)
    assert disk.words == ["before anybody opened it"]
    keeper.close()
    keeper.deleteLater()


def test_nobody_is_told_who_is_gone(keeper: Keeper, runner: InlineRunner, disk: Disk) -> None:
    page = QObject()
    told: list[str] = []
    runner.held = True
    keeper.keep(put("a word"), lambda: told.append("kept"), whom=page)
    delete(page)
    runner.go()
    arrive()
    assert (disk.words, told) == (["a word"], [])
