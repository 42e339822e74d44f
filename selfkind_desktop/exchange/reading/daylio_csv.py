"""Daylio's CSV: a mood each line, with activities and a note.

A line gives a check-in, and an entry where there is anything more than a mood: a note, a title, a scale or
activities, which come in as tags. The entry carries the mood as well, as how it was before writing.
"""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.moods import guess
from selfkind_desktop.exchange.reading.pages import Named, Page
from selfkind_desktop.exchange.reading.sources import Source, document
from selfkind_desktop.exchange.reading.texts import decode, footnote, line, markdown_of
from selfkind_desktop.exchange.reading.times import (
    NOON,
    NoDate,
    on_the_wall,
    read_clock,
    read_day,
    read_day_of_year,
)
from selfkind_desktop.storage.errors import ArchiveDamaged

_LONGEST_FIELD = 16 << 20
_HEADS = ({"full_date", "mood"}, {"year", "date", "weekday", "time", "mood", "activities"})


def fits(text: str) -> bool:
    """Whether the first line names Daylio's columns; older files have fewer of them, and in another order."""
    head = text[:2000].lstrip("\ufeff \r\n").split("\n", 1)[0].lower()
    names = {name.strip(' "\r') for name in head.split(",")}
    return any(names >= needed for needed in _HEADS)


class DaylioCsv:
    """Reads one file."""

    key = "daylio-csv"

    def __init__(self, name: str) -> None:
        self._name = name

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page a line."""
        text, legacy = decode(document(source, self._name))
        facts = frozenset({Fact.NO_ZONE, Fact.LEGACY_TEXT} if legacy else {Fact.NO_ZONE})
        csv.field_size_limit(_LONGEST_FIELD)
        lines = csv.DictReader(StringIO(text.replace("\0", ""), newline=""), restkey="", restval="")
        lines.fieldnames = [name.strip().lower() for name in lines.fieldnames or ()]
        total = max(text.count("\n"), 1)
        try:
            for row in lines:
                page = _page(row, lines.line_num, zone, facts)
                if isinstance(page, Page):
                    page.share = lines.line_num / total
                yield page
        except csv.Error as error:
            raise ArchiveDamaged(source.path, "csv") from error


def _page(row: dict[str, str], number: int, zone: ZoneInfo, facts: frozenset[Fact]) -> Page | Snag:
    said = row.get("full_date") or f"{row.get('year', '')} {row.get('date', '')}"
    where = line(f"{said} {row.get('time', '')}") or f"№ {number}"
    if "" in row:
        return Snag(where, Why.NOT_AN_ENTRY, f"№ {number}")
    clock = read_clock(row.get("time"))
    try:
        # the first files had no full date, only "March 1" and a column for the year
        day = read_day(row["full_date"]) if "full_date" in row else read_day_of_year(row["year"], row["date"])
        stamp = on_the_wall(datetime.combine(day, clock or NOON), zone)
    except NoDate:
        return Snag(where, Why.NO_DATE, f"№ {number}")
    mood = line(row.get("mood"))
    scales = footnote(*(row.get("scales") or "").split("|"))
    known = {Fact.NO_TIME} if clock is None else set()
    return Page(
        where,
        stamp,
        same=(
            stamp.day.isoformat(),
            str(clock),
            *(row.get(name) or "" for name in ("mood", "activities", "scales", "note_title", "note")),
        ),
        title=line(row.get("note_title")),
        text=markdown_of(row.get("note") or ""),
        after=(scales,) if scales else (),
        tags=tuple(name for name in map(line, (row.get("activities") or "").split("|")) if name),
        moods=(Named(mood, guess(mood)),) if mood else (),
        facts=facts | known | ({Fact.SCALES_AS_TEXT} if scales else set()),
    )
