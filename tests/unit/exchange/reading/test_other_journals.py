"""jrnl, RedNotebook, Mini Diary, Journiv, Diarium, Pixels."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from selfkind_desktop.domain.records import Mood
from selfkind_desktop.exchange.found import Fact, Why
from tests.unit.exchange.reading import samples
from tests.unit.exchange.reading.samples import entries, folder, look, take, zipped

JRNL = {
    "title": "A title @calm",
    "body": "Words.\nMore.",
    "date": "2020-06-28",
    "time": "18:22",
    "tags": ["@Calm"],
}


def written(path: Path, found: object) -> Path:
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return path


def test_jrnl_s_times_are_local(tmp_path: Path) -> None:
    path = written(tmp_path / "j.json", {"tags": {"@calm": 1}, "entries": [JRNL | {"starred": True}]})
    [entry] = entries(path)
    assert (entry.title, entry.text) == ("A title @calm", "Words.\nMore.")
    assert (entry.tags, entry.starred) == (("calm",), True)
    assert entry.stamp.at == datetime(2020, 6, 28, 16, 22, tzinfo=UTC)
    assert entry.stamp.day == date(2020, 6, 28)
    assert look(path).source == "jrnl"


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu"])
def test_late_in_the_evening_is_still_the_same_day_everywhere(tmp_path: Path, zone: str) -> None:
    path = written(
        tmp_path / "j.json", {"tags": {}, "entries": [JRNL | {"time": "23:59"}, JRNL | {"time": "00:00"}]}
    )
    days = [entry.stamp.day for entry in entries(path, samples.ZoneInfo(zone))]
    assert days == [date(2020, 6, 28)] * 2


def test_jrnl_s_text_gives_the_same_entries_as_its_json(tmp_path: Path) -> None:
    text = "[2020-06-28 18:22] A title @calm\nWords.\nMore.\n\n"
    text += "[2020-06-29 07:05:11 AM] Starred *\n\n[x] not a head\n"
    for end in ("\n", "\r\n"):
        path = tmp_path / "journal.txt"
        path.write_bytes(text.replace("\n", end).encode("utf-8-sig"))
        first, second = entries(path)
        assert (first.text, first.tags) == ("Words.\nMore.", ("calm",))
        assert (second.title, second.text, second.starred) == ("Starred", "[x] not a head", True)
        names = [arrival.external for arrival in take(path)[0]]
        other = written(tmp_path / "j.json", {"tags": {}, "entries": [JRNL]})
        assert take(other)[0][0].external == names[0]


def test_a_folder_of_jrnl_s_days_is_one_journal(tmp_path: Path) -> None:
    files = {f"2020/06/{day}.txt": f"[2020-06-{day} 09:00] Day {day}\n" for day in (28, 29)}
    assert [entry.title for entry in entries(folder(tmp_path / "j", files))] == ["Day 28", "Day 29"]


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("01:59", 0), ("02:30", 1), ("03:00", 1)],
)
def test_a_time_that_never_was_stays_on_its_day(tmp_path: Path, clock: str, hour: int) -> None:
    row = JRNL | {"date": "2024-03-31", "time": clock}
    [entry] = entries(written(tmp_path / "j.json", {"tags": {}, "entries": [row]}))
    assert entry.stamp.day == date(2024, 3, 31)
    assert entry.stamp.at.hour == hour


def test_midnight_that_never_was_stays_on_its_day(tmp_path: Path) -> None:
    row = JRNL | {"date": "2018-11-04", "time": "00:30"}
    zone = samples.ZoneInfo("America/Sao_Paulo")
    [entry] = entries(written(tmp_path / "j.json", {"tags": {}, "entries": [row]}), zone)
    assert (entry.stamp.day, entry.stamp.at.astimezone(zone).date()) == (date(2018, 11, 4),) * 2


def test_of_an_hour_that_came_twice_the_first_is_meant(tmp_path: Path) -> None:
    row = JRNL | {"date": "2024-10-27", "time": "02:30"}
    [entry] = entries(written(tmp_path / "j.json", {"tags": {}, "entries": [row]}))
    assert entry.stamp.at == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


def test_rednotebook_s_days_categories_and_markup(tmp_path: Path) -> None:
    month = """7:
  text: "= Title =\\n**bold** //it// --gone-- ``code`` #calm http://a.b//c\\n[a page \\"\\"https://x.y\\"\\"]\\n[\\"\\"pic\\"\\".png]"
  Movies: {Heat: null, //The Third Man//: null}
  Tags: {work: null}
31: {text: "yes"}
"""
    path = folder(tmp_path / "data", {"2026-05.txt": month, "2026-06.txt": "", "images/pic.png": b"png"})
    first, second = entries(path)
    assert first.text == (
        "# Title\n**bold** *it* ~~gone~~ `code` #calm http://a.b//c\n[a page](https://x.y)\n"
        f"![](media:{first.media[0]})\n\n**Movies**\n\n- Heat\n- *The Third Man*"
    )
    assert first.tags == ("Movies", "work", "calm")
    assert first.stamp.day == date(2026, 5, 7)
    assert first.stamp.at == datetime(2026, 5, 7, 10, tzinfo=UTC)
    assert second.text == "yes"
    facts = {note.fact: note.count for note in look(path).notes}
    assert facts == {Fact.NO_TIME: 2, Fact.CATEGORIES_AS_TAGS: 1}


def test_rednotebook_s_broken_months_and_days_stop_no_other(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "2024-01.txt": "1: {text: a}\n2: {text: 'unclosed\n",
        "2024-02.txt": "30: {text: never}\n28: [odd]\n27: {text: fine, Bad: [a, {b: c}]}\n",
        "2024-03.txt": "1: {text: caf\xe9}\r\n2: {text: !!python/object/apply:os.system [exit]}\r\n".encode(
            "latin-1"
        ),
        "2024-04.txt": "\ufeff1: {text: " + "'emoji 🦊 שלום'" + "}\n",
    }
    path = folder(tmp_path / "data", files)
    arrivals, snags = take(path)
    assert [arrival.entry.text for arrival in arrivals if arrival.entry] == [
        "fine\n\n**Bad**\n\n- a",
        "café",
        "emoji 🦊 שלום",
    ]
    assert [snag.why for snag in snags] == [Why.FILE_UNREADABLE, Why.NO_DATE, Why.NOT_AN_ENTRY]
    assert Fact.LEGACY_TEXT in {note.fact for note in look(path).notes}


def test_yaml_that_unfolds_without_end_is_left_alone(tmp_path: Path) -> None:
    bomb = "1: {text: a, x: &a [l, l]}\n2: {y: &b [*a, *a], text: b}\n3: {z: [*b, *b, *b], text: c}\n"
    assert (
        len(entries(folder(tmp_path / "d", {"2024-01.txt": bomb, "2024-02.txt": "1: " + "[" * 100_000}))) == 3
    )


def test_mini_diary(tmp_path: Path) -> None:
    days = {
        "2020-01-31": {"dateUpdated": "2020-02-01T10:00:00.000Z", "title": "T", "text": "**a** b"},
        "2020-02-30": {"title": "", "text": "never"},
        "2020-02-01": None,
        "1984-02-29": {"dateUpdated": "Fri Jan 31 2020", "title": "", "text": "c"},
    }
    found = {"metadata": {"application": "Mini Diary", "version": "3.3.0"}, "entries": days}
    arrivals, snags = take(written(tmp_path / "m.json", found))
    first, second = (arrival.entry for arrival in arrivals)
    assert first is not None
    assert second is not None
    assert (first.title, first.text, first.updated) == ("T", "**a** b", datetime(2020, 2, 1, 10, tzinfo=UTC))
    assert (second.stamp.day, first.stamp.day) == (date(1984, 2, 29), date(2020, 1, 31))
    assert [snag.why for snag in snags] == [Why.NO_DATE, Why.NOT_AN_ENTRY]


def journiv_entry(**fields: object) -> dict[str, object]:
    return {
        "title": "T",
        "content": "Words",
        "entry_date": "2025-03-02",
        "entry_datetime_utc": "2025-03-02T04:30:00",
        "entry_timezone": "America/New_York",
        "tags": ["a"],
        "media": [],
        "external_id": "e1",
    } | fields


def test_journiv_s_older_export(tmp_path: Path) -> None:
    media = {
        "filename": "me.jpg",
        "file_path": "u/images/9f.jpg",
        "checksum": "c0ffee",
        "mime_type": "image/jpeg",
    }
    media |= {"alt_text": "Me"}
    row = journiv_entry(
        content="See ![[media:c0ffee]] there",
        media=[media, {"filename": "gone.jpg", "checksum": "0", "mime_type": "image/jpeg"}],
        mood_log={"mood_name": "grateful", "note": "so much"},
    )
    export = {
        "export_version": "1.0",
        "journals": [
            {"title": "One", "entries": [row, 7, journiv_entry(entry_date=None, entry_datetime_utc="x")]}
        ],
        "mood_definitions": [{"name": "grateful", "category": "positive"}],
    }
    path = zipped(tmp_path / "j.zip", {"journiv.json": json.dumps(export), "media/e1/9f.jpg": samples.JPEG})
    [arrival], snags = take(path)
    entry = arrival.entry
    assert entry is not None
    assert entry.text == f"See ![Me](media:{entry.media[0]}) there\n\nso much"
    assert (entry.stamp.day, entry.stamp.zone) == (date(2025, 3, 2), "America/New_York")
    assert entry.stamp.at == datetime(2025, 3, 2, 4, 30, tzinfo=UTC)
    assert arrival.check_ins[0].mood is Mood.ALL_RIGHT
    assert [snag.why for snag in snags] == [Why.MEDIUM_MISSING, Why.NOT_AN_ENTRY, Why.NO_DATE]


def test_journiv_s_newer_export_of_moments(tmp_path: Path) -> None:
    delta = {
        "ops": [
            {"insert": "Heading"},
            {"insert": "\n", "attributes": {"header": 2}},
            {"insert": "so "},
            {"insert": "bold", "attributes": {"bold": True}},
            {"insert": "\n"},
            {"insert": {"image": "media:M1"}},
            {"insert": "\nlast\n"},
        ]
    }
    told = {"logged_timezone": "Asia/Tokyo", "tags": ["t"], "people_external_ids": ["p"], "media": []}
    written_one = told | {
        "logged_at_utc": "2026-01-01T20:00:00Z",
        "logged_date_tz": "2026-01-02",
        "primary_mood_name": "calm-ish",
        "mood_activity": [{"activity_name": "Walk"}, {"mood_name": "calm-ish"}],
        "media": [{"filename": "a.png", "mime_type": "image/png", "external_id": "M1", "checksum": "aa"}],
        "entry": {"title": "T", "content_delta": delta, "journal_external_id": "j2", "external_id": "e9"},
    }
    mood_only = told | {"logged_at": "2026-01-03T20:00:00Z", "logged_date": "2026-01-04", "external_id": "m2"}
    mood_only |= {"mood_activity": [{"mood_name": "good"}], "tags": [], "people_external_ids": []}
    export = {
        "export_version": "2.0",
        "journals": [{"title": "One", "external_id": "j1"}, {"title": "Two", "external_id": "j2"}],
        "moments": [written_one, mood_only],
        "people": [{"external_id": "p", "name": "Sam"}],
        "mood_definitions": [{"name": "calm-ish", "category": "positive", "score": 5, "position": 1}],
        "activities": [{"name": "Walk"}],
        "goals": [{"title": "G"}],
    }
    path = zipped(tmp_path / "j.zip", {"journiv.json": json.dumps(export), "media/a.png": b"png"})
    (first, second), snags = take(path)
    assert snags == []
    assert first.entry is not None
    picture = f"![](media:{first.entry.media[0]})"
    assert first.entry.text == f"## Heading\nso **bold**\n{picture}\nlast"
    assert first.entry.tags == ("t", "Walk", "Sam", "Two")
    assert first.entry.stamp.day == date(2026, 1, 2)
    assert (first.external, second.external) == ("e9", "m2")
    assert first.check_ins[0].mood is Mood.GOOD
    assert (second.entry, second.check_ins[0].mood) == (None, Mood.ALL_RIGHT)
    assert {note.fact for note in look(path).notes} == {
        Fact.GOALS_LEFT_OUT,
        Fact.JOURNALS_AS_TAGS,
        Fact.RICH_TEXT_SIMPLER,
        Fact.PEOPLE_AS_TAGS,
        Fact.MOMENTS_AS_CHECK_INS,
    }


def test_diarium(tmp_path: Path) -> None:
    rows = [
        {
            "date": "2010-10-26T15:47:53.48828",
            "heading": "H",
            "html": "<p>One <b>two</b></p><p>three<br>four</p>",
            "tags": ["x"],
            "location": [52.5, 13.4],
            "sun": "☀️ Sunrise: 7:16 AM",
        },
        {"date": "2010-10-26T23:59:59.9999999", "heading": "", "html": ""},
        {"date": "never", "html": "x"},
    ]
    files = {
        "diary.json": json.dumps(rows),
        "media/2010-10-26_154753488/a.jpg": samples.JPEG,
        "media/2010-10-26/b.jpg": samples.JPEG,
    }
    for path in (zipped(tmp_path / "d.zip", files), folder(tmp_path / "d", files)):
        arrivals, snags = take(path)
        first = arrivals[0].entry
        assert first is not None
        assert (first.title, first.text) == ("H", "One **two**\n\nthree\nfour\n\n*52.5, 13.4*")
        assert first.stamp.at == datetime(2010, 10, 26, 13, 47, 53, 488280, tzinfo=UTC)
        assert [len(arrival.media) for arrival in arrivals] == [2, 0]
        assert [snag.why for snag in snags] == [Why.NO_DATE]
        assert Fact.SKY_LEFT_OUT in {note.fact for note in look(path).notes}


def test_pixels(tmp_path: Path) -> None:
    rows = [
        {"date": "2025-01-31", "type": "Mood", "scores": [4, 2], "notes": "", "tags": []},
        {
            "date": "2025-2-1",
            "type": "Mood",
            "scores": [1],
            "notes": "n",
            "tags": [{"type": "E", "entries": ["sad"]}],
        },
    ]
    first, second = take(written(tmp_path / "p.json", rows))[0]
    assert [check_in.mood for check_in in first.check_ins] == [Mood.ALL_RIGHT, Mood.HARD]
    assert first.entry is None
    assert second.entry is not None
    assert (second.entry.tags, second.entry.stamp.day) == (("sad",), date(2025, 2, 1))
