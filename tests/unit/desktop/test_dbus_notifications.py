import signal
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.bus import Bus
from selfkind_desktop.desktop.bus_link import session_address
from selfkind_desktop.desktop.notifications import Offer, Way, WhyNot, kind_offer
from selfkind_desktop.desktop.notifications import dbus as dbus_module
from selfkind_desktop.desktop.notifications.dbus import PATH, SERVER, DBusNotifier
from tests.unit.desktop.conftest import PrivateBus, ScriptedService, Serving

OFFER = kind_offer(minutes=1, later_minutes=10, seconds=45)
CAPABILITIES = f"{SERVER}.GetCapabilities"


class Told(list[Any]):
    """Everything a notifier says, in order."""

    def __init__(self, notifier: DBusNotifier) -> None:
        super().__init__()
        notifier.shown.connect(lambda: self.append("shown"))
        notifier.begun.connect(lambda: self.append("begun"))
        notifier.postponed.connect(lambda minutes: self.append(("postponed", minutes)))
        notifier.declined.connect(lambda: self.append("declined"))
        notifier.expired.connect(lambda: self.append("expired"))
        notifier.failed.connect(self.append)


@pytest.fixture
def notifier(bus: Bus) -> Iterator[DBusNotifier]:
    made = DBusNotifier(bus, "selfkind")
    yield made
    made.withdraw()
    made.deleteLater()


@pytest.fixture
def told(notifier: DBusNotifier) -> Told:
    return Told(notifier)


@pytest.fixture
def server(serve: Serving) -> ScriptedService:
    return server_with(serve, "actions", "body", "body-markup")


def server_with(serve: Serving, *capabilities: str, **script: object) -> ScriptedService:
    methods = {
        CAPABILITIES: {"signature": "as", "body": [list(capabilities)]},
        f"{SERVER}.CloseNotification": {},
        f"{SERVER}.GetServerInformation": {"signature": "ssss", "body": ["test", "test", "1", "1.2"]},
    }
    return serve(SERVER, methods=methods, ids={f"{SERVER}.Notify": 7}, **script)


def wait_for(qtbot: QtBot, told: Told, *expected: object) -> None:
    qtbot.waitUntil(lambda: len(told) >= len(expected))
    assert told == list(expected)


def show(qtbot: QtBot, notifier: DBusNotifier, offer: Offer = OFFER) -> None:
    with qtbot.waitSignal(notifier.shown):
        notifier.show(offer)


def test_the_invitation_has_words_three_buttons_and_an_end(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService
) -> None:
    show(qtbot, notifier)

    [call] = server.wait_for("Notify")
    name, replaces, icon, title, body, actions, hints, milliseconds = call["body"]
    assert (name, replaces, icon) == ("Selfkind", 0, "selfkind")
    assert title == "Would a kind pause help now?"
    assert body == "A minute, or as long as you like."
    assert actions == [
        "default", "Begin", "begin", "Begin", "later", "In 10 minutes", "not-now", "Not now",
    ]  # fmt: skip
    assert hints["urgency"] == ["y", 1]
    assert hints["transient"] == ["b", True]
    assert milliseconds == 45_000
    assert told == ["shown"]
    assert notifier.way == Way("D-Bus", usable=True, buttons=True)


@pytest.mark.parametrize(
    ("action", "answer"),
    [
        ("begin", "begun"),
        ("default", "begun"),
        ("later", ("postponed", 10)),
        ("not-now", "declined"),
    ],
)
def test_a_button_is_an_answer(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService, action: str, answer: object
) -> None:
    show(qtbot, notifier)
    server.emit(PATH, SERVER, "ActionInvoked", "us", 7, action)
    server.emit(PATH, SERVER, "NotificationClosed", "uu", 7, 3)

    wait_for(qtbot, told, "shown", answer)
    server.wait_for("CloseNotification")
    assert told == ["shown", answer]


@pytest.mark.parametrize(
    ("reason", "answer"), [(1, "expired"), (2, "declined"), (3, "expired"), (4, "expired")]
)
def test_put_away_by_hand_is_not_now_and_faded_is_expired(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService, reason: int, answer: str
) -> None:
    show(qtbot, notifier)
    server.emit(PATH, SERVER, "NotificationClosed", "uu", 7, reason)

    wait_for(qtbot, told, "shown", answer)


def test_the_answers_to_other_notifications_are_not_ours(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService
) -> None:
    show(qtbot, notifier)
    server.emit(PATH, SERVER, "ActionInvoked", "us", 8, "begin")
    server.emit(PATH, SERVER, "NotificationClosed", "uu", 6, 2)
    server.emit(PATH, SERVER, "NotificationClosed", "uu", 7, 1)

    wait_for(qtbot, told, "shown", "expired")


def test_where_the_desktop_never_lets_it_fade_we_do(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbus_module, "GRACE_MS", 10)
    notifier.show(kind_offer(1, 10, seconds=0))

    wait_for(qtbot, told, "shown", "expired")
    assert server.wait_for("CloseNotification")[0]["body"] == [7]


def test_withdrawn_means_closed_and_silent(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService
) -> None:
    show(qtbot, notifier)
    notifier.withdraw()
    notifier.withdraw()

    assert server.wait_for("CloseNotification")[0]["body"] == [7]
    server.emit(PATH, SERVER, "NotificationClosed", "uu", 7, 3)
    with qtbot.waitSignal(notifier.checked):
        notifier.check()
    assert told == ["shown"]
    assert len(server.calls("CloseNotification")) == 1


def test_a_second_invitation_takes_the_place_of_the_first(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService
) -> None:
    show(qtbot, notifier)
    show(qtbot, notifier)

    assert [call["body"][1] for call in server.wait_for("Notify", 2)] == [0, 7]


