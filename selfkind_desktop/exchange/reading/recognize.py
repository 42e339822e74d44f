"""Which program wrote this? Told by content; the name of a file only breaks ties.

A folder and an archive are looked at in the same way, and the first of these that fits wins:

1. Daylio's backup (`backup.daylio`).
2. JSON, nearest to the top first, by its shape: Journiv, Day One, Mini Diary, jrnl, Pixels, Diarium.
3. RedNotebook's months (`2026-05.txt` whose first line is a day).
4. Daylio's CSV.
5. jrnl's text files, if the first text file begins as jrnl's entries do.
6. Markdown and text files.

A single file: an archive, then Daylio's CSV, jrnl's text, JSON as above, Daylio's backup without its archive,
a month of RedNotebook, and last a text file by its name.
"""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from selfkind_desktop.exchange.found import Reader
from selfkind_desktop.exchange.reading import (
    day_one,
    daylio,
    daylio_csv,
    diarium,
    journiv,
    jrnl,
    mini_diary,
    notes,
    pixels,
    rednotebook,
)
from selfkind_desktop.exchange.reading.pages import Format, PageReader
from selfkind_desktop.exchange.reading.sources import (
    LoneFile,
    Source,
    Unread,
    document,
    source_of,
    suffix,
)
from selfkind_desktop.exchange.reading.texts import decode, parse_json
from selfkind_desktop.storage.errors import ArchiveDamaged, ArchiveTooLarge, FileUnreadable, FormatUnknown

_MOST_JSON = 40
_START = 4096
_SHAPES: tuple[tuple[Callable[[object], bool], Callable[[str], Format]], ...] = (
    (journiv.fits, journiv.Journiv),
    (day_one.fits, lambda name: day_one.DayOne([name])),
    (mini_diary.fits, mini_diary.MiniDiary),
    (jrnl.fits, jrnl.JrnlJson),
    (pixels.fits, pixels.Pixels),
    (diarium.fits, diarium.Diarium),
)


def recognize(path: Path, zone: ZoneInfo, ids: Callable[[], str]) -> Reader:
    """See `exchange.found.reader_of`."""
    source = source_of(path)
    try:
        form = _of_file(source) if isinstance(source, LoneFile) else _of_files(source)
        if form is None:
            raise FormatUnknown(path)
    except BaseException:
        source.close()
        raise
    return PageReader(form, source, zone, ids)


def _of_file(source: Source) -> Format | None:
    name = source.path.name
    # a film of many megabytes need not be read to know that it is no journal
    if "\0" in decode(_head(source.path))[0]:
        return None
    text, _legacy = decode(document(source, name))
    start = text[:_START].lstrip("\ufeff \r\n\t")
    if daylio_csv.fits(start):
        return daylio_csv.DaylioCsv(name)
    if jrnl.fits_text(start):
        return jrnl.JrnlText([name])
    if start[:1] in ("{", "["):
        try:
            return _of_json(name, parse_json(source, name))
        except ArchiveDamaged:
            if suffix(name) not in notes.SUFFIXES:
                raise
    elif suffix(name) == "daylio" or start.startswith("eyJ"):
        return _of_backup(source, name)
    if rednotebook.is_month(name) and rednotebook.fits_text(text):
        return rednotebook.RedNotebook([name])
    return notes.Notes([name]) if suffix(name) in notes.SUFFIXES else None


def _head(path: Path) -> bytes:
    """The first bytes of a file; an even number, as UTF-16 has them."""
    try:
        with path.open("rb") as file:
            return file.read(_START)
    except OSError as error:
        raise FileUnreadable(path, type(error).__name__) from error


def _of_backup(source: Source, name: str) -> Format | None:
    try:
        found = daylio.decoded(document(source, name))
    except (ValueError, RecursionError) as error:
        if suffix(name) == "daylio":
            raise ArchiveDamaged(source.path, "base64") from error
        return None
    return daylio.Daylio(name) if isinstance(found, dict) and "dayEntries" in found else None


def _of_json(name: str, found: object) -> Format | None:
    if isinstance(found, dict) and "dayEntries" in found:
        return daylio.Daylio(name)
    for fits, form in _SHAPES:
        if fits(found):
            return form(name)
    return notes.Notes([name]) if suffix(name) in notes.SUFFIXES else None


def _of_files(source: Source) -> Format | None:
    names = sorted(source.names, key=lambda name: (name.count("/"), name))
    backups = [name for name in names if name.rsplit("/", 1)[-1] == "backup.daylio"]
    if backups:
        return daylio.Daylio(backups[0])
    form, damage = _of_json_files(source, [name for name in names if suffix(name) == "json"])
    form = form or _of_texts(source, names)
    if form is None and damage is not None:
        raise damage
    return form


def _of_json_files(source: Source, names: list[str]) -> tuple[Format | None, Exception | None]:
    """What the JSON files are, or what was wrong with one of them."""
    journals: list[str] = []
    damage: Exception | None = None
    for name in names[:_MOST_JSON]:
        try:
            found = parse_json(source, name)
        except (ArchiveDamaged, ArchiveTooLarge) as error:
            damage = damage or error
            continue
        if day_one.fits(found) and not journiv.fits(found):
            journals.append(name)
        elif not journals:
            form = _of_json(name, found)
            if form is not None:
                return form, None
    return (day_one.DayOne(journals), None) if journals else (None, damage)


def _of_texts(source: Source, names: list[str]) -> Format | None:
    months = [name for name in names if rednotebook.is_month(name)]
    if months and rednotebook.fits_text(_start(source, months[0])):
        return rednotebook.RedNotebook(sorted(months))
    for name in names:
        if suffix(name) == "csv" and daylio_csv.fits(_start(source, name)):
            return daylio_csv.DaylioCsv(name)
    texts = [name for name in names if suffix(name) in notes.SUFFIXES]
    plain = [name for name in texts if suffix(name) in ("txt", "text")]
    if plain and jrnl.fits_text(_start(source, plain[0])):
        return jrnl.JrnlText(sorted(name for name in plain if jrnl.fits_text(_start(source, name))))
    return notes.Notes(sorted(texts)) if texts else None


def _start(source: Source, name: str) -> str:
    """The text of a file, for a look; empty where it cannot be read, so that its reader says so."""
    try:
        return decode(source.read(name))[0]
    except Unread:
        return ""
