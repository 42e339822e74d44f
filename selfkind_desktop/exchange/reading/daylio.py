"""Daylio's backup: a zip archive with one Base64 text of JSON, and the photos beside it.

What a line of the CSV gives (see `daylio_csv`), a day entry gives here. Moods belong to five groups whose
numbers run from best to worst in some files and from worst to best in others: the group of a mood that Daylio
itself made tells which way.
"""

import binascii
import json
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Snag
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.exchange.found import Fact, FoundFact, Why
from selfkind_desktop.exchange.reading.fields import rows, table, tables, whole
from selfkind_desktop.exchange.reading.moods import guess
from selfkind_desktop.exchange.reading.pages import Attached, Named, Page, each
from selfkind_desktop.exchange.reading.sources import Source, document
from selfkind_desktop.exchange.reading.texts import line, markdown_of, mime_of
from selfkind_desktop.exchange.reading.times import NoDate, at_the_instant, on_the_wall, with_offset
from selfkind_desktop.storage.errors import ArchiveDamaged

_PREDEFINED = {1: "Rad", 2: "Good", 3: "Meh", 4: "Bad", 5: "Awful"}


def decoded(data: bytes) -> object:
    """The JSON inside, also where it was not packed in Base64.

    Raises:
        ValueError: it is neither.
        RecursionError: it is nested too deeply.
    """
    head = data.lstrip()[:1]
    try:
        return json.loads(data if head == b"{" else b64decode(b"".join(data.split()), validate=True))
    except binascii.Error as error:
        raise ValueError("not Base64") from error


class Daylio:
    """Reads one backup."""

    key = "daylio"

    def __init__(self, name: str) -> None:
        self._name = name

    def pages(self, source: Source, zone: ZoneInfo) -> Iterator[Page | Snag | FoundFact]:
        """A page a day entry."""
        try:
            backup = table(decoded(document(source, self._name)))
        except (ValueError, RecursionError) as error:
            raise ArchiveDamaged(source.path, type(error).__name__) from error
        backup_moods, sure = _moods(tables(backup.get("customMoods")))
        lookup = _Lookup(
            zone,
            backup_moods,
            {key: name for row in tables(backup.get("tags")) for key, name in _named(row)},
            _photos(source, tables(backup.get("assets"))),
        )
        entries = rows(backup.get("dayEntries"))
        yield from each(entries, lookup.page)
        yield FoundFact(Fact.GOALS_LEFT_OUT, len(tables(backup.get("goals"))))
        yield FoundFact(Fact.GROUPS_LEFT_OUT, len(tables(backup.get("tag_groups"))))
        yield FoundFact(Fact.TEMPLATES_LEFT_OUT, len(tables(backup.get("writingTemplates"))))
        yield FoundFact(Fact.MOOD_ORDER_GUESSED, int(bool(backup_moods) and not sure))


def _named(row: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    key, name = whole(row.get("id")), line(row.get("name"))
    if key is not None and name:
        yield key, name


def _moods(rows_of_moods: list[Mapping[str, Any]]) -> tuple[dict[int, Named], bool]:
    """The moods by their ids, and whether the file says which end of its groups is the good one."""
    groups = [
        (whole(row.get("mood_group_id")) or 0, whole(row.get("predefined_name_id")) or 0)
        for row in rows_of_moods
    ]
    votes: Counter[bool] = Counter()
    for group, known in groups:
        if group in range(1, 6) and known in _PREDEFINED and group != 3 and known != 3:
            votes[(group < 3) == (known < 3)] += 1
    best_first = votes[True] >= votes[False]
    moods: dict[int, Named] = {}
    for row, (group, known) in zip(rows_of_moods, groups, strict=True):
        name = line(row.get("custom_name")) or _PREDEFINED.get(known, "")
        key = whole(row.get("id"))
        if key is not None and name:
            in_group = Mood(6 - group if best_first else group) if group in range(1, 6) else guess(name)
            moods[key] = Named(name, in_group)
    return moods, bool(votes)


def _photos(source: Source, assets: list[Mapping[str, Any]]) -> dict[int, Attached]:
    """The photos by their ids: a file is named by its sum, in whichever folder it lies."""
    files = {name.rsplit("/", 1)[-1].lower(): name for name in source.names if "/" in name}
    photos: dict[int, Attached] = {}
    for row in assets:
        key, checksum = whole(row.get("id")), line(row.get("checksum")).lower()
        if key is not None:
            file = files.get(checksum, "") if checksum else ""
            photos[key] = Attached(file, checksum or f"№ {key}", mime_of(file, "photos"))
    return photos


class _Lookup:
    """Makes pages with what the rest of the backup says about numbers."""

    def __init__(
        self, zone: ZoneInfo, moods: dict[int, Named], tags: dict[int, str], photos: dict[int, Attached]
    ) -> None:
        self._zone = zone
        self._moods = moods
        self._tags = tags
        self._photos = photos

    def page(self, row: object) -> Page | Snag:
        """One day entry; its mood is named even where the list of moods lacks it."""
        if not isinstance(row, dict):
            return Snag("", Why.NOT_AN_ENTRY)
        try:
            stamp = _stamp(row, self._zone)
        except NoDate:
            return Snag(f"№ {whole(row.get('id')) or '?'}", Why.NO_DATE)
        own, mood = whole(row.get("id")), whole(row.get("mood"))
        note, title = row.get("note"), line(row.get("note_title"))
        text = markdown_of(note) if isinstance(note, str) else ""
        named = self._moods.get(mood, Named(f"№ {mood}", None)) if mood is not None else None
        assets = [whole(key) for key in rows(row.get("assets"))]
        tags = [whole(key) for key in rows(row.get("tags"))]
        return Page(
            f"{stamp.day.isoformat()} {title}".strip(),
            stamp,
            # ids count from 1 in every backup, so that the time must go with them
            own=f"{own}-{stamp.at:%Y%m%dT%H%M}" if own is not None else "",
            same=(stamp.day.isoformat(), str(stamp.at), str(mood), title, text, *map(str, tags)),
            title=title,
            text=text,
            tags=tuple(self._tags[key] for key in tags if key in self._tags),
            moods=(named,) if named else (),
            starred=row.get("isFavorite") is True,
            attached=tuple(
                self._photos.get(key, Attached("", f"№ {key}", "")) for key in assets if key is not None
            ),
        )


def _stamp(row: Mapping[str, Any], zone: ZoneInfo) -> Stamp:
    """When: the wall clock it was written by, with the distance from UTC where it is told."""
    year, month, day, hour, minute = (
        whole(row.get(name)) for name in ("year", "month", "day", "hour", "minute")
    )
    millis, offset = whole(row.get("datetime")), whole(row.get("timeZoneOffset"))
    try:
        if year is not None and month is not None and day is not None:
            wall = datetime(year, month + 1, day, hour or 0, minute or 0)  # noqa: DTZ001 - as on the wall
            return (
                on_the_wall(wall, zone)
                if offset is None
                else with_offset(wall, timedelta(milliseconds=offset), zone)
            )
        if millis is None:
            raise NoDate
        return at_the_instant(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=millis), zone)
    except (ValueError, OverflowError) as error:
        raise NoDate from error
