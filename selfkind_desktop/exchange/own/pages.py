"""Entries and letters as files that people read: Markdown with a head of plain facts.

They are made for eyes. Nothing reads them back in: `data.json` beside them holds everything.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from selfkind_desktop.domain.journal import Entry
from selfkind_desktop.domain.letters import Letter
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.exchange.own.names import FreeNames, slug
from selfkind_desktop.exchange.own.times import local_text

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

T = TypeVar("T")

_AT_ONCE = 500
_SEALED = "sealed-letter"

Facts = dict[str, object]


@dataclass(frozen=True, slots=True)
class Page:
    """A file to read.

    Attributes:
        path: in the export.
        text: Markdown.
        media: the paths of what it points to.
    """

    path: str
    text: str
    media: tuple[str, ...] = ()


def entry_pages(store: "Store", media: Mapping[str, str]) -> Iterator[Page]:
    """A file for each entry that is not in the trash, oldest first.

    Args:
        store: the open store.
        media: the paths of attached files by their id.

    Raises:
        StorageError: they cannot be read.
    """
    names = FreeNames()
    for entry in oldest_first(store.entries.count(), store.entries.newest):
        name = names.take(_stem(entry.stamp, slug(entry.title or entry.text)), "md")
        paths = {each: media[each] for each in entry.media if each in media}
        yield Page(f"entries/{name}", entry_text(entry, paths), tuple(paths.values()))


def letter_pages(store: "Store", media: Mapping[str, str]) -> Iterator[Page]:
    """A file for each letter that is not in the trash, oldest first; sealed ones stay sealed.

    Raises:
        StorageError: they cannot be read.
    """
    names = FreeNames()
    for letter in oldest_first(store.letters.count(), store.letters.newest):
        sealed = is_sealed(letter)
        name = names.take(_stem(letter.stamp, _SEALED if sealed else slug(letter.title or letter.text)), "md")
        paths = {} if sealed else {each: media[each] for each in letter.media if each in media}
        yield Page(f"letters/{name}", letter_text(letter, paths), tuple(paths.values()))


def oldest_first(count: int, newest: Callable[[int, int], Sequence[T]]) -> Iterator[T]:
    """All records from the oldest on, some at a time."""
    while count > 0:
        skip = max(0, count - _AT_ONCE)
        yield from reversed(newest(count - skip, skip))
        count = skip


def entry_text(entry: Entry, media: Mapping[str, str]) -> str:
    """An entry as Markdown; `media` are the paths of what is attached, by id."""
    facts: Facts = _when(entry.stamp) | {
        "kind": entry.kind.value,
        "mood_before": entry.before,
        "mood_after": entry.after,
        "words_before": entry.words_before,
        "words_after": entry.words_after,
        "tags": entry.tags,
        "starred": entry.starred or None,
        "may_come_back": entry.consent.value,
        "id": entry.id,
    }
    body = [f"# {entry.title}"] if entry.title else []
    body += [f"## {_heading(part.key)}\n\n{part.text}" for part in entry.parts if part.text]
    body += [entry.text] if entry.text else []
    return _page(facts, body, media)


def letter_text(letter: Letter, media: Mapping[str, str]) -> str:
    """A letter as Markdown; of one that is on its way only that it is."""
    facts: Facts = _when(letter.stamp) | {"voice": letter.voice.value}
    if is_sealed(letter):
        said = f"This letter is sealed. {_arrival(letter)} Its words are in the file data.json."
        return _page(facts | {"sealed": True, "id": letter.id}, [said], {})
    facts |= {"answers": letter.answers, "stationery": letter.stationery or None, "id": letter.id}
    body = [f"# {letter.title}"] if letter.title else []
    body += [letter.text] if letter.text else []
    return _page(facts, body, media)


def is_sealed(letter: Letter) -> bool:
    """Whether a letter is on its way: whoever reads the export must not come upon it early."""
    return letter.seal is not None and letter.arrived is None


def _arrival(letter: Letter) -> str:
    seal = letter.seal
    if seal is None or seal.occasion is not None:
        return "It waits for a hard day."
    if seal.surprise is not None:
        return f"It arrives as a surprise between {seal.surprise[0]} and {seal.surprise[1]}."
    return f"It arrives on {seal.day}."


def _when(stamp: Stamp) -> Facts:
    return {"day": stamp.day.isoformat(), "written": local_text(stamp), "zone": stamp.zone}


def _stem(stamp: Stamp, title: str) -> str:
    return f"{stamp.day.isoformat()}-{title}" if title else stamp.day.isoformat()


def _heading(key: str) -> str:
    return key.replace("-", " ").capitalize()


def _page(facts: Facts, body: Sequence[str], media: Mapping[str, str]) -> str:
    head = [f"{name}: {_plain(value)}" for name, value in facts.items() if value not in (None, (), "")]
    text = "\n\n".join(["\n".join(["---", *head, "---"]), *body])
    for medium, path in media.items():
        place = f"(media:{medium})"
        if place in text:
            text = text.replace(place, f"(../{path})")
        else:
            text += f"\n\n[attached](../{path})"
    return text + "\n"


def _plain(value: object) -> str:
    """A value as YAML reads it: JSON is YAML too, and leaves no word open to another reading."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
