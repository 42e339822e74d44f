"""The vault heals itself from its second copy, and no way that was taken away comes back with it."""

import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from selfkind_desktop.storage import errors
from selfkind_desktop.storage import vault_file as vault_file_module
from selfkind_desktop.storage.atomic import write_atomically
from selfkind_desktop.storage.files import second_copy_of
from selfkind_desktop.storage.passphrase import Strength
from selfkind_desktop.storage.slots import (
    make_recovery,
    remove_passphrase,
    remove_recovery,
    set_passphrase,
    unlock_with_passphrase,
    unlock_with_recovery,
    ways,
)
from selfkind_desktop.storage.vault import (
    DatabaseKey,
    create_vault,
    database_was_made,
    note_database_made,
    remove_device,
    set_device,
    unlock,
    unlock_or_create,
)
from tests.fakes import FakeKeyStore

from .conftest import fake_ids, fake_random

QUICK = Strength(iterations=1)


@pytest.fixture
def second(vault_file: Path) -> Path:
    return second_copy_of(vault_file)


def test_both_are_the_same_after_every_change(
    vault_file: Path, second: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    assert second.read_bytes() == vault_file.read_bytes()
    set_passphrase(vault_file, key, "words", fake_random("salt"), QUICK)
    assert second.read_bytes() == vault_file.read_bytes()
    remove_device(vault_file, [keystore])
    assert second.read_bytes() == vault_file.read_bytes()


def test_every_damaged_byte_is_healed(vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore) -> None:
    whole, chance = vault_file.read_bytes(), random.Random(4)
    for place in range(0, len(whole), 3):
        broken = bytearray(whole)
        broken[place] ^= 1 << chance.randrange(8)
        vault_file.write_bytes(broken)
        assert unlock(vault_file, [keystore]) == key
    for length in (0, 10, len(whole) // 2):
        vault_file.write_bytes(whole[:length])
        assert unlock(vault_file, [keystore]) == key
        assert vault_file.read_bytes() == whole
        assert vault_file.with_name("vault.json.damaged").read_bytes() == whole[:length]
    note_database_made(vault_file)
    assert not vault_file.with_name("vault.json.damaged").exists()


def test_every_flipped_byte_of_a_vault_with_all_ways_is_damage_and_never_a_wrong_secret(
    vault_file: Path, second: Path, key: DatabaseKey
) -> None:
    set_passphrase(vault_file, key, "words", fake_random("salt"), QUICK)
    code = make_recovery(vault_file, key, fake_random("code"))
    whole, chance = vault_file.read_bytes(), random.Random(5)
    second.unlink()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 1 << chance.randrange(8)
        vault_file.write_bytes(broken)
        try:
            assert unlock_with_recovery(vault_file, code) == key  # white space became other white space
        except (errors.VaultDamaged, errors.VaultNewer):
            continue


def test_a_vault_that_is_gone_comes_back(vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore) -> None:
    vault_file.unlink()
    with pytest.raises(errors.VaultExists):
        create_vault(vault_file, [keystore], fake_ids(50), fake_random("other"))
    assert unlock_or_create(vault_file, [keystore], fake_ids(50), fake_random("other")) == key
    assert vault_file.exists()


def test_a_second_copy_that_is_gone_or_damaged_comes_back(
    vault_file: Path, second: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    for harm in (second.unlink, lambda: second.write_bytes(b"{broken")):
        harm()
        assert unlock(vault_file, [keystore]) == key
        assert second.read_bytes() == vault_file.read_bytes()


def test_both_damaged_is_told_and_nothing_is_touched(
    vault_file: Path, second: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    vault_file.write_bytes(b"{broken")
    second.write_bytes(b"{broken too")
    with pytest.raises(errors.VaultDamaged) as damaged:
        unlock(vault_file, [keystore])
    assert damaged.value.file == "vault.json"
    assert (vault_file.read_bytes(), second.read_bytes()) == (b"{broken", b"{broken too")


def test_a_copy_of_another_vault_heals_nothing(
    vault_file: Path, second: Path, key: DatabaseKey, keystore: FakeKeyStore, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "vault.json"
    create_vault(other, [keystore], fake_ids(70), fake_random("other"))
    second.write_bytes(other.read_bytes())
    vault_file.write_bytes(vault_file.read_bytes().replace(b'"version": 1', b'"version": 7'))
    with pytest.raises(errors.VaultDamaged):
        unlock(vault_file, [keystore])


def test_a_newer_vault_is_not_healed_away(vault_file: Path, key: DatabaseKey) -> None:
    from selfkind_desktop.storage.vault_file import data_of, load

    newer = data_of(load(vault_file) | {"version": 2})
    vault_file.write_bytes(newer)
    with pytest.raises(errors.VaultNewer):
        ways(vault_file)
    assert vault_file.read_bytes() == newer


def test_a_vault_from_elsewhere_takes_the_place_of_both(
    vault_file: Path, second: Path, key: DatabaseKey, keystore: FakeKeyStore, tmp_path: Path
) -> None:
    from selfkind_desktop.storage.vault_file import adopt

    other = tmp_path / "other" / "vault.json"
    made = create_vault(other, [keystore], fake_ids(70), fake_random("other"))
    adopt(vault_file, other)
    vault_file.write_bytes(b"")
    assert unlock(vault_file, [keystore]) == made


def test_two_who_change_it_at_once_both_have_their_way(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    """One notes a first database while another takes the key out of the key store: neither is undone."""
    together = threading.Barrier(2)

    def protect() -> None:
        together.wait()
        set_passphrase(vault_file, key, "words", fake_random("salt"), QUICK)
        remove_device(vault_file, [keystore])

    def note() -> None:
        together.wait()
        for number in range(40):
            with vault_file_module.changing(vault_file) as document:
                document["noted"] = number
        note_database_made(vault_file)

    both = [threading.Thread(target=protect), threading.Thread(target=note)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert database_was_made(vault_file)
    assert ways(vault_file).device is None
    assert unlock_with_passphrase(vault_file, "words") == key


class PowerCutError(BaseException):
    """The computer stops here."""


Change = Callable[[Path, DatabaseKey, FakeKeyStore], object]

CHANGES: dict[str, Change] = {
    "set_passphrase": lambda path, key, _: set_passphrase(path, key, "new words", fake_random("n"), QUICK),
    "remove_passphrase": lambda path, _key, _: remove_passphrase(path),
    "make_recovery": lambda path, key, _: make_recovery(path, key, fake_random("new code")),
    "remove_recovery": lambda path, _key, _: remove_recovery(path),
    "remove_device": lambda path, _key, store: remove_device(path, [store]),
    "set_device": lambda path, key, store: set_device(path, key, [store], fake_ids(300), fake_random("d")),
    "note_database_made": lambda path, _key, _: note_database_made(path),
}


def opened_by(path: Path, keystore: FakeKeyStore, code: str) -> set[str]:
    """Which of all the ways open the vault now; a vault that none opens is a lost journal."""
    new_code = make_code("new code")
    attempts: dict[str, Callable[[], DatabaseKey]] = {
        "device": lambda: unlock(path, [keystore]),
        "words": lambda: unlock_with_passphrase(path, "words"),
        "new words": lambda: unlock_with_passphrase(path, "new words"),
        "code": lambda: unlock_with_recovery(path, code),
        "new code": lambda: unlock_with_recovery(path, new_code),
    }
    opening = set()
    for name, attempt in attempts.items():
        try:
            attempt()
            opening.add(name)
        except (
            errors.Locked,
            errors.KeyMissing,
            errors.PassphraseWrong,
            errors.RecoveryCodeWrong,
            errors.SlotMissing,
        ):
            continue
    return opening


def make_code(seed: str) -> str:
    from selfkind_desktop.domain.recovery_code import new_code

    return new_code(fake_random(seed))


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_a_power_cut_at_any_write_leaves_the_ways_before_or_after(
    vault_file: Path,
    second: Path,
    key: DatabaseKey,
    keystore: FakeKeyStore,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    cut: int,
) -> None:
    """Cuts 0 and 1: before and after the second copy; 2 and 3: before and after the vault itself."""
    set_passphrase(vault_file, key, "words", fake_random("salt"), QUICK)
    code = make_recovery(vault_file, key, fake_random("code"))
    before = opened_by(vault_file, keystore, code)
    writes = 0

    def write(path: Path, data: bytes, **options: bool) -> None:
        nonlocal writes
        if path in (vault_file, second):
            if writes * 2 == cut:
                raise PowerCutError
            write_atomically(path, data, **options)
            writes += 1
            if writes * 2 - 1 == cut:
                raise PowerCutError
        else:
            write_atomically(path, data, **options)

    with monkeypatch.context() as patched:
        patched.setattr(vault_file_module, "write_atomically", write)
        with pytest.raises(PowerCutError):
            CHANGES[name](vault_file, key, keystore)
    after = opened_by(vault_file, keystore, code)
    assert after
    if cut < 3:
        assert after == before  # the change never came about
    changed = vault_file.read_bytes()
    if cut == 3:
        # It came about. A damaged vault heals to what was chosen, not to what was before.
        vault_file.write_bytes(b"")
        ways(vault_file)
        assert vault_file.read_bytes() == changed


def test_a_full_disk_leaves_everything_as_it_was(
    vault_file: Path, second: Path, key: DatabaseKey, keystore: FakeKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = vault_file.read_bytes()

    def full(path: Path, data: bytes, **options: bool) -> None:
        if path == vault_file:
            raise OSError(28, "No space left on device")
        write_atomically(path, data, **options)

    with monkeypatch.context() as patched:
        patched.setattr(vault_file_module, "write_atomically", full)
        with pytest.raises(errors.DiskFull):
            set_passphrase(vault_file, key, "words", fake_random("salt"), QUICK)
    assert vault_file.read_bytes() == before == second.read_bytes()
