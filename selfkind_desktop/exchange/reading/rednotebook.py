"""RedNotebook: a folder with a YAML file a month, in it a text and categories a day.

The category "Tags" gives tags. Another category gives a tag by its name, and a list below the text of what
was written in it. Hashtags stay in the text and become tags.
"""

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.fields import table
from selfkind_desktop.exchange.reading.pages import Attached, Page, here
from selfkind_desktop.exchange.reading.sources import Source, Unread
from selfkind_desktop.exchange.reading.texts import clean, decode, line, mime_of
from selfkind_desktop.exchange.reading.times import NoDate, on_a_day
from selfkind_desktop.exchange.reading.txt2tags import to_markdown
from selfkind_desktop.exchange.reading.yaml_text import read_yaml

_MONTH = re.compile(r"(?:.*/)?(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])\.txt")
_DAYS = re.compile(r"\A\s*(?:\{|\d{1,2}:)")
_HASHTAG = re.compile(r"(?<![^\s(\"'])#(?P<name>[^\W\d][\w-]*)")
_LARGEST_MONTH = 32 << 20
_NOTHING = {"", "null", "~", "Null", "NULL"}


def is_month(name: str) -> bool:
    """Whether a file is named as RedNotebook names a month."""
    return bool(_MONTH.fullmatch(name))


def fits_text(text: str) -> bool:
    """Whether a month's file begins with a day."""
    return not text.strip() or bool(_DAYS.match(text.lstrip("\ufeff")))


class RedNotebook:
    """Reads the months of one folder."""

    key = "rednotebook"

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page a day."""
        files = {name.rsplit("/", 1)[-1].lower(): name for name in source.names}
        for done, name in enumerate(self._names, start=1):
            try:
                text, legacy = decode(source.read(name, _LARGEST_MONTH))
                days = read_yaml(text)
            except (Unread, ValueError) as error:
                yield Snag(name, error.why if isinstance(error, Unread) else Why.FILE_UNREADABLE)
                continue
            if days and not isinstance(days, dict):
                yield Snag(name, Why.FILE_UNREADABLE)
            facts = {Fact.NO_TIME} | ({Fact.LEGACY_TEXT} if legacy else set())
            for number, told in table(days).items():
                page = _page(name, str(number), told, zone, files)
                if isinstance(page, Page):
                    page.share = done / len(self._names)
                    page.facts |= facts
                if isinstance(page, Snag) or page.is_entry:
                    yield page


def _page(name: str, number: str, told: object, zone: ZoneInfo, files: dict[str, str]) -> Page | Snag:
    found = _MONTH.fullmatch(name)
    try:
        day = date(int(found["year"]), int(found["month"]), int(number)) if found else None
        stamp = on_a_day(day, zone) if day else None
    except (ValueError, NoDate):
        stamp = None
    if stamp is None:
        return Snag(f"{name}: {line(number)}", Why.NO_DATE)
    if not isinstance(told, (dict, str)):
        return Snag(stamp.day.isoformat(), Why.NOT_AN_ENTRY)
    raw = clean(told if isinstance(told, str) else told.get("text"))
    attached: list[Attached] = []

    def picture(path: str) -> str:
        called = re.split(r"[/\\]", path)[-1]
        attached.append(Attached(files.get(called.lower(), ""), called, mime_of(called)))
        return here(len(attached) - 1)

    text = to_markdown(raw, picture)
    tags, sections = _categories(told if isinstance(told, dict) else {})
    return Page(
        stamp.day.isoformat(),
        stamp,
        same=(stamp.day.isoformat(), raw, *tags, *sections),
        text=text,
        after=tuple(sections),
        tags=tuple(dict.fromkeys([*tags, *(found["name"] for found in _HASHTAG.finditer(raw))])),
        attached=tuple(attached),
        facts=frozenset({Fact.CATEGORIES_AS_TAGS}) if sections else frozenset(),
    )


def _categories(told: dict[str, object]) -> tuple[list[str], list[str]]:
    """The tags, and a section of text for each category with something in it."""
    tags: list[str] = []
    sections: list[str] = []
    for category, content in told.items():
        name = line(category)
        if name == "text" or not name:
            continue
        lines = _lines(content)
        if name.casefold() == "tags":
            tags += [item.lstrip("#") for item in lines]
            continue
        tags.append(name)
        if lines:
            sections.append("\n".join([f"**{name}**", "", *(f"- {item}" for item in lines)]))
    return tags, sections


def _lines(content: object) -> list[str]:
    """What is written in a category: in newer files the keys of a table, in older ones a list."""
    items = list(content) if isinstance(content, (dict, list)) else [content]
    lines = [to_markdown(line(item), lambda path: path) for item in items if isinstance(item, str)]
    return [item for item in lines if item not in _NOTHING]
