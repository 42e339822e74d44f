"""What stands beside a letter is there for every voice, and a broken file says where it is broken."""

from pathlib import Path

import pytest

from selfkind_desktop import assets
from selfkind_desktop.domain.content_table import ContentError
from selfkind_desktop.domain.letter_content import load_companions
from selfkind_desktop.domain.letters import Voice

FILE = assets.path("content", "en", "letters.toml")


def test_every_voice_has_threads_and_first_lines() -> None:
    companions = load_companions(FILE)
    assert list(companions) == list(Voice)
    for voice, companion in companions.items():
        assert companion.voice is voice
        assert len(companion.threads) == 5
        assert len(companion.starters) >= 4


def test_threads_fit_on_a_button() -> None:
    for companion in load_companions(FILE).values():
        assert len(companion.name) <= 22
        assert all(len(thread) <= 34 for thread in companion.threads)


def test_no_first_line_is_there_twice() -> None:
    starters = [each for companion in load_companions(FILE).values() for each in companion.starters]
    assert len(set(starters)) == len(starters)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[future-me]", "[nobody]"),
        ('"How it is here, now"', '"What I hope you have kept"'),
        ('name = "A future me"', 'nam = "A future me"'),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, before: str, after: str) -> None:
    broken = tmp_path / "letters.toml"
    broken.write_text(FILE.read_text("utf-8").replace(before, after), "utf-8")
    with pytest.raises(ContentError):
        load_companions(broken)
