"""Length counts, foreseeable signs count little, and nothing is forbidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.passphrase_strength import Guessing, guessing


@pytest.mark.parametrize(
    ("passphrase", "how"),
    [
        ("", Guessing.EMPTY),
        (" ", Guessing.SOON),
        ("robin", Guessing.SOON),
        ("Password123", Guessing.SOON),
        ("aaaaaaaaaaaaaaaaaaaa", Guessing.SOON),
        ("abcdefghijklmnop", Guessing.SOON),
        ("24.12.1985", Guessing.SOON),
        ("tea tea tea tea tea", Guessing.SOON),
        ("slow river", Guessing.SLOWLY),
        ("seven quiet herons", Guessing.HARDLY),
        ("seven quiet herons by the lake", Guessing.NEVER),
    ],
)
def test_how_far_somebody_gets(passphrase: str, how: Guessing) -> None:
    assert guessing(passphrase) == how


@given(st.text())
def test_every_text_has_an_answer(passphrase: str) -> None:
    assert (guessing(passphrase) is Guessing.EMPTY) == (passphrase == "")
