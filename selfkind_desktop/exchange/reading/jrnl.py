"""jrnl: its JSON, its text files and its folders of text files. Times are local, as they were written.

The same entry from JSON and from text counts as the same.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.fields import rows, table, tables, words
from selfkind_desktop.exchange.reading.pages import Page, each
from selfkind_desktop.exchange.reading.sources import Source, document
from selfkind_desktop.exchange.reading.texts import clean, decode, line, parse_json
from selfkind_desktop.exchange.reading.times import NOON, NoDate, on_the_wall, read_clock, read_day

_HEAD = re.compile(
    r"^\[(?P<day>\d{4}-\d\d-\d\d)(?:[ T](?P<time>\d{1,2}:\d\d(?::\d\d)?(?:\s*[AaPp][Mm])?))?\]"
    r"[ \t]?(?P<title>[^\n]*)$",
    re.MULTILINE,
)
_TAG = re.compile(r"(?<![^\s(])@(?P<name>[\w-]*\w)")


def fits(found: object) -> bool:
    """Whether JSON has jrnl's shape."""
    if not isinstance(found, dict) or not isinstance(found.get("entries"), list):
        return False
    entries = tables(found["entries"])
    return any("body" in entry and "date" in entry for entry in entries[:20]) or (
        not entries and isinstance(found.get("tags"), dict)
    )


def fits_text(text: str) -> bool:
    """Whether text begins as jrnl's entries do."""
    return bool(_HEAD.match(text[:4000].lstrip("\ufeff\r\n ").replace("\r", "")))


class JrnlJson:
    """Reads one JSON file."""

    key = "jrnl"

    def __init__(self, name: str) -> None:
        self._name = name

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page an entry."""
        entries = rows(table(parse_json(source, self._name)).get("entries"))
        yield from each(entries, lambda row: _page(row, zone))


class JrnlText:
    """Reads text files."""

    key = "jrnl"

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page an entry: from one line with a date in brackets to the next."""
        for done, name in enumerate(self._names):
            text, legacy = decode(document(source, name))
            text = text.replace("\r\n", "\n")
            heads = list(_HEAD.finditer(text))
            ends = [head.start() for head in heads[1:]] + [len(text)]
            rows_of_text = [_row(head, text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]
            for page in each(rows_of_text, lambda row: _page(row, zone), done, len(self._names)):
                if legacy and isinstance(page, Page):
                    page.facts |= {Fact.LEGACY_TEXT}
                yield page


def _row(head: re.Match[str], body: str) -> dict[str, object]:
    """An entry of a text file, as it would stand in the JSON: a star at the end of its title marks it."""
    title = head["title"].rstrip()
    starred = title == "*" or title.endswith(" *")
    return {
        "date": head["day"],
        "time": head["time"],
        "title": title[:-1].rstrip() if starred else title,
        "body": body,
        "starred": starred,
        "tags": [found["name"] for found in _TAG.finditer(f"{title}\n{body}")],
    }


def _page(row: object, zone: ZoneInfo) -> Page | Snag:
    if not isinstance(row, dict):
        return Snag("", Why.NOT_AN_ENTRY)
    title, text = line(row.get("title")), clean(row.get("body"))
    where = f"{line(row.get('date'))} {title}".strip()
    clock = read_clock(row.get("time"))
    tags = [tag.lstrip("@#").casefold() for tag in words(row.get("tags"))]
    try:
        stamp = on_the_wall(datetime.combine(read_day(row.get("date")), clock or NOON), zone)
    except NoDate:
        return Snag(where, Why.NO_DATE)
    return Page(
        where,
        stamp,
        same=(stamp.day.isoformat(), str(clock and clock.replace(second=0)), title, text),
        entry=True,
        title=title,
        text=text,
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        starred=row.get("starred") is True,
        facts=frozenset({Fact.NO_ZONE} | ({Fact.NO_TIME} if clock is None else set())),
    )
