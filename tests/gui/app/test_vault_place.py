"""A person chooses what opens the journal: every change is rehearsed, and the way before holds until then."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.app import vault_process
from selfkind_desktop.app.vault_desk import VaultDesk
from selfkind_desktop.app.vault_place import VaultPlace
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage import errors, slots
from selfkind_desktop.storage.passphrase import Strength
from selfkind_desktop.storage.tries import wait_after
from selfkind_desktop.ui.pages.settings.privacy import PrivacySection
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.vault.code_step import sheet
from selfkind_desktop.ui.vault.dialog import StepsDialog
from tests.fakes import FakeClock, InlineRunner
from tests.gui.pages.checks import button, cut_off, says, seen, unnamed

WORDS = "seven quiet herons"
Key = Qt.Key


class NearDesk(VaultDesk):
    """Does in this process, with a quick Argon2id, what the short process does."""

    def _ask(self, do: str, asked: dict, vault: Path | None = None) -> dict:  # type: ignore[override]
        work = vault_process.VaultWork(
            vault or self._vault, self._key_file, lambda: Strength(iterations=1), lambda: 1e9
        )
        return getattr(work, do)(asked)

    def prepare(self) -> None:
        """Nothing to start."""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths.below(tmp_path)
    paths.data.mkdir(parents=True)
    return paths


@pytest.fixture
def desk(paths: Paths) -> NearDesk:
    return NearDesk(paths.vault, paths.key_file)


@pytest.fixture
def place(look: Appearance, paths: Paths, desk: NearDesk) -> Iterator[VaultPlace]:
    place = VaultPlace(look, FakeClock(), paths, InlineRunner())
    place._desk = desk
    yield place
    place.close()
    place.deleteLater()


@pytest.fixture
def section(place: VaultPlace, qtbot: QtBot) -> PrivacySection:
    section = place.make_section()
    qtbot.addWidget(section)
    section.resize(700, 600)
    section.show()
    return section


Begin = Callable[[str], StepsDialog]


@pytest.fixture
def begin(section: PrivacySection, place: VaultPlace) -> Begin:
    """Press a button of the section; the dialog that comes."""

    def press(text: str) -> StepsDialog:
        button(section, text).click()
        assert place.flow is not None
        assert place.flow.dialog is not None
        return place.flow.dialog

    return press


def write(dialog: StepsDialog, *texts: str) -> None:
    """Type into the lines that are seen, in order."""
    lines = seen(dialog, QLineEdit)
    assert len(lines) == len(texts)
    for line, text in zip(lines, texts, strict=True):
        line.clear()
        for sign in text:
            line.insert(sign)
        line.textEdited.emit(text)


def shown_code(dialog: StepsDialog) -> str:
    """The code as a person reads it off."""
    groups = [each.text() for each in seen(dialog, QLabel) if each.accessibleName().startswith("Group ")]
    assert len(groups) == 7
    return "-".join(groups)


def protect(begin: Begin, *, with_code: bool = False) -> str:
    """Choose a passphrase, the whole way; gives the code."""
    dialog = begin("Choose a passphrase…")
    write(dialog, WORDS, WORDS)
    button(dialog, "Go on").click()
    code = ""
    if with_code:
        code = shown_code(dialog)
        button(dialog, "I have it").click()
        write(dialog, code.lower().replace("-", " "))
        button(dialog, "Use passphrase and code").click()
    else:
        button(dialog, "Without a code").click()
    assert says(dialog, "Your passphrase opens it now")
    button(dialog, "Done").click()
    return code


def test_a_passphrase_with_a_code_becomes_the_way_in(
    begin: Begin, section: PrivacySection, desk: NearDesk, paths: Paths
) -> None:
    first = desk.unlock()
    code = protect(begin, with_code=True)
    assert says(section, "Your passphrase opens it.")
    assert not paths.key_file.exists()
    with pytest.raises(errors.Locked):
        desk.unlock()
    assert desk.unlock(Secret.passphrase(WORDS)) == first == desk.unlock(Secret.recovery(code))


def test_before_anything_was_kept_the_key_store_is_never_asked(
    begin: Begin, place: VaultPlace, desk: NearDesk, paths: Paths
) -> None:
    created = QSignalSpy(place.created)
    protect(begin)
    assert not paths.key_file.exists()
    assert created.at(0)[0] == desk.unlock(Secret.passphrase(WORDS))


def test_nothing_is_changed_before_the_code_was_typed_back(
    begin: Begin, place: VaultPlace, desk: NearDesk, paths: Paths
) -> None:
    desk.unlock()
    before = paths.vault.read_bytes()
    dialog = begin("Choose a passphrase…")
    write(dialog, WORDS, "seven quiet")
    assert not button(dialog, "Go on").isEnabled()
    write(dialog, WORDS, WORDS)
    button(dialog, "Go on").click()
    button(dialog, "I have it").click()
    write(dialog, "AAAA")
    assert not button(dialog, "Use passphrase and code").isEnabled()
    write(dialog, "00000" * 7)
    assert says(dialog, "Something in group 1 is not as on the paper.")
    dialog.reject()
    assert place.flow is None
    assert paths.vault.read_bytes() == before


def test_another_whole_code_is_told_from_the_one_shown(begin: Begin, desk: NearDesk) -> None:
    from selfkind_desktop.domain.recovery_code import new_code

    desk.unlock()
    dialog = begin("Make a recovery code…")
    button(dialog, "I have it").click()
    write(dialog, new_code(lambda length: bytes(length)))
    button(dialog, "Check it").click()
    assert says(dialog, "not the one that was just shown")
    button(dialog, "Back").click()
    assert shown_code(dialog)


def test_an_older_code_works_until_the_new_one_was_typed_back(begin: Begin, desk: NearDesk) -> None:
    old = protect(begin, with_code=True)
    dialog = begin("Make a new code…")
    write(dialog, WORDS)
    button(dialog, "Go on").click()
    new = shown_code(dialog)
    button(dialog, "I have it").click()
    desk.check_recovery(old)
    write(dialog, new)
    button(dialog, "Check it").click()
    assert says(dialog, "An older code opens it no longer.")
    desk.check_recovery(new)
    with pytest.raises(errors.RecoveryCodeWrong):
        desk.check_recovery(old)
    button(dialog, "Done").click()


def test_a_code_can_be_tried_and_removed(begin: Begin, section: PrivacySection, desk: NearDesk) -> None:
    code = protect(begin, with_code=True)
    dialog = begin("Try the code…")
    write(dialog, code)
    button(dialog, "Check it").click()
    assert says(dialog, "It opens your journal")
    button(dialog, "Done").click()
    dialog = begin("Remove the code…")
    write(dialog, WORDS)
    button(dialog, "Go on").click()
    button(dialog, "Remove the code").click()
    button(dialog, "Done").click()
    assert says(section, "There is no recovery code.")
    assert not desk.ways().recovery


def test_a_changed_passphrase_needs_the_one_before_and_keeps_the_code(begin: Begin, desk: NearDesk) -> None:
    code = protect(begin, with_code=True)
    dialog = begin("Change the passphrase…")
    write(dialog, "seven loud herons")
    button(dialog, "Go on").click()
    assert says(dialog, "This passphrase does not open")
    write(dialog, WORDS)
    button(dialog, "Go on").click()
    write(dialog, "eight quiet herons", "eight quiet herons")
    button(dialog, "Go on").click()
    assert says(dialog, "If you forget it, the recovery code opens your journal.")
    button(dialog, "Done").click()
    assert desk.unlock(Secret.passphrase("eight quiet herons")) == desk.unlock(Secret.recovery(code))


def test_a_forgotten_passphrase_is_changed_with_the_code(begin: Begin, desk: NearDesk) -> None:
    code = protect(begin, with_code=True)
    dialog = begin("Change the passphrase…")
    button(dialog, "Use the recovery code").click()
    write(dialog, code)
    button(dialog, "Go on").click()
    write(dialog, "anew", "anew")
    assert says(dialog, "Short: whoever has a copy of your files could guess it soon.")
    button(dialog, "Go on").click()
    button(dialog, "Done").click()
    assert desk.unlock(Secret.passphrase("anew"))


def test_the_key_goes_back_to_the_key_store(begin: Begin, section: PrivacySection, desk: NearDesk) -> None:
    protect(begin)
    key = desk.unlock(Secret.passphrase(WORDS))
    dialog = begin("Open without a passphrase…")
    write(dialog, WORDS)
    button(dialog, "Go on").click()
    button(dialog, "Use the key store").click()
    button(dialog, "Done").click()
    assert desk.unlock() == key
    with pytest.raises(errors.SlotMissing):
        slots.unlock_with_passphrase(desk._vault, WORDS)
    assert says(section, "The key is in")


def test_after_several_wrong_tries_it_asks_to_wait(begin: Begin) -> None:
    protect(begin)
    dialog = begin("Change the passphrase…")
    for number in range(10):
        if wait_after(number):
            break
        write(dialog, f"no {number}")
        button(dialog, "Go on").click()
    write(dialog, WORDS)
    button(dialog, "Go on").click()
    assert says(dialog, "Please wait")
    dialog.reject()


def test_a_damaged_vault_is_told_and_nothing_can_be_chosen(
    section: PrivacySection, place: VaultPlace, paths: Paths
) -> None:
    paths.vault.write_text("{broken")
    place.look()
    assert says(section, "vault.json is damaged")
    assert not button(section, "Choose a passphrase…").isEnabled()


def test_it_goes_with_the_keyboard_alone(begin: Begin, qtbot: QtBot, desk: NearDesk) -> None:
    desk.unlock()
    dialog = begin("Choose a passphrase…")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    for key in (Key.Key_Return, Key.Key_Return):
        qtbot.keyClicks(QApplication.focusWidget(), WORDS)
        qtbot.keyClick(QApplication.focusWidget(), key)
    code = shown_code(dialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is button(dialog, "I have it"))
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(QApplication.focusWidget(), code)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert desk.ways().passphrase
    assert desk.ways().recovery
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_locked_capitals_are_noticed(begin: Begin, qtbot: QtBot, desk: NearDesk) -> None:
    desk.unlock()
    dialog = begin("Choose a passphrase…")
    line = seen(dialog, QLineEdit)[0]
    qtbot.keyClick(line, "A")
    assert says(dialog, "Capital letters are locked")
    qtbot.keyClick(line, "a")
    assert not says(dialog, "Capital letters are locked")
    qtbot.keyClick(line, Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    dialog.reject()


def test_what_is_typed_is_hidden_unless_asked_and_forgotten_when_it_closes(begin: Begin) -> None:
    dialog = begin("Choose a passphrase…")
    first, again = seen(dialog, QLineEdit)
    assert {first.echoMode(), again.echoMode()} == {QLineEdit.EchoMode.Password}
    button(dialog, "Show").click()
    assert {first.echoMode(), again.echoMode()} == {QLineEdit.EchoMode.Normal}
    write(dialog, WORDS, WORDS)
    dialog.reject()
    assert first.text() == again.text() == ""


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize("percent", [100, 200])
def test_every_step_is_whole_and_named(
    look: Appearance, begin: Begin, desk: NearDesk, theme: str, percent: int
) -> None:
    look.apply(theme, percent, "reduced")
    desk.unlock()
    dialog = begin("Choose a passphrase…")
    dialog.resize(480, 600)

    def check() -> None:
        assert cut_off(dialog) == []
        assert unnamed(dialog) == []

    check()
    write(dialog, WORDS, WORDS)
    button(dialog, "Go on").click()
    check()
    code = shown_code(dialog)
    button(dialog, "I have it").click()
    check()
    write(dialog, code)
    button(dialog, "Use passphrase and code").click()
    check()
    button(dialog, "Done").click()


def test_a_code_is_copied_for_a_while_and_printed_without_a_word_about_the_person(
    begin: Begin, desk: NearDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.unlock()
    dialog = begin("Make a recovery code…")
    code = shown_code(dialog)
    button(dialog, "Copy").click()
    assert QGuiApplication.clipboard().text() == code
    assert says(dialog, "Copied.")
    button(dialog, "Print…").click()
    (asking,) = dialog.findChildren(QPrintDialog)
    assert asking.isVisible()
    printer = asking.printer()
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    asking.accepted.emit(printer)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert says(dialog, "On its way to the printer.")
    text = sheet(code, "November 23, 2026").toPlainText().replace("\u00a0", " ")
    assert all(group in text for group in code.split("-"))
    assert "November 23, 2026" in text
    asking.reject()
    dialog.reject()
    QGuiApplication.clipboard().clear()
