"""Trouble: each kind leaves files as they are, and the program goes on where it can."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

from tests.desktop.conftest import NewSelfkind, OwnDesktop
from tests.desktop.program import Selfkind
from tests.desktop.session import Desktop
from tests.desktop.waiting import wait_until


def _window(program: Selfkind, desk: Desktop) -> None:
    assert program.process is not None
    pid = program.process.pid
    wait_until(lambda: desk.windows_of(pid), "a window", within=30)


def test_without_a_session_bus_it_shows_its_status_window(
    own_desktop: OwnDesktop, new_selfkind: NewSelfkind
) -> None:
    where = own_desktop(tray=False, notifications=False)
    program = new_selfkind(where)
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={where.folder}/no-bus"
    program.start()
    _window(program, where)
    assert program.status()["state"] == "waiting"
    program.quit()


@contextlib.contextmanager
def _bus_that_never_answers(folder: Path) -> Iterator[str]:
    path = folder / "mute-bus"
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(path))
        mute.listen(16)
        yield f"unix:path={path}"


def test_a_session_bus_that_hangs_does_not_hang_it(
    own_desktop: OwnDesktop, new_selfkind: NewSelfkind, tmp_path: Path
) -> None:
    where = own_desktop(tray=False, notifications=False)
    with _bus_that_never_answers(tmp_path) as address:
        program = new_selfkind(where)
        program.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        program.start()
        _window(program, where)
        program.run("pause")
        program.wait_for_state("in_pause")
        program.quit()


def test_without_a_notification_daemon_the_card_takes_over(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk, reminder__way="notification")
    program.environment["PATH"] = "/nonexistent"
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={desk.folder}/no-bus"
    program.start()
    program.quit()
    program.due_in(2)
    program.start()
    program.wait_for_state("offered")
    _window(program, desk)


def test_a_home_that_cannot_be_written_leaves_it_running(
    desk: Desktop, new_selfkind: NewSelfkind, tmp_path: Path
) -> None:
    program = new_selfkind(desk)
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    program.environment["SELFKIND_HOME"] = str(blocked / "home")
    program.launch()
    _window(program, desk)
    desk.picture("home-cannot-be-written")
    assert program.process is not None
    assert program.process.poll() is None
    assert blocked.read_text() == "not a folder"


def test_a_broken_config_is_named_and_left_alone(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk)
    config = program.home / "config" / "config.toml"
    broken = config.read_text() + '\n[rhythm\nkind = "eve'
    config.write_text(broken)
    program.start()
    program.quit()
    assert config.read_text() == broken


def test_a_damaged_database_is_named_and_left_alone(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk)
    program.start()
    program.run("check-in", "3")
    program.quit()
    database = program.home / "data" / "selfkind.db"
    damaged = bytearray(database.read_bytes())
    damaged[100:200] = bytes(100)
    database.write_bytes(damaged)
    program.start()
    program.run("open")
    _window(program, desk)
    program.run("pause")
    program.wait_for_state("in_pause")
    desk.picture("damaged-database")
    program.kill()
    assert database.read_bytes() == bytes(damaged)
