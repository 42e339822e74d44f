"""Journiv's export: one JSON file, and `media` beside it.

Older files keep entries in their journals, with a mood log each. Newer ones keep moments, some with an entry,
and the entry's text as Quill's delta. Both come out as the same kind of page; activities come in as tags.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.fields import number, rows, table, tables, whole, words
from selfkind_desktop.exchange.reading.moods import guess
from selfkind_desktop.exchange.reading.pages import Attached, Named, Page, each, here
from selfkind_desktop.exchange.reading.rich_text import of_delta
from selfkind_desktop.exchange.reading.sources import Source, stem
from selfkind_desktop.exchange.reading.texts import (
    clean,
    footnote,
    join,
    line,
    markdown_of,
    mime_of,
    parse_json,
)
from selfkind_desktop.exchange.reading.times import (
    NoDate,
    at_the_instant,
    on_a_day,
    read_day,
    read_moment,
    zone_of,
)

_SHORTCODE = re.compile(r"!\[\[media:(?P<id>[^\]\n]+)\]\]")
_CATEGORIES = {"positive": Mood.ALL_RIGHT, "neutral": Mood.IN_BETWEEN, "negative": Mood.HARD}
_Row = Mapping[str, Any]


def fits(found: object) -> bool:
    """Whether JSON has Journiv's shape."""
    return (
        isinstance(found, dict)
        and isinstance(found.get("journals"), list)
        and bool({"export_version", "mood_definitions", "moments"} & set(found))
    )


