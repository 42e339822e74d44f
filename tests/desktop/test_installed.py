"""The same on an installed wheel, or on the frozen program of `SELFKIND_PROGRAM`, as in the checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.conftest import NewSelfkind
from tests.desktop.program import Selfkind
from tests.desktop.reader import Reader
from tests.desktop.records import kept
from tests.desktop.session import Desktop
from tests.desktop.tray import tray_icon
from tests.desktop.waiting import wait_until

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the installed package: of the frozen program, or of a wheel that is built now."""
    frozen = os.environ.get("SELFKIND_PROGRAM")
    if frozen:
        return Path(frozen).parent / "_internal" / "selfkind_desktop"
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(CHECKOUT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    into = folder / "installed"
    subprocess.run(
        [*pip, "install", "--no-deps", "--target", str(into), str(wheel)], check=True, capture_output=True
    )
    return into / "selfkind_desktop"


@pytest.fixture
def installed(desk: Desktop, new_selfkind: NewSelfkind, package: Path) -> Selfkind:
    """A Selfkind that knows nothing of the checkout."""
    program = new_selfkind(desk)
    program.environment["PYTHONPATH"] = str(package.parent)
    return program


def test_every_resource_is_there(package: Path) -> None:
    for folder, there in (
        (CHECKOUT / "resources", package / "resources"),
        (CHECKOUT / "selfkind_desktop/storage/migrations", package / "storage/migrations"),
    ):
        expected = {path.relative_to(folder) for path in _files(folder)}
        assert expected
        assert expected - {path.relative_to(there) for path in _files(there)} == set()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_it_waits_in_the_tray_and_keeps_what_a_pause_brings(
    desk: Desktop, installed: Selfkind, screen_reader: Reader
) -> None:
    installed.choose(pause__check_in="no")
    installed.start()
    assert "Next pause" in tray_icon(desk).tooltip
    installed.run("pause", "--minutes", "1")
    installed.wait_for_state("in_pause")
    wait_until(lambda: screen_reader.find("selfkind", "Too much"), "a step of the practice")
    installed.run("check-in", "4")
    installed.quit()
    assert installed.said() == ""
    with kept(installed.home) as store:
        assert store.check_ins.count() == 1
