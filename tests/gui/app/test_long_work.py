"""Long work: watched, cancelled, failing."""

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.long_work import LongWork
from selfkind_desktop.app.runner import ThreadRunner
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.storage.errors import DiskFull
from tests.fakes import InlineRunner


@pytest.fixture
def heard(qtbot: QtBot) -> list[object]:
    return []


@pytest.fixture
def runner() -> InlineRunner:
    return InlineRunner()


@pytest.fixture
def work(runner: InlineRunner, heard: list[object]) -> LongWork:
    work = LongWork(runner)
    work.cancelled.connect(lambda: heard.append("cancelled"))
    work.failed.connect(heard.append)
    work.over.connect(lambda: heard.append("over"))
    return work


def test_the_result_comes_before_the_end(work: LongWork, heard: list[object]) -> None:
    work.begin(lambda progress: 7, heard.append)
    assert heard == [7, "over"]


def test_progress_is_told_once_a_step_however_often_the_work_speaks(qtbot: QtBot) -> None:
    runner = ThreadRunner()
    work = LongWork(runner)
    shares: list[float] = []
    work.progressed.connect(shares.append)

    def count(progress: Progress) -> None:
        for number in range(10_000):
            progress(number / 10_000)

    with qtbot.waitSignal(work.over):
        work.begin(count, lambda _: None)
    assert runner.close(5)
    assert shares == sorted(set(shares))
    assert 100 < len(shares) <= 200


def test_cancelling_stops_the_work_where_it_is(
    work: LongWork, runner: InlineRunner, heard: list[object]
) -> None:
    runner.held = True
    reached: list[float] = []

    def count(progress: Progress) -> None:
        for number in range(10):
            progress(number / 10)
            reached.append(number)

    work.begin(count, heard.append)
    work.cancel()
    runner.go()
    assert reached == []
    assert heard == ["cancelled", "over"]


def test_trouble_is_told_and_the_next_work_can_begin(work: LongWork, heard: list[object]) -> None:
    def fill(progress: Progress) -> None:
        raise DiskFull("x.db")

    work.begin(fill, heard.append)
    assert isinstance(heard[0], DiskFull)
    work.begin(lambda progress: "fine", heard.append)
    assert heard[-2:] == ["fine", "over"]


def test_a_second_work_at_the_same_time_is_a_mistake(work: LongWork, runner: InlineRunner) -> None:
    runner.held = True
    work.begin(lambda progress: None, lambda _: None)
    with pytest.raises(RuntimeError):
        work.begin(lambda progress: None, lambda _: None)
    runner.go()
