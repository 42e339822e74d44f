import plistlib
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.desktop.autostart import (
    NoAutostart,
    XdgAutostart,
    autostart,
    exec_value,
    own_command,
)
from selfkind_desktop.desktop.autostart_macos import LaunchAgent
from selfkind_desktop.desktop.autostart_windows import APPROVED, NAME, RUN, WindowsAutostart, command_line


def entry(folder: Path) -> dict[str, str]:
    text = (folder / "selfkind.desktop").read_text()
    assert text.startswith("[Desktop Entry]\n")
    return dict(line.split("=", 1) for line in text.splitlines()[1:])


def test_an_entry_in_the_autostart_folder(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "autostart"
    start = XdgAutostart(folder, ["/opt/self kind/selfkind"], {})
    assert not start.enabled()

    start.set(True)
    assert start.enabled()
    assert entry(folder)["Exec"] == '"/opt/self kind/selfkind"'
    assert entry(folder)["X-GNOME-Autostart-enabled"] == "true"
    assert entry(folder)["X-KDE-autostart-after"] == "panel"
    assert entry(folder)["X-LXQt-Need-Tray"] == "true"
    assert stat.S_IMODE((folder / "selfkind.desktop").stat().st_mode) == 0o644

    start.set(False)
    start.set(False)
    assert not start.enabled()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    ["Hidden=true", "Hidden = true", "X-GNOME-Autostart-enabled=false", "X-GNOME-Autostart-enabled=False"],
)
def test_what_the_person_switched_off_elsewhere_is_off(tmp_path: Path, line: str) -> None:
    start = XdgAutostart(tmp_path, ["selfkind"], {})
    start.set(True)
    with (tmp_path / "selfkind.desktop").open("a") as file:
        file.write(line + "\n")

    assert not start.enabled()
    start.set(True)
    assert start.enabled()


def test_what_the_person_removed_by_hand_is_off(tmp_path: Path) -> None:
    start = XdgAutostart(tmp_path, ["selfkind"], {})
    start.set(True)
    (tmp_path / "selfkind.desktop").unlink()

    assert not start.enabled()


def test_a_home_of_its_own_goes_along(tmp_path: Path) -> None:
    XdgAutostart(tmp_path, ["selfkind"], {"SELFKIND_HOME": "/my home"}).set(True)

    assert entry(tmp_path)["Exec"] == 'env "SELFKIND_HOME=/my home" selfkind'


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(OSError, match="file"):
        XdgAutostart(tmp_path / "file" / "autostart", ["selfkind"], {}).set(True)
    assert not XdgAutostart(tmp_path / "file" / "autostart", ["selfkind"], {}).enabled()


def taken_apart(value: str) -> list[str]:
    """What a desktop makes of an `Exec` value: unescape the string, take it apart, unfold `%%`."""
    text, signs = "", iter(value)
    for sign in signs:
        text += next(signs) if sign == "\\" else sign
    arguments: list[str] = []
    current: str | None = None
    quoted = False
    signs = iter(text + " ")
    for sign in signs:
        if sign == '"':
            quoted = not quoted
            current = current or ""
        elif sign == " " and not quoted:
            if current is not None:
                arguments.append(current.replace("%%", "%"))
            current = None
        else:
            current = (current or "") + (next(signs) if sign == "\\" and quoted else sign)
    return arguments


ARGUMENTS = st.text(st.characters(blacklist_characters="\n\r\0", blacklist_categories=("Cs",)))


@given(st.lists(ARGUMENTS, min_size=1))
def test_every_argument_survives_the_desktop_entry(command: list[str]) -> None:
    assert taken_apart(exec_value(command)) == command


def test_a_line_break_is_refused() -> None:
    with pytest.raises(ValueError, match="line break"):
        exec_value(["a\nb"])


