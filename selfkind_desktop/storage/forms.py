"""Lists in one column, as JSON."""

import json
from collections.abc import Sequence

from selfkind_desktop.domain.journal import Part


def parts_of(written: str) -> tuple[Part, ...]:
    """The answers of a guided form from their column."""
    return tuple(Part(part["key"], part["text"]) for part in json.loads(written))


def written_parts(parts: Sequence[Part]) -> str:
    """The answers of a guided form for their column."""
    return json.dumps([{"key": part.key, "text": part.text} for part in parts], ensure_ascii=False)


def words_of(written: str) -> tuple[str, ...]:
    """Words from their column."""
    return tuple(json.loads(written))


def written_words(words: Sequence[str]) -> str:
    """Words for their column."""
    return json.dumps(list(words), ensure_ascii=False)
