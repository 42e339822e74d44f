"""What can be told from the text of an entry: its title, an excerpt, how many words."""

import re

from selfkind_desktop.domain.journal import Entry

_EXCERPT_LONGEST = 160
_LOOK_AT = 2000
_LINE_LONGEST = 36
_SENTENCE = re.compile(r"(.{3,80}?[.!?…])[”’\")]?\s+(?=\S)")


def words_of(entry: Entry) -> str:
    """Everything that is written in an entry, for finding."""
    return "\n".join((entry.title, *(part.text for part in entry.parts), entry.text, *entry.tags))


def title_and_excerpt(entry: Entry) -> tuple[str, str]:
    """Its title, else the first line that says something, and how it goes on; both may be empty.

    Where the first line is a whole paragraph, its first sentence stands for it.
    """
    texts = [*(part.text for part in entry.parts), entry.text]
    written = "\n".join(text[:_LOOK_AT] for text in texts if text)
    lines = [bare for line in written[:_LOOK_AT].splitlines() if (bare := _bare(line))]
    if entry.title:
        return entry.title, " ".join(lines)[:_EXCERPT_LONGEST]
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
