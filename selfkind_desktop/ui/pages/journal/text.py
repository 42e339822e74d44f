"""What can be told from the text of an entry: its title, an excerpt, how many words."""

import re

TITLE_LONGEST = 60
"""A first line up to so many characters reads as a title, if more follows it."""

_EXCERPT_LONGEST = 160
_LOOK_AT = 2000
_LINE_LONGEST = 36
_SENTENCE = re.compile(r"(.{3,80}?[.!?…])[”’\")]?\s+(?=\S)")


def title_and_excerpt(text: str) -> tuple[str, str]:
    """The first line that says something, and how it goes on; both may be empty.

    Where the first line is a whole paragraph, its first sentence stands for it.
    """
    lines = [bare for line in text[:_LOOK_AT].splitlines() if (bare := _bare(line))]
    if not lines:
        return "", ""
    title, rest = lines[0], lines[1:]
    sentence = _SENTENCE.match(title)
    if sentence is not None and len(title) > _LINE_LONGEST:
        rest = [title[sentence.end() :], *rest]
        title = sentence[1]
    return title, " ".join(rest)[:_EXCERPT_LONGEST]


def count_words(text: str) -> int:
    """How many words there are."""
    return len(text.split())


def _bare(line: str) -> str:
    """A line without the marks that make it a heading, a quotation or a list item."""
    return line.strip().lstrip("#>").removeprefix("- ").strip()
