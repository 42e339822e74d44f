"""Loads what may help with a letter: who writes to whom, threads to follow, and first lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from selfkind_desktop.domain.content_table import Table, read
from selfkind_desktop.domain.letters import Voice


@dataclass(frozen=True, slots=True)
class Companion:
    """What stands beside a letter of one voice; all of it may be ignored.

    Attributes:
        name: of the voice, on a button.
        line: what it is, in a sentence.
        threads: what one may write about, in an order that holds.
        starters: first lines for a blank page.
    """

    voice: Voice
    name: str
    line: str
    threads: tuple[str, ...]
    starters: tuple[str, ...]


def load_companions(path: Path) -> Mapping[Voice, Companion]:
    """What stands beside each voice, in the order of the file.

    Raises:
        ContentError: the file cannot be used, or a voice is missing.
        OSError: it cannot be read.
    """
    whole = read(path)
    voices = {voice.value: voice for voice in Voice}
    whole.only(*voices)
    return {voices[key]: _companion(voices[key], whole.table(key)) for key in voices}


def _companion(voice: Voice, table: Table) -> Companion:
    table.only("name", "line", "threads", "starters")
    threads, starters = tuple(table.texts("threads")), tuple(table.texts("starters"))
    for key, texts in (("threads", threads), ("starters", starters)):
        if not texts or len(set(texts)) < len(texts):
            raise table.error("There is none, or one is there twice.", key)
    return Companion(voice, table.text("name"), table.text("line"), threads, starters)
