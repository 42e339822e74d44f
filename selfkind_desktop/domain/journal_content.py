"""Loads what the journal offers to begin with: prompts for the blank page, and the guided forms."""

import re
from collections.abc import Mapping
from pathlib import Path

from selfkind_desktop.domain.content_table import Table, read
from selfkind_desktop.domain.forms import Form, Question, Tone
from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.domain.prompts import Prompt, Prompts

_KEY = re.compile(r"[a-z]+(?:-[a-z]+)*")
_KINDS = tuple(kind.value for kind in EntryKind)
_TONES = tuple(tone.value for tone in Tone)


def load_forms(path: Path) -> Mapping[EntryKind, Form]:
    """The guided forms of the journal, by the kind of entry they make.

    Raises:
        ContentError: the file cannot be used.
        OSError: it cannot be read.
    """
    whole = read(path)
    forms: dict[EntryKind, Form] = {}
    for key in whole.keys():  # noqa: SIM118 - a table, not a dict
        if key not in _KINDS:
            raise whole.error(f"“{key}” is no kind of entry.", key)
        table = whole.table(key)
        table.only("title", "line", "question")
        questions = tuple(_question(each) for each in table.tables("question"))
        keys = [question.key for question in questions]
        if len(set(keys)) < len(keys):
            raise table.error("Two questions have the same key.", "question")
        forms[EntryKind(key)] = Form(EntryKind(key), table.text("title"), table.text("line"), questions)
    return forms


def _question(table: Table) -> Question:
    table.only("key", "ask", "hint", "tone", "choices", "rest")
    key, tone = table.text("key"), table.text("tone", Tone.PLAIN)
    if not _KEY.fullmatch(key):
        raise table.error(f"“{key}” has to be made of small letters and hyphens.", "key")
    if tone not in _TONES:
        raise table.error(f"“{tone}” is no tone; there are {', '.join(_TONES)}.", "tone")
    choices: tuple[tuple[str, str], ...] = ()
    if table.has("choices"):
        named = table.table("choices")
        choices = tuple((each, named.text(each)) for each in named.keys())  # noqa: SIM118
    return Question(
        key, table.text("ask"), table.text("hint", ""), Tone(tone), choices, table.flag("rest", False)
    )


def load_prompts(path: Path) -> Prompts:
    """The prompts for the blank page.

    Raises:
        ContentError: the file cannot be used, or a prompt comes twice.
        OSError: it cannot be read.
    """
    whole = read(path)
    needs: dict[str, str] = {}
    prompts: dict[str, Prompt] = {}
    for key in whole.keys():  # noqa: SIM118 - a table, not a dict
        table = whole.table(key)
        table.only("title", "prompts")
        needs[key] = table.text("title")
        for text in table.texts("prompts"):
            if text in prompts:
                raise table.error(f"“{text}” is there twice.", "prompts")
            prompts[text] = Prompt(text, key)
    return Prompts(needs, tuple(prompts.values()))
