"""Folders of Markdown and text files."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from selfkind_desktop.domain.records import Mood
from selfkind_desktop.exchange.found import Fact, Why
from tests.unit.exchange.reading import samples
from tests.unit.exchange.reading.samples import entries, folder, look, take, zipped

FRONT = """---
date: 2021-03-04T22:15:00
title: "Kept: as it is"
tags: [calm, "#walk"]
mood: good
starred: true
---
# Another heading
Words.
"""


def test_front_matter_tells_when_what_and_how(tmp_path: Path) -> None:
    [arrival], snags = take(folder(tmp_path / "notes", {"a.md": FRONT.replace("\n", "\r\n")}))
    entry = arrival.entry
    assert snags == []
    assert entry is not None
    assert (entry.title, entry.text, entry.tags) == ("Kept: as it is", "Words.", ("calm", "walk"))
    assert entry.stamp.at == datetime(2021, 3, 4, 21, 15, tzinfo=UTC)
    assert (entry.starred, entry.before, arrival.check_ins[0].mood) == (True, Mood.ALL_RIGHT, Mood.ALL_RIGHT)


@pytest.mark.parametrize(
    ("name", "text", "day", "hour", "title"),
    [
        ("2024-05-07.md", "Words", date(2024, 5, 7), 10, ""),
        ("2024-05-07 A walk.md", "Words", date(2024, 5, 7), 10, "A walk"),
        ("20240507.txt", "Words", date(2024, 5, 7), 10, ""),
        ("2024-05-07 2130.md", "Words", date(2024, 5, 7), 19, ""),
        ("2024-05-07T21-30-15_note.md", "Words", date(2024, 5, 7), 19, "note"),
        ("2024/05/07.md", "Words", date(2024, 5, 7), 10, ""),
        ("2024/05-May/07-Tuesday.md", "# 2024-05-08\nWords", date(2024, 5, 8), 10, "2024-05-08"),
        ("2024-05-07/thoughts.md", "# Title\nWords", date(2024, 5, 7), 10, "Title"),
        ("walk.md", "---\ndate: 2024-05-07\ntime: 9:30 pm\n---\nWords", date(2024, 5, 7), 19, "walk"),
        ("walk.md", "---\ncreated: 2024-05-07T23:30:00-05:00\n---\nWords", date(2024, 5, 7), 4, "walk"),
        ("1962-05-07.md", "Words", date(1962, 5, 7), 11, ""),
    ],
)
def test_the_date_is_found(tmp_path: Path, name: str, text: str, day: date, hour: int, title: str) -> None:
    path = folder(tmp_path / "notes", {name: text})
    [entry] = entries(path)
    assert (entry.stamp.day, entry.stamp.at.hour, entry.title, entry.text) == (day, hour, title, "Words")
    assert Fact.DATE_OF_FILE not in {note.fact for note in look(path).notes}


def test_the_day_of_the_file_is_the_last_resort_and_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path / "notes", {"walk.md": "Words"})
    at = datetime(2023, 8, 9, 23, 30, tzinfo=UTC)
    os.utime(path / "walk.md", (at.timestamp(), at.timestamp()))
    [entry] = entries(path)
    assert entry.stamp.day == date(2023, 8, 10)
    assert {note.fact for note in look(path).notes} == {Fact.DATE_OF_FILE}
    before = [arrival.external for arrival in take(path)[0]]
    os.utime(path / "walk.md", (0, 0))
    assert [arrival.external for arrival in take(path)[0]] == before


def test_pictures_come_along_from_inside_only(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"not yours")
    text = (
        "![a walk](img/a%20b.png) ![[c.jpg|200]] ![](../../secret.png) ![](https://x.y/z.png) ![](/etc/z.png)"
        "\n![](gone.png)"
    )
    files: dict[str, bytes | str] = {
        "d/2024-05-07.md": text,
        "d/img/a b.png": b"ab",
        "c.jpg": b"c",
        "x.odt": b"x",
    }
    path = folder(tmp_path / "notes", files)
    [arrival], snags = take(path)
    assert arrival.entry is not None
    first, second = arrival.entry.media
    assert arrival.entry.text == (
        f"![a walk](media:{first}) ![](media:{second}) ![](../../secret.png) ![](https://x.y/z.png) "
        "![](/etc/z.png)\n![](gone.png)"
    )
    assert [snag.why for snag in snags] == [Why.MEDIUM_MISSING] * 3
    facts = {note.fact: note.count for note in look(path).notes}
    assert facts[Fact.FILES_PASSED_OVER] == 1


def test_links_out_and_hidden_files_are_no_files(tmp_path: Path) -> None:
    outside = folder(tmp_path / "outside", {"2020-01-01.md": "not chosen"})
    path = folder(
        tmp_path / "notes", {"2024-05-07.md": "Words", ".git/2024-01-01.md": "x", ".2024-01-02.md": "x"}
    )
    (path / "2020-01-01.md").symlink_to(outside / "2020-01-01.md")
    (path / "more").symlink_to(outside)
    assert [entry.text for entry in entries(path)] == ["Words"]


def test_what_is_broken_stops_no_other(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "2024-01-01.md": "---\n[broken: {yaml\n---\nWords",
        "2024-01-02.md": b"caf\xe9 \x93quoted\x94",
        "2024-01-03.md": "\ufeff" + "שלום 🦊".encode().decode(),
        "2024-01-04.txt": "UTF-16 text".encode("utf-16"),
        "2024-01-05.md": "",
        "2024-01-06.md": b"a\0b",
    }
    path = zipped(tmp_path / "notes.zip", files)
    texts = [entry.text for entry in entries(path)]
    assert texts == ["---\n[broken: {yaml\n---\nWords", "café “quoted”", "שלום 🦊", "UTF-16 text", "ab"]


def test_one_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "2024-05-07.markdown"
    path.write_text("# T\n\nWords", encoding="utf-8")
    [entry] = entries(path)
    assert (entry.title, entry.text) == ("T", "Words")
    assert look(path).title == "2024-05-07.markdown"


def test_two_equal_pages_stay_two(tmp_path: Path) -> None:
    path = folder(tmp_path / "n", {"a/2024-05-07.md": "Words", "b/2024-05-07.md": "Words"})
    names = [arrival.external for arrival in take(path)[0]]
    assert len(set(names)) == 2
    assert names == [arrival.external for arrival in take(path, zone=samples.ZoneInfo("Asia/Tokyo"))[0]]


def test_a_page_of_nothing_but_brackets_is_a_page(tmp_path: Path) -> None:
    pages = {
        f"2024-01-{n:02}.md": mark * 5000 for n, mark in enumerate(("![[", "![](", "[a ", "<b", "//a"), 1)
    }
    assert len(entries(folder(tmp_path / "n", dict(pages)))) == 5
