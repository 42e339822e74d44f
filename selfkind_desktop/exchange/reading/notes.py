"""Plain Markdown and text files: one file, or a folder of them.

When a file was written is told, in this order, by its front matter (`date`, `created`…), by a date in its
name, by the folders it lies in (`2024/05/07.md`), by a heading that is a date, or else by the day it last
changed, which the person is told. Pictures that a text shows come along if they lie in what was chosen.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.fields import rows
from selfkind_desktop.exchange.reading.moods import guess
from selfkind_desktop.exchange.reading.pages import Attached, Named, Page, each, here
from selfkind_desktop.exchange.reading.sources import Source, Unread, suffix
from selfkind_desktop.exchange.reading.texts import (
    MEDIA_SUFFIXES,
    clean,
    decode,
    line,
    mime_of,
    split_heading,
)
from selfkind_desktop.exchange.reading.times import (
    NOON,
    NoDate,
    at_the_instant,
    on_the_wall,
    read_clock,
    read_moment,
)
from selfkind_desktop.exchange.reading.yaml_text import read_yaml

SUFFIXES = frozenset({"md", "markdown", "mdown", "mkd", "txt", "text"})
_LARGEST_PAGE = 16 << 20
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DATED = re.compile(
    r"(?<!\d)(?P<y>[12]\d{3})(?P<sep>[-_. ]?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    r"(?:[-_ T]+(?:at )?(?P<H>[01]\d|2[0-3])[-_.:h]?(?P<M>[0-5]\d)(?:[-_.:m]?[0-5]\d)?(?!\d))?"
)
_FOLDERS = re.compile(
    r"(?:^|/)(?P<y>[12]\d{3})/(?:.*/)?(?P<m>0[1-9]|1[0-2])/(?:.*/)?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]*)\]\(<?(?P<path>[^)\[\n>]{1,500}?)>?(?:\s+\"[^\"\n]{0,500}\")?\)"
    r"|!\[\[(?P<wiki>[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]"
)
_WHEN = ("date", "created", "created_at", "datetime", "creation_date", "day", "time")


@dataclass(slots=True)
class _When:
    """A day, the time if it is known, and where both came from."""

    day: date
    clock: time | None = None
    at: datetime | None = None
    guessed: bool = False


class Notes:
    """Reads text files."""

    key = "text"

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page a file; an empty file is none."""
        maker = _Maker(source, zone)
        yield from each(self._names, maker.page)
        yield FoundFact(Fact.FILES_PASSED_OVER, len(source.names) - len(self._names) - len(maker.shown))


