"""Journals as other programs write them, made to the letter of what is known about their formats."""

import base64
import itertools
import json
import zipfile
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table
from pathlib import Path
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Arrival, Snag
from selfkind_desktop.domain.journal import Entry
from selfkind_desktop.domain.progress import unheard
from selfkind_desktop.exchange.found import Found, Mapping, reader_of

BERLIN = ZoneInfo("Europe/Berlin")
JPEG = b"\xff\xd8\xff\xe0 a picture"
CSV_NOW = "full_date,date,weekday,time,mood,activities,scales,note_title,note"
CSV_BEFORE_SCALES = "full_date,date,weekday,time,mood,activities,note_title,note"
CSV_2018 = "year,date,weekday,time,mood,activities,note"


def ids() -> Callable[[], str]:
    """New ids: `id-1`, `id-2`…"""
    numbers = itertools.count(1)
    return lambda: f"id-{next(numbers)}"


def look(path: Path, zone: ZoneInfo = BERLIN) -> Found:
    reader = reader_of(path, zone, ids())
    try:
        return reader.look(unheard)
    finally:
        reader.close()


def take(
    path: Path, mapping: Mapping | None = None, zone: ZoneInfo = BERLIN
) -> tuple[list[Arrival], list[Snag]]:
    reader = reader_of(path, zone, ids())
    try:
        things = list(reader.arrivals(mapping or Mapping()))
    finally:
        reader.close()
    return (
        [thing for thing in things if isinstance(thing, Arrival)],
        [thing for thing in things if isinstance(thing, Snag)],
    )


def entries(path: Path, zone: ZoneInfo = BERLIN) -> list[Entry]:
    return [arrival.entry for arrival in take(path, zone=zone)[0] if arrival.entry]


def zipped(path: Path, files: Table[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def folder(path: Path, files: Table[str, bytes | str]) -> Path:
    for name, data in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def csv_file(path: Path, *lines: str, header: str = CSV_NOW, end: str = "\n", mark: bool = True) -> Path:
    text = end.join([header, *lines, ""])
    path.write_bytes(text.encode("utf-8-sig" if mark else "utf-8"))
    return path


def daylio_backup(path: Path, files: Table[str, bytes] | None = None, **parts: object) -> Path:
    """A `.daylio` archive of the given parts."""
    packed = base64.b64encode(json.dumps({"version": 15, **parts}).encode())
    return zipped(path, {"backup.daylio": packed, **(files or {})})


def daylio_moods(best_group: int = 1) -> list[dict[str, object]]:
    """Daylio's own five moods and one of a person's own beside "Bad"; ids are not in the order of moods."""
    group = (lambda known: known) if best_group == 1 else (lambda known: 6 - known)
    own = [
        {"id": known + 10, "custom_name": "", "predefined_name_id": known, "mood_group_id": group(known)}
        for known in (1, 2, 3, 4, 5)
    ]
    return [*own, {"id": 99, "custom_name": "müde 🥱", "predefined_name_id": -1, "mood_group_id": group(4)}]


def day_one(path: Path, entries_of: list[object], files: Table[str, bytes] | None = None) -> Path:
    journal = {"metadata": {"version": "1.0"}, "entries": entries_of}
    return zipped(path, {"Journal.json": json.dumps(journal, ensure_ascii=False), **(files or {})})


def day_one_entry(number: int = 1, **fields: object) -> dict[str, object]:
    return {
        "uuid": f"{number:032X}",
        "creationDate": "2024-01-05T03:02:50Z",
        "timeZone": "Europe/Berlin",
        "text": f"Entry {number}",
        "tags": [],
        "starred": False,
    } | fields


def many_day_one(count: int) -> Iterator[dict[str, object]]:
    """Entries as large as real ones, over many years."""
    for number in range(count):
        words = f"# Day {number}\nA walk, some work, and a *kind* word before bed\\. " + "More words. " * 60
        rich = json.dumps({"contents": [{"text": words, "attributes": {"line": {"header": 0}}}], "meta": {}})
        yield day_one_entry(
            number,
            creationDate=f"{1985 + number % 40}-{1 + number % 12:02}-{1 + number % 28:02}T19:30:00Z",
            modifiedDate="2025-03-01T09:00:00Z",
            text=words,
            richText=rich,
            tags=["walk", f"tag{number % 50}"],
            location={"localityName": "Berlin", "country": "Germany", "latitude": 52.5, "longitude": 13.4},
            weather={"temperatureCelsius": 12.5, "conditionsDescription": "Mostly Cloudy"},
            editingTime=12.5,
        )
