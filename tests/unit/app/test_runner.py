"""Work off the main thread: in order, back where the windows live, and whatever fails surfaces."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.runner import ThreadRunner


@pytest.fixture
def runner(qtbot: QtBot) -> ThreadRunner:
    return ThreadRunner()


def test_work_runs_elsewhere_in_order_and_results_come_back(qtbot: QtBot, runner: ThreadRunner) -> None:
    here = threading.get_ident()
    results: list[tuple[int, bool, bool]] = []
    for number in range(20):
        runner.run(
            lambda number=number: (number, threading.get_ident() != here),
            lambda result: results.append((*result, threading.get_ident() == here)),
        )
    qtbot.waitUntil(lambda: len(results) == 20)
    assert results == [(number, True, True) for number in range(20)]
    assert runner.close(5)


def test_what_fails_surfaces_in_the_main_thread_and_the_next_work_goes_on(
    qtbot: QtBot, runner: ThreadRunner
) -> None:
    def fail() -> None:
        raise LookupError("in the worker")

    results: list[int] = []
    with qtbot.captureExceptions() as caught:
        runner.run(fail, lambda _: results.append(0))
        runner.run(lambda: 1, results.append)
        qtbot.waitUntil(lambda: results == [1])
    assert [kind for kind, _, _ in caught] == [LookupError]
    assert runner.close(5)


def test_the_end_finishes_what_waits(runner: ThreadRunner) -> None:
    kept: list[int] = []
    for number in range(50):
        runner.run(lambda number=number: kept.append(number), lambda _: None)
    assert runner.close(10)
    assert kept == list(range(50))


def test_the_end_does_not_wait_for_what_hangs(runner: ThreadRunner) -> None:
    go_on = threading.Event()
    runner.run(go_on.wait, lambda _: None)
    assert not runner.close(0.05)
    go_on.set()


def test_where_nothing_was_done_there_is_nothing_to_end(runner: ThreadRunner) -> None:
    assert runner.close(0)