@pytest.mark.only_on("linux")
def test_this_system_writes_below_its_configuration_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    autostart().set(True)
    assert (tmp_path / "config" / "autostart" / "selfkind.desktop").exists()
    assert "SELFKIND_HOME=" in entry(tmp_path / "config" / "autostart")["Exec"]

    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not autostart().enabled()


def test_the_command_starts_this_very_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [*own_command(), "--help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "self-compassion" in done.stdout


def test_an_app_image_and_a_frozen_program_start_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == [sys.executable]
    monkeypatch.setenv("APPIMAGE", "/home/x/Selfkind.AppImage")
    assert own_command() == ["/home/x/Selfkind.AppImage"]


def test_an_installed_script_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "selfkind").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    assert own_command() == [str(tmp_path / "selfkind")]


def test_where_it_cannot_be_set() -> None:
    assert not NoAutostart().available
    assert not NoAutostart().enabled()
    with pytest.raises(OSError, match="cannot be set"):
        NoAutostart().set(True)


# macOS


def test_a_launch_agent(tmp_path: Path) -> None:
    agents = tmp_path / "LaunchAgents"
    start = LaunchAgent(agents, ["/Applications/Self kind.app/x"], {"SELFKIND_HOME": "/my home"})
    assert not start.enabled()

    start.set(True)
    assert start.enabled()
    agent = plistlib.loads((agents / "org.selfkind.Selfkind.plist").read_bytes())
    assert agent["ProgramArguments"] == ["/Applications/Self kind.app/x"]
    assert agent["EnvironmentVariables"] == {"SELFKIND_HOME": "/my home"}

    (agents / "org.selfkind.Selfkind.plist").write_bytes(plistlib.dumps(agent | {"Disabled": True}))
    assert not start.enabled()
    (agents / "org.selfkind.Selfkind.plist").write_bytes(b"<plist>")
    assert not start.enabled()
    start.set(False)
    assert list(agents.iterdir()) == []


# Windows


class FakeRegistry:
    """The registry as a dictionary."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}

    def read(self, key: str, name: str) -> str | bytes | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def delete(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)


def test_the_run_key_is_quoted() -> None:
    registry = FakeRegistry()
    start = WindowsAutostart(registry, [r"C:\Program Files\Selfkind\selfkind.exe"])
    assert not start.enabled()

    start.set(True)
    assert registry.values == {(RUN, NAME): r'"C:\Program Files\Selfkind\selfkind.exe"'}
    assert start.enabled()
    start.set(False)
    assert registry.values == {}


def test_switched_off_in_the_task_manager_is_off() -> None:
    registry = FakeRegistry()
    start = WindowsAutostart(registry, ["selfkind.exe"])
    start.set(True)
    registry.values[APPROVED, NAME] = bytes([3, *[0] * 11])
    assert not start.enabled()
    registry.values[APPROVED, NAME] = bytes([2, *[0] * 11])
    assert start.enabled()

    registry.values[APPROVED, NAME] = bytes([3])
    start.set(True)
    assert start.enabled()


@given(st.lists(st.text('ab "\\', min_size=0), min_size=1))
def test_every_argument_survives_windows(command: list[str]) -> None:
    """Compared with Python's own quoting, of which ours may only differ in quoting more."""
    assert split_windows(command_line(command)) == split_windows(subprocess.list2cmdline(command)) == command


def split_windows(line: str) -> list[str]:
    """The rules of `CommandLineToArgvW`."""
    arguments: list[str] = []
    current, quoted, backslashes, begun = "", False, 0, False
    for sign in line + " ":
        if sign == "\\":
            backslashes += 1
            begun = True
            continue
        if sign == '"':
            current += "\\" * (backslashes // 2)
            begun = True
            if backslashes % 2:
                current += '"'
            else:
                quoted = not quoted
        else:
            current += "\\" * backslashes
            if sign == " " and not quoted:
                if begun:
                    arguments.append(current)
                current, begun = "", False
            else:
                current += sign
                begun = True
        backslashes = 0
    return arguments
