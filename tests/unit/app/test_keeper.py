"""Nothing that was handed to the keeper is lost, overtaken or told twice."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.storage.changes import Changes, Collection
from selfkind_desktop.storage.errors import DatabaseDamaged, DiskFull, KeyStoreUnavailable, StorageError
from tests.fakes import InlineRunner


class Disk:
    """What the store stands on, and what is wrong with it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.cannot_open: StorageError | None = None
        self.cannot_write: StorageError | None = None
        self.cannot_read: StorageError | None = None
        self.stores: list[Shelf] = []

    def open(self) -> "Shelf":
        if self.cannot_open is not None:
            raise self.cannot_open
        self.stores.append(Shelf(self))
        return self.stores[-1]


class Shelf:
    """A store of words."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.changes = Changes()
        self.is_open = True

    def put(self, word: str) -> None:
        if self.disk.cannot_write is not None:
            raise self.disk.cannot_write
        self.disk.words.append(word)
        self.changes.announce(Collection.ENTRIES)

    def words(self) -> list[str]:
        if self.disk.cannot_read is not None:
            raise self.disk.cannot_read
        return list(self.disk.words)

    def close(self) -> None:
        self.is_open = False


class Told:
    """What the keeper told the rest of the program."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self.troubles: list[str | None] = []
        self.changes: list[str] = []
        keeper.troubled.connect(self._trouble)
        keeper.changed.connect(self._change)

    def _trouble(self, trouble: StorageError | None) -> None:
        assert trouble is self._keeper.trouble
        self.troubles.append(None if trouble is None else trouble.code.value)

    def _change(self, collection: str) -> None:
        self.changes.append(collection)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def runner() -> InlineRunner:
    return InlineRunner()


@pytest.fixture
def keeper(qtbot: QtBot, disk: Disk, runner: InlineRunner) -> Iterator[Keeper]:
    keeper = Keeper(disk.open, runner)
    yield keeper
    runner.held = False
    keeper.close()
    keeper.deleteLater()


@pytest.fixture
def told(keeper: Keeper) -> Told:
    return Told(keeper)


def put(word: str) -> Callable[[Shelf], None]:
    return lambda shelf: shelf.put(word)


def arrive() -> None:
    """Let what the worker said arrive in the main thread."""
    QCoreApplication.processEvents()


def test_nothing_is_opened_before_it_is_needed(keeper: Keeper, disk: Disk, told: Told) -> None:
    assert disk.stores == []
    keeper.warm()
    keeper.warm()
    assert len(disk.stores) == 1
    assert told.troubles == []


def test_writes_reach_the_disk_in_order_and_are_confirmed_after_it(keeper: Keeper, disk: Disk) -> None:
    confirmed = []
    for word in ("one", "two", "three"):
        keeper.keep(put(word), lambda word=word: confirmed.append((word, list(disk.words))))
    assert disk.words == ["one", "two", "three"]
    arrive()
    assert [word for word, _ in confirmed] == ["one", "two", "three"]
    assert all(word in words for word, words in confirmed)
    assert keeper.unsaved == 0


def test_a_change_on_the_disk_is_told(keeper: Keeper, told: Told) -> None:
    keeper.keep(put("one"))
    arrive()
    assert told.changes == ["entries"]


def test_a_read_sees_everything_kept_before_it(keeper: Keeper, runner: InlineRunner) -> None:
    seen: list[list[str]] = []
    runner.held = True
    keeper.keep(put("one"))
    keeper.ask(Shelf.words, seen.append)
    keeper.keep(put("two"))
    keeper.ask(Shelf.words, seen.append)
    assert seen == []
    assert keeper.unsaved == 2
    runner.go()
    assert seen == [["one"], ["one", "two"]]


def test_a_full_disk_costs_no_word_and_no_order(keeper: Keeper, disk: Disk, told: Told) -> None:
    disk.cannot_write = DiskFull("selfkind.db")
    confirmed = []
    keeper.keep(put("one"), lambda: confirmed.append("one"))
    keeper.keep(put("two"), lambda: confirmed.append("two"))
    arrive()
    assert keeper.unsaved == 2
    assert confirmed == []
    assert told.troubles == ["disk-full"]
    disk.cannot_write = None
    keeper.keep(put("three"))
    arrive()
    assert disk.words == ["one", "two", "three"]
    assert confirmed == ["one", "two"]
    assert keeper.unsaved == 0
    assert told.troubles == ["disk-full", None]


