"""A whole pause, by keyboard alone, in the real program; kept, and nowhere readable."""

import pytest

from selfkind_desktop.domain.records import Answer, PauseEnd
from tests.desktop.conftest import NewSelfkind
from tests.desktop.program import Selfkind
from tests.desktop.reader import Reader
from tests.desktop.records import files_with, kept
from tests.desktop.session import Desktop
from tests.desktop.waiting import wait_until

NOTE = "marigold lanterns"


def _shown(program: Selfkind, desk: Desktop) -> int:
    assert program.process is not None
    pid = program.process.pid
    program.wait_for_state("in_pause")
    wait_until(lambda: desk.windows_of(pid), "the pause")
    return pid


@pytest.mark.timeout(240)
def test_a_pause_is_completed_by_keyboard_alone_and_kept_unreadable(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader
) -> None:
    program = new_selfkind(desk, pause__minutes="1")
    program.start()
    program.quit()
    program.due_in(3)
    program.start()
    program.wait_for_state("offered")
    program.run("pause")
    pid = _shown(program, desk)
    desk.picture("pause-check-in")
    unnamed = [str(e) for e in screen_reader.elements("selfkind") if e.focusable and not e.name.strip()]
    assert unnamed == []
    desk.screen.press("2")
    wait_until(lambda: screen_reader.find("selfkind", "Too much"), "a step of the practice")
    desk.picture("pause-step")
    wait_until(
        lambda: screen_reader.find("selfkind", "sentence for later"), "the end of the pause", within=100
    )
    desk.picture("pause-end")
    _walk_to(desk, screen_reader, "radio")
    desk.screen.press("4")
    _walk_to(desk, screen_reader, "text")
    desk.screen.type(NOTE)
    desk.screen.press("Return")
    program.wait_for_state("waiting")
    wait_until(lambda: not desk.windows_of(pid), "the pause to close")
    program.quit()
    assert files_with(program.home, NOTE) == []
    with kept(program.home) as store:
        pause, entry, reminder = store.pauses.latest(), store.entries.latest(), store.reminders.latest()
    assert pause is not None
    assert (pause.end, pause.minutes, pause.before, pause.after) == (PauseEnd.COMPLETED, 1, 2, 4)
    assert 50 <= pause.seconds <= 75
    assert entry is not None
    assert (entry.text, entry.id) == (NOTE, pause.entry)
    assert reminder is not None
    assert reminder.answer is Answer.BEGUN
    assert program.said() == ""


def _walk_to(desk: Desktop, screen_reader: Reader, role: str) -> None:
    """Press Tab until something of a role has the keyboard."""

    def there() -> bool:
        focused = screen_reader.focused("selfkind")
        if focused is not None and role in focused.role:
            return True
        desk.screen.press("Tab")
        return False

    wait_until(there, f"a {role} to have the keyboard", every=0.2)


def test_escape_ends_a_pause_at_once(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk, pause__check_in="no")
    program.start()
    program.run("pause")
    pid = _shown(program, desk)

    def left() -> bool:
        if desk.windows_of(pid):
            desk.screen.press("Escape")
            return False
        return True

    wait_until(left, "the pause to close", every=0.3)
    program.wait_for_state("waiting")
    program.quit()
    with kept(program.home) as store:
        pause = store.pauses.latest()
    assert pause is not None
    assert pause.end is PauseEnd.ENDED_HERE


def test_a_hard_moment_begins_without_a_clock(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk)
    program.start()
    program.run("hard-moment")
    _shown(program, desk)
    desk.picture("hard-moment")
    program.quit()
