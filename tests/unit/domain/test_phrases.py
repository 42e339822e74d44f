"""Which sentence is meant, and what of it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.phrases import as_phrase, sentence_at

LINE = "It was a lot. “May I go slowly.” And then soup"


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "It was a lot."),
        (12, "It was a lot."),
        (20, "“May I go slowly.”"),
        (LINE.index("soup"), "And then soup"),
        (len(LINE), "And then soup"),
    ],
)
def test_the_sentence_around_a_place(place: int, sentence: str) -> None:
    assert sentence_at(LINE, place) == sentence


def test_behind_the_last_full_stop_the_last_sentence_is_meant() -> None:
    assert sentence_at("One. Two.", 9) == "Two."
    assert sentence_at("", 0) == ""


@given(st.text(max_size=60), st.integers(0, 60))
def test_a_sentence_is_always_part_of_its_line(line: str, place: int) -> None:
    assert sentence_at(line, place) in line


def test_signs_that_lost_their_other_half_go() -> None:
    assert as_phrase("**May I\n go slowly.") == "May I go slowly."
    assert as_phrase("> Enough for today") == "Enough for today"