def test_reading_a_full_disk_works_and_does_not_pretend_that_all_is_well(
    keeper: Keeper, disk: Disk, told: Told
) -> None:
    keeper.keep(put("old"))
    disk.cannot_write = DiskFull("selfkind.db")
    keeper.keep(put("new"))
    seen: list[list[str]] = []
    keeper.ask(Shelf.words, seen.append)
    assert seen == [["old"]]
    assert told.troubles == ["disk-full"]
    disk.cannot_write = None
    keeper.ask(Shelf.words, seen.append)
    assert seen[1:] == [["old", "new"]]
    assert told.troubles == ["disk-full", None]


def test_what_cannot_be_read_is_told_and_never_answered(keeper: Keeper, disk: Disk, told: Told) -> None:
    disk.cannot_read = DatabaseDamaged("selfkind.db")
    seen: list[list[str]] = []
    keeper.ask(Shelf.words, seen.append)
    assert seen == []
    assert told.troubles == ["database-damaged"]


def test_a_store_that_cannot_be_opened_keeps_everything_waiting(
    keeper: Keeper, disk: Disk, told: Told
) -> None:
    disk.cannot_open = KeyStoreUnavailable("vault.json")
    seen: list[list[str]] = []
    keeper.keep(put("one"))
    keeper.ask(Shelf.words, seen.append)
    assert told.troubles == ["key-store-unavailable"]
    assert seen == []
    disk.cannot_open = None
    keeper.try_again()
    arrive()
    assert disk.words == ["one"]
    assert told.troubles == ["key-store-unavailable", None]


def test_whoever_tries_again_is_told_also_if_nothing_changed(keeper: Keeper, disk: Disk, told: Told) -> None:
    disk.cannot_open = KeyStoreUnavailable("vault.json")
    keeper.warm()
    keeper.try_again()
    keeper.warm()
    assert told.troubles == ["key-store-unavailable"] * 2


def test_nobody_is_answered_who_is_gone(keeper: Keeper, runner: InlineRunner, qtbot: QtBot) -> None:
    seen: list[list[str]] = []
    here, gone = QObject(), QObject()
    runner.held = True
    keeper.ask(Shelf.words, seen.append, gone)
    keeper.ask(Shelf.words, seen.append, here)
    delete(gone)
    runner.go()
    assert len(seen) == 1


def test_another_trouble_is_told_anew_and_the_same_one_only_once(
    keeper: Keeper, disk: Disk, told: Told
) -> None:
    disk.cannot_open = KeyStoreUnavailable("vault.json")
    keeper.warm()
    keeper.warm()
    disk.cannot_open = DatabaseDamaged("selfkind.db")
    keeper.warm()
    assert told.troubles == ["key-store-unavailable", "database-damaged"]


def test_it_looks_again_by_itself_and_less_and_less_often(keeper: Keeper, disk: Disk) -> None:
    disk.cannot_open = KeyStoreUnavailable("vault.json")
    keeper.keep(put("one"))
    again = keeper.findChild(QTimer)
    waits = []
    for _ in range(7):
        assert again.isActive()
        waits.append(again.interval())
        again.stop()
        again.timeout.emit()
    assert waits == [20_000, 40_000, 80_000, 160_000, 320_000, 320_000, 320_000]
    disk.cannot_open = None
    again.stop()
    again.timeout.emit()
    assert disk.words == ["one"]
    assert not again.isActive()


def test_a_mistake_of_ours_surfaces_once_and_keeps_nothing_else_from_the_disk(
    keeper: Keeper, disk: Disk, runner: InlineRunner
) -> None:
    def mistake(_: Shelf) -> None:
        raise KeyError("ours")

    runner.held = True
    keeper.keep(mistake)
    keeper.keep(put("one"))
    with pytest.raises(KeyError):
        runner.go(1)
    runner.go()
    arrive()
    assert disk.words == ["one"]
    assert keeper.unsaved == 0


def test_the_end_writes_what_waits_and_closes(keeper: Keeper, disk: Disk, runner: InlineRunner) -> None:
    disk.cannot_write = DiskFull("selfkind.db")
    keeper.keep(put("one"))
    disk.cannot_write = None
    assert keeper.close()
    assert disk.words == ["one"]
    assert not disk.stores[0].is_open


def test_an_end_that_cannot_keep_everything_says_so(keeper: Keeper, disk: Disk) -> None:
    disk.cannot_write = DiskFull("selfkind.db")
    keeper.keep(put("one"))
    assert not keeper.close()


def test_an_end_does_not_wait_for_ever(keeper: Keeper, runner: InlineRunner) -> None:
    keeper.keep(put("one"))
    runner.held = True
    keeper.keep(put("two"))
    assert not keeper.close(patience=0.0)