def test_without_buttons_the_words_still_show(qtbot: QtBot, notifier: DBusNotifier, serve: Serving) -> None:
    server = server_with(serve, "body")
    show(qtbot, notifier)

    assert server.wait_for("Notify")[0]["body"][5] == []
    assert notifier.way == Way("D-Bus", usable=True, buttons=False)


def test_words_are_not_taken_for_markup(
    qtbot: QtBot, notifier: DBusNotifier, server: ScriptedService
) -> None:
    offer = Offer("Title", "1 < 2 & <b>so</b>", "Begin", "Later", "Not now", 5, 30)
    show(qtbot, notifier, offer)

    assert server.wait_for("Notify")[0]["body"][4] == "1 &lt; 2 &amp; &lt;b&gt;so&lt;/b&gt;"


def test_without_a_bus(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    bus = Bus(session_address)
    notifier = DBusNotifier(bus)
    with qtbot.waitSignal(notifier.failed) as failed:
        notifier.show(OFFER)

    assert failed.args == [WhyNot.NO_BUS]
    assert notifier.way.why_not is WhyNot.NO_BUS
    notifier.withdraw()
    bus.close()


def test_without_a_server(qtbot: QtBot, notifier: DBusNotifier, told: Told) -> None:
    notifier.show(OFFER)

    wait_for(qtbot, told, WhyNot.NO_SERVER)
    with qtbot.waitSignal(notifier.checked):
        notifier.check()
    assert notifier.way == Way("D-Bus", usable=False, why_not=WhyNot.NO_SERVER)


@pytest.mark.parametrize("member", ["GetCapabilities", "Notify"])
def test_a_server_that_errors(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, serve: Serving, member: str
) -> None:
    methods = {
        CAPABILITIES: {"signature": "as", "body": [["actions"]]},
        f"{SERVER}.{member}": {"error": "org.example.Broken"},
    }
    serve(SERVER, methods=methods)
    notifier.show(OFFER)

    wait_for(qtbot, told, WhyNot.REFUSED)


@pytest.mark.parametrize("body", [[], ["text"], [[1, 2]]])
def test_a_server_that_answers_nonsense(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, serve: Serving, body: list[object]
) -> None:
    signature = {0: "", 1: "s" if body == ["text"] else "ai"}[len(body)]
    methods = {
        CAPABILITIES: {"signature": "as", "body": [["actions"]]},
        f"{SERVER}.Notify": {"signature": signature or None, "body": body},
    }
    serve(SERVER, methods=methods)
    notifier.show(OFFER)

    wait_for(qtbot, told, WhyNot.REFUSED)


def test_a_server_that_hangs_fails_in_time_and_shows_nothing_later(
    qtbot: QtBot,
    notifier: DBusNotifier,
    told: Told,
    server: ScriptedService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    show(qtbot, notifier)
    notifier.withdraw()
    server.wait_for("CloseNotification")
    monkeypatch.setattr(dbus_module, "WITHIN_MS", 50)
    server.tell(methods={CAPABILITIES: {"hang": True}})
    notifier.show(OFFER)
    wait_for(qtbot, told, "shown", WhyNot.SILENT)

    server.tell(methods={CAPABILITIES: {"signature": "as", "body": [["actions"]]}})
    assert len(server.calls("Notify")) == 1


def test_what_a_slow_server_shows_after_its_time_is_closed(
    qtbot: QtBot,
    notifier: DBusNotifier,
    told: Told,
    server: ScriptedService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dbus_module, "WITHIN_MS", 300)
    asked = notifier._notify

    def stopped_first(offer: Offer) -> None:
        server.process.send_signal(signal.SIGSTOP)
        asked(offer)

    monkeypatch.setattr(notifier, "_notify", stopped_first)
    notifier.show(OFFER)
    wait_for(qtbot, told, WhyNot.SILENT)

    server.process.send_signal(signal.SIGCONT)
    assert server.wait_for("CloseNotification")[0]["body"] == [7]
    assert told == [WhyNot.SILENT]


def test_withdrawn_before_the_server_answered_is_never_seen(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService
) -> None:
    notifier.show(OFFER)
    server.wait_for("Notify")
    notifier.withdraw()

    assert server.wait_for("CloseNotification")[0]["body"] == [7]
    assert told in ([], ["shown"])


def test_a_server_that_is_killed_while_it_shows(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService, serve: Serving
) -> None:
    show(qtbot, notifier)
    server.end()
    wait_for(qtbot, told, "shown", WhyNot.GONE)

    fresh = server_with(serve, "actions")
    show(qtbot, notifier)
    assert fresh.wait_for("Notify")[0]["body"][1] == 0


def test_a_bus_that_goes_while_it_shows(
    qtbot: QtBot, notifier: DBusNotifier, told: Told, server: ScriptedService, private_bus: PrivateBus
) -> None:
    show(qtbot, notifier)
    private_bus.end()

    wait_for(qtbot, told, "shown", WhyNot.GONE)


def test_other_programs_notifications_wake_nobody(
    qtbot: QtBot, bus: Bus, notifier: DBusNotifier, server: ScriptedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(qtbot, notifier)
    notifier.withdraw()
    server.wait_for("CloseNotification")
    with qtbot.waitSignal(notifier.checked):
        notifier.check()
    arrived: list[object] = []
    assert bus._link is not None
    bus._link.arrived.connect(arrived.append)

    server.emit(PATH, SERVER, "NotificationClosed", "uu", 99, 1)
    with qtbot.waitSignal(notifier.checked):
        notifier.check()
    assert len(arrived) == 1  # the answer to the check
