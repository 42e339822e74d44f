"""What a person types opens the vault, and nothing else does; what is wrong is told apart."""

import json
import os
from pathlib import Path

import pytest

from selfkind_desktop.domain import recovery_code
from selfkind_desktop.storage import errors
from selfkind_desktop.storage.files import second_copy_of
from selfkind_desktop.storage.passphrase import Strength
from selfkind_desktop.storage.slots import (
    Ways,
    check_recovery,
    create_with_passphrase,
    make_recovery,
    remove_passphrase,
    remove_recovery,
    set_passphrase,
    set_recovery,
    unlock_with_passphrase,
    unlock_with_recovery,
    ways,
)
from selfkind_desktop.storage.vault import DatabaseKey, remove_device, set_device, settled, unlock
from selfkind_desktop.storage.vault_file import check_sum
from tests.fakes import FakeKeyStore

from .conftest import fake_ids, fake_random

QUICK = Strength(iterations=1)
WORDS = "a walk by the slow river"


@pytest.fixture
def protected(vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore) -> DatabaseKey:
    """The key of a vault that a passphrase alone opens."""
    set_passphrase(vault_file, key, WORDS, fake_random("salt"), QUICK)
    assert remove_device(vault_file, [keystore])
    return key


def test_a_passphrase_opens_what_the_key_store_opens(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    set_passphrase(vault_file, key, WORDS, fake_random("salt"), QUICK)
    assert unlock_with_passphrase(vault_file, WORDS) == key == unlock(vault_file, [keystore])
    found = ways(vault_file)
    assert (found.passphrase, found.recovery, found.needs_secret) == (True, False, False)


def test_another_passphrase_does_not(vault_file: Path, protected: DatabaseKey) -> None:
    with pytest.raises(errors.PassphraseWrong):
        unlock_with_passphrase(vault_file, WORDS.title())
    with pytest.raises(errors.SlotMissing):
        unlock_with_recovery(vault_file, recovery_code.new_code(fake_random()))


def test_the_file_shows_neither_passphrase_nor_code(vault_file: Path, key: DatabaseKey) -> None:
    set_passphrase(vault_file, key, WORDS, fake_random("salt"), QUICK)
    code = make_recovery(vault_file, key, fake_random("code"))
    for file in vault_file.parent.iterdir():
        kept = file.read_text()
        assert WORDS not in kept
        assert not any(group in kept for group in recovery_code.groups_of(code))


def test_only_the_new_passphrase_opens_it_once_it_is_changed(
    vault_file: Path, protected: DatabaseKey
) -> None:
    set_passphrase(vault_file, protected, "another river", fake_random("new"), QUICK)
    assert unlock_with_passphrase(vault_file, "another river") == protected
    with pytest.raises(errors.PassphraseWrong):
        unlock_with_passphrase(vault_file, WORDS)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("caf\u00e9 am See", "cafe\u0301 am See"),
        ("room 101", "room\u00a0\uff11\uff10\uff11"),
        ("ﬁne", "fine"),
        (" spaces stay ", " spaces stay "),
        ("\ud800 half a sign", "\ud800 half a sign"),
    ],
)
def test_a_passphrase_is_the_same_from_every_keyboard(
    vault_file: Path, key: DatabaseKey, chosen: str, typed: str
) -> None:
    set_passphrase(vault_file, key, chosen, fake_random("salt"), QUICK)
    assert unlock_with_passphrase(vault_file, typed) == key


def test_an_empty_passphrase_is_refused(vault_file: Path, key: DatabaseKey) -> None:
    with pytest.raises(ValueError, match="empty"):
        set_passphrase(vault_file, key, "", fake_random(), QUICK)


def test_a_recovery_code_opens_it_however_it_is_typed(vault_file: Path, protected: DatabaseKey) -> None:
    code = make_recovery(vault_file, protected, fake_random("code"))
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f"  {code}\n"):
        assert unlock_with_recovery(vault_file, typed) == protected
    check_recovery(vault_file, code.replace("0", "o").replace("1", "l"))


def test_a_slip_and_another_code_are_told_apart(vault_file: Path, protected: DatabaseKey) -> None:
    code = make_recovery(vault_file, protected, fake_random("code"))
    groups = recovery_code.groups_of(code)
    groups[3] = groups[3][::-1]
    with pytest.raises(errors.RecoveryCodeMistyped) as slip:
        unlock_with_recovery(vault_file, "-".join(groups))
    assert slip.value.group == 4
    with pytest.raises(errors.RecoveryCodeWrong):
        unlock_with_recovery(vault_file, recovery_code.new_code(fake_random("another")))


