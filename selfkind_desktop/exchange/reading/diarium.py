"""Diarium's JSON: HTML, in local time, with folders of media named by the date of their entry."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.fields import number, rows, tables, words
from selfkind_desktop.exchange.reading.pages import Attached, Page, each
from selfkind_desktop.exchange.reading.sources import Source
from selfkind_desktop.exchange.reading.texts import footnote, line, markdown_of, mime_of, parse_json
from selfkind_desktop.exchange.reading.times import NoDate, at_the_instant, on_the_wall, read_moment

_DATED = re.compile(r"\d{4}-?\d\d-?\d\d(?:[^\w]?[T_ -]?\d[\d.:-]*)?")
_LENGTHS = (17, 16, 15, 14, 12, 8)


def fits(found: object) -> bool:
    """Whether JSON has Diarium's shape."""
    return any("date" in row and ("html" in row or "heading" in row) for row in tables(found)[:20])


class Diarium:
    """Reads one file and the folders beside it."""

    key = "diarium"

    def __init__(self, name: str) -> None:
        self._name = name

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page an entry."""
        entries = rows(parse_json(source, self._name))
        media = _media(source)
        yield from each(entries, lambda row: _page(row, zone, media))


def _media(source: Source) -> dict[str, list[str]]:
    """The files of each folder that is named by a date, by the digits of that name."""
    media: dict[str, list[str]] = {}
    for name in source.names:
        dated = [part for part in name.split("/")[:-1] if _DATED.fullmatch(part)]
        if dated:
            media.setdefault(re.sub(r"\D", "", dated[0])[:17], []).append(name)
    return media


def _page(row: object, zone: ZoneInfo, media: dict[str, list[str]]) -> Page | Snag:
    if not isinstance(row, dict):
        return Snag("", Why.NOT_AN_ENTRY)
    title = line(row.get("heading"))
    where = f"{line(row.get('date'))[:16]} {title}".strip()
    try:
        wall = read_moment(row.get("date"))
        stamp = at_the_instant(wall, zone) if wall.tzinfo else on_the_wall(wall, zone)
    except NoDate:
        return Snag(where, Why.NO_DATE)
    text = row.get("html")
    text = markdown_of(text) if isinstance(text, str) else ""
    rating = number(row.get("rating"))
    location = [number(part) for part in rows(row.get("location"))[:2]]
    place = footnote(
        ", ".join(location) if len(location) == 2 and all(location) else "",
        line(row.get("weather")),
        f"{rating} ★" if rating else "",
    )
    facts = {
        Fact.NO_ZONE: wall.tzinfo is None,
        Fact.PLACE_AS_TEXT: bool(place),
        Fact.SKY_LEFT_OUT: bool(row.get("sun") or row.get("lunar")),
    }
    return Page(
        where,
        stamp,
        same=(line(row.get("date")), title, text),
        entry=True,
        title=title,
        text=text,
        after=(place,) if place else (),
        tags=tuple(words(row.get("tags"))),
        attached=tuple(_attached(wall, media)),
        facts=frozenset(fact for fact, true in facts.items() if true),
    )


def _attached(wall: datetime, media: dict[str, list[str]]) -> Iterator[Attached]:
    """The files of the folder with this moment; of one with the day only, for the first entry of that day."""
    digits = f"{wall:%Y%m%d%H%M%S%f}"
    for length in _LENGTHS:
        for name in media.pop(digits[:length], ()):
            called = name.rsplit("/", 1)[-1]
            yield Attached(name, called, mime_of(called))
