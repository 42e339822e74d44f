"""Day One's JSON: one file a journal, with `photos`, `videos`, `audios` and `pdfs` beside it.

`text` is Markdown already; `richText` is read only where it is missing. A picture is named by its sum,
sometimes without its type. A first line that is a heading becomes the title. Place and weather stand as a
quiet line at the end: they have no field of their own here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.fields import number, rows, table, tables, words
from selfkind_desktop.exchange.reading.pages import Attached, Page, each, here
from selfkind_desktop.exchange.reading.rich_text import of_day_one
from selfkind_desktop.exchange.reading.sources import Source, stem
from selfkind_desktop.exchange.reading.texts import (
    clean,
    footnote,
    line,
    mime_of,
    parse_json,
    split_heading,
)
from selfkind_desktop.exchange.reading.times import NoDate, at_the_instant, read_moment, zone_of

_FOLDERS = {"photos": "photos", "videos": "videos", "audios": "audios", "pdfAttachments": "pdfs"}
_LINK = re.compile(r"!?\[[^\[\]\n]*\]\(dayone-moment:/{1,2}(?:\w+/)?(?P<id>[^)\s/]+)\)")


def fits(found: object) -> bool:
    """Whether JSON has Day One's shape."""
    if not isinstance(found, dict) or not isinstance(found.get("entries"), list):
        return False
    entries = tables(found["entries"])
    return any("creationDate" in entry for entry in entries[:20]) or (not entries and "metadata" in found)


class DayOne:
    """Reads all journals of one export."""

    key = "day-one"

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page an entry, journal after journal."""
        files = {(name.split("/")[-2].lower(), stem(name)): name for name in source.names if "/" in name}
        for count, name in enumerate(self._names):
            entries = rows(table(parse_json(source, name)).get("entries"))
            journal = name.rsplit("/", 1)[-1].removesuffix(".json") if len(self._names) > 1 else ""
            maker = _Maker(zone, files, journal)
            yield from each(entries, maker.page, count, len(self._names))


class _Maker:
    """Makes pages of one journal."""

    def __init__(self, zone: ZoneInfo, files: dict[tuple[str, str], str], journal: str) -> None:
        self._zone = zone
        self._files = files
        self._journal = journal

    def page(self, entry: object) -> Page | Snag:
        """One entry."""
        if not isinstance(entry, dict):
            return Snag(self._journal, Why.NOT_AN_ENTRY)
        own = line(entry.get("uuid"))
        known = zone_of(entry.get("timeZone"))
        zone = known or self._zone
        try:
            at = read_moment(entry.get("creationDate"))
            # a file that says no offset means UTC, as all of them do
            stamp = at_the_instant(at if at.tzinfo else at.replace(tzinfo=UTC), zone)
        except NoDate:
            return Snag(own or self._journal, Why.NO_DATE)
        attached, numbers = self._attached(entry)
        text, simpler = _text(entry)
        title, text = split_heading(_LINK.sub(lambda found: _place(found, numbers), text))
        after = _surroundings(entry)
        facts = {
            Fact.ZONE_UNKNOWN: known is None,
            Fact.PLACE_AS_TEXT: bool(after),
            Fact.RICH_TEXT_SIMPLER: simpler,
            Fact.PINNED_LEFT_OUT: bool(entry.get("isPinned") or entry.get("pinned")),
            Fact.JOURNALS_AS_TAGS: bool(self._journal),
        }
        return Page(
            f"{stamp.day.isoformat()} {title}".strip(),
            stamp,
            own=own,
            same=(str(stamp.at), title, text),
            entry=True,
            title=title,
            text=text,
            after=(after,) if after else (),
            tags=tuple(words(entry.get("tags"))) + ((self._journal,) if self._journal else ()),
            starred=entry.get("starred") is True,
            updated=_updated(entry),
            attached=tuple(attached),
            facts=frozenset(fact for fact, true in facts.items() if true),
        )

    def _attached(self, entry: Mapping[str, Any]) -> tuple[list[Attached], dict[str, int]]:
        """The attachments, and their numbers by the names that the text calls them."""
        attached: list[Attached] = []
        numbers: dict[str, int] = {}
        for key, folder in _FOLDERS.items():
            for row in tables(entry.get(key)):
                names = [line(row.get(name)).lower() for name in ("md5", "identifier")]
                found = (self._files.get((folder, name)) for name in names if name)
                file = next(filter(None, found), "")
                numbers.update(dict.fromkeys(filter(None, names), len(attached)))
                called = line(row.get("filename")) or file.rsplit("/", 1)[-1] or names[0] or names[1]
                attached.append(Attached(file, called, mime_of(file, folder)))
        return attached, numbers


def _place(found: re.Match[str], numbers: dict[str, int]) -> str:
    """What stands where a link to an attachment stood; one that leads nowhere is taken away."""
    number_of = numbers.get(found["id"].lower())
    return "" if number_of is None else here(number_of)


def _text(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """The words, and whether they had to be taken from the rich text."""
    text = clean(entry.get("text"))
    rich = entry.get("richText")
    if text or not isinstance(rich, str):
        return text, False
    try:
        return clean(of_day_one(json.loads(rich))), True
    except (ValueError, RecursionError):
        return "", True


def _updated(entry: Mapping[str, Any]) -> datetime | None:
    try:
        at = read_moment(entry.get("modifiedDate"))
    except NoDate:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _surroundings(entry: Mapping[str, Any]) -> str:
    """Place and weather, as one line."""
    location, weather = table(entry.get("location")), table(entry.get("weather"))
    names = ("placeName", "localityName", "administrativeArea", "country")
    place = list(dict.fromkeys(filter(None, (line(location.get(name)) for name in names))))
    spot = [number(location.get(name)) for name in ("latitude", "longitude")]
    degrees = number(weather.get("temperatureCelsius"))
    return footnote(
        ", ".join(place) or (", ".join(spot) if all(spot) else ""),
        f"{degrees} °C" if degrees else "",
        line(weather.get("conditionsDescription")),
    )
