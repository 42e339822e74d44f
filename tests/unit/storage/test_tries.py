"""Wrong tries have to wait, also after a restart and whatever the clock does; nobody waits for years."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.storage.errors import TooSoon
from selfkind_desktop.storage.tries import Tries, wait_after


class Wall:
    """A wall clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tries.json"


def guess(file: Path, wall: Wall, times: int) -> None:
    """Wrong tries, each as soon as it may come, each in a process of its own."""
    for _ in range(times):
        wall.at += Tries(file, wall).wait()
        Tries(file, wall).begin()


def test_the_wait_grows_up_to_five_minutes() -> None:
    assert [wait_after(wrong) for wrong in range(7)] == [0, 0, 0, 1, 2, 4, 8]
    assert wait_after(11) == 256
    assert {wait_after(wrong) for wrong in (12, 100, 10**9)} == {300}


def test_a_try_too_soon_is_told_how_long_to_wait(file: Path) -> None:
    wall = Wall()
    guess(file, wall, 6)
    with pytest.raises(TooSoon) as soon:
        Tries(file, wall).begin()
    assert soon.value.seconds == 8
    wall.at += 8
    Tries(file, wall).begin()


def test_the_right_one_forgets_the_wrong_ones(file: Path) -> None:
    wall = Wall()
    guess(file, wall, 6)
    wall.at += 8
    tries = Tries(file, wall)
    tries.begin()
    tries.forget()
    assert Tries(file, wall).wait() == 0
    assert not file.exists()


def test_a_try_that_could_not_be_made_does_not_count(file: Path) -> None:
    wall = Wall()
    guess(file, wall, 5)
    wall.at += 4
    tries = Tries(file, wall)
    tries.begin()
    tries.take_back()
    Tries(file, wall).begin()
    assert Tries(file, wall).wait() == 8


@given(st.integers(0, 30), st.lists(st.floats(-1e10, 1e10), max_size=5))
def test_no_clock_locks_anybody_out_nor_lets_anybody_in_early(
    tmp_path_factory: pytest.TempPathFactory, wrong: int, jumps: list[float]
) -> None:
    file, wall = tmp_path_factory.mktemp("tries") / "tries.json", Wall()
    guess(file, wall, wrong)
    for jump in jumps:
        wall.at += jump
        wait = Tries(file, wall).wait()
        assert 0 <= wait <= wait_after(wrong)
    wall.at -= 1e12
    assert Tries(file, wall).wait() == wait_after(wrong)
    wall.at += wait_after(wrong)
    assert Tries(file, wall).wait() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b'{"wrong": -1, "last": 0}',
        b'{"wrong": 5, "last": NaN}',
        b'{"wrong": true, "last": 1}',
        b"[" * 10_000,
        b'{"wrong": 9, "last": "soon"}',
    ],
)
def test_a_file_that_makes_no_sense_shuts_nobody_out(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert Tries(file, Wall()).wait() == 0


def test_a_folder_that_takes_nothing_shuts_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "gone").write_text("a file where the folder should be")
    tries = Tries(tmp_path / "gone" / "tries.json", Wall())
    for _ in range(20):
        tries.begin()
    tries.forget()


def test_the_file_says_nothing_but_how_often_and_when(file: Path) -> None:
    guess(file, Wall(), 4)
    assert set(json.loads(file.read_text())) == {"wrong", "last"}