class _Maker:
    """Makes a page of each file, and remembers which pictures were shown."""

    def __init__(self, source: Source, zone: ZoneInfo) -> None:
        self._source = source
        self._zone = zone
        self._known = set(source.names)
        self._by_name = {name.rsplit("/", 1)[-1].lower(): name for name in source.names}
        self.shown: set[str] = set()

    def page(self, name: str) -> Page | Snag | None:
        """One file."""
        try:
            raw, legacy = decode(self._source.read(name, _LARGEST_PAGE))
        except Unread as unread:
            why = Why.FILE_UNREADABLE if unread.why is Why.MEDIUM_MISSING else unread.why
            return Snag(name, why)
        front, text = _front_matter(clean(raw))
        if not text and not front:
            return None
        title, body = split_heading(text)
        when = _front_when(front) or _name_when(name) or _text_when(title)
        when = when or self._file_when(name)
        stamp = self._stamp(when) if when else None
        if when is None or stamp is None:
            return Snag(name, Why.NO_DATE)
        attached: list[Attached] = []
        body = _PICTURE.sub(lambda found: self._picture(found, name, attached), body)
        title = line(front.get("title")) or title or _name_title(name)
        mood = line(front.get("mood"))
        facts = {
            Fact.DATE_OF_FILE: when.guessed,
            Fact.NO_TIME: when.clock is None and when.at is None,
            Fact.LEGACY_TEXT: legacy,
        }
        return Page(
            name,
            stamp,
            # where the day is only guessed, a copy of the file would have another
            same=(name if when.guessed else str(stamp.day), title, text),
            entry=True,
            title=title,
            text=body,
            tags=tuple(_tags(front)),
            moods=(Named(mood, guess(mood)),) if mood else (),
            starred=line(front.get("starred") or front.get("favorite")).lower() in {"true", "yes"},
            attached=tuple(attached),
            facts=frozenset(fact for fact, true in facts.items() if true),
        )

    def _stamp(self, when: _When) -> Stamp | None:
        try:
            if when.at is not None:
                stamp = at_the_instant(when.at, self._zone)
                # an offset in the file may mean another day than the person's zone
                return Stamp(stamp.at, stamp.zone, when.day)
            return on_the_wall(datetime.combine(when.day, when.clock or NOON), self._zone)
        except NoDate:
            return None

    def _file_when(self, name: str) -> _When | None:
        changed = self._source.changed(name, self._zone)
        if changed is None:
            return None
        local = changed.astimezone(self._zone)
        return _When(local.date(), local.time(), guessed=True)

    def _picture(self, found: re.Match[str], name: str, attached: list[Attached]) -> str:
        """The place of a picture, if it is one and lies in the source; else what stood there."""
        path = found["path"] or found["wiki"]
        if suffix(path) not in MEDIA_SUFFIXES or re.match(r"[a-z][a-z0-9+.-]*:", path, re.IGNORECASE):
            return found[0]
        called = path.rsplit("/", 1)[-1]
        file = self._find(name, path) or self._find(name, unquote(path))
        attached.append(Attached(file, called, mime_of(called), (found["alt"] or "").strip()))
        self.shown.add(file) if file else None
        return here(len(attached) - 1) if file else found[0]

    def _find(self, name: str, path: str) -> str:
        """The file that a text means: beside it, from the top, or wherever the name is."""
        parts: list[str] = []
        for part in [*name.split("/")[:-1], *path.split("/")]:
            if part == ".." and parts:
                parts.pop()
            elif part not in {"", ".", ".."}:
                parts.append(part)
        beside, top = "/".join(parts), path.lstrip("./")
        if beside in self._known:
            return beside
        return top if top in self._known else self._by_name.get(path.rsplit("/", 1)[-1].lower(), "")


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """The front matter by its keys in lower case, and the text below; what is no YAML stays text."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    try:
        front = read_yaml(found["yaml"])
    except ValueError:
        return {}, text
    if not isinstance(front, dict):
        return {}, text
    return {str(key).lower(): value for key, value in front.items()}, text[found.end() :].strip("\n")


def _front_when(front: Mapping[str, Any]) -> _When | None:
    for key in _WHEN:
        value = line(front.get(key))
        try:
            at = read_moment(value)
        except NoDate:
            when = _dated(value)
            if when:
                return when
            continue
        if at.tzinfo:
            return _When(at.date(), at=at)
        # `date: 2026-01-31` has no time, or says it in a line of its own
        timed = len(value) > 10
        return _When(at.date(), at.time() if timed else read_clock(front.get("time")))
    return None


def _name_when(name: str) -> _When | None:
    """The last date in a path counts: the file's own before its folder's."""
    for part in reversed(name.split("/")):
        when = _dated(part)
        if when:
            return when
    found = _FOLDERS.search(name)
    return _made(found) if found else None


def _text_when(title: str) -> _When | None:
    return _dated(title) if title else None


def _dated(text: str) -> _When | None:
    found = _DATED.search(text)
    return _made(found) if found else None


def _made(found: re.Match[str]) -> _When | None:
    groups = found.groupdict()
    try:
        day = date(int(groups["y"]), int(groups["m"]), int(groups["d"]))
    except ValueError:
        return None
    return _When(day, time(int(groups["H"]), int(groups["M"])) if groups.get("H") else None)


def _name_title(name: str) -> str:
    """What a file's name says besides its date; nothing if that is all it says."""
    told = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    told = _DATED.sub(" ", told, count=1)
    return "" if not re.search(r"[^\W\d_]", told) else line(told.strip(" -_.–—"))


def _tags(front: Mapping[str, Any]) -> Iterator[str]:
    told = front.get("tags") or front.get("tag") or front.get("keywords")
    for tag in rows(told) if isinstance(told, list) else re.split(r"[,;]", line(told)):
        name = line(tag).lstrip("#")
        if name:
            yield name
