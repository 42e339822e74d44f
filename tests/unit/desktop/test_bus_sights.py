"""What desktops tell, asked from scripted services on a private bus under their exact names."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.bus import PROPERTIES, Bus
from selfkind_desktop.desktop.sights import buses, tools
from selfkind_desktop.desktop.sights.port import Sight
from selfkind_desktop.desktop.sights.tools import Tools
from tests.unit.desktop.conftest import ScriptedService, Serving

NOTIFICATIONS, NOTIFICATIONS_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
SESSION_PATH = "/org/freedesktop/login1/session/_32"
MUTTER, MUTTER_PATH = "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core"
Asking = Callable[[Sight[Any]], Any]


@pytest.fixture
def ask(qtbot: QtBot) -> Asking:
    def look(sight: Sight[Any]) -> Any:  # noqa: ANN401
        seen: list[Any] = []
        sight.ask(seen.append)
        qtbot.waitUntil(lambda: bool(seen))
        assert len(seen) == 1
        return seen[0]

    return look


@pytest.fixture
def told() -> list[bool]:
    return []


def watched(sight: Sight[Any], told: list[bool]) -> None:
    sight.watch(lambda: told.append(True))


def bus_is_through(qtbot: QtBot, bus: Bus) -> None:
    """Everything that was sent so far has been taken up by the bus."""
    heard: list[object] = []
    bus.call(buses.Call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.Peer", "Ping"), heard.append, 5000)
    qtbot.waitUntil(lambda: bool(heard))


# Do Not Disturb


@pytest.mark.parametrize("quiet", [True, False])
def test_kde(ask: Asking, bus: Bus, serve: Serving, quiet: bool) -> None:
    serve(NOTIFICATIONS, properties={f"{NOTIFICATIONS}.Inhibited": ["b", quiet]})

    assert ask(buses.kde_quiet(bus)) is quiet


@pytest.mark.parametrize("paused", [True, False])
def test_dunst(ask: Asking, bus: Bus, serve: Serving, paused: bool) -> None:
    serve(NOTIFICATIONS, properties={"org.dunstproject.cmd0.paused": ["b", paused]})

    assert ask(buses.dunst_quiet(bus)) is paused
    assert ask(buses.kde_quiet(bus)) is None


def test_xfce(ask: Asking, bus: Bus, serve: Serving) -> None:
    name = "org.xfce.Xfconf"
    missing = {"error": "org.xfce.Xfconf.Error.PropertyNotFound"}
    service = serve(name, methods={f"{name}.GetProperty": missing})
    sight = buses.xfce_quiet(bus)
    assert ask(sight) is False

    service.tell(methods={f"{name}.GetProperty": {"signature": "v", "body": [{"variant": ["b", True]}]}})
    assert ask(sight) is True
    assert service.wait_for("GetProperty")[0]["body"] == ["xfce4-notifyd", "/do-not-disturb"]
    assert service.calls("GetProperty")[0]["path"] == "/org/xfce/Xfconf"


@pytest.fixture
def gsettings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """A `gsettings` that knows some keys, as the real one prints them."""

    def know(keys: dict[str, str]) -> None:
        table = "\n".join(f'"{key}") echo "{value}";;' for key, value in keys.items())
        program = tmp_path / "gsettings"
        cases = f'case "$2 $3" in\n{table}\n*) exit 1;;\nesac\n'
        program.write_text(f'#!/bin/sh\n[ "$1" = get ] || exit 2\n{cases}')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return know


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Tools]:
    owner = QObject()
    yield Tools(owner)
    owner.deleteLater()


SWITCHES = [
    (tools.gnome_quiet, "org.gnome.desktop.notifications show-banners", "false"),
    (tools.cinnamon_quiet, "org.cinnamon.desktop.notifications display-notifications", "false"),
    (tools.mate_quiet, "org.mate.NotificationDaemon do-not-disturb", "true"),
]


@pytest.mark.parametrize(("make", "key", "quiet"), SWITCHES, ids=["GNOME", "Cinnamon", "MATE"])
def test_a_switch_in_the_settings(
    ask: Asking,
    runner: Tools,
    gsettings: Callable[[dict[str, str]], None],
    make: Callable[[Tools, Bus | None], Sight[bool]],
    key: str,
    quiet: str,
) -> None:
    sight = make(runner, None)
    gsettings({key: quiet})
    assert ask(sight) is True
    gsettings({key: "true" if quiet == "false" else "false"})
    assert ask(sight) is False
    gsettings({})
    assert ask(sight) is None
    gsettings({key: "'text'"})
    assert ask(sight) is None


def test_without_gsettings_nothing_is_known(
    ask: Asking, runner: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    assert ask(tools.gnome_quiet(runner, None)) is None


def test_a_tool_that_hangs_is_ended(
    ask: Asking, runner: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "WITHIN_MS", 50)
    (tmp_path / "gsettings").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "gsettings").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    assert ask(tools.gnome_quiet(runner, None)) is None


def test_a_tool_that_cannot_be_started(
    ask: Asking, runner: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gsettings").write_text("#!/nonexistent\n")
    (tmp_path / "gsettings").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert ask(tools.gnome_quiet(runner, None)) is None


def test_dconf_tells_of_the_switch(
    qtbot: QtBot, bus: Bus, serve: Serving, runner: Tools, told: list[bool]
) -> None:
    service = serve("ca.desrt.dconf")
    sight = tools.gnome_quiet(runner, bus)
    watched(sight, told)
    bus_is_through(qtbot, bus)

    path, face = "/ca/desrt/dconf/Writer/user", "ca.desrt.dconf.Writer"
    service.emit(path, face, "Notify", "sass", "/org/gnome/desktop/interface/", ["clock"], "tag")
    service.emit(path, face, "Notify", "sass", "/org/gnome/desktop/notifications/show-banners", [""], "tag")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [True]
    sight.unwatch()


# Changes


def test_a_change_of_a_property_is_told_until_unwatched(
    qtbot: QtBot, ask: Asking, bus: Bus, serve: Serving, told: list[bool]
) -> None:
    service = serve(NOTIFICATIONS, properties={f"{NOTIFICATIONS}.Inhibited": ["b", True]})
    sight = buses.kde_quiet(bus)
    watched(sight, told)
    watched(sight, told)
    bus_is_through(qtbot, bus)

    changed_properties(service, NOTIFICATIONS_PATH, "org.other.Face", {"Inhibited": ["b", False]})
    changed_properties(service, NOTIFICATIONS_PATH, NOTIFICATIONS, {"Inhibited": ["b", False]})
    qtbot.waitUntil(lambda: bool(told))
    assert told == [True]

    sight.unwatch()
    changed_properties(service, NOTIFICATIONS_PATH, NOTIFICATIONS, {"Inhibited": ["b", True]})
    ask(sight)
    assert told == [True]


def changed_properties(service: ScriptedService, path: str, face: str, values: dict[str, list[Any]]) -> None:
    variants = {name: {"variant": value} for name, value in values.items()}
    service.emit(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", face, variants, [])


# Presenting


@pytest.mark.parametrize(("actions", "presenting"), [(0, False), (4, False), (8, True), (13, True)])
def test_gnome_session(ask: Asking, bus: Bus, serve: Serving, actions: int, presenting: bool) -> None:
    name = "org.gnome.SessionManager"
    serve(name, properties={f"{name}.InhibitedActions": ["u", actions]})

    assert ask(buses.gnome_inhibited(bus)) is presenting


def test_gnome_tells_of_inhibitors(qtbot: QtBot, bus: Bus, serve: Serving, told: list[bool]) -> None:
    name, path = "org.gnome.SessionManager", "/org/gnome/SessionManager"
    service = serve(name)
    sight = buses.gnome_inhibited(bus)
    watched(sight, told)
    bus_is_through(qtbot, bus)

    service.emit(path, name, "InhibitorRemoved", "o", "/org/gnome/SessionManager/Inhibitor1")
    qtbot.waitUntil(lambda: bool(told))
    sight.unwatch()


@pytest.mark.parametrize("inhibited", [True, False])
def test_power_management(ask: Asking, bus: Bus, serve: Serving, inhibited: bool) -> None:
    answer = {"signature": "b", "body": [inhibited]}
    serve(
        "org.freedesktop.PowerManagement",
        methods={"org.freedesktop.PowerManagement.Inhibit.HasInhibit": answer},
    )

    assert ask(buses.power_inhibited(bus)) is inhibited


@pytest.mark.parametrize(
    ("blocked", "presenting"), [("", False), ("shutdown:sleep", False), ("sleep:idle", True), ("idle", True)]
)
def test_logind_inhibitors(ask: Asking, bus: Bus, serve: Serving, blocked: str, presenting: bool) -> None:
    serve(LOGIND, properties={f"{LOGIND}.Manager.BlockInhibited": ["s", blocked]})

    assert ask(buses.logind_inhibited(bus)) is presenting


# Lock


@pytest.mark.parametrize("saver", buses.SCREEN_SAVERS, ids=[name for name, *_ in buses.SCREEN_SAVERS])
def test_each_screen_saver(
    qtbot: QtBot, ask: Asking, bus: Bus, serve: Serving, told: list[bool], saver: tuple[str, str, str]
) -> None:
    _, service_name, path = saver
    active = {"signature": "b", "body": [True]}
    service = serve(service_name, methods={f"{service_name}.GetActive": active})
    sight = buses.screen_saver(bus, *saver)
    watched(sight, told)

    assert ask(sight) is True
    assert service.wait_for("GetActive")[0]["path"] == path
    service.emit(path, service_name, "ActiveChanged", "b", False)
    qtbot.waitUntil(lambda: bool(told))
    sight.unwatch()


def logind(serve: Serving, *, locked: bool) -> ScriptedService:
    return serve(
        LOGIND,
        methods={f"{LOGIND}.Manager.GetSession": {"signature": "o", "body": [SESSION_PATH]}},
        properties={
            f"{LOGIND}.Session.LockedHint": ["b", locked],
            f"{LOGIND}.User.Display": ["(so)", {"struct": ["2", SESSION_PATH]}],
        },
    )


@pytest.mark.parametrize("locked", [True, False])
def test_the_hint_of_the_session(ask: Asking, bus: Bus, serve: Serving, locked: bool) -> None:
    service = logind(serve, locked=locked)
    sight = buses.LogindLock(bus, "2")

    assert ask(sight) is locked
    assert ask(sight) is locked
    assert service.wait_for("GetSession")[0]["body"] == ["2"]
    assert len(service.calls("GetSession")) == 1
    assert {call["path"] for call in service.calls("Get")} == {SESSION_PATH}


def test_outside_a_session_the_one_that_is_shown_is_asked(ask: Asking, bus: Bus, serve: Serving) -> None:
    logind(serve, locked=True)

    assert ask(buses.LogindLock(bus, "")) is True


def test_only_a_change_of_the_lock_is_told(
    qtbot: QtBot, ask: Asking, bus: Bus, serve: Serving, told: list[bool]
) -> None:
    service = logind(serve, locked=False)
    sight = buses.LogindLock(bus, "2")
    watched(sight, told)
    ask(sight)
    bus_is_through(qtbot, bus)

    changed_properties(service, SESSION_PATH, f"{LOGIND}.Session", {"IdleHint": ["b", True]})
    changed_properties(service, SESSION_PATH, f"{LOGIND}.Session", {"LockedHint": ["b", True]})
    qtbot.waitUntil(lambda: bool(told))
    assert told == [True]
    sight.unwatch()


def test_without_logind_the_lock_is_unknown(ask: Asking, bus: Bus) -> None:
    assert ask(buses.LogindLock(bus, "2")) is None
    assert ask(buses.LogindLock(bus, "")) is None


# Idle


def mutter(serve: Serving, idle_ms: int = 4200) -> ScriptedService:
    return serve(
        MUTTER,
        methods={f"{MUTTER}.GetIdletime": {"signature": "t", "body": [idle_ms]}, f"{MUTTER}.RemoveWatch": {}},
        ids={f"{MUTTER}.AddIdleWatch": 3},
    )


def test_gnome_counts_the_idle_time(ask: Asking, bus: Bus, serve: Serving) -> None:
    service = mutter(serve)

    assert ask(buses.MutterIdle(bus, 4.0)) == pytest.approx(4.2)
    assert service.wait_for("GetIdletime")[0]["path"] == MUTTER_PATH


def test_gnome_tells_of_a_lull_and_forgets_it(
    qtbot: QtBot, bus: Bus, serve: Serving, told: list[bool]
) -> None:
    service = mutter(serve)
    sight = buses.MutterIdle(bus, 4.0)
    watched(sight, told)
    assert service.wait_for("AddIdleWatch")[0]["body"] == [4000]
    bus_is_through(qtbot, bus)

    service.emit(MUTTER_PATH, MUTTER, "WatchFired", "u", 99)
    service.emit(MUTTER_PATH, MUTTER, "WatchFired", "u", 3)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [True]
    sight.unwatch()
    assert service.wait_for("RemoveWatch")[0]["body"] == [3]


def test_a_watch_that_was_given_up_before_it_began_is_taken_back(bus: Bus, serve: Serving) -> None:
    service = mutter(serve)
    sight = buses.MutterIdle(bus, 4.0)
    sight.watch(lambda: None)
    sight.unwatch()

    assert service.wait_for("RemoveWatch")[0]["body"] == [3]


# Trouble


EVERY = [
    buses.kde_quiet, buses.dunst_quiet, buses.xfce_quiet, buses.gnome_inhibited, buses.power_inhibited,
    buses.logind_inhibited, lambda bus: buses.MutterIdle(bus, 4.0),
]  # fmt: skip
NAMES = (
    NOTIFICATIONS, "org.xfce.Xfconf", "org.gnome.SessionManager", "org.freedesktop.PowerManagement", LOGIND,
    MUTTER,
)  # fmt: skip


@pytest.mark.parametrize("make", EVERY)
def test_a_service_that_is_not_there_or_knows_nothing_tells_nothing(
    ask: Asking, bus: Bus, serve: Serving, make: Callable[[Bus], Sight[Any]]
) -> None:
    assert ask(make(bus)) is None
    serve(*NAMES)
    assert ask(make(bus)) is None


@pytest.mark.parametrize("make", EVERY)
def test_a_service_that_hangs_tells_nothing(
    ask: Asking, bus: Bus, serve: Serving, make: Callable[[Bus], Sight[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buses, "WITHIN_MS", 50)
    hang = {"hang": True}
    serve(
        *NAMES,
        methods={
            f"{PROPERTIES}.Get": hang,
            "org.xfce.Xfconf.GetProperty": hang,
            f"{MUTTER}.GetIdletime": hang,
            "org.freedesktop.PowerManagement.Inhibit.HasInhibit": hang,
        },
        properties={},
    )

    assert ask(make(bus)) is None


@pytest.mark.parametrize("make", EVERY)
def test_nothing_is_started_only_to_be_asked(
    ask: Asking, qtbot: QtBot, make: Callable[[Bus], Sight[Any]], tmp_path: Path
) -> None:
    """Asked on a bus that would start a service for each name."""
    from tests.unit.desktop.conftest import PrivateBus

    services, started = tmp_path / "services", tmp_path / "started"
    services.mkdir()
    for name in NAMES:
        entry = f"[D-BUS Service]\nName={name}\nExec=/bin/sh -c 'echo {name} >> {started}'\n"
        (services / f"{name}.service").write_text(entry)
    private = PrivateBus(tmp_path, f"<servicedir>{services}</servicedir>")
    bus = Bus(lambda: private.address.removeprefix("unix:path=").partition(",")[0])
    assert ask(make(bus)) is None
    assert not started.exists()
    bus.close()
    private.end()
