"""Copies from the command line, without a program and without a screen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from selfkind_desktop.app import cli
from selfkind_desktop.app.backup_commands import BackupCommands
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.app.vault_desk import VaultDesk
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.errors import Locked, StorageError, VaultDamaged
from selfkind_desktop.storage.files import second_copy_of
from selfkind_desktop.storage.store import Store
from tests.fakes import FakeClock
from tests.unit.storage.conftest import Records, fake_ids

PASSPHRASE = "a lamp beside the marigolds"


def never_start(*_: object) -> int:
    raise AssertionError("no program was to be started")


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.below(home)


def add(paths: Paths, count: int, seed: int = 0) -> None:
    clock = FakeClock()
    records = Records(clock, fake_ids(seed))
    store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), clock)
    store.entries.add_many(records.entry("quiet") for _ in range(count))
    store.close()


def count(paths: Paths) -> int:
    store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), FakeClock())
    try:
        return store.entries.count()
    finally:
        store.close()


@pytest.fixture
def run(paths: Paths, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def go(*argv: str, code: int = 0) -> str:
        assert cli.run(argv, never_start) == code
        said = capsys.readouterr()
        return said.out + said.err

    return go


def test_a_backup_is_made_listed_looked_into_and_brought_back(
    paths: Paths, run: Callable[..., str], tmp_path: Path
) -> None:
    assert "no backup yet" in run("backups")
    add(paths, 3)
    assert "was checked" in run("backup")
    assert "Nothing has changed" in run("backup")
    listed = run("backups")
    assert "Made by itself" in listed
    add(paths, 2, seed=50)
    name = listed.split()[0]
    told = run("restore", name)
    assert "3 entries" in told
    assert "2 entries would be missing" in told
    assert "Nothing was changed" in told
    assert count(paths) == 5
    assert "before-restore" in run("restore", name, "--yes")
    assert count(paths) == 3
    before = next(line for line in run("backups").splitlines() if "before-restore" in line)
    run("restore", before.split()[0], "--yes")
    assert count(paths) == 5


def test_one_file_opens_on_another_computer_with_the_code_only(
    paths: Paths, run: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(paths, 4)
    assert "this computer only" in run("backup", str(tmp_path))
    (first,) = tmp_path.glob("*.selfkind-backup")
    first.unlink()
    code = _code()
    desk = VaultDesk(paths.vault, paths.key_file)
    desk.set_recovery(desk.unlock(), code)
    assert "recovery code" in run("backup", str(tmp_path / "mine"))
    file = tmp_path / "mine.selfkind-backup"
    other = Paths.below(tmp_path / "other-computer")
    with pytest.raises(Locked):
        BackupCommands(other, lambda _question: None).restore(str(file), yes=True)
    with pytest.raises(StorageError):
        BackupCommands(other, lambda _question: "not the passphrase").restore(str(file), yes=True)
    assert not other.database.exists()
    told = BackupCommands(other, lambda _question: code).restore(str(file), yes=True)
    assert "4 entries" in str(told.result)
    assert count(other) == 4  # by a way of its own: nobody is asked
    assert sorted(each.name for each in other.data.iterdir()) == [
        "selfkind.db",
        "vault.json",
        "vault.json.copy",
    ]


def _code() -> str:
    from selfkind_desktop.domain.recovery_code import new_code

    return new_code(lambda length: bytes(range(7, 7 + length)))


def test_a_passphrase_is_asked_for_or_the_copy_is_made_unopened(
    paths: Paths, tmp_path: Path, run: Callable[..., str]
) -> None:
    add(paths, 2)
    desk = VaultDesk(paths.vault, paths.key_file)
    desk.protect(desk.unlock(), PASSPHRASE)
    told = run("backup", str(tmp_path / "unopened"))
    assert "could not be checked" in told
    with pytest.raises(Locked):
        BackupCommands(paths, lambda _question: None).back_up("")
    told_to = BackupCommands(paths, lambda _question: PASSPHRASE)
    assert "was checked" in str(told_to.back_up("").result)
    told_to.restore(str(tmp_path / "unopened.selfkind-backup"), yes=True)


def test_a_changed_passphrase_opens_the_older_copies(paths: Paths) -> None:
    add(paths, 2)
    desk = VaultDesk(paths.vault, paths.key_file)
    key = desk.unlock()
    desk.protect(key, PASSPHRASE)
    BackupCommands(paths, lambda _question: PASSPHRASE).back_up("")
    desk.protect(key, "another one, of winter")
    add_with(paths, "another one, of winter")
    later = BackupCommands(paths, lambda _question: "another one, of winter")
    later.back_up("")
    assert len({copy.vault.read_bytes() for copy in later._work.copies()}) == 1


def add_with(paths: Paths, passphrase: str) -> None:
    from selfkind_desktop.domain.secret import Secret

    key = VaultDesk(paths.vault, paths.key_file).unlock(Secret.passphrase(passphrase))
    clock = FakeClock()
    store = Store.open(paths.database, key, clock)
    store.entries.add(Records(clock, fake_ids(900)).entry("later"))
    store.close()


def test_a_damaged_journal_is_kept_and_the_backup_takes_its_place(
    paths: Paths, run: Callable[..., str]
) -> None:
    add(paths, 3)
    run("backup")
    whole = paths.database.read_bytes()
    paths.database.write_bytes(whole[:3000] + b"x" * 2000 + whole[5000:])
    name = run("backups").split()[0]
    assert "damaged file is kept as selfkind-damaged-" in run("restore", name, "--yes")
    assert count(paths) == 3
    (damaged,) = paths.data.glob("selfkind-damaged-*.db")
    assert b"x" * 2000 in damaged.read_bytes()


def test_a_damaged_backup_is_told_as_damaged_and_changes_nothing(
    paths: Paths, run: Callable[..., str]
) -> None:
    add(paths, 3)
    run("backup")
    (copy,) = paths.backups.glob("*.db")
    content = bytearray(copy.read_bytes())
    content[9000] ^= 1
    copy.write_bytes(content)
    assert "is damaged" in run("restore", copy.name, "--yes", code=1)
    assert count(paths) == 3
    assert json.loads((paths.state / "backups.json").read_bytes())["trouble"] == ""


def test_where_only_the_key_file_is_damaged_its_copy_takes_its_place(
    paths: Paths, run: Callable[..., str]
) -> None:
    add(paths, 3)
    run("backup")
    add(paths, 1, seed=70)
    for vault in (paths.vault, second_copy_of(paths.vault)):
        vault.write_bytes(b"not a vault")
    with pytest.raises(VaultDamaged) as told:
        unlock_here(paths.vault, paths.key_file)
    work = BackupCommands(paths, lambda _question: None)._work
    assert work.mend_vault(told.value)
    assert count(paths) == 4  # also what was written since
    assert not work.mend_vault(Locked())


def test_what_opens_a_backup_mends_the_key_file_and_nothing_is_missing(
    paths: Paths, run: Callable[..., str]
) -> None:
    add(paths, 3)
    run("backup")
    add(paths, 1, seed=70)
    key = unlock_here(paths.vault, paths.key_file)
    (copy,) = paths.backups.glob("*.db")
    for vault in (paths.vault, second_copy_of(paths.vault)):
        vault.write_bytes(b"not a vault")
    work = BackupCommands(paths, lambda _question: None)._work
    opened = work.open(copy)
    assert work.mend_vault_with(Locked(), opened) is None
    assert work.mend_vault_with(VaultDamaged(paths.vault), opened) == key
    assert count(paths) == 4


def test_without_a_journal_there_is_nothing_to_copy(run: Callable[..., str]) -> None:
    assert "not in its folder" in run("backup", code=1)
    assert "may not" in run("restore", "none.db", code=1)
