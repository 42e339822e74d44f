"""Mini Diary's JSON: a title and a text a day."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.fields import table
from selfkind_desktop.exchange.reading.pages import Page, each
from selfkind_desktop.exchange.reading.sources import Source
from selfkind_desktop.exchange.reading.texts import line, markdown_of, parse_json
from selfkind_desktop.exchange.reading.times import NoDate, on_a_day, read_day, read_moment


def fits(found: object) -> bool:
    """Whether JSON has Mini Diary's shape: a table whose keys are days."""
    if not isinstance(found, dict) or not isinstance(found.get("entries"), dict):
        return False
    try:
        return bool(read_day(next(iter(found["entries"]), "2000-01-01")))
    except NoDate:
        return False


class MiniDiary:
    """Reads one file."""

    key = "mini-diary"

    def __init__(self, name: str) -> None:
        self._name = name

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page a day."""
        days = table(table(parse_json(source, self._name)).get("entries"))
        yield from each(list(days.items()), lambda item: _page(line(item[0]), item[1], zone))


def _page(day: str, told: object, zone: ZoneInfo) -> Page | Snag:
    if not isinstance(told, dict):
        return Snag(day, Why.NOT_AN_ENTRY)
    try:
        stamp = on_a_day(read_day(day), zone)
    except NoDate:
        return Snag(day, Why.NO_DATE)
    try:
        updated = read_moment(told.get("dateUpdated"))
    except NoDate:
        updated = None
    title, text = line(told.get("title")), told.get("text")
    text = markdown_of(text) if isinstance(text, str) else ""
    return Page(
        f"{day} {title}".strip(),
        stamp,
        same=(day, title, text),
        entry=True,
        title=title,
        text=text,
        updated=updated if updated and updated.tzinfo else None,
        facts=frozenset({Fact.NO_TIME}),
    )
