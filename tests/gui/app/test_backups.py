"""Backups in the running program: at a quiet moment, on demand, and the way back, with a real store."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.backup_settings import BackupSettings
from selfkind_desktop.app.backup_work import BackupWork
from selfkind_desktop.app.backups import Backups
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.restoring import Restoring
from selfkind_desktop.domain.settings import BACKUP_DAILY, BACKUP_FOLDER
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.copies import copies
from selfkind_desktop.storage.errors import DatabaseDamaged, DiskFull, Locked
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey
from selfkind_desktop.ui.backups.only_here import OnlyHereDialog
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock, InlineRunner
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button, says
from tests.unit.storage.conftest import Records

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support")]


class Scene:
    """The parts about backups, wired as the program wires them."""

    def __init__(
        self, kept: Kept, clock: FakeClock, choices: Choices, paths: Paths, look: Appearance, qtbot: QtBot
    ) -> None:
        self._qtbot = qtbot
        self.kept, self.clock, self.choices, self.paths, self.look = kept, clock, choices, paths, look
        self.suits = True
        self.spare_key: DatabaseKey | None = None
        self.runner = InlineRunner()
        self.records = Records(clock, new_id)
        self.backups = Backups(clock, choices, kept.keeper, paths, lambda: self.suits, self.runner)
        self.backups._work = BackupWork(paths, lambda: clock.now().at, lambda _vault, _file: kept.key)
        self.restoring = Restoring(
            lambda: look,
            clock,
            kept.keeper,
            self.backups.work,
            self.runner,
            lambda key: Store.open(paths.database, key, clock),
            lambda: self.spare_key,
            lambda: None,
        )
        self.told: list[object] = []
        self.backups.failed.connect(self.told.append)
        self.backups.would_not_return.connect(self.told.append)
        self.sections: list[str] = []

    def section(self) -> BackupSettings:
        settings = BackupSettings(
            self.look,
            self.clock,
            self.choices,
            self.backups,
            self.kept.keeper,
            self.paths,
            self.restoring.open,
            self.sections.append,
        )
        self._qtbot.addWidget(settings.section)
        settings.section.show()
        return settings

    def write(self, count: int = 1) -> None:
        entries = [self.records.entry("quiet") for _ in range(count)]
        self.kept.keeper.keep(lambda store: store.entries.add_many(entries))
        self.kept.arrive()

    def count(self) -> int:
        found: list[int] = []
        self.kept.keeper.ask(lambda store: store.entries.count(), found.append)
        self.kept.arrive()
        return found[0]

    def copies(self) -> list[Path]:
        return [copy.path for copy in copies(self.paths.backups)]

    def consider(self) -> None:
        self.backups.consider()
        self.kept.arrive()


@pytest.fixture
def scene(
    kept: Kept, clock: FakeClock, choices: Choices, paths: Paths, look: Appearance, qtbot: QtBot
) -> Iterator[Scene]:
    scene = Scene(kept, clock, choices, paths, look, qtbot)
    yield scene
    scene.restoring.close()
    scene.backups.close()
    for each in (scene.restoring, scene.backups):
        each.deleteLater()


# By itself


def test_one_copy_a_day_and_only_where_something_changed(scene: Scene) -> None:
    scene.write()
    scene.consider()
    assert len(scene.copies()) == 1
    scene.write()
    scene.consider()
    assert len(scene.copies()) == 1  # one a day
    scene.clock.advance(days=1)
    scene.consider()
    assert len(scene.copies()) == 2
    scene.clock.advance(days=1)
    scene.consider()
    assert len(scene.copies()) == 2  # nothing changed
    assert scene.told == []


def test_it_waits_for_a_quiet_moment_and_for_whoever_wants_none(scene: Scene) -> None:
    scene.write()
    scene.suits = False
    scene.consider()
    assert scene.copies() == []
    assert scene.backups._timer.isActive()
    scene.suits = True
    scene.choices.choose(BACKUP_DAILY, False)
    scene.consider()
    assert scene.copies() == []


def test_the_second_place_gets_it_too_and_may_be_away(scene: Scene, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    scene.choices.choose(BACKUP_FOLDER, str(disk))
    scene.write()
    scene.consider()
    assert scene.backups.record.carried is False
    disk.mkdir()
    scene.clock.advance(days=1)
    scene.write()
    scene.consider()
    assert scene.backups.record.carried is True
    assert [copy.path.name for copy in copies(disk)] == [scene.copies()[0].name]


def test_what_keeps_it_from_working_is_told_once(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> Path:
        raise DiskFull("selfkind.db")

    scene.write()
    with monkeypatch.context() as patch:
        patch.setattr("selfkind_desktop.app.backup_work.write_backup", full)
        scene.consider()
        scene.consider()
    assert [type(each) for each in scene.told] == [DiskFull]
    assert says(scene.section().section, "The last one could not be made")
    scene.consider()
    assert len(scene.copies()) == 1
    assert scene.backups.record.trouble == ""


def test_a_month_later_it_is_rehearsed_and_damage_is_told(scene: Scene) -> None:
    scene.write()
    scene.consider()
    first = scene.backups.record.rehearsed
    assert first is not None
    scene.clock.advance(days=40)
    scene.consider()
    assert scene.backups.record.rehearsed == first + timedelta(days=40)
    (copy,) = scene.copies()
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    scene.clock.advance(days=40)
    scene.consider()
    assert len(scene.told) == 1
    assert scene.backups.record.sound is False


# Settings


def test_the_section_says_when_and_rehearses_in_words(scene: Scene) -> None:
    section = scene.section()
    scene.write(3)
    scene.consider()
    assert says(section.section, "Last backup: today at")
    scene.write(2)
    button(section.section, "Rehearse").click()
    scene.kept.arrive()
    assert says(section.section, "3 entries")
    assert says(section.section, "2 entries would be missing")


def test_a_backup_that_opens_only_here_is_said_so_first(scene: Scene, tmp_path: Path) -> None:
    section = scene.section()
    scene.write(2)
    button(section.section, "Back up now…").click()
    dialog = section.section.findChild(OnlyHereDialog)
    assert dialog is not None
    button(dialog, "Make a recovery code first").click()
    assert scene.sections == ["privacy"]
    section.back_up_to(str(tmp_path / "mine.selfkind-backup"))
    scene.kept.arrive()
    assert (tmp_path / "mine.selfkind-backup").exists()
    assert says(section.section, "mine.selfkind-backup is written.")


# The way back


def open_dialog(scene: Scene) -> object:
    scene.restoring.open()
    scene.kept.arrive()
    assert scene.restoring.dialog is not None
    return scene.restoring.dialog


def test_the_newest_is_looked_into_at_once_and_passing_by_chooses_nothing(scene: Scene, qtbot: QtBot) -> None:
    scene.write(3)
    scene.consider()
    dialog = open_dialog(scene)
    assert says(dialog, "3 entries")
    button(dialog, "Go back to this").click()
    scene.kept.arrive()
    dialog.findChild(QListWidget).setFocus()
    scene.kept.arrive()
    assert says(dialog, "It is back.")


def choose(scene: Scene, row: int) -> None:
    scene.restoring.dialog.findChild(QListWidget).setCurrentRow(row)
    scene.kept.arrive()


def test_looking_changes_nothing_going_back_keeps_how_it_was_and_can_be_undone(scene: Scene) -> None:
    scene.write(3)
    scene.consider()
    scene.write(2)
    dialog = open_dialog(scene)
    choose(scene, 0)
    assert says(dialog, "3 entries, all of ")
    assert says(dialog, "2 entries would be missing")
    assert scene.count() == 5
    heard: list[str] = []
    scene.kept.keeper.changed.connect(heard.append)
    button(dialog, "Go back to this").click()
    scene.kept.arrive()
    assert says(dialog, "It is back.")
    assert scene.count() == 3
    assert "entries" in heard
    button(dialog, "Go back to how it was").click()
    scene.kept.arrive()
    assert scene.count() == 5


def test_a_damaged_journal_leads_to_the_newest_good_backup_and_loses_nothing_since(
    scene: Scene, paths: Paths
) -> None:
    scene.write(3)
    scene.consider()
    scene.clock.advance(days=1)
    scene.write(1)
    scene.consider()
    newest = scene.copies()[0]
    newest.write_bytes(newest.read_bytes()[:9000])  # and that copy is damaged as well
    scene.kept.refuse(DatabaseDamaged(paths.database))
    paths.database.write_bytes(b"x" * 8192)
    scene.write(1)  # what is noted meanwhile waits in memory
    dialog = open_dialog(scene)
    scene.kept.arrive()
    assert says(dialog, "3 entries")
    scene.kept.refuses = None
    button(dialog, "Go back to this").click()
    scene.kept.arrive()
    assert says(dialog, "The damaged file is kept beside it as selfkind-damaged-")
    assert scene.count() == 4


def test_nobody_types_again_what_opened_the_damaged_journal(
    scene: Scene, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.write(3)
    scene.consider()

    def asks(_vault: Path, _file: Path) -> object:
        raise Locked("vault.json")

    monkeypatch.setattr(scene.backups.work, "_fetch_key", asks)
    scene.spare_key = scene.kept.key
    scene.kept.refuse(DatabaseDamaged(paths.database))
    paths.database.write_bytes(b"x" * 8192)
    scene.write(1)
    dialog = open_dialog(scene)
    scene.kept.arrive()
    assert says(dialog, "3 entries")


def test_one_from_elsewhere_asks_for_its_secret_and_esc_forgets_it(
    scene: Scene, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from selfkind_desktop.storage.errors import KeyMissing

    scene.write(2)
    scene.consider()
    (copy,) = scene.copies()

    def none_here(_vault: Path, _file: Path) -> object:
        raise KeyMissing("vault.json")

    monkeypatch.setattr(scene.backups.work, "_fetch_key", none_here)
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / copy.name).write_bytes(copy.read_bytes())
    vault = copy.with_name(f"{copy.stem}.vault.json")
    (other / vault.name).write_bytes(vault.read_bytes())
    paths_vault = scene.paths.vault.read_bytes()
    from selfkind_desktop.storage import vault_file

    document = vault_file.load(scene.paths.vault)
    document["id"] = "another"
    vault_file.save(scene.paths.vault, document)
    dialog = open_dialog(scene)
    scene.restoring.look(other / copy.name)
    scene.kept.arrive()
    assert says(dialog, "This backup is locked.")
    dialog.findChild(QLineEdit).setText("not it")
    button(dialog, "Open it").click()
    scene.kept.arrive()
    assert dialog.findChild(QLineEdit).text() == ""
    assert says(dialog, "This does not open the backup. Nothing was changed")
    assert dialog.findChild(QLineEdit).isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert scene.restoring.dialog is None
    scene.paths.vault.write_bytes(paths_vault)