class Journiv:
    """Reads one export."""

    key = "journiv"

    def __init__(self, name: str) -> None:
        self._name = name

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page an entry or moment."""
        export = table(parse_json(source, self._name))
        things: list[tuple[object, object, str]] = []
        for journal in tables(export.get("journals")):
            title = line(journal.get("title"))
            things += [(None, entry, title) for entry in rows(journal.get("entries"))]
        things += [(moment, None, "") for moment in rows(export.get("moments"))]
        maker = _Maker(source, zone, export)
        yield from each(things, lambda thing: maker.page(*thing))
        yield FoundFact(Fact.GOALS_LEFT_OUT, len(tables(export.get("goals"))))
        yield FoundFact(Fact.GROUPS_LEFT_OUT, len(tables(export.get("activity_groups"))))


class _Maker:
    """Makes pages with what the rest of the export says about names."""

    def __init__(self, source: Source, zone: ZoneInfo, export: _Row) -> None:
        self._zone = zone
        self._files = {name.rsplit("/", 1)[-1].lower(): name for name in source.names}
        self._files |= {stem(name): name for name in source.names}
        self._moods = {line(row.get("name")): _mood(row) for row in tables(export.get("mood_definitions"))}
        titles = {line(row.get("external_id")): line(row.get("title")) for row in tables(export["journals"])}
        self._journals = titles
        self._several = len(tables(export["journals"])) > 1
        self._people = {
            line(row.get("external_id")): line(row.get("name")) for row in tables(export.get("people"))
        }

    def page(self, moment: object, entry: object, journal: str) -> Page | Snag:
        """One entry with its moment, or one moment with its entry."""
        if not isinstance(moment if entry is None else entry, dict):
            return Snag(journal, Why.NOT_AN_ENTRY)
        told = table(entry) or table(table(moment).get("entry"))
        around = table(moment) or table(told.get("moment")) or table(told.get("mood_log"))
        zone, stamp = _when(told, around, self._zone)
        title = line(told.get("title"))
        if stamp is None:
            return Snag(line(told.get("external_id")) or title or journal, Why.NO_DATE)
        both = (told, around)
        media = [row for part in both for row in tables(part.get("media"))]
        text, simpler = _text(told)
        attached, numbers = self._attached(media)
        text = _SHORTCODE.sub(lambda found: _place(found, numbers), text)
        note = clean(around.get("note"))
        place = _surroundings(both)
        journal = journal or self._journals.get(line(told.get("journal_external_id")), "")
        in_journal = [journal] if journal and self._several else []
        people = [
            self._people.get(key, "") for part in both for key in words(part.get("people_external_ids"))
        ]
        names = [line(item.get("activity_name")) for item in tables(around.get("mood_activity"))]
        tags = [tag for part in both for tag in words(part.get("tags"))]
        facts = _facts(both, zone is None, bool(place), simpler, bool(in_journal), bool(people))
        return Page(
            f"{stamp.day.isoformat()} {title}".strip(),
            stamp,
            own=line(told.get("external_id")) or line(around.get("external_id")),
            same=(str(stamp.at), title, text, note),
            entry=bool(told),
            title=title,
            text=join(_prompt(both), text, note if note != text else ""),
            after=(place,) if place else (),
            tags=tuple(dict.fromkeys(filter(None, [*tags, *names, *people, *in_journal]))),
            moods=tuple(self._named(around)),
            updated=_aware(told.get("updated_at")),
            attached=tuple(attached),
            facts=facts,
        )

    def _named(self, around: _Row) -> Iterator[Named]:
        """The mood of a moment; where it names none as the first, the first that it names."""
        linked = [line(item.get("mood_name")) for item in tables(around.get("mood_activity"))]
        told = [line(around.get(name)) for name in ("primary_mood_name", "mood_name")]
        name = next(filter(None, [*told, *linked]), "")
        if name:
            yield Named(name, guess(name) or self._moods.get(name))

    def _attached(self, media: list[_Row]) -> tuple[list[Attached], dict[str, int]]:
        """The attachments, and their numbers by the names that a text calls them."""
        attached: list[Attached] = []
        numbers: dict[str, int] = {}
        for row in media:
            path = line(row.get("file_path")).rsplit("/", 1)[-1]
            called, checksum = line(row.get("filename")), line(row.get("checksum"))
            keys = [key.lower() for key in (path, checksum, called) if key]
            file = next((self._files[key] for key in keys if key in self._files), "")
            numbers.update(dict.fromkeys([line(row.get("external_id")).lower(), *keys], len(attached)))
            kind = line(row.get("mime_type")) or mime_of(file or called)
            alt = line(row.get("alt_text")) or line(row.get("caption"))
            attached.append(Attached(file, called or path or checksum, kind, alt))
        return attached, numbers


def _facts(
    both: tuple[_Row, _Row], no_zone: bool, placed: bool, simpler: bool, several: bool, people: bool
) -> frozenset[Fact]:
    """What is good to know about a page."""
    facts = {
        Fact.ZONE_UNKNOWN: no_zone,
        Fact.PLACE_AS_TEXT: placed,
        Fact.RICH_TEXT_SIMPLER: simpler,
        Fact.PINNED_LEFT_OUT: any(part.get("is_pinned") for part in both),
        Fact.JOURNALS_AS_TAGS: several,
        Fact.PEOPLE_AS_TAGS: people,
        Fact.MOMENTS_AS_CHECK_INS: not both[0],
    }
    return frozenset(fact for fact, true in facts.items() if true)


def _mood(row: _Row) -> Mood | None:
    """What a definition says of its mood: a score from 1 to 5, or a category."""
    score = whole(row.get("score")) or 0
    # older files leave the score out or count from -5 to 5: only the category is sure there
    if score in range(1, 6) and "position" in row:
        return Mood(score)
    return _CATEGORIES.get(line(row.get("category")).lower())


def _when(told: _Row, around: _Row, zone: ZoneInfo) -> tuple[ZoneInfo | None, Stamp | None]:
    """The zone, if it is known, and when; the day that the file states stands above what we reckon."""
    known = zone_of(told.get("entry_timezone") or around.get("logged_timezone"))
    at = next(
        filter(
            None,
            (
                _aware(part.get(name))
                for part, name in (
                    (told, "entry_datetime_utc"),
                    (around, "logged_at_utc"),
                    (around, "logged_at"),
                    (around, "logged_datetime_utc"),
                )
            ),
        ),
        None,
    )
    day = told.get("entry_date") or around.get("logged_date_tz") or around.get("logged_date")
    try:
        if at is None:
            return known, on_a_day(read_day(day), known or zone)
        stamp = at_the_instant(at, known or zone)
        return known, Stamp(stamp.at, stamp.zone, read_day(day)) if day else stamp
    except NoDate:
        return known, None


def _aware(text: object) -> datetime | None:
    """An instant; without an offset it means UTC here. `None` if there is none."""
    try:
        at = read_moment(text)
    except NoDate:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _text(told: _Row) -> tuple[str, bool]:
    """The words as Markdown, and whether their formatting had to become simpler."""
    delta = told.get("content_delta")
    text = clean(of_delta(delta)) if isinstance(delta, dict) else ""
    if text:
        return text, True
    plain = told.get("content") or told.get("content_plain_text")
    return (markdown_of(plain) if isinstance(plain, str) else ""), False


def _place(found: re.Match[str], numbers: dict[str, int]) -> str:
    count = numbers.get(found["id"].strip().lower())
    return "" if count is None else here(count)


def _prompt(both: tuple[_Row, _Row]) -> str:
    """The question that the entry answers, as a quotation."""
    prompt = next(filter(None, (line(part.get("prompt_text")) for part in both)), "")
    return f"> {prompt}" if prompt else ""


def _surroundings(both: tuple[_Row, _Row]) -> str:
    """Place and weather, as one line."""
    for part in both:
        place = table(part.get("location_json")) or table(part.get("location_data"))
        weather = table(part.get("weather_json")) or table(part.get("weather_data"))
        names = [line(place.get(name)) for name in ("name", "locality", "admin_area", "country")]
        degrees = number(weather.get("temp_c"))
        told = footnote(
            ", ".join(dict.fromkeys(filter(None, names))),
            line(part.get("weather_summary"))
            or ", ".join(filter(None, (f"{degrees} °C" if degrees else "", line(weather.get("condition"))))),
        )
        if told:
            return told
    return ""
