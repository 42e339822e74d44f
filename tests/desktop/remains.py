"""What of some words is left in the memory of a process: in all of it that can be read."""

from io import FileIO
from pathlib import Path

_CHUNK = 1 << 24


def remains(pid: int, words: str) -> dict[str, int]:
    """How often these words occur, by the part of the memory, in the encodings that Python and Qt use.

    Args:
        pid: a process of ours.
        words: characters that occur nowhere else.
    """
    needles = [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
    found: dict[str, int] = {}
    regions = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for region in regions:
            span, rights, *_, name = [*region.split(maxsplit=5), ""][:6]
            if "r" not in rights or name.startswith("[v"):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            count = _count(memory, start, end, needles)
            if count:
                kind = name if name.startswith("[") else "file" if name else "anonymous"
                found[kind] = found.get(kind, 0) + count
    return found


def _count(memory: FileIO, start: int, end: int, needles: list[bytes]) -> int:
    overlap = max(map(len, needles)) - 1
    count = 0
    for place in range(start, end, _CHUNK):
        try:
            memory.seek(place)
            content = memory.read(min(_CHUNK + overlap, end - place))
        except (OSError, OverflowError):
            continue
        count += sum(content.count(needle) for needle in needles)
    return count
