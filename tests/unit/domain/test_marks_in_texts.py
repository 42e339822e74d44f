"""Where sought words are in a text, whichever way it is looked through."""

from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.finding import marks_in, terms_of

_SIGMAS = "\u03c3\u03c2\u03a3"
_LETTERS = f"abAB é_’“.1K\u0301\u0131\u212a\U0001f600{_SIGMAS}"


@given(st.text(_LETTERS, max_size=30), st.text(f'abAé" *1k{_SIGMAS}', min_size=1, max_size=9))
def test_a_plain_text_is_looked_through_like_any_other(text: str, typed: str) -> None:
    words, _ = terms_of(typed)
    forced = f"{text} \u00fc"  # a letter with an accent: no plain text any more
    assert marks_in(text, words) == marks_in(forced, words)


def test_matches_that_overlap_are_one_mark() -> None:
    words, _ = terms_of('"a b" "b a" ')
    assert marks_in("A b. a b, c", words) == ((0, 8),)
    assert marks_in("a-b a", terms_of('"b a"')[0]) == ((2, 5),)
