"""Kind sentences: which one is meant, and how many words they may have."""

import re

LONGEST = 240
"""Characters. Longer ones would fill the screen of a pause."""

_SENTENCE = re.compile(r"[^.!?…]*[.!?…]+[”’»\"')\]]*|[^.!?…]+$")
_LEFTOVER = re.compile(r"\*+|~~|`+|^[#>\s]+")


def sentence_at(line: str, place: int) -> str:
    """The sentence of a line that a place lies in; the last one behind its end.

    Args:
        line: one paragraph.
        place: a position in it, counted in characters.
    """
    found = [match for match in _SENTENCE.finditer(line) if match[0].strip()]
    here = next((match for match in found if place < match.end()), found[-1] if found else None)
    return "" if here is None else here[0].strip()


def as_phrase(words: str) -> str:
    """Words on one line, without signs of Markdown that lost their other half."""
    return " ".join(_LEFTOVER.sub("", words).split())
