"""The glance agrees with who opens the vault, and reads nothing else into a broken file."""

from itertools import count
from pathlib import Path

import pytest

from selfkind_desktop.storage import slots
from selfkind_desktop.storage.files import second_copy_of
from selfkind_desktop.storage.passphrase import Strength
from selfkind_desktop.storage.vault import create_vault
from selfkind_desktop.storage.vault_glance import asks_for_secret
from tests.fakes import FakeKeyStore

QUICK = Strength(memory=8192, lanes=1, iterations=1)


def ids() -> str:
    return f"id-{next(_NUMBERS)}"


_NUMBERS = count()


def random_bytes(length: int) -> bytes:
    return bytes(range(length))


def test_a_vault_with_a_key_of_this_computer_asks_nobody(tmp_path: Path) -> None:
    vault = tmp_path / "vault.json"
    assert not asks_for_secret(vault)
    create_vault(vault, [FakeKeyStore()], ids, random_bytes)
    assert not asks_for_secret(vault)


def test_a_vault_with_a_passphrase_asks_also_from_its_second_copy(tmp_path: Path) -> None:
    vault = tmp_path / "vault.json"
    slots.create_with_passphrase(vault, "seven boats", ids, random_bytes, QUICK)
    assert asks_for_secret(vault)
    assert slots.ways(vault).needs_secret
    vault.write_bytes(vault.read_bytes()[:40])
    assert second_copy_of(vault).exists()
    assert asks_for_secret(vault)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"slots": [1]}', '{"slots": [{}]}', "\x00" * 40])
def test_what_is_no_vault_asks_for_nothing(tmp_path: Path, text: str) -> None:
    vault = tmp_path / "vault.json"
    vault.write_text(text)
    assert not asks_for_secret(vault)
