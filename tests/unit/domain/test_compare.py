"""Two versions of an entry, side by side."""

from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.compare import Change, Run, compare

WORDS = st.text(st.sampled_from("ab ’\n.é🌧"), max_size=60)


@given(WORDS, WORDS)
def test_both_versions_can_be_read_from_the_comparison(before: str, after: str) -> None:
    runs = compare(before, after)
    assert "".join(run.text for run in runs if run.change is not Change.NEW) == before
    assert "".join(run.text for run in runs if run.change is not Change.GONE) == after


@given(WORDS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert compare(text, text) == ((Run(Change.SAME, text),) if text else ())


def test_only_the_changed_word_is_marked() -> None:
    assert compare("I failed today.\nSo it goes.", "I struggled today.\nSo it goes.") == (
        Run(Change.SAME, "I "),
        Run(Change.GONE, "failed"),
        Run(Change.NEW, "struggled"),
        Run(Change.SAME, " today.\nSo it goes."),
    )


def test_a_word_with_an_apostrophe_is_one_word() -> None:
    assert Run(Change.GONE, "don’t") in compare("I don’t know", "I do know")
