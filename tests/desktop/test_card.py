"""The invitation: on time, without the keyboard, and every answer is fine."""

from datetime import UTC, datetime, timedelta

import pytest

from selfkind_desktop.domain.records import Answer
from tests.desktop.conftest import NewSelfkind
from tests.desktop.program import Selfkind
from tests.desktop.reader import Reader
from tests.desktop.records import kept
from tests.desktop.session import Desktop, editor
from tests.desktop.waiting import wait_until


def _offered(program: Selfkind, desk: Desktop, seconds: float = 3.0) -> datetime:
    """Start with a pause due in a moment, and wait for the card; the instant it was due."""
    program.start()
    program.quit()
    due = program.due_in(seconds)
    program.start()
    program.wait_for_state("offered")
    _card(program, desk)
    return due


def _card(program: Selfkind, desk: Desktop) -> None:
    assert program.process is not None
    pid = program.process.pid
    wait_until(lambda: desk.windows_of(pid), "the card", every=0.005)


def _click(desk: Desktop, screen_reader: Reader, name: str) -> None:
    found = wait_until(lambda: screen_reader.find("selfkind", name), name)
    desk.screen.click(*screen_reader.center(found))


def _reminder(program: Selfkind) -> tuple[Answer, int | None, str]:
    program.quit()
    with kept(program.home) as store:
        reminder = store.reminders.latest()
        assert store.reminders.count() == 1
    assert reminder is not None
    return reminder.answer, reminder.minutes, reminder.way


def test_every_minute_means_every_minute_and_typing_goes_on(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk, rhythm__kind="every", rhythm__every_minutes="1")
    with editor(desk) as typed:
        begun = datetime.now(UTC)
        program.start()
        due = datetime.fromisoformat(program.status()["next_pause"])
        assert timedelta(seconds=58) <= due - begun <= timedelta(seconds=66)
        desk.screen.type("before ")
        assert program.process is not None
        pid = program.process.pid
        wait_until(lambda: desk.windows_of(pid), "the card", within=75, every=0.005)
        late = datetime.now(UTC) - due
        assert abs(late) <= timedelta(seconds=1), late
        desk.screen.type("during")
        wait_until(lambda: typed.read_text() == "before during", "what was typed")
        assert "editor" in desk.screen.active_title()
        assert program.status()["state"] == "offered"
        desk.picture("card")


def test_begin_begins_a_pause(desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader) -> None:
    program = new_selfkind(desk)
    due = _offered(program, desk)
    _click(desk, screen_reader, "Begin")
    program.wait_for_state("in_pause")
    program.quit()
    with kept(program.home) as store:
        reminder = store.reminders.latest()
    assert reminder is not None
    assert reminder.answer is Answer.BEGUN
    assert reminder.way == "card"
    assert abs(reminder.due - due) < timedelta(seconds=1)


def test_in_ten_minutes_asks_again_in_ten_minutes(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader
) -> None:
    program = new_selfkind(desk, rhythm__kind="every", rhythm__every_minutes="240")
    _offered(program, desk)
    _click(desk, screen_reader, "In 10 minutes")
    program.wait_for_state("waiting")
    ahead = datetime.fromisoformat(program.status()["next_pause"]) - datetime.now(UTC)
    assert timedelta(minutes=9, seconds=40) < ahead <= timedelta(minutes=10, seconds=1)
    assert program.process is not None
    pid = program.process.pid
    wait_until(lambda: not desk.windows_of(pid), "the card to leave")
    assert _reminder(program) == (Answer.POSTPONED, 10, "card")


def test_not_now_is_fine(desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader) -> None:
    program = new_selfkind(desk, rhythm__kind="every", rhythm__every_minutes="240")
    _offered(program, desk)
    _click(desk, screen_reader, "Not now")
    program.wait_for_state("waiting")
    ahead = datetime.fromisoformat(program.status()["next_pause"]) - datetime.now(UTC)
    assert ahead > timedelta(minutes=30)
    assert _reminder(program) == (Answer.DECLINED, None, "card")


def test_no_answer_is_an_answer_too(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk, reminder__seconds="10", rhythm__kind="every", rhythm__every_minutes="240")
    _offered(program, desk)
    assert program.process is not None
    pid = program.process.pid
    wait_until(lambda: not desk.windows_of(pid), "the card to leave by itself", within=20)
    assert program.status()["state"] == "waiting"
    assert _reminder(program) == (Answer.EXPIRED, None, "card")


@pytest.mark.parametrize(("command", "answer"), [("later", Answer.POSTPONED), ("not-now", Answer.DECLINED)])
def test_the_command_line_answers_as_well(
    desk: Desktop, new_selfkind: NewSelfkind, command: str, answer: Answer
) -> None:
    program = new_selfkind(desk)
    _offered(program, desk)
    program.run(command)
    program.wait_for_state("waiting")
    assert _reminder(program)[0] is answer


def test_the_card_is_readable_and_everything_on_it_has_a_name(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader
) -> None:
    program = new_selfkind(desk)
    _offered(program, desk)
    wait_until(lambda: screen_reader.find("selfkind", "Would a kind pause help now?"), "the question")
    unnamed = [str(e) for e in screen_reader.elements("selfkind") if e.focusable and not e.name.strip()]
    assert unnamed == []
