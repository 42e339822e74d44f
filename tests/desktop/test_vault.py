"""A passphrase in a real desktop: chosen, rehearsed, asked for, and given back for the key store."""

from pathlib import Path

from selfkind_desktop.app.vault_process import VaultWork
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.slots import ways
from tests.desktop.conftest import NewSelfkind
from tests.desktop.reader import Element, Reader
from tests.desktop.records import files_with
from tests.desktop.session import Desktop
from tests.desktop.waiting import wait_until

WORDS = "seven quiet herons"


class Hands:
    """Somebody at the keyboard who hears what a screen reader says."""

    def __init__(self, desk: Desktop, reader: Reader) -> None:
        self._desk = desk
        self._reader = reader

    def wait_for(self, name: str, role: str = "") -> Element:
        """Until something with these words shows."""
        found: list[Element] = []

        def shows() -> bool:
            element = self._reader.find("selfkind", name, role)
            found[:] = [element] if element else []
            return bool(found)

        wait_until(shows, f"{name!r} to show")
        return found[0]

    def press(self, name: str) -> None:
        """A button, by its name."""
        element = self.wait_for(name, "button")
        self._desk.screen.click(*self._reader.center(element))

    def type_into(self, name: str, text: str) -> None:
        """Once the line has the keyboard."""

        def has_it() -> bool:
            return any(each.focused and each.name == name for each in self._reader.elements("selfkind"))

        wait_until(has_it, f"{name!r} to have the keyboard")
        self._desk.screen.type(text)
        self._desk.screen.press("Return")

    def read_code(self) -> str:
        """The groups, letter by letter."""
        self.wait_for("Group 7")
        spelled = [
            each.name.partition(": ")[2]
            for each in self._reader.elements("selfkind")
            if each.name.startswith("Group ")
        ]
        return " ".join(group.replace(" ", "") for group in spelled)


def choose_passphrase(desk: Desktop, hands: Hands, picture: str) -> str:
    """The whole dialog; gives the recovery code."""
    hands.press("Choose a passphrase…")
    hands.type_into("Passphrase", WORDS)
    hands.type_into("Once more", WORDS)
    code = hands.read_code()
    desk.picture(f"{picture}-code")
    hands.press("I have it")
    hands.type_into("Recovery code", code.lower())
    hands.wait_for("Your passphrase opens it now")
    desk.picture(f"{picture}-done")
    desk.screen.press("space")
    return code


def test_from_the_first_run_on(desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader) -> None:
    program = new_selfkind(desk, first_run__done="no", appearance__motion="reduced")
    paths = Paths.below(program.home)
    hands = Hands(desk, screen_reader)
    program.start()
    for title in ("A place to sit", "What you write stays yours", "How often may it ask?"):
        hands.wait_for(title)
        desk.screen.press("Return")
    hands.wait_for("A key you don’t have to carry")
    code = choose_passphrase(desk, hands, "first-run")
    hands.wait_for("A key that only you know")
    desk.picture("first-run-chosen")
    hands.press("Skip to the end")
    hands.press("Later")
    # It was typed a moment ago: nobody is asked for it again now.
    assert program.run("check-in", "4").strip()
    assert program.status()["state"] == "waiting"
    wait_until(paths.database.exists, "the first record to be kept")
    program.quit()
    assert not paths.key_file.exists()

    program.start()
    assert program.status()["state"] == "locked"
    program.run("open")
    hands.wait_for("Your journal is locked")
    desk.picture("locked")
    hands.type_into("Passphrase", "seven loud herons")
    hands.wait_for("This passphrase does not open")
    hands.type_into("Passphrase", WORDS)
    program.wait_for_state("waiting")
    program.quit()
    assert files_with(program.home, WORDS) == []
    assert files_with(program.home, code.split()[0]) == []
    opened = VaultWork(paths.vault, paths.key_file).unlock({"kind": "recovery", "text": code})
    assert len(opened["key"]) == 64


def test_in_settings_with_the_keyboard_kept_and_back_to_the_key_store(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader, tmp_path: Path
) -> None:
    program = new_selfkind(desk, appearance__motion="reduced", appearance__theme="dark")
    paths = Paths.below(program.home)
    hands = Hands(desk, screen_reader)
    program.start()
    program.run("check-in", "4")
    wait_until(paths.database.exists, "the first record to be kept")
    program.run("open")
    hands.press("Settings")
    hands.press("Privacy")
    desk.picture("privacy-key-store")
    choose_passphrase(desk, hands, "settings")
    hands.wait_for("Your passphrase opens it.")
    desk.picture("privacy-passphrase")
    assert not paths.key_file.exists()

    hands.press("Open without a passphrase…")
    hands.type_into("Passphrase", WORDS)
    hands.press("Use the key store")
    hands.wait_for("It opens without a passphrase now")
    desk.screen.press("Escape")
    program.quit()
    found = ways(paths.vault)
    assert found.device is not None
    assert not found.passphrase
    assert found.recovery
