"""Which program wrote this, and what is said where nobody knows; nothing ends in an error of another kind."""

import json
import re
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from selfkind_desktop.domain.progress import unheard
from selfkind_desktop.exchange.found import Mapping, Unreadable, Why, reader_of
from selfkind_desktop.exchange.reading import sources
from selfkind_desktop.storage.errors import (
    ArchiveDamaged,
    ArchiveTooLarge,
    FileUnreadable,
    FormatUnknown,
    StorageError,
)
from tests.unit.exchange.reading import samples
from tests.unit.exchange.reading.samples import day_one, day_one_entry, entries, folder, look, zipped

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAY_ONE = json.dumps({"metadata": {}, "entries": [day_one_entry()]})
MINI = json.dumps({"metadata": {}, "entries": {"2020-01-31": {"text": "a"}}})


def read_all(path: Path) -> None:
    """Everything a person can do with a file."""
    reader = reader_of(path, samples.BERLIN, samples.ids())
    try:
        reader.look(unheard)
        for thing in reader.arrivals(Mapping()):
            if isinstance(thing, samples.Arrival):
                for arriving in thing.media:
                    with suppress(Unreadable):
                        arriving.read()
                if thing.entry:
                    thing.entry.text.encode()
    finally:
        reader.close()


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({"Journal.json": DAY_ONE, "notes.md": "# also here"}, "day-one"),
        ({"unzipped/Journal.json": DAY_ONE, "unzipped/photos/x.jpg": b""}, "day-one"),
        ({"a.json": MINI, "b.json": DAY_ONE}, "mini-diary"),
        ({"package.json": "{}", "2024-01-01.md": "x"}, "text"),
        ({"broken.json": "{", "2024-01-01.md": "x"}, "text"),
        ({"2026-05.txt": "7: {text: a}", "readme.md": "x"}, "rednotebook"),
        ({"2026-05.txt": "What I did in May", "readme.md": "x"}, "text"),
        ({"export.csv": samples.CSV_NOW + "\n", "readme.txt": "x"}, "daylio-csv"),
        ({"j.txt": "[2020-01-01 09:00] x\n"}, "jrnl"),
    ],
)
def test_the_first_format_that_fits_wins(tmp_path: Path, files: dict[str, bytes | str], key: str) -> None:
    assert look(zipped(tmp_path / "a.zip", files)).source == key
    assert look(folder(tmp_path / "a", files)).source == key


def test_content_counts_more_than_a_name(tmp_path: Path) -> None:
    for name, text, key in (
        ("export.txt", DAY_ONE, "day-one"),
        ("journal.md", "[2020-01-01 09:00] x\n", "jrnl"),
        ("export.txt", samples.CSV_NOW + "\n", "daylio-csv"),
        ("notes.txt", "[brackets] at the start", "text"),
        ("notes.md", '{"a": 1}', "text"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert look(tmp_path / name).source == key
    archive = day_one(tmp_path / "archive.bin", [day_one_entry()])
    assert look(archive).source == "day-one"


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("photo.jpg", samples.JPEG, FormatUnknown),
        ("empty.bin", b"", FormatUnknown),
        ("other.json", b'{"a": [1]}', FormatUnknown),
        ("other.csv", b"a,b\n1,2\n", FormatUnknown),
        ("cut.json", DAY_ONE[:60].encode(), ArchiveDamaged),
        ("deep.json", b"[" * 200_000, ArchiveDamaged),
        ("b.daylio", b"?", ArchiveDamaged),
        ("cut.zip", b"PK\3\4 and nothing more", ArchiveDamaged),
    ],
)
def test_what_cannot_be_read_is_told_kindly(
    tmp_path: Path, name: str, data: bytes, error: type[StorageError]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as raised:
        read_all(path)
    assert name in raised.value.sentence


def test_an_empty_folder_a_gone_file_and_a_password_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FormatUnknown):
        reader_of(tmp_path / "empty", samples.BERLIN, samples.ids())
    with pytest.raises(FileUnreadable):
        reader_of(tmp_path / "gone.zip", samples.BERLIN, samples.ids())
    path = day_one(tmp_path / "locked.zip", [])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(FormatUnknown):
        reader_of(path, samples.BERLIN, samples.ids())


