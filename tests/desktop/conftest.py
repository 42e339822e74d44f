"""One desktop for all tests that leave it as they found it; a desktop of their own for the others."""

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktop.program import Selfkind, selfkind
from tests.desktop.reader import Reader, reader
from tests.desktop.session import Desktop, desktop, missing_programs
from tests.desktop.waiting import wait_until

OwnDesktop = Callable[..., Desktop]
NewSelfkind = Callable[..., Selfkind]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a real program, started many times on a busy machine, the time that it needs."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.desktop)
            if not item.get_closest_marker("timeout"):
                item.add_marker(pytest.mark.timeout(150))


def _needs_a_desktop() -> None:
    if missing := missing_programs():
        pytest.skip(f"a real desktop needs {', '.join(missing)}")


@pytest.fixture(scope="session")
def shared_desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """The desktop that most tests share."""
    _needs_a_desktop()
    with desktop(tmp_path_factory.mktemp("desktop")) as session:
        yield session


@pytest.fixture
def desk(shared_desktop: Desktop) -> Desktop:
    """A desktop with a tray, notifications and a screen-reader bus; nothing of Selfkind in it."""
    wait_until(lambda: not shared_desktop.tray_items(), "the tray to be empty")
    shared_desktop.screen.move(shared_desktop.screen.width // 2, 200)
    return shared_desktop


@pytest.fixture
def own_desktop(tmp_path: Path) -> Iterator[OwnDesktop]:
    """Makes a desktop for this test alone: `own_desktop(tray=False)`."""
    _needs_a_desktop()
    with contextlib.ExitStack() as stack:

        def make(*, tray: bool = True, notifications: bool = True) -> Desktop:
            folder = tmp_path / "own"
            folder.mkdir()
            return stack.enter_context(desktop(folder, tray=tray, notifications=notifications))

        yield make


@pytest.fixture
def new_selfkind(tmp_path: Path) -> Iterator[NewSelfkind]:
    """Makes a Selfkind past its first run, as `new_selfkind(desk, pause__minutes="1")`; ended at the end."""
    with contextlib.ExitStack() as stack:

        def make(where: Desktop, home: str = "home", **settings: str) -> Selfkind:
            return stack.enter_context(selfkind(where, tmp_path / home, **settings))

        yield make


@pytest.fixture
def screen_reader(desk: Desktop) -> Iterator[Reader]:
    """A screen reader listening to the shared desktop."""
    with reader(desk) as listening:
        yield listening


@pytest.fixture
def film(desk: Desktop) -> Iterator[Callable[[], None]]:
    """A program that fills the screen; called, it ends."""
    script = Path(__file__).with_name("full_screen.py")
    process = subprocess.Popen([sys.executable, str(script)], env=desk.environment, stdin=subprocess.PIPE)

    def end() -> None:
        process.communicate(b"\n")

    wait_until(lambda: "film" in desk.screen.active_title(), "the film")
    yield end
    if process.returncode is None:
        end()
