"""How slow a passphrase is made, measured on a computer that a test makes up."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.storage.errors import MemoryFull, VaultDamaged
from selfkind_desktop.storage.passphrase import (
    Strength,
    calibrated,
    derive,
    fields_of,
    normalized,
    of_fields,
)

MIB = 1024


class Computer:
    """Needs so many seconds for a pass over a MiB; may have little memory."""

    def __init__(self, per_mib: float, memory: int = 1 << 30) -> None:
        self._per_mib = per_mib
        self._memory = memory
        self.at = 0.0

    def tick(self) -> float:
        return self.at

    def derive(self, _passphrase: str, _salt: bytes, strength: Strength) -> bytes:
        if strength.memory > self._memory:
            raise MemoryFull
        self.at += self.needs(strength)
        return b""

    def needs(self, strength: Strength) -> float:
        return self._per_mib * strength.memory / MIB * strength.iterations


@pytest.mark.parametrize("per_mib", [0.00005, 0.0002, 0.0005, 0.001, 0.002])
def test_it_takes_about_half_a_second_and_measuring_less_than_two(per_mib: float) -> None:
    computer = Computer(per_mib)
    found = calibrated(computer.tick, computer.derive)
    assert computer.at < 2
    assert 0.35 < computer.needs(found) < 0.75
    assert 64 * MIB <= found.memory <= 256 * MIB
    assert found.iterations >= 3


def test_a_slow_computer_keeps_the_floor() -> None:
    slow = Computer(0.01)
    assert calibrated(slow.tick, slow.derive) == Strength(64 * MIB, 4, 3)


def test_a_computer_that_is_too_fast_to_measure_is_no_trouble() -> None:
    assert calibrated(lambda: 0.0, lambda *_: b"").is_sane()


def test_a_small_computer_gets_what_it_has() -> None:
    small = Computer(0.0001, memory=100 * MIB)
    assert calibrated(small.tick, small.derive) == Strength(64 * MIB, 4, 3)


@given(
    st.integers(64 * MIB, 1024 * MIB),
    st.integers(1, 16),
    st.integers(1, 64),
    st.binary(min_size=16, max_size=16),
)
def test_what_is_noted_is_read_again(memory: int, lanes: int, iterations: int, salt: bytes) -> None:
    strength = Strength(memory, lanes, iterations)
    assert of_fields(fields_of(salt, strength), Path("vault.json")) == (salt, strength)


def test_memory_that_is_not_to_be_had_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from cryptography.hazmat.primitives.kdf import argon2

    class Greedy:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(argon2, "Argon2id", Greedy)
    with pytest.raises(MemoryFull) as full:
        derive("words", bytes(16), Strength())
    assert "memory" in full.value.sentence


def test_the_salt_and_the_strength_change_the_key() -> None:
    quick = Strength(iterations=1)
    keys = {
        derive("words", bytes(16), quick),
        derive("words", bytes(15) + b"1", quick),
        derive("words", bytes(16), Strength(iterations=2)),
        derive("Words", bytes(16), quick),
    }
    assert len(keys) == 4


@given(st.text())
def test_every_text_is_some_bytes_and_always_the_same(text: str) -> None:
    assert normalized(text) == normalized(text)
    assert bool(normalized(text)) == bool(text)


def test_a_hundred_gigabytes_are_damage() -> None:
    asked = fields_of(bytes(16), Strength()) | {"memory": 100 << 20}
    with pytest.raises(VaultDamaged):
        of_fields(asked, Path("vault.json"))
