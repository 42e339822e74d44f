"""Starting: once, again, twice at once, after a quit and after a crash."""

from datetime import datetime, timedelta

from tests.desktop.conftest import NewSelfkind
from tests.desktop.records import kept
from tests.desktop.session import Desktop
from tests.desktop.tray import tray_icon
from tests.desktop.waiting import wait_until


def test_a_restart_keeps_the_schedule(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk, rhythm__kind="every", rhythm__every_minutes="50")
    program.start()
    before = program.status()["next_pause"]
    program.quit()
    program.start()
    assert program.status()["next_pause"] == before
    program.kill()
    program.start()
    assert program.status()["next_pause"] == before


def test_a_second_start_brings_the_first_forward(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk)
    program.start()
    assert program.process is not None
    pid = program.process.pid
    assert desk.windows_of(pid) == []
    again = program.ask()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    wait_until(lambda: desk.windows_of(pid), "the window of the first")
    assert program.process.poll() is None
    assert len(desk.tray_items()) == 1


def test_of_two_starts_at_the_same_instant_one_remains(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk)
    first, second = program.launch(), program.launch()
    wait_until(lambda: (first.poll() is None) != (second.poll() is None), "one of them to leave")
    left, stays = (first, second) if first.poll() is not None else (second, first)
    program.process = stays
    assert left.returncode == 0, program.said()
    wait_until(program.is_running, "the other one to answer", every=0.1)
    tray_icon(desk)
    program.quit()


def test_a_crash_in_mid_pause_loses_nothing_but_that_pause(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk, rhythm__kind="every", rhythm__every_minutes="50", pause__check_in="no")
    program.start()
    program.run("check-in", "4")
    next_pause = program.status()["next_pause"]
    program.run("pause")
    program.wait_for_state("in_pause")
    program.kill()
    program.start()
    status = program.status()
    assert status["state"] == "waiting"
    later = datetime.fromisoformat(status["next_pause"]) - datetime.fromisoformat(next_pause)
    assert timedelta() <= later < timedelta(minutes=5)
    program.quit()
    with kept(program.home) as store:
        assert store.pauses.count() == 0
        check_in = store.check_ins.latest()
    assert check_in is not None
    assert check_in.mood == 4


def test_without_a_running_program_its_command_says_so(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk)
    for command in ("quit", "later"):
        done = program.ask(command)
        assert done.returncode == 3
        assert done.stderr == "Selfkind is not running.\n"
    assert program.ask("status", "--json").returncode == 3
