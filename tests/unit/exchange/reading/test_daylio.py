"""Daylio: its CSV in old and new forms, and its backup."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from selfkind_desktop.domain.records import Mood, Place
from selfkind_desktop.exchange.found import Fact, Mapping, Unreadable, Why
from tests.unit.exchange.reading import samples
from tests.unit.exchange.reading.samples import csv_file, daylio_backup, daylio_moods, look, take

NOTE = '2026-07-27,July 27,Monday,13:48,meh,"work | walk","","","Long day<br>kind evening"'


def test_a_line_is_a_check_in_and_its_note_an_entry(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "daylio_export.csv", NOTE)
    [arrival], snags = take(path)
    assert snags == []
    [check_in] = arrival.check_ins
    assert (check_in.mood, check_in.place) == (Mood.IN_BETWEEN, Place.ELSEWHERE)
    assert check_in.stamp.at == datetime(2026, 7, 27, 11, 48, tzinfo=UTC)
    assert arrival.entry is not None
    assert arrival.entry.text == "Long day\nkind evening"
    assert arrival.entry.tags == ("work", "walk")
    assert arrival.entry.before is Mood.IN_BETWEEN
    assert arrival.entry.stamp.day == date(2026, 7, 27)


def test_a_mood_alone_is_a_check_in_alone(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "d.csv", "2026-07-27,July 27,Monday,8:30 pm,rad,,,,")
    [arrival], _ = take(path)
    assert arrival.entry is None
    assert arrival.check_ins[0].stamp.at == datetime(2026, 7, 27, 18, 30, tzinfo=UTC)
    found = look(path)
    assert (found.source, found.entries, found.check_ins) == ("daylio-csv", 0, 1)


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (samples.CSV_BEFORE_SCALES, '2019-03-01,March 1,Friday,9:05 am,good,"run","T","N"'),
        (
            "full_date,year,date,weekday,time,mood,activities,note",
            '2018-03-01,2018,March 1,Friday,09:05,good,"run","N"',
        ),
        ('"Full_Date","mood","time","activities","note","extra"', "2018-03-01,good,9:05 a.m.,run,N,x"),
    ],
)
def test_older_headers_are_read_by_name(tmp_path: Path, header: str, line: str) -> None:
    path = csv_file(tmp_path / "d.csv", line, header=header, end="\r\n", mark=False)
    [arrival], snags = take(path)
    assert snags == []
    assert arrival.check_ins[0].mood is Mood.ALL_RIGHT
    assert arrival.entry is not None
    assert (arrival.entry.text, arrival.entry.tags) == ("N", ("run",))
    assert arrival.entry.stamp.at.hour == 8


def test_a_file_of_2018_has_its_year_in_a_column_of_its_own(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "d.csv", "2018,March 1,Thursday,9:05 am,good,run,N", header=samples.CSV_2018)
    [arrival], snags = take(path)
    assert snags == []
    assert arrival.check_ins[0].stamp.day == date(2018, 3, 1)


def test_scales_stay_as_a_line_and_html_becomes_markdown(tmp_path: Path) -> None:
    note = "<b>Proud</b> &amp; tired<ul><li>one</li><li>two</li></ul>"
    path = csv_file(
        tmp_path / "d.csv", f'2026-01-01,x,y,09:00,gut,,"Sleep:\xa07 | Stress:\xa02","A title","{note}"'
    )
    [arrival], _ = take(path)
    assert arrival.entry is not None
    assert arrival.entry.title == "A title"
    assert arrival.entry.text == "**Proud** & tired\n\n- one\n- two\n\n*Sleep: 7 · Stress: 2*"
    assert Fact.SCALES_AS_TEXT in {note.fact for note in look(path).notes}


def test_moods_of_other_languages_are_guessed_and_ones_own_are_asked_about(tmp_path: Path) -> None:
    names = ["Lausig", "Schlecht", "Geht so", "Gut", "Super", "verpeilt 🙃", "Gut"]
    lines = [f"2026-01-{n:02},x,y,09:00,{name},,,," for n, name in enumerate(names, start=1)]
    path = csv_file(tmp_path / "d.csv", *lines)
    moods = {mood.name: (mood.count, mood.guess) for mood in look(path).moods}
    assert moods["Gut"] == (2, Mood.ALL_RIGHT)
    assert moods["Lausig"][1] is Mood.VERY_HARD
    assert moods["verpeilt 🙃"] == (1, None)
    assert len(take(path)[0]) == 6
    mapped, _ = take(path, Mapping({"verpeilt 🙃": Mood.HARD, "Gut": None}))
    assert [arrival.check_ins[0].mood for arrival in mapped] == [1, 2, 3, 5, 2]


def test_tags_are_renamed_merged_and_left_out(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "d.csv", '2026-01-01,x,y,09:00,good,"Work | job | Sleep",,,n')
    [arrival], _ = take(path, Mapping(tags={"job": "work", "Sleep": None}))
    assert arrival.entry is not None
    assert arrival.entry.tags == ("Work",)


def test_a_broken_line_stops_no_other(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "d.csv",
        NOTE,
        "not a date,x,y,09:00,good,,,,n",
        "2026-02-30,x,y,09:00,good,,,,n",
        "2026-01-02,x,y,09:00,good,,,,n,too,many",
        "2026-01-03,x,y,,good,,,,no time",
    )
    arrivals, snags = take(path)
    assert [snag.why for snag in snags] == [Why.NO_DATE, Why.NO_DATE, Why.NOT_AN_ENTRY]
    assert len(arrivals) == 2
    assert arrivals[1].entry is not None
    assert arrivals[1].entry.stamp.at == datetime(2026, 1, 3, 11, tzinfo=UTC)
    assert look(path).snags == tuple(snags)


def test_twice_the_same_line_stays_two_and_the_same_file_gives_the_same_names(tmp_path: Path) -> None:
    first = csv_file(tmp_path / "a.csv", NOTE, NOTE)
    again = csv_file(tmp_path / "b.csv", NOTE, NOTE, end="\r\n", mark=False)
    names = [arrival.external for arrival in take(first)[0]]
    assert len(set(names)) == 2
    assert names == [arrival.external for arrival in take(again)[0]]
    assert names == [arrival.external for arrival in take(first, zone=samples.ZoneInfo("Asia/Tokyo"))[0]]


def backup_entry(number: int, **fields: object) -> dict[str, object]:
    when = {"year": 2025, "month": 0, "day": 31, "hour": 23, "minute": 30, "timeZoneOffset": 3_600_000}
    return {"id": number, "datetime": 1738362600000, "mood": 11, "tags": [], "note": "", **when} | fields


@pytest.mark.parametrize("best_group", [1, 5])
def test_the_order_of_mood_groups_is_told_by_daylio_s_own_moods(tmp_path: Path, best_group: int) -> None:
    rows = [backup_entry(n, mood=mood) for n, mood in enumerate((11, 12, 13, 14, 15, 99))]
    path = daylio_backup(tmp_path / "b.daylio", customMoods=daylio_moods(best_group), dayEntries=rows)
    moods = {mood.name: mood.guess for mood in look(path).moods}
    assert moods == {"Rad": 5, "Good": 4, "Meh": 3, "Bad": 2, "Awful": 1, "müde 🥱": 2}


def test_a_backup_that_says_nothing_of_the_order_says_so(tmp_path: Path) -> None:
    mood = {"id": 1, "custom_name": "x", "predefined_name_id": -1, "mood_group_id": 1}
    path = daylio_backup(tmp_path / "b.daylio", customMoods=[mood], dayEntries=[backup_entry(1, mood=1)])
    assert Fact.MOOD_ORDER_GUESSED in {note.fact for note in look(path).notes}


def test_a_backup_keeps_its_wall_clock_tags_title_and_photos(tmp_path: Path) -> None:
    row = backup_entry(7, tags=[3, 4, 5], note="a<br>b", note_title="T", assets=[1, 2], isFavorite=True)
    path = daylio_backup(
        tmp_path / "b.daylio",
        {"assets/photos/2025/1/abc123": samples.JPEG},
        customMoods=daylio_moods(),
        tags=[{"id": 3, "name": "work"}, {"id": 4, "name": "walk"}],
        tag_groups=[{"id": 1, "name": "g"}],
        goals=[{"goal_id": 1}],
        assets=[{"id": 1, "checksum": "abc123", "type": 1}, {"id": 2, "checksum": "gone", "type": 1}],
        dayEntries=[row],
    )
    reader_found = look(path)
    [arrival], snags = take(path)
    entry = arrival.entry
    assert entry is not None
    assert (entry.title, entry.text, entry.tags, entry.starred) == ("T", "a\nb", ("work", "walk"), True)
    assert entry.stamp.day == date(2025, 1, 31)
    assert entry.stamp.at == datetime(2025, 1, 31, 22, 30, tzinfo=UTC)
    assert entry.stamp.zone == "Europe/Berlin"
    assert [snag.why for snag in snags] == [Why.MEDIUM_MISSING]
    assert entry.media == (arrival.media[0].medium.id,)
    assert arrival.media[0].medium.type == "image/jpeg"
    facts = {note.fact: note.count for note in reader_found.notes}
    assert facts == {Fact.GOALS_LEFT_OUT: 1, Fact.GROUPS_LEFT_OUT: 1}
    assert reader_found.media == 1


def test_an_entry_written_on_a_journey_keeps_the_day_it_had_there(tmp_path: Path) -> None:
    row = backup_entry(1, timeZoneOffset=-5 * 3_600_000)
    path = daylio_backup(tmp_path / "b.daylio", customMoods=daylio_moods(), dayEntries=[row])
    stamp = take(path)[0][0].check_ins[0].stamp
    assert (stamp.day, stamp.zone) == (date(2025, 1, 31), "Etc/GMT+5")
    assert stamp.at == datetime(2025, 2, 1, 4, 30, tzinfo=UTC)


def test_a_damaged_photo_is_told_when_it_is_read(tmp_path: Path) -> None:
    row = backup_entry(1, assets=[1])
    asset = {"id": 1, "checksum": "abc123", "type": 1}
    path = daylio_backup(
        tmp_path / "b.daylio",
        {"assets/abc123": b"x" * 5000},
        assets=[asset],
        dayEntries=[row],
        customMoods=[],
    )
    data = bytearray(path.read_bytes())
    at = data.index(b"assets/abc123") + len(b"assets/abc123")
    data[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    reader = samples.reader_of(path, samples.BERLIN, samples.ids())
    [arrival] = reader.arrivals(Mapping())
    assert isinstance(arrival, samples.Arrival)
    with pytest.raises(Unreadable) as raised:
        arrival.media[0].read()
    assert raised.value.snag.why is Why.MEDIUM_UNREADABLE
    reader.close()
