"""The guided forms of the journal."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from selfkind_desktop import assets
from selfkind_desktop.domain.content_table import ContentError
from selfkind_desktop.domain.forms import Tone, reframe_of
from selfkind_desktop.domain.journal import Entry, EntryKind, Part
from selfkind_desktop.domain.journal_content import load_forms
from selfkind_desktop.domain.moment import Stamp

FORMS = load_forms(assets.path("content", "en", "forms.toml"))
REFRAME = FORMS[EntryKind.REFRAME]
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SETBACK = '[setback]\ntitle = "T"\nline = "L"\n[[setback.question]]\n'
STAMP = Stamp(NOW, "Europe/Berlin", date(2026, 11, 23))


def entry(kind: EntryKind = EntryKind.FREE, **fields: object) -> Entry:
    return Entry(**({"id": "1", "stamp": STAMP, "kind": kind, "text": "", "updated": NOW} | fields))


def test_every_guided_kind_has_a_form() -> None:
    assert set(FORMS) == set(EntryKind) - {EntryKind.FREE, EntryKind.PAUSE_LINE}


def test_a_breath_stands_between_the_feeling_and_the_turning_round() -> None:
    keys = [question.key for question in REFRAME.questions]
    assert keys.index("felt") < keys.index("rest") < keys.index("also-true")
    assert [question.key for question in REFRAME.questions if question.is_rest] == ["rest"]


def test_the_critic_and_the_kind_reply_are_told_apart() -> None:
    assert REFRAME.question("critic").tone is Tone.CRITIC
    assert REFRAME.question("friend").tone is Tone.KIND


def test_the_critic_log_is_one_line_and_two_taps() -> None:
    by_taps = [bool(question.choices) for question in FORMS[EntryKind.CRITIC].questions]
    assert by_taps == [False, True, True]


def test_answers_are_kept_in_the_order_of_the_form_and_empty_ones_are_not() -> None:
    answers = {"friend": "You tried.", "happened": "I froze.", "step": "  \n", "rest": "breathed"}
    assert REFRAME.parts(answers) == (Part("happened", "I froze."), Part("friend", "You tried."))


def test_an_answer_to_a_question_that_is_no_longer_asked_stays() -> None:
    before = (Part("happened", "old"), Part("retired", "still mine"))
    assert REFRAME.parts({"happened": "new"}, before) == (
        Part("happened", "new"),
        Part("retired", "still mine"),
    )


def test_a_line_of_the_critic_can_become_a_reframe_and_stays_itself() -> None:
    line = entry(
        EntryKind.CRITIC,
        parts=(Part("critic", "You always do this."), Part("volume", "loud")),
        tags=("work",),
    )
    made = reframe_of(line, "2", entry())
    assert (made.id, made.kind, made.tags) == ("2", EntryKind.REFRAME, ("work",))
    assert made.parts == (Part("critic", "You always do this."),)
    assert line.kind is EntryKind.CRITIC


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('[nonsense]\ntitle = "T"\nline = "L"', "no kind of entry"),
        (
            '[setback]\ntitle = "T"\nline = "L"\n[[setback.question]]\nkey = "a"\nask = "A"\ntone = "red"',
            "no tone",
        ),
        ('[setback]\ntitle = "T"\nline = "L"\n[[setback.question]]\nkey = "A b"\nask = "A"', "small letters"),
        (
            '[setback]\ntitle = "T"\nline = "L"\n' + 2 * '[[setback.question]]\nkey = "a"\nask = "A"\n',
            "same key",
        ),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, content: str, problem: str) -> None:
    file = tmp_path / "forms.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ContentError, match=problem):
        load_forms(file)
