"""Bringing words in, in a real desktop: from Settings to the journal, in light, dark and with large text."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.desktop.conftest import NewSelfkind
from tests.desktop.reader import Reader
from tests.desktop.records import files_with, kept
from tests.desktop.session import Desktop
from tests.desktop.waiting import wait_until

MARK = "Kaleidoskopwort"
DAYLIO = f"""\
full_date,date,weekday,time,mood,activities,note_title,note
2026-07-27,July 27,Monday,13:48,meh,"work | walk","Long day","{MARK} evening"
2026-07-26,July 26,Sunday,21:10,lilac,"walk","",""
"""


def _day_one(path: Path) -> None:
    entries = [
        {
            "uuid": f"{number:032X}",
            "creationDate": f"2024-01-{number:02}T09:02:50Z",
            "timeZone": "Europe/Berlin",
            "text": f"# Day {number}\n\n{MARK} and tea.",
            "tags": ["calm"],
        }
        for number in range(1, 25)
    ]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Journal.json", json.dumps({"metadata": {"version": "1.0"}, "entries": entries}))


def _press(screen_reader: Reader, name: str) -> None:
    screen_reader.act(wait_until(lambda: screen_reader.find("selfkind", name), name))


def _chooser(desk: Desktop) -> bool:
    return any(window.title == "Bring words in" for window in desk.screen.windows())


def _chosen(desk: Desktop, file: Path, screen_reader: Reader) -> bool:
    """Type the path; a dialog that is not ready yet misses it, so it is typed again."""
    if not _chooser(desk):
        return True
    desk.screen.type(str(file))
    desk.screen.press("Return")
    return not _chooser(desk) or bool(screen_reader.find("selfkind", "from Day One"))


@pytest.mark.parametrize(("theme", "size"), [("light", "100"), ("dark", "200")])
def test_a_journal_comes_in_from_settings_and_goes_again(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader, tmp_path: Path, theme: str, size: str
) -> None:
    file = tmp_path / "Journal.zip"
    _day_one(file)
    program = new_selfkind(desk, appearance__theme=theme, appearance__text_size=size)
    program.start()
    program.run("open")
    settings = wait_until(lambda: screen_reader.find("selfkind", "Settings", "radio"), "the window")
    desk.screen.click(*screen_reader.center(settings))
    wait_until(lambda: screen_reader.find("selfkind", "Find a setting"), "Settings")
    _press(screen_reader, "Bring words in")  # the link to the section
    _press(screen_reader, "Bring words in…")
    _press(screen_reader, "Choose a file…")
    # The desktop's own dialog, which another toolkit draws: a slash lets one type a path.
    wait_until(lambda: _chooser(desk), "the dialog to choose a file")
    wait_until(lambda: _chosen(desk, file, screen_reader), "the file to be taken", every=1.0)
    go = wait_until(lambda: screen_reader.find("selfkind", "Bring in 24 entries"), "the preview")
    desk.picture(f"import-preview-{theme}-{size}")
    assert [str(e) for e in screen_reader.elements("selfkind") if e.focusable and not e.name.strip()] == []
    screen_reader.act(go)
    wait_until(lambda: screen_reader.find("selfkind", "24 entries came in."), "the outcome")
    desk.picture(f"import-outcome-{theme}-{size}")
    _press(screen_reader, "Undo this import")
    wait_until(lambda: screen_reader.find("selfkind", "Undone. 24 things"), "the end")
    program.quit()
    with kept(program.home) as store:
        assert store.entries.count() == 0


def test_the_command_line_brings_in_what_the_running_program_then_shows(
    desk: Desktop, new_selfkind: NewSelfkind, tmp_path: Path
) -> None:
    file = tmp_path / "daylio.csv"
    file.write_text(DAYLIO, "utf-8")
    program = new_selfkind(desk)
    program.start()
    said = program.run("import", "--mood", "lilac=4", str(file))
    assert "came in." in said
    assert program.run("import", str(file)).startswith("Nothing new came in.")
    program.quit()
    assert program.run("import", str(file)).startswith("Nothing new came in."), "without a program too"
    with kept(program.home) as store:
        assert store.check_ins.count() == 2
    assert files_with(program.home, MARK) == []
