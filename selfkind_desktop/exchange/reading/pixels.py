"""Pixels' JSON: one or several scores a day, with a note and tags. A score is a check-in at noon."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.fields import rows, tables, whole, words
from selfkind_desktop.exchange.reading.pages import Named, Page, each
from selfkind_desktop.exchange.reading.sources import Source
from selfkind_desktop.exchange.reading.texts import clean, line, parse_json
from selfkind_desktop.exchange.reading.times import NoDate, on_a_day, read_day


def fits(found: object) -> bool:
    """Whether JSON has Pixels' shape."""
    return any("date" in row and "scores" in row for row in tables(found)[:20])


class Pixels:
    """Reads one file."""

    key = "pixels"

    def __init__(self, name: str) -> None:
        self._name = name

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page a pixel."""
        pixels = rows(parse_json(source, self._name))
        yield from each(pixels, lambda row: _page(row, zone))


def _page(row: object, zone: ZoneInfo) -> Page | Snag:
    if not isinstance(row, dict):
        return Snag("", Why.NOT_AN_ENTRY)
    where = line(row.get("date"))
    try:
        stamp = on_a_day(read_day(row.get("date")), zone)
    except NoDate:
        return Snag(where, Why.NO_DATE)
    scores = [score for score in map(whole, rows(row.get("scores"))) if score is not None]
    tags = [name for group in tables(row.get("tags")) for name in words(group.get("entries"))]
    text = clean(row.get("notes"))
    return Page(
        where,
        stamp,
        same=(stamp.day.isoformat(), line(row.get("type")), str(scores), text, *tags),
        text=text,
        tags=tuple(tags),
        moods=tuple(Named(str(score), Mood(score) if score in range(1, 6) else None) for score in scores),
        facts=frozenset({Fact.NO_TIME}),
    )
