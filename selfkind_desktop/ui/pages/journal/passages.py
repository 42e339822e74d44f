"""What an entry says, passage by passage, and how two of its states differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from selfkind_desktop.domain.compare import Change, Run, compare
from selfkind_desktop.domain.forms import Form
from selfkind_desktop.domain.journal import Entry, Revision

_TOLD = 6
"""So many changes are told one by one; of more, only how many words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an entry.

    Attributes:
        name: the question it answers; empty for words that answer none.
        runs: its words, and what became of them.
        is_title: whether it is the title.
    """

    name: str
    runs: tuple[Run, ...]
    is_title: bool = False


def passages(entry: Entry | Revision, form: Form | None) -> tuple[Passage, ...]:
    """What an entry says; what is empty is left out."""
    return differing(entry, entry, form)


def differing(before: Entry | Revision, now: Entry | Revision, form: Form | None) -> tuple[Passage, ...]:
    """How one state of an entry became another, passage by passage."""
    old, new = ({part.key: part.text for part in state.parts} for state in (before, now))
    found = [Passage("", compare(before.title, now.title), is_title=True)]
    for key in dict.fromkeys((*(part.key for part in now.parts), *old)):
        question = None if form is None else form.question(key)
        choices = {} if question is None else dict(question.choices)
        texts = (choices.get(text, text) for text in (old.get(key, ""), new.get(key, "")))
        found.append(Passage("" if question is None else question.ask, compare(*texts)))
    found.append(Passage("", compare(before.text, now.text)))
    return tuple(passage for passage in found if passage.runs)


def in_words(shown: Sequence[Passage]) -> str:
    """What changed, for whoever cannot see colors or lines through words."""
    runs = [run for passage in shown for run in passage.runs if run.text.strip()]
    gone = [run.text for run in runs if run.change is Change.GONE]
    new = [run.text for run in runs if run.change is Change.NEW]
    if not gone and not new:
        return _tr("These are the words of now.")
    if len(gone) + len(new) > _TOLD:
        return _tr("Words that went since: {gone}. Words that came: {new}.").format(
            gone=_count(gone), new=_count(new)
        )
    told = []
    if gone:
        told.append(_tr("Went since: {words}.").format(words=_quoted(gone)))
    if new:
        told.append(_tr("Came since: {words}.").format(words=_quoted(new)))
    return " ".join(told)


def _count(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(_tr("“{words}”").format(words=_short(text)) for text in texts)


def _short(text: str) -> str:
    words = text.strip().rstrip(".").split()  # the sentence around it has a full stop of its own
    return " ".join(words) if len(words) <= 12 else " ".join((*words[:5], "…", *words[-5:]))


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalPassages", text)
