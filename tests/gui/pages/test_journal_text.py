"""What the list tells of an entry."""

from dataclasses import replace

import pytest

from selfkind_desktop.domain.journal import Entry, EntryKind, Part
from selfkind_desktop.ui.pages.finding import matches
from selfkind_desktop.ui.pages.journal.text import count_words, title_and_excerpt, words_of
from tests.gui.pages import samples


def entry(text: str, **fields: object) -> Entry:
    return replace(samples.entry(0, text), **fields)


@pytest.mark.parametrize(
    ("text", "title", "excerpt"),
    [
        ("", "", ""),
        ("\n \n", "", ""),
        ("I may go slowly today.", "I may go slowly today.", ""),
        ("# A slow walk\n\nThe light was low.", "A slow walk", "The light was low."),
        ("> quoted\n- one\n- two", "quoted", "one two"),
        (
            "Couldn’t start again. Same wall as last week, louder.",
            "Couldn’t start again.",
            "Same wall as last week, louder.",
        ),
        ("Wait! What? A short line.", "Wait! What? A short line.", ""),
    ],
)
def test_first_line_and_how_it_goes_on(text: str, title: str, excerpt: str) -> None:
    assert title_and_excerpt(entry(text)) == (title, excerpt)


def test_a_title_stands_before_every_word() -> None:
    titled = entry("The light was low.", title="A slow walk")
    assert title_and_excerpt(titled) == ("A slow walk", "The light was low.")


def test_answers_come_before_what_else_was_written() -> None:
    parts = (Part("happened", "I froze."), Part("critic", "“Again.”"))
    reframe = entry("And it rained.", kind=EntryKind.REFRAME, parts=parts)
    assert title_and_excerpt(reframe) == ("I froze.", "“Again.” And it rained.")


def test_every_word_can_be_found() -> None:
    everything = entry("text", title="title", parts=(Part("a", "answer"),), tags=("tag",))
    assert all(word in words_of(everything) for word in ("text", "title", "answer", "tag"))


def test_an_excerpt_has_an_end() -> None:
    _, excerpt = title_and_excerpt(entry("A title\n" + "long " * 100_000))
    assert len(excerpt) <= 160


def test_words_are_counted_as_people_count_them() -> None:
    assert count_words("  It’s a well-known fact,\nnot   more. ") == 6


@pytest.mark.parametrize("query", ["cafe", "CAFÉ", "caf lunch", "", "  ", "lunch café"])
def test_words_are_found_however_they_are_typed(query: str) -> None:
    assert matches("Lunch at the Café by the canal", query)


def test_every_word_has_to_be_there() -> None:
    assert not matches("Lunch at the Café", "cafe dinner")
