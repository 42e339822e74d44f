"""What Python collects is destroyed in the main thread, whoever left it behind."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.garbage import Held, MainThreadCollector


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[MainThreadCollector]:
    collecting = MainThreadCollector()
    yield collecting
    collecting.close()
    assert gc.isenabled()


class _Cycle:
    """Garbage that only the collector finds; it notes where it is destroyed."""

    def __init__(self, destroyed: list[threading.Thread]) -> None:
        self.me = self
        self._destroyed = destroyed

    def __del__(self) -> None:
        self._destroyed.append(threading.current_thread())


def test_garbage_of_a_worker_is_destroyed_in_the_main_thread(
    collector: MainThreadCollector, qtbot: QtBot
) -> None:
    destroyed: list[threading.Thread] = []

    def work() -> None:
        for _ in range(5000):
            _Cycle(destroyed)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert destroyed == []
    QTimer.singleShot(0, collector, lambda: None)
    qtbot.waitUntil(lambda: len(destroyed) == 5000)
    assert set(destroyed) == {threading.main_thread()}


def test_what_is_put_aside_can_be_taken_out_again(collector: MainThreadCollector, qtbot: QtBot) -> None:
    destroyed: list[threading.Thread] = []
    kept = [_Cycle(destroyed)]
    threshold = gc.get_threshold()
    gc.set_threshold(1, 1, 0)  # all is due
    try:
        QTimer.singleShot(0, collector, lambda: None)
        qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    finally:
        gc.set_threshold(*threshold)
    kept.clear()
    gc.collect()
    assert destroyed == []
    gc.unfreeze()
    gc.collect()
    assert len(destroyed) == 1


def test_collecting_can_be_held_off_and_goes_on_as_before() -> None:
    before = gc.get_threshold()
    first, second = Held(), Held()
    first.hold()
    first.hold()
    second.hold()
    assert gc.get_threshold() > before
    second.let_go()
    first.let_go()
    first.let_go()
    assert gc.get_threshold() == before
