"""Programs, counts, reasons and outcomes in words."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from selfkind_desktop.ui.importing.values import Missed, Note, Outcome, Preview

PROGRAMS = {
    "selfkind": "Selfkind",
    "daylio-csv": "Daylio (CSV)",
    "daylio": "Daylio",
    "day-one": "Day One",
    "jrnl-json": "jrnl (JSON)",
    "jrnl-text": "jrnl (text)",
    "rednotebook": "RedNotebook",
    "mini-diary": "Mini Diary",
    "journiv": "Journiv",
    "diarium": "Diarium",
}
"""Names that no language translates."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Importing", text)


def _number(count: int) -> str:
    return QLocale().toString(count)


def program_name(key: str) -> str:
    """The program that a format belongs to."""
    return PROGRAMS.get(key) or _tr("Text files")


def entries_in_words(count: int) -> str:
    """For example "1,204 entries"."""
    return _tr("1 entry") if count == 1 else _tr("{count} entries").format(count=_number(count))


def check_ins_in_words(count: int) -> str:
    """For example "30 check-ins"."""
    return _tr("1 check-in") if count == 1 else _tr("{count} check-ins").format(count=_number(count))


def media_in_words(count: int) -> str:
    """For example "12 pictures or recordings"."""
    if count == 1:
        return _tr("1 picture or recording")
    return _tr("{count} pictures or recordings").format(count=_number(count))


def _more_in_words(count: int) -> str:
    if count == 1:
        return _tr("1 thing more")
    return _tr("{count} things more (pauses, letters and the like)").format(count=_number(count))


def counts_in_words(entries: int, check_ins: int, media: int = 0, more: int = 0) -> str:
    """What there is, without what there is none of; "nothing" if there is none at all."""
    said = [
        words(count)
        for count, words in (
            (entries, entries_in_words),
            (check_ins, check_ins_in_words),
            (media, media_in_words),
            (more, _more_in_words),
        )
        if count
    ]
    return joined(said) if said else _tr("nothing")


def joined(said: Sequence[str]) -> str:
    """A list as one says it."""
    if len(said) < 2:
        return "".join(said)
    return _tr("{most} and {last}").format(most=", ".join(said[:-1]), last=said[-1])


def day_in_words(day: date) -> str:
    """A date without its weekday, for example "Nov 19, 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _tr("MMM d, yyyy"))


def days_in_words(first: date | None, last: date | None) -> str:
    """From which day to which; empty where there is none."""
    if first is None or last is None:
        return ""
    if first == last:
        return day_in_words(first)
    return _tr("{first} to {last}").format(first=day_in_words(first), last=day_in_words(last))


def heading_of(preview: Preview) -> str:
    """What was found, for example "1,204 entries from Day One"."""
    what = counts_in_words(preview.entries, preview.check_ins)
    return _tr("{what} from {program}").format(
        what=what[:1].upper() + what[1:], program=program_name(preview.program)
    )


def known_in_words(count: int) -> str:
    """How much of it is here already."""
    if count == 1:
        return _tr("One of them is here already and stays as it is.")
    return _tr("{count} of them are here already and stay as they are.").format(count=_number(count))


def times_in_words(count: int) -> str:
    """How often something occurs."""
    return _tr("once") if count == 1 else _tr("{count} times").format(count=_number(count))


def note_in_words(note: Note) -> str:
    """What is good to know, for example "12 × is a goal: goals have no place here and stay behind"."""
    return f"{_number(note.count)} × {_tr(note.text)}"


def missed_as_text(missed: Sequence[Missed]) -> str:
    """One line for each."""
    return "\n".join(
        " · ".join(part for part in (each.where, _tr(each.why), each.detail) if part) for each in missed
    )


def outcome_in_words(outcome: Outcome) -> str:
    """What came of an import, in a few sentences."""
    said = []
    if outcome.has_something:
        counts = counts_in_words(outcome.entries, outcome.check_ins, outcome.media, outcome.more)
        said.append(_tr("{counts} came in.").format(counts=counts[:1].upper() + counts[1:]))
    else:
        said.append(_tr("Nothing new came in."))
    if outcome.known == 1:
        said.append(_tr("One was here already and stayed as it is."))
    elif outcome.known:
        said.append(
            _tr("{count} were here already and stayed as they are.").format(count=_number(outcome.known))
        )
    return " ".join(said)


def undone_in_words(gone: int, kept: int) -> str:
    """What undoing an import did."""
    said = (
        _tr("Undone. Nothing of it was left here.")
        if not gone
        else _tr("Undone. One thing that came in is gone again.")
        if gone == 1
        else _tr("Undone. {count} things that came in are gone again.").format(count=_number(gone))
    )
    if kept == 1:
        return said + " " + _tr("One that you changed since is still here.")
    if kept:
        return said + " " + _tr("{count} that you changed since are still here.").format(count=_number(kept))
    return said
