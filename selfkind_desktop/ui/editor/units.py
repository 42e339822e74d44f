"""Places in a text as Qt counts them: a sign beyond the first 65,536 counts twice."""

from collections.abc import Iterable


def units(text: str) -> int:
    """How long a text is to Qt."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def in_units(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in a text, from start to end, each in order and apart from the others, as Qt counts them."""
    if text.isascii():
        return list(places)
    counted = []
    done = seen = 0
    for start, end in places:
        first = done + units(text[seen:start])
        done, seen = first + units(text[start:end]), end
        counted.append((first, done))
    return counted