def test_a_new_code_takes_the_place_of_the_old_one(vault_file: Path, protected: DatabaseKey) -> None:
    old = make_recovery(vault_file, protected, fake_random("old"))
    new = make_recovery(vault_file, protected, fake_random("new"))
    check_recovery(vault_file, new)
    with pytest.raises(errors.RecoveryCodeWrong):
        check_recovery(vault_file, old)
    remove_recovery(vault_file)
    remove_recovery(vault_file)
    with pytest.raises(errors.SlotMissing):
        check_recovery(vault_file, new)


def test_without_the_key_store_only_the_passphrase_opens_it(
    vault_file: Path, protected: DatabaseKey, keystore: FakeKeyStore
) -> None:
    assert keystore.keys == {}
    with pytest.raises(errors.Locked):
        unlock(vault_file, [keystore])
    assert ways(vault_file) == Ways(None, passphrase=True, recovery=False)
    assert unlock_with_passphrase(vault_file, WORDS).device == protected.device


def test_the_last_way_in_is_never_removed(vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore) -> None:
    make_recovery(vault_file, key, fake_random("code"))
    with pytest.raises(errors.LastWay):
        remove_device(vault_file, [keystore])
    set_passphrase(vault_file, key, WORDS, fake_random("salt"), QUICK)
    remove_device(vault_file, [keystore])
    with pytest.raises(errors.LastWay):
        remove_passphrase(vault_file)
    remove_recovery(vault_file)
    assert unlock_with_passphrase(vault_file, WORDS) == key


def test_the_key_store_takes_the_key_back(
    vault_file: Path, protected: DatabaseKey, keystore: FakeKeyStore
) -> None:
    assert set_device(vault_file, protected, [keystore], fake_ids(500), fake_random("device")) == protected
    remove_passphrase(vault_file)
    assert unlock(vault_file, [keystore]) == protected
    with pytest.raises(errors.SlotMissing):
        unlock_with_passphrase(vault_file, WORDS)


def test_a_key_store_that_does_not_forget_is_told(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    set_passphrase(vault_file, key, WORDS, fake_random("salt"), QUICK)
    keystore.available = False
    assert not remove_device(vault_file, [keystore])
    assert ways(vault_file).device is None


def test_a_vault_from_another_computer_opens_and_gets_an_id_of_its_own(
    vault_file: Path, protected: DatabaseKey, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere" / "vault.json"
    copy.parent.mkdir()
    copy.write_bytes(vault_file.read_bytes())
    opened = unlock_with_passphrase(copy, WORDS)
    assert (opened.secret, opened.device) == (protected.secret, "")
    assert os.listdir(copy.parent) == ["vault.json"]
    here = settled(copy, opened, fake_ids(900))
    assert here.device not in ("", protected.device)
    assert unlock_with_passphrase(copy, WORDS) == here


def test_a_vault_is_made_without_asking_the_key_store(vault_file: Path) -> None:
    code = recovery_code.new_code(fake_random("code"))
    made = create_with_passphrase(vault_file, WORDS, fake_ids(), fake_random(), QUICK, code)
    assert unlock_with_passphrase(vault_file, WORDS) == made == unlock_with_recovery(vault_file, code)
    with pytest.raises(errors.VaultExists):
        create_with_passphrase(vault_file, WORDS, fake_ids(), fake_random(), QUICK)


@pytest.mark.parametrize(
    "change",
    [
        {"memory": 100 * 1024 * 1024},
        {"memory": 8},
        {"memory": True},
        {"memory": 65536.0},
        {"lanes": 0},
        {"lanes": 1000},
        {"iterations": 0},
        {"iterations": 10**9},
        {"iterations": None},
        {"kdf": "scrypt"},
        {"salt": "AAAA"},
        {"salt": None},
    ],
)
def test_a_slot_that_asks_for_too_much_is_damaged(
    change: dict[str, object], vault_file: Path, protected: DatabaseKey
) -> None:
    document = json.loads(vault_file.read_text())
    document.pop("check")
    document["slots"][0] |= change
    vault_file.write_text(json.dumps(document | {"check": check_sum(document)}))
    second_copy_of(vault_file).unlink()
    with pytest.raises(errors.VaultDamaged):
        unlock_with_passphrase(vault_file, WORDS)


def test_a_slot_of_a_later_program_survives_every_change(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    document = json.loads(vault_file.read_text())
    document.pop("check")
    later = {"kind": "seal-ring", "stones": [1, 2]}
    document["slots"].insert(0, later)
    vault_file.write_text(json.dumps(document | {"check": check_sum(document)}))
    set_passphrase(vault_file, key, WORDS, fake_random("salt"), QUICK)
    set_recovery(vault_file, key, recovery_code.new_code(fake_random("code")), fake_random())
    remove_device(vault_file, [keystore])
    remove_recovery(vault_file)
    assert json.loads(vault_file.read_text())["slots"][0] == later
