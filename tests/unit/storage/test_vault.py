"""The vault opens for its own key only, and says plainly what is wrong otherwise."""

import errno
import json
import os
import random
import stat
from pathlib import Path

import pytest

from selfkind_desktop.storage import errors
from selfkind_desktop.storage.files import second_copy_of
from selfkind_desktop.storage.vault import (
    DatabaseKey,
    create_vault,
    database_was_made,
    device_slot,
    note_database_made,
    unlock,
    unlock_or_create,
)
from tests.fakes import FakeKeyStore

from .conftest import bytes_of, fake_ids, fake_random


def rewrite(vault_file: Path, **fields: object) -> None:
    """Change fields the way a program would: with a check sum that fits."""
    from selfkind_desktop.storage.vault_file import check_sum

    document = json.loads(vault_file.read_text()) | fields
    document.pop("check")
    vault_file.write_text(json.dumps(document | {"check": check_sum(document)}))
    second_copy_of(vault_file).unlink(missing_ok=True)


def test_what_was_made_opens_again(vault_file: Path, keystore: FakeKeyStore) -> None:
    made = create_vault(vault_file, [keystore], fake_ids(), fake_random())
    assert unlock(vault_file, [keystore]) == made
    assert len(made.secret) == 32
    assert stat.S_IMODE(vault_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(vault_file.parent.stat().st_mode) == 0o700


def test_neither_the_file_nor_a_print_shows_the_key(vault_file: Path, key: DatabaseKey) -> None:
    assert key.hex() not in vault_file.read_text()
    assert key.hex() not in f"{key} {key!r} {[key]}"
    assert str(key.secret) not in repr(key)


def test_a_key_crosses_a_pipe_as_text(key: DatabaseKey) -> None:
    assert DatabaseKey.from_hex(key.hex(), key.device) == key


@pytest.mark.parametrize("text", ["", "00", "zz" * 32, "00" * 31, "00" * 33])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        DatabaseKey.from_hex(text, "device")


def test_the_slot_says_who_keeps_the_key(vault_file: Path) -> None:
    locked = FakeKeyStore("system", available=False)
    file = FakeKeyStore("key-file")
    key = create_vault(vault_file, [locked, file], fake_ids(), fake_random())
    slot = device_slot(vault_file)
    assert slot is not None
    assert (slot.keeper, slot.account) == ("key-file", key.device)
    assert set(file.keys) == {slot.account}
    assert unlock(vault_file, [locked, file]) == key


def test_a_keeper_that_gives_back_something_else_is_not_trusted(vault_file: Path) -> None:
    class Forgetful(FakeKeyStore):
        def read(self, account: str) -> bytes | None:
            return None

    file = FakeKeyStore("key-file")
    create_vault(vault_file, [Forgetful("forgetful"), file], fake_ids(), fake_random())
    slot = device_slot(vault_file)
    assert slot is not None
    assert slot.keeper == "key-file"


def test_without_a_keeper_nothing_is_made(vault_file: Path) -> None:
    with pytest.raises(errors.KeyStoreUnavailable, match="locked"):
        create_vault(vault_file, [FakeKeyStore(available=False)], fake_ids(), fake_random())
    with pytest.raises(errors.KeyStoreUnavailable):
        create_vault(vault_file, [], fake_ids(), fake_random())
    assert not vault_file.exists()


def test_a_vault_is_never_replaced(vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore) -> None:
    before = vault_file.read_bytes()
    with pytest.raises(errors.VaultExists):
        create_vault(vault_file, [keystore], fake_ids(), fake_random("other"))
    assert vault_file.read_bytes() == before
    assert unlock(vault_file, [keystore]) == key


def test_a_vault_that_appears_meanwhile_is_not_replaced_and_the_new_key_is_forgotten(
    vault_file: Path, keystore: FakeKeyStore
) -> None:
    """Two first starts at the same instant: the second one to write gives way."""

    class SlowKeyStore(FakeKeyStore):
        def write(self, account: str, key: bytes) -> None:
            super().write(account, key)
            create_vault(vault_file, [keystore], fake_ids(50), fake_random("winner"))

    slow = SlowKeyStore("slow")
    with pytest.raises(errors.VaultExists):
        create_vault(vault_file, [slow], fake_ids(), fake_random())
    assert unlock(vault_file, [keystore])
    assert slow.keys == {}


def test_a_database_without_its_vault_gets_no_new_one(
    path: Path, vault_file: Path, keystore: FakeKeyStore
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"encrypted with a key that is gone")
    for make in (create_vault, unlock_or_create):
        with pytest.raises(errors.VaultMissing) as caught:
            make(vault_file, [keystore], fake_ids(), fake_random())
        assert "vault.json" in caught.value.sentence
    assert bytes_of(path.parent) == {"selfkind.db": b"encrypted with a key that is gone"}


def test_a_start_makes_a_vault_once(vault_file: Path, keystore: FakeKeyStore) -> None:
    first = unlock_or_create(vault_file, iter([keystore]), fake_ids(), fake_random())
    second = unlock_or_create(vault_file, iter([keystore]), fake_ids(7), fake_random("other"))
    assert first == second


def test_a_missing_vault_is_named(vault_file: Path, keystore: FakeKeyStore) -> None:
    with pytest.raises(errors.VaultMissing):
        unlock(vault_file, [keystore])


def test_a_full_disk_leaves_no_vault_and_no_key(
    vault_file: Path, keystore: FakeKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(errors.DiskFull):
        create_vault(vault_file, [keystore], fake_ids(), fake_random())
    assert not vault_file.exists()
    assert keystore.keys == {}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, keystore: FakeKeyStore) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(errors.NotWritable):
        create_vault(tmp_path / "data" / "vault.json", [keystore], fake_ids(), fake_random())


def test_a_folder_in_place_of_the_vault_is_named(vault_file: Path, keystore: FakeKeyStore) -> None:
    vault_file.mkdir(parents=True)
    with pytest.raises(errors.NotWritable):
        unlock(vault_file, [keystore])


def test_a_key_that_is_gone_a_wrong_one_and_a_silent_keeper_are_told_apart(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    before = vault_file.read_bytes()
    (account,) = keystore.keys

    keystore.keys[account] = bytes(32)
    with pytest.raises(errors.KeyWrong):
        unlock(vault_file, [keystore])
    keystore.keys[account] = b"short"
    with pytest.raises(errors.KeyWrong):
        unlock(vault_file, [keystore])
    del keystore.keys[account]
    with pytest.raises(errors.KeyMissing):
        unlock(vault_file, [keystore])
    keystore.available = False
    with pytest.raises(errors.KeyStoreUnavailable):
        unlock(vault_file, [keystore])
    with pytest.raises(errors.KeyStoreUnavailable, match="fake-key-store is not known"):
        unlock(vault_file, [FakeKeyStore("another")])
    assert vault_file.read_bytes() == before


def test_every_flipped_byte_is_damage_and_never_a_wrong_key(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    second_copy_of(vault_file).unlink()
    whole, chance = vault_file.read_bytes(), random.Random(2)
    harmless = 0
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 1 << chance.randrange(8)
        vault_file.write_bytes(broken)
        try:
            assert unlock(vault_file, [keystore]) == key
            harmless += 1  # white space that became other white space
        except errors.VaultDamaged:
            pass  # any other error fails the test
        assert vault_file.read_bytes() == broken
    assert harmless < len(whole) // 20


def test_every_cut_is_damage(vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore) -> None:
    second_copy_of(vault_file).unlink()
    whole = vault_file.read_bytes()
    for length in range(len(whole) - 1):  # the last byte is a line end
        vault_file.write_bytes(whole[:length])
        with pytest.raises(errors.VaultDamaged):
            unlock(vault_file, [keystore])
        assert vault_file.read_bytes() == whole[:length]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe{}",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"format":"selfkind-vault"}',
        b'{"format":"selfkind-vault","check":"00"}',
        b'{"a":' + b"9" * 5000 + b"}",
        b" " * (2 << 20),
    ],
)
def test_what_is_no_vault_is_damage(content: bytes, vault_file: Path, keystore: FakeKeyStore) -> None:
    vault_file.parent.mkdir()
    vault_file.write_bytes(content)
    with pytest.raises(errors.VaultDamaged):
        unlock(vault_file, [keystore])


@pytest.mark.parametrize(
    "fields",
    [
        {"version": "1"},
        {"version": 0},
        {"id": 5},
        {"database": None},
        {"slots": {}},
        {"slots": ["device"]},
        {"slots": [{"kind": "device", "keeper": 1, "account": "a"}]},
        {"slots": [{"kind": "device", "keeper": "fake-key-store", "account": None}]},
    ],
)
def test_fields_that_make_no_sense_are_damage(
    fields: dict[str, object], vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    rewrite(vault_file, **fields)
    with pytest.raises(errors.VaultDamaged):
        unlock(vault_file, [keystore])


@pytest.mark.parametrize("change", [{"wrapped": "AAAA"}, {"nonce": "!"}, {"nonce": 3}, {"wrapped": "ü"}])
def test_a_slot_that_makes_no_sense_is_damage(
    change: dict[str, object], vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    [slot] = json.loads(vault_file.read_text())["slots"]
    rewrite(vault_file, slots=[slot | change])
    with pytest.raises(errors.VaultDamaged):
        unlock(vault_file, [keystore])


def test_a_slot_cannot_be_carried_into_another_vault(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    rewrite(vault_file, id="another vault")
    with pytest.raises(errors.KeyWrong):
        unlock(vault_file, [keystore])


def test_a_newer_vault_is_told_from_a_damaged_one(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    rewrite(vault_file, version=2, slots="who knows")
    before = vault_file.read_bytes()
    for look in (lambda: unlock(vault_file, [keystore]), lambda: note_database_made(vault_file)):
        with pytest.raises(errors.VaultNewer) as caught:
            look()
        assert "newer" in caught.value.sentence
    assert vault_file.read_bytes() == before


def test_a_vault_without_a_slot_for_this_computer_says_so(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    rewrite(vault_file, slots=[{"kind": "passphrase"}])
    with pytest.raises(errors.Locked):
        unlock(vault_file, [keystore])
    rewrite(vault_file, slots=[{"kind": "of a later program"}])
    with pytest.raises(errors.SlotMissing):
        unlock(vault_file, [keystore])


def test_slots_and_fields_of_later_versions_survive_a_rewrite(
    vault_file: Path, key: DatabaseKey, keystore: FakeKeyStore
) -> None:
    [device] = json.loads(vault_file.read_text())["slots"]
    later = {"kind": "seal-ring", "hint": "blue folder", "rounds": [1, 2]}
    rewrite(vault_file, slots=[later, device], tries=3)
    note_database_made(vault_file)
    kept = json.loads(vault_file.read_text())
    assert kept["slots"] == [later, device]
    assert kept["tries"] == 3
    assert unlock(vault_file, [keystore]) == key


def test_the_vault_remembers_that_a_database_was_made(vault_file: Path, key: DatabaseKey) -> None:
    assert not database_was_made(vault_file)
    note_database_made(vault_file)
    assert database_was_made(vault_file)
