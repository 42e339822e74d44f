"""What the command line can ask of the running program, also when it asks nonsense."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop import __version__
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.invitations import Invitations
from selfkind_desktop.app.remote_control import RemoteControl
from selfkind_desktop.app.walk import Walk
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import RhythmKind
from selfkind_desktop.domain.schedule import Quiet, State
from selfkind_desktop.domain.settings import PAUSE_MINUTES, RHYTHM_KIND
from selfkind_desktop.domain.surroundings import HoldReason, Surroundings
from tests.fakes import FakeClock
from tests.unit.app.conftest import FakeCard, FakeLook, FakeNotifier


class FakeLocking:
    """Something that can be locked once there is a passphrase."""

    is_locked = False
    has_passphrase = False

    def lock(self) -> bool:
        self.is_locked = self.has_passphrase
        return self.has_passphrase


class Remote:
    """A remote control with what it controls; `ask` returns the one answer."""

    def __init__(self, choices: Choices, clock: FakeClock, look: FakeLook) -> None:
        choices.choose(RHYTHM_KIND, RhythmKind.EVERY)
        self.choices, self.clock, self.look = choices, clock, look
        self.walk = Walk(clock, State(seed=1), choices.settings.rhythm, look)
        card = FakeCard()
        self.invitations = Invitations(clock, choices, lambda: card, FakeNotifier)
        self.walk.offered.connect(lambda _: self.invitations.offer())
        self.invitations.answered.connect(lambda given: self.walk.answer(given.answer, given.later_at))
        self.locking = FakeLocking()
        self.control = RemoteControl(clock, choices, self.walk, self.invitations, self.locking)
        self.walk.turn()

    def ask(self, command: str, **args: object) -> Reply:
        replies: list[Reply] = []
        self.control.handle(command, args, replies.append)
        (reply,) = replies
        json.dumps(reply.result)  # it has to go over a line
        return reply

    def offer(self) -> None:
        self.clock.set_to(self.walk.state.next_at)
        self.walk.turn()

    def close(self) -> None:
        self.invitations.withdraw()
        for part in (self.walk, self.invitations, self.control):
            for timer in part.findChildren(QTimer):
                timer.stop()
            part.deleteLater()


@pytest.fixture
def remote(choices: Choices, clock: FakeClock, look: FakeLook) -> Iterator[Remote]:
    remote = Remote(choices, clock, look)
    yield remote
    remote.close()


@pytest.mark.parametrize(
    ("command", "signal"),
    [
        ("open", "opened"),
        ("hard-moment", "hard_moment"),
        ("write", "written"),
        ("letter", "letter_begun"),
        ("quit", "left"),
    ],
)
def test_simple_commands_are_passed_on(remote: Remote, command: str, signal: str) -> None:
    heard = QSignalSpy(getattr(remote.control, signal))
    assert remote.ask(command) == Reply(True)
    assert heard.count() == 1


def test_a_command_of_another_version_is_refused(remote: Remote) -> None:
    reply = remote.ask("dance")
    assert not reply.ok
    assert "does not know" in reply.sentence


# --- status ---


def test_status_while_waiting(remote: Remote) -> None:
    assert remote.ask("status").result == {
        "state": "waiting",
        "next_pause": "2026-11-23T09:00:00+00:00",
        "held_because": None,
        "check_in": None,
        "version": __version__,
        "headline": "Next pause in 1 h",
    }


def test_status_names_each_state(remote: Remote) -> None:
    def status() -> tuple[object, object, object]:
        result = remote.ask("status").result
        return result["state"], result["next_pause"] is None, result["held_because"]

    remote.look.sees = Surroundings(interruptions=frozenset({HoldReason.DO_NOT_DISTURB}))
    remote.offer()
    assert status() == ("waiting", False, "do-not-disturb")
    remote.look.sees = Surroundings()
    remote.walk.turn()
    assert status() == ("offered", True, None)
    remote.walk.pause_began()
    assert status()[0] == "in_pause"
    remote.walk.pause_ended()
    remote.walk.keep_quiet(Quiet())
    assert status() == ("quiet", True, None)


# --- pause ---


def test_pause_passes_on_what_was_asked(remote: Remote) -> None:
    heard = QSignalSpy(remote.control.pause_wanted)
    assert remote.ask("pause", minutes=None, kind=None).ok
    assert remote.ask("pause", minutes=3, kind="soothe").ok
    assert [heard.at(0), heard.at(1)] == [[0, ""], [3, "soothe"]]


@pytest.mark.parametrize(
    "args", [{"minutes": "many"}, {"minutes": 4}, {"minutes": -1}, {"minutes": [1]}, {"kind": "../../etc"}]
)
def test_a_pause_that_there_is_not_is_refused_in_a_sentence(remote: Remote, args: dict[str, object]) -> None:
    heard = QSignalSpy(remote.control.pause_wanted)
    reply = remote.ask("pause", **args)
    assert not reply.ok
    assert "1, 2, 3 or 5 minutes" in reply.sentence
    assert heard.count() == 0


def test_there_is_one_pause_at_a_time(remote: Remote) -> None:
    remote.walk.pause_began()
    assert remote.ask("pause") == Reply(False, sentence="A pause is going on already.")


# --- check-in ---


@pytest.mark.parametrize("mood", [1, 5, "3"])
def test_a_check_in_is_noted_once_it_is_on_the_disk(remote: Remote, mood: object) -> None:
    asked: list[tuple[int, Callable[[], None]]] = []
    remote.control.checked_in.connect(lambda mood, kept: asked.append((mood, kept)))
    replies: list[Reply] = []
    remote.control.handle("check-in", {"mood": mood}, replies.append)
    assert replies == []
    ((noted, kept),) = asked
    assert noted == int(str(mood))
    kept()
    assert replies == [Reply(True, "Noted. Thank you for looking.")]


def test_a_check_in_says_so_where_the_disk_takes_its_time(
    remote: Remote, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selfkind_desktop.app.remote_control._LATE_MS", 10)
    asked: list[Callable[[], None]] = []
    remote.control.checked_in.connect(lambda _mood, kept: asked.append(kept))
    replies: list[Reply] = []
    remote.control.handle("check-in", {"mood": 2}, replies.append)
    qtbot.waitUntil(lambda: bool(replies))
    asked[0]()
    assert replies == [Reply(True, "Noted. It is on its way to the disk.")]


@pytest.mark.parametrize("mood", [0, 6, "", "good", None, True, 2.5, {}])
def test_what_is_no_check_in_is_refused(remote: Remote, mood: object) -> None:
    heard = QSignalSpy(remote.control.checked_in)
    reply = remote.ask("check-in", mood=mood)
    assert not reply.ok
    assert "from 1" in reply.sentence
    assert heard.count() == 0


# --- quiet ---


def test_quiet_answers_until_when(remote: Remote) -> None:
    assert str(remote.ask("quiet", how_long="1h").result).startswith("Quiet until")
    assert remote.ask("quiet", how_long="on").result == "Quiet until you say"
    assert remote.ask("quiet", how_long="off").result == "Next pause in 1 h"


@pytest.mark.parametrize("how_long", ["soon", "", None, 3])
def test_what_is_no_length_of_time_is_refused(remote: Remote, how_long: object) -> None:
    reply = remote.ask("quiet", how_long=how_long)
    assert not reply.ok
    assert "no length of time" in reply.sentence
    assert remote.ask("status").result["state"] == "waiting"


# --- answers to an invitation ---


def test_later_and_not_now_answer_the_invitation(remote: Remote) -> None:
    answers: list[Answer] = []
    remote.invitations.answered.connect(lambda given: answers.append(given.answer))
    remote.offer()
    assert remote.ask("later", minutes=5).result == "Next pause in 5 min"
    remote.offer()
    assert remote.ask("not-now").ok
    assert answers == [Answer.POSTPONED, Answer.DECLINED]


@pytest.mark.parametrize("command", ["later", "not-now"])
def test_without_an_invitation_there_is_nothing_to_answer(remote: Remote, command: str) -> None:
    assert remote.ask(command) == Reply(False, sentence="No pause is being offered right now.")


@pytest.mark.parametrize("minutes", ["soon", 0, -5, 7, 100_000, [10], True])
def test_a_time_that_is_none_is_refused_and_the_invitation_stays(remote: Remote, minutes: object) -> None:
    remote.offer()
    reply = remote.ask("later", minutes=minutes)
    if not minutes:
        assert reply.ok  # no number is the usual one
        return
    assert reply == Reply(False, sentence="These minutes fit into your hours now: 5, 10, 30, 60.")
    assert remote.invitations.is_showing


def test_later_than_the_hours_is_refused_and_says_what_fits(remote: Remote) -> None:
    remote.clock.advance(hours=7)
    remote.walk.turn()
    remote.offer()
    remote.clock.advance(minutes=40)
    assert remote.ask("later", minutes=60).sentence.endswith("now: 5, 10.")
    remote.clock.advance(minutes=19)
    assert "not-now" in remote.ask("later", minutes=5).sentence


# --- settings ---


def test_a_setting_holds_at_once(remote: Remote) -> None:
    assert remote.ask("config-set", key="pause.minutes", value="5") == Reply(True)
    assert remote.choices[PAUSE_MINUTES] == 5


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("pause.minutes", "4", "one of: 1, 2, 3, 5"),
        ("pause.minutes", None, "one of: 1, 2, 3, 5"),
        ("no.such", "1", "no such setting"),
        (None, "1", "no such setting"),
    ],
)
def test_what_cannot_be_set_is_refused(remote: Remote, key: object, value: object, says: str) -> None:
    reply = remote.ask("config-set", key=key, value=value)
    assert not reply.ok
    assert says in reply.sentence


def test_a_setting_that_cannot_be_saved_is_told(remote: Remote, tmp_path: Path) -> None:
    folder = tmp_path / "config"
    (folder / "config.toml").unlink()
    folder.rmdir()
    folder.write_text("a file in the way")
    reply = remote.ask("config-set", key="pause.minutes", value="5")
    assert reply == Reply(False, sentence="It holds for now, but could not be saved.")
    assert remote.choices[PAUSE_MINUTES] == 5


def test_lock_says_what_it_needs(remote: Remote) -> None:
    reply = remote.ask("lock")
    assert (reply.ok, remote.locking.is_locked) == (False, False)
    assert "needs a passphrase" in reply.sentence


def test_locked_is_the_state_where_nothing_is_more_pressing(remote: Remote) -> None:
    remote.locking.has_passphrase = True
    before = remote.ask("status").result
    assert remote.ask("lock") == Reply(True, "Locked.")
    after = remote.ask("status").result
    assert (after["state"], after["next_pause"]) == ("locked", before["next_pause"])
    assert after["headline"] == f"Locked · {before['headline']}"
    remote.ask("quiet", how_long="1h")
    assert remote.ask("status").result["headline"].startswith("Locked · Quiet until")
    remote.ask("quiet", how_long="off")
    remote.offer()
    assert remote.ask("status").result["state"] == "offered"


def test_a_check_in_while_locked_is_answered_honestly_and_passed_on(remote: Remote) -> None:
    remote.locking.is_locked = True
    heard = QSignalSpy(remote.control.checked_in)
    reply = remote.ask("check-in", mood=3)
    assert reply.ok
    assert "written down once you open it" in reply.result
    assert heard.count() == 1
