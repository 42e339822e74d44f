"""Day One: its JSON archives, whole and with what they lack."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from selfkind_desktop.domain.progress import Cancelled
from selfkind_desktop.exchange.found import Fact, Found, Mapping, Why, reader_of
from tests.unit.exchange.reading import samples
from tests.unit.exchange.reading.samples import day_one, day_one_entry, entries, look, take

MD5 = "0e2d7f2c7a1b4c5d8e9f00112233aabb"


def facts(found: Found) -> dict[Fact, int]:
    return {note.fact: note.count for note in found.notes}


def test_an_entry_keeps_its_title_words_tags_star_and_times(tmp_path: Path) -> None:
    text = "# A good \\- day\nWords, שלום, مرحبا, 👩‍👩‍👧 and **bold**\\."
    row = day_one_entry(text=text, tags=["x", " y z ", ""], starred=True, modifiedDate="2024-02-01T00:00:00Z")
    [arrival], snags = take(day_one(tmp_path / "Export.zip", [row]))
    entry = arrival.entry
    assert (snags, arrival.external) == ([], row["uuid"])
    assert entry is not None
    assert entry.title == "A good - day"
    assert entry.text == "Words, שלום, مرحبا, 👩‍👩‍👧 and **bold**\\."
    assert (entry.tags, entry.starred) == (("x", "y z"), True)
    assert entry.stamp.at == datetime(2024, 1, 5, 3, 2, 50, tzinfo=UTC)
    assert entry.updated == datetime(2024, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "zone", "day", "kept"),
    [
        ("2024-01-05T03:02:50Z", "America/Los_Angeles", date(2024, 1, 4), "America/Los_Angeles"),
        ("2024-01-04T22:30:00Z", "Asia/Tokyo", date(2024, 1, 5), "Asia/Tokyo"),
        ("2024-01-04T22:30:00Z", "GMT+0200", date(2024, 1, 5), "Etc/GMT-2"),
        ("2024-01-04T23:30:00Z", "Nowhere/Land", date(2024, 1, 5), "Europe/Berlin"),
        ("2024-01-04T23:30:00Z", None, date(2024, 1, 5), "Europe/Berlin"),
        ("1965-07-01T10:00:00Z", "Europe/Berlin", date(1965, 7, 1), "Europe/Berlin"),
        ("2024-10-27T00:30:00Z", "Europe/Berlin", date(2024, 10, 27), "Europe/Berlin"),
    ],
)
def test_an_entry_stays_on_its_day(tmp_path: Path, at: str, zone: str | None, day: date, kept: str) -> None:
    row = day_one_entry(creationDate=at, timeZone=zone)
    [entry] = entries(day_one(tmp_path / "e.zip", [row]))
    assert (entry.stamp.day, entry.stamp.zone) == (day, kept)


def test_links_become_pictures_whether_or_not_the_type_is_told(tmp_path: Path) -> None:
    text = "Before\n![](dayone-moment://2A69)\nafter ![](dayone-moment:/video/B00) end"
    photo = {"identifier": "2A69", "md5": MD5}
    video = {"identifier": "B00", "md5": "ff" * 16, "type": "mov"}
    files = {f"photos/{MD5}.jpeg": samples.JPEG, f"videos/{'ff' * 16}.mov": b"film"}
    path = day_one(tmp_path / "e.zip", [day_one_entry(text=text, photos=[photo], videos=[video])], files)
    reader = reader_of(path, samples.BERLIN, samples.ids())
    [arrival] = reader.arrivals(Mapping())
    assert isinstance(arrival, samples.Arrival)
    assert arrival.entry is not None
    first, second = arrival.media
    assert (
        arrival.entry.text == f"Before\n![](media:{first.medium.id})\nafter ![](media:{second.medium.id}) end"
    )
    assert (first.read(), first.medium.type, first.medium.name) == (samples.JPEG, "image/jpeg", f"{MD5}.jpeg")
    assert second.medium.type == "video/quicktime"
    reader.close()


def test_a_missing_photo_is_listed_and_its_entry_comes_in(tmp_path: Path) -> None:
    row = day_one_entry(
        text="![](dayone-moment://2A69)\nwords", photos=[{"identifier": "2A69", "md5": MD5, "type": "jpeg"}]
    )
    path = day_one(tmp_path / "e.zip", [row, day_one_entry(2)])
    arrivals, snags = take(path)
    assert [snag.why for snag in snags] == [Why.MEDIUM_MISSING]
    assert arrivals[0].entry is not None
    assert (arrivals[0].entry.text, arrivals[0].media) == ("words", ())
    assert len(arrivals) == 2
    assert look(path).snags == tuple(snags)


def test_broken_entries_in_the_middle_stop_no_other(tmp_path: Path) -> None:
    broken = [
        None,
        7,
        "text",
        [],
        {},
        {"creationDate": "soon"},
        {"creationDate": 5, "tags": 3, "photos": "x"},
    ]
    odd = day_one_entry(
        2, text=None, tags="x", photos=[None, {"md5": 5}], location=[], weather="", timeZone=9
    )
    rows = [day_one_entry(1), *broken, odd, day_one_entry(3)]
    path = day_one(tmp_path / "e.zip", rows)
    arrivals, snags = take(path)
    assert [arrival.external[-1] for arrival in arrivals] == ["1", "2", "3"]
    assert [snag.why for snag in snags][:4] == [Why.NOT_AN_ENTRY] * 4
    assert {snag.why for snag in snags[4:7]} == {Why.NO_DATE}
    found = look(path)
    assert (found.entries, found.first, found.last) == (3, date(2024, 1, 5), date(2024, 1, 5))


def test_rich_text_is_read_only_where_there_is_no_text(tmp_path: Path) -> None:
    rich = {
        "contents": [
            {"text": "A heading\n", "attributes": {"line": {"header": 1}}},
            {"embeddedObjects": [{"type": "photo", "identifier": "2A69"}]},
            {"text": "bold ", "attributes": {"bold": True}},
            {"text": "and\n"},
            {"text": "one\n", "attributes": {"line": {"listStyle": "bulleted"}}},
        ]
    }
    rows = [
        day_one_entry(1, text="", richText=json.dumps(rich), photos=[{"identifier": "2A69", "md5": MD5}]),
        day_one_entry(2, richText=json.dumps(rich)),
        day_one_entry(3, text=None, richText="{broken"),
    ]
    path = day_one(tmp_path / "e.zip", rows, {f"photos/{MD5}.png": b"png"})
    first, second, third = entries(path)
    assert first.title == "A heading"
    assert first.text == f"![](media:{first.media[0]})\n**bold** and\n- one"
    assert second.text == "Entry 2"
    assert third.text == ""
    assert facts(look(path))[Fact.RICH_TEXT_SIMPLER] == 2


def test_place_and_weather_stay_readable(tmp_path: Path) -> None:
    row = day_one_entry(
        location={"placeName": "Café *", "localityName": "Berlin", "country": "Germany"},
        weather={"temperatureCelsius": 12.50, "conditionsDescription": "Mostly Cloudy"},
        isPinned=True,
    )
    path = day_one(tmp_path / "e.zip", [row])
    assert entries(path)[0].text == "Entry 1\n\n*Café \\*, Berlin, Germany · 12.5 °C · Mostly Cloudy*"
    assert facts(look(path)) == {Fact.PLACE_AS_TEXT: 1, Fact.PINNED_LEFT_OUT: 1}


def test_several_journals_come_in_together_and_say_which(tmp_path: Path) -> None:
    def journal(number: int) -> str:
        return json.dumps({"metadata": {"version": "1.0"}, "entries": [day_one_entry(number)]})

    path = samples.zipped(tmp_path / "e.zip", {"Work.json": journal(1), "Home.json": journal(2)})
    assert [entry.tags for entry in entries(path)] == [("Home",), ("Work",)]
    assert look(path).tags[0].count == 1


def test_an_unpacked_export_is_the_same_as_folder_and_as_file(tmp_path: Path) -> None:
    row = day_one_entry(photos=[{"identifier": "A", "md5": MD5}])
    journal = json.dumps({"metadata": {}, "entries": [row]})
    root = samples.folder(tmp_path / "export", {"Journal.json": journal, f"photos/{MD5}.jpg": samples.JPEG})
    for path in (root, root / "Journal.json"):
        [arrival], snags = take(path)
        assert (snags, len(arrival.media)) == ([], 1)


def test_forty_years_are_counted_and_cancelling_stops_at_once(tmp_path: Path) -> None:
    path = day_one(tmp_path / "e.zip", list(samples.many_day_one(400)))
    shares: list[float] = []
    reader = reader_of(path, samples.BERLIN, samples.ids())
    found = reader.look(shares.append)
    assert (found.entries, found.first, found.last) == (400, date(1985, 1, 1), date(2024, 12, 24))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def cancel(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reader.look(cancel)
    reader.close()


def test_the_same_id_twice_loses_neither_entry(tmp_path: Path) -> None:
    rows = [day_one_entry(1, text="one"), day_one_entry(1, text="two")]
    arrivals, _ = take(day_one(tmp_path / "e.zip", rows))
    assert len({arrival.external for arrival in arrivals}) == 2