def test_an_archive_s_names_never_lead_out_of_it(tmp_path: Path) -> None:
    names = ["../out.md", "/etc/out.md", "a/../../out.md", "C:\\out.md", "..\\out.md", "__MACOSX/out.md"]
    path = zipped(tmp_path / "a.zip", dict.fromkeys(names, "x") | {"2024-01-01.md": "in"})
    assert [entry.text for entry in entries(path)] == ["in"]
    assert not (tmp_path / "out.md").exists()


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", {"Journal.json": b"[" + b" " * (40 << 20) + b"]"})
    with pytest.raises(ArchiveTooLarge):
        reader_of(path, samples.BERLIN, samples.ids())
    photo = {"identifier": "A", "md5": "00", "type": "png"}
    path = day_one(
        tmp_path / "photo.zip", [day_one_entry(photos=[photo])], {"photos/00.png": b"\0" * (40 << 20)}
    )
    reader = reader_of(path, samples.BERLIN, samples.ids())
    [arrival] = reader.arrivals(Mapping())
    assert isinstance(arrival, samples.Arrival)
    with pytest.raises(Unreadable) as raised:
        arrival.media[0].read()
    assert raised.value.snag.why is Why.MEDIUM_TOO_LARGE
    reader.close()


def test_too_many_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_FILES", 3)
    files: dict[str, bytes | str] = {f"{n}.md": "x" for n in range(5)}
    for path in (zipped(tmp_path / "a.zip", files), folder(tmp_path / "a", files)):
        with pytest.raises(ArchiveTooLarge):
            reader_of(path, samples.BERLIN, samples.ids())


def whole_archive() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "Journal.json", json.dumps({"metadata": {}, "entries": list(samples.many_day_one(3))})
        )
        archive.writestr("photos/00.png", samples.JPEG * 20)
    return packed.getvalue()


ARCHIVE = whole_archive()


@QUICK
@given(at=some.integers(0, len(ARCHIVE) - 1), value=some.integers(0, 255), cut=some.booleans())
def test_an_archive_cut_or_changed_anywhere_gives_a_told_error(
    tmp_path: Path, at: int, value: int, cut: bool
) -> None:
    path = tmp_path / "damaged.zip"
    path.write_bytes(ARCHIVE[:at] if cut else ARCHIVE[:at] + bytes([value]) + ARCHIVE[at + 1 :])
    with suppress(ArchiveDamaged, ArchiveTooLarge, FormatUnknown):
        read_all(path)


@QUICK
@given(
    data=some.binary(max_size=300)
    | some.binary(max_size=100).map(lambda data: b"PK\3\4" + data)
    | some.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    name=some.sampled_from(["a.md", "a.csv", "a.json", "a.zip", "a.daylio", "2026-05.txt", "a"]),
    start=some.sampled_from(["", samples.CSV_NOW + "\n", "[2020-01-01 09:00] ", "1: ", "---\n", "{", "eyJ"]),
)
def test_arbitrary_bytes_give_a_told_error(tmp_path: Path, data: bytes, name: str, start: str) -> None:
    path = tmp_path / name
    path.write_bytes(start.encode() + data)
    with suppress(StorageError):
        read_all(path)


NAMES = re.findall(
    r"\w+",
    """
    uuid creationDate timeZone text richText tags photos md5 identifier location weather date time
    title body html heading scores notes entries type year month day hour minute timeZoneOffset
    datetime mood note assets id name custom_name predefined_name_id mood_group_id checksum content
    content_delta ops insert media filename mood_log mood_activity logged_at_utc logged_date_tz
    entry entry_date entry_datetime_utc entry_timezone external_id score category position contents
    attributes
    """,
)
ANY_JSON = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats()
    | some.text(max_size=20)
    | some.sampled_from(
        ["2024-01-05T03:02:50Z", "2020-06-28", "23:59", "<b>x</b>", "0001-01-01T00:00+14:00"]
    ),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from(NAMES),
            inner,
            max_size=8,
        )
    ),
    max_leaves=12,
)
FRAMES = (
    lambda rows: {"metadata": {}, "entries": [day_one_entry(), *rows]},
    lambda rows: {"metadata": {}, "entries": {"2020-01-31": {}, "2020-02-01": rows, "x": rows}},
    lambda rows: {"tags": {}, "entries": [{"body": "a", "date": "2020-01-01"}, *rows]},
    lambda rows: {
        "export_version": "1",
        "journals": [{"entries": rows}],
        "moments": rows,
        "mood_definitions": rows,
    },
    lambda rows: {"dayEntries": rows, "customMoods": rows, "tags": rows, "assets": rows},
    lambda rows: [{"date": "2020-01-01", "html": "a"}, *rows],
    lambda rows: [{"date": "2020-01-01", "scores": [1]}, *rows],
)


@QUICK
@given(rows=some.lists(ANY_JSON, max_size=4), frame=some.sampled_from(FRAMES))
def test_no_odd_entry_stops_the_others(tmp_path: Path, rows: list[object], frame: object) -> None:
    assert callable(frame)
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(frame(rows)), encoding="utf-8")
    read_all(path)
