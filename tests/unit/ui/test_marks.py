"""What a line of Markdown looks like while it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.ui.editor.marks import Look, item_of, link_at, stretches


def seen(line: str, look: Look) -> list[str]:
    """The words of a line that look like that."""
    return [line[one.start : one.start + one.length] for one in stretches(line) if one.look is look]


@pytest.mark.parametrize(
    ("line", "look", "words"),
    [
        ("# Today", Look.HEADING_1, ["# Today"]),
        ("### Small", Look.HEADING_3, ["### Small"]),
        ("#work is a tag", Look.HEADING_1, []),
        ("> she said", Look.QUOTE, ["> she said"]),
        ("a **quiet** day", Look.STRONG, ["quiet"]),
        ("a __quiet__ day", Look.STRONG, ["quiet"]),
        ("a *quiet* and _slow_ day", Look.EMPHASIS, ["quiet", "slow"]),
        ("**both *of* them**", Look.STRONG, ["both *of* them"]),
        ("2 * 3 * 4", Look.EMPHASIS, []),
        ("snake_case_name", Look.EMPHASIS, []),
        ("~~gone~~", Look.STRIKE, ["gone"]),
        ("`a * b`", Look.CODE, ["a * b"]),
        ("`*a*`", Look.EMPHASIS, []),
        (r"\*plain\*", Look.EMPHASIS, []),
        ("- milk", Look.BULLET, ["-"]),
        ("12) milk", Look.BULLET, ["12)"]),
        ("- [ ] call her", Look.BOX, ["[ ]"]),
        ("- [x] call her", Look.DONE, ["call her"]),
        ("* * *", Look.MARK, ["* * *"]),
        ("see https://example.org/a_b_c.", Look.LINK, ["https://example.org/a_b_c"]),
        ("see [her *page*](https://example.org)", Look.LINK, ["[her *page*](https://example.org)"]),
        ("größe **müde 🌧 *x***", Look.STRONG, ["müde 🌧 *x"]),
        ("-5 degrees", Look.BULLET, []),
    ],
)
def test_a_line_looks_as_it_is_meant(line: str, look: Look, words: list[str]) -> None:
    assert seen(line, look) == words


@given(st.text(st.sampled_from("*_~`[]()# >-+x1.\\ aé🌧\t"), max_size=60))
def test_whatever_is_typed_every_stretch_lies_in_the_line(line: str) -> None:
    for one in stretches(line):
        assert one.start >= 0
        assert one.length >= 0
        assert one.start + one.length <= len(line)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("- milk", "- "),
        ("  * milk", "  * "),
        ("9. ninth", "10. "),
        ("3) third", "4) "),
        ("- [x] done", "- [ ] "),
        ("> said", "> "),
    ],
)
def test_a_list_goes_on(line: str, following: str) -> None:
    item = item_of(line)
    assert item is not None
    assert item.next() == following


@pytest.mark.parametrize("line", ["", "words", "---", "- - -", "-5", "1.5 kilometers", "#tag"])
def test_an_ordinary_line_is_no_item(line: str) -> None:
    assert item_of(line) is None


def test_the_address_under_a_letter() -> None:
    line = "see [her page](https://example.org/x) or mailto:a@example.org, soon"
    assert link_at(line, line.index("page")) == "https://example.org/x"
    assert link_at(line, line.index("mailto")) == "mailto:a@example.org"
    assert link_at(line, 0) == ""
    assert link_at(line, line.index(", soon")) == ""
