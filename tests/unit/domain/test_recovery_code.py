"""A code survives being printed, read aloud and typed back; a slip is noticed and its group named."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from selfkind_desktop.domain.recovery_code import (
    ALPHABET,
    GROUP_LENGTH,
    GROUPS,
    KEY_BYTES,
    MistypedError,
    groups_of,
    key_of,
    new_code,
    slip_in,
    tidied,
)

KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
CODES = KEYS.map(lambda key: new_code(lambda _: key))
PLACES = st.integers(0, GROUPS - 1)


def slipped(text: str) -> int:
    with pytest.raises(MistypedError) as slip:
        key_of(text)
    return slip.value.group


@given(KEYS)
def test_the_code_carries_140_bits_of_the_key(key: bytes) -> None:
    code = new_code(lambda length: key[:length])
    assert key_of(code) == bytes([key[0] & 15]) + key[1:]
    assert [len(group) for group in groups_of(code)] == [GROUP_LENGTH] * GROUPS
    assert set(code) <= {*ALPHABET, "-"}
    assert tidied(code) == code


@given(CODES, st.sampled_from(["", " ", "  ", "-", "–", " - ", "\n", "."]), st.booleans())
def test_how_it_is_typed_does_not_matter(code: str, between: str, small: bool) -> None:
    typed = between.join(groups_of(code))
    typed = typed.lower() if small else typed
    likenesses = str.maketrans({"0": "o", "1": "l", "V": "U", "v": "u"})
    for text in (typed, f" {typed}\n", typed.translate(likenesses), typed.replace("1", "I")):
        assert key_of(text) == key_of(code)
        assert tidied(text) == code
        assert slip_in(text) is None


@given(CODES, PLACES, st.integers(0, GROUP_LENGTH - 1), st.sampled_from(ALPHABET + "*é5"))
def test_every_wrong_sign_is_noticed_and_its_group_named(
    code: str, place: int, index: int, sign: str
) -> None:
    groups = groups_of(code)
    right = groups[place]
    groups[place] = right[:index] + sign + right[index + 1 :]
    assume(groups[place] != right)
    assert slipped("-".join(groups)) == place + 1
    assert slip_in("-".join(groups)) == place + 1


@given(CODES, PLACES, st.permutations(range(GROUP_LENGTH)).map(lambda order: tuple(order[:2])))
def test_two_signs_that_changed_places_are_noticed(code: str, place: int, swap: tuple[int, int]) -> None:
    groups = groups_of(code)
    signs = list(groups[place])
    first, second = swap
    assume(signs[first] != signs[second])
    signs[first], signs[second] = signs[second], signs[first]
    groups[place] = "".join(signs)
    assert slipped(" ".join(groups)) == place + 1


@given(CODES, PLACES, PLACES)
def test_groups_that_changed_places_are_noticed(code: str, one: int, other: int) -> None:
    groups = groups_of(code)
    assume(groups[one] != groups[other])
    groups[one], groups[other] = groups[other], groups[one]
    assert slipped("-".join(groups)) == min(one, other) + 1


@given(CODES, PLACES, st.integers(0, GROUP_LENGTH - 1), st.booleans())
def test_a_missing_or_doubled_sign_is_named_where_groups_were_typed_apart(
    code: str, place: int, index: int, doubled: bool
) -> None:
    groups = groups_of(code)
    right = groups[place]
    groups[place] = right[:index] + (right[index] * 2 if doubled else "") + right[index + 1 :]
    assert slipped("-".join(groups)) == place + 1


@given(CODES, st.integers(0, GROUPS * GROUP_LENGTH - 1))
def test_an_unfinished_code_has_no_slip_and_is_no_code(code: str, length: int) -> None:
    begun = code.replace("-", "")[:length]
    assert slip_in(begun) is None
    assert slipped(begun) == length // GROUP_LENGTH + 1


@given(st.text())
def test_whatever_is_typed_is_a_code_or_a_slip(text: str) -> None:
    slip_in(text)
    try:
        key = key_of(text)
    except MistypedError as slip:
        group = slip.group
    else:
        assert key == key_of(tidied(text))
        return
    assert 1 <= group <= GROUPS
