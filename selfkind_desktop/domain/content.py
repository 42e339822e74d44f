"""Loads the content files of one language, and finds their mistakes before a person meets them.

Import it where content is needed, never at start-up.
"""

import re
from collections.abc import Callable
from pathlib import Path

from selfkind_desktop.domain.content_table import ContentError, Table, read
from selfkind_desktop.domain.emotions import Emotion, EmotionGroup, Emotions
from selfkind_desktop.domain.practice import (
    PACERS,
    Alternative,
    Line,
    PauseKind,
    Practice,
    Step,
    Words,
)
from selfkind_desktop.domain.practice_plan import needed
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.domain.support import Country, Directory, Emergency, HelpLine, Passage, Support
from selfkind_desktop.domain.today import Greeting, Idea, PartOfDay, Today

__all__ = [
    "EMPTY_PLACES",
    "ContentError",
    "load_emotions",
    "load_practice",
    "load_practices",
    "load_support",
    "load_today",
]

EMPTY_PLACES = ("first-visit", "check-in", "week", "rest", "welcome-back", "quiet", "after-pause")
"""The places for which `today.toml` has words."""

_KEY = re.compile(r"[a-z]+(?:[.-][a-z]+)*")
_CHECKED = re.compile(r"20\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_COUNTRY = re.compile(r"[A-Z]{2}")


def load_practices(
    folder: Path, broken: Callable[[ContentError], None] | None = None
) -> tuple[Practice, ...]:
    """All practices of a folder, by file name.

    Args:
        folder: where the `*.toml` files are.
        broken: told of a file that cannot be used, which is then left out; without it the error is raised.

    Raises:
        ContentError: a file cannot be used, or two practices have the same key, or there are none at all.
        OSError: a file cannot be read.
    """
    found: dict[str, Practice] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            practice = load_practice(path)
            if practice.key in found:
                raise ContentError(str(path), 1, f"Another practice has the key “{practice.key}” already.")
        except ContentError as error:
            if broken is None:
                raise
            broken(error)
        else:
            found[practice.key] = practice
    if not found:
        raise ContentError(str(folder), 1, "There are no practices in this folder.")
    return tuple(found.values())


def load_practice(path: Path) -> Practice:
    """One practice.

    Raises:
        ContentError: the file cannot be used.
        OSError: the file cannot be read.
    """
    table = read(path)
    table.only(
        "key", "title", "purpose", "kind", "needs", "minutes", "posture", "caution", "step", "alternative"
    )
    kinds = [kind.value for kind in PauseKind if kind is not PauseKind.SURPRISE]
    if table.text("kind") not in kinds:
        raise table.error(f"“kind” has to be one of {', '.join(kinds)}.", "kind")
    steps = tuple(table.tables("step"))
    practice = Practice(
        key=_key(table),
        title=table.text("title"),
        purpose=table.text("purpose"),
        kind=PauseKind(table.text("kind")),
        needs=table.texts("needs"),
        minutes=table.wholes("minutes") if table.has("minutes") else (),
        posture=table.text("posture", ""),
        caution=table.text("caution", ""),
        steps=tuple(_step(step) for step in steps),
        titles=_titles(table),
    )
    _check_closing(steps, practice)
    for minutes in practice.minutes:
        _check_length(table, steps, practice, minutes)
    return practice


def load_emotions(path: Path) -> Emotions:
    """The words for a check-in.

    Raises:
        ContentError: the file cannot be used.
        OSError: the file cannot be read.
    """
    table = read(path)
    table.only("first", "group")
    known: dict[str, Emotion] = {}
    groups: list[EmotionGroup] = []
    for group in table.tables("group"):
        group.only("title", "emotion")
        words = []
        for one in group.tables("emotion"):
            emotion = _emotion(one)
            if emotion.key in known:
                raise one.error(f"The word “{emotion.key}” is there already.", "key")
            known[emotion.key] = emotion
            words.append(emotion)
        groups.append(EmotionGroup(group.text("title"), tuple(words)))
    first = table.texts("first")
    for key in first:
        if key not in known:
            raise table.error(f"“first” names “{key}”, which no group has.", "first")
    return Emotions(tuple(known[key] for key in first), tuple(groups))


def load_support(path: Path) -> Support:
    """Crisis lines and the words around them.

    Raises:
        ContentError: the file cannot be used; a line without a source and a date of checking cannot.
        OSError: the file cannot be read.
    """
    table = read(path)
    passages = ("opening", "reach", "seek", "first", "about", "numbers")
    table.only(*passages, "country", "elsewhere")
    countries: dict[str, Country] = {}
    for one in table.tables("country"):
        country = _country(one)
        if country.code in countries:
            raise one.error(f"The country {country.code} is there already.", "code")
        countries[country.code] = country
    elsewhere = table.table("elsewhere")
    elsewhere.only("name", "address", "line", "source", "checked")
    opening, reach, seek, first, about, numbers = (_passage(table.table(name)) for name in passages)
    return Support(
        opening=opening,
        reach=reach,
        seek=seek,
        first=first,
        about=about,
        numbers=numbers,
        countries=tuple(sorted(countries.values(), key=lambda country: country.name)),
        elsewhere=Directory(
            elsewhere.text("name"),
            _address(elsewhere, "address"),
            elsewhere.text("line"),
            elsewhere.text("source"),
            _checked(elsewhere),
        ),
    )


def load_today(path: Path) -> Today:
    """The words of the Today page.

    Raises:
        ContentError: the file cannot be used.
        OSError: the file cannot be read.
    """
    table = read(path)
    table.only("greeting", "idea", "empty")
    greetings = table.table("greeting")
    greetings.only(*PartOfDay)
    empty = table.table("empty")
    empty.only(*EMPTY_PLACES)
    ideas: list[Idea] = []
    for one in table.tables("idea"):
        one.only("title", "line", "practice")
        ideas.append(Idea(one.text("title"), one.text("line"), one.text("practice")))
    return Today(
        greetings={part: _greeting(greetings.table(part)) for part in PartOfDay},
        ideas=tuple(ideas),
        empty={place: empty.text(place) for place in EMPTY_PLACES},
    )


def _titles(table: Table) -> tuple[tuple[Alternative, str], ...]:
    if not table.has("alternative"):
        return ()
    others = table.table("alternative")
    others.only(*Alternative)
    titles: list[tuple[Alternative, str]] = []
    for name in others.keys():  # noqa: SIM118 - a Table is not a dict
        other = others.table(name)
        other.only("title")
        titles.append((Alternative(name), other.text("title")))
    return tuple(titles)


def _step(table: Table) -> Step:
    table.only("title", "pacer", "from", "closing", "line")
    pacer = table.text("pacer", "")
    if pacer and pacer not in PACERS:
        raise table.error(f"There is no pacer “{pacer}”; there are {', '.join(PACERS)}.", "pacer")
    return Step(
        title=table.text("title"),
        lines=tuple(_line(line) for line in table.tables("line")),
        pacer=PACERS[pacer] if pacer else None,
        shortest=table.whole("from", 1),
        closing=table.flag("closing"),
    )


def _line(table: Table) -> Line:
    table.only("say", "quiet", "from", "until", "room", "still", "phrases", "alternative")
    words = _words(table, None)
    still = table.flag("still")
    alternatives: list[tuple[Alternative, Words]] = []
    if table.has("alternative"):
        others = table.table("alternative")
        others.only(*Alternative)
        for name in others.keys():  # noqa: SIM118 - a Table is not a dict
            other = others.table(name)
            other.only("say", "quiet")
            alternatives.append((Alternative(name), _words(other, words)))
    line = Line(
        words=words,
        shortest=table.whole("from", 1),
        longest=table.whole("until", 60),
        room=table.number("room", 4.0 if still else 1.0),
        still=still,
        phrases=table.flag("phrases"),
        alternatives=tuple(alternatives),
    )
    if line.shortest > line.longest:
        raise table.error("“until” comes before “from”, so nobody would see this line.", "until")
    return line


def _words(table: Table, instead_of: Words | None) -> Words:
    """What a line says; an alternative keeps what it does not replace."""
    say = table.texts("say", instead_of.say if instead_of else None)
    if not 1 <= len(say) <= 2:
        raise table.error("“say” has room for one or two sentences.", "say")
    return Words(say, table.text("quiet", instead_of.quiet if instead_of else ""))


def _check_closing(tables: tuple[Table, ...], practice: Practice) -> None:
    for table, step in zip(tables[:-1], practice.steps[:-1], strict=True):
        if step.closing:
            raise table.error("Only the last step can be the closing one.", "closing")
    if not practice.steps[-1].closing or practice.steps[-1].shortest > 1:
        raise tables[-1].error("The last step has to be the closing one (“closing = true”), at every length.")


def _check_length(table: Table, tables: tuple[Table, ...], practice: Practice, minutes: int) -> None:
    for one, step in zip(tables, practice.steps, strict=True):
        if step.shortest <= minutes and not any(
            line.shortest <= minutes <= line.longest for line in step.lines
        ):
            raise one.error(f"This step has nothing to say in {minutes} min.")
    seconds = needed(practice, minutes)
    if seconds > minutes * 60:
        raise table.error(f"Reading it slowly takes {seconds:.0f} s, more than {minutes} min.", "minutes")


def _emotion(table: Table) -> Emotion:
    table.only("key", "label", "moods")
    moods = table.wholes("moods")
    if len(moods) > 2 or moods[-1] > max(Mood):
        raise table.error("“moods” has to be one or two of 1 to 5: the lowest and the highest.", "moods")
    return Emotion(_key(table), table.text("label"), Mood(moods[0]), Mood(moods[-1]))


def _country(table: Table) -> Country:
    table.only("code", "name", "emergency", "line")
    code = table.text("code")
    if not _COUNTRY.fullmatch(code):
        raise table.error("“code” has to be two capital letters, as in ISO 3166.", "code")
    emergency: list[Emergency] = []
    for one in table.tables("emergency"):
        one.only("number", "purpose", "please_check")
        emergency.append(Emergency(one.text("number"), one.text("purpose"), one.flag("please_check")))
    return Country(
        code, table.text("name"), tuple(emergency), tuple(_help_line(line) for line in table.tables("line"))
    )


def _help_line(table: Table) -> HelpLine:
    table.only(
        "name", "call", "text", "chat", "hours", "languages", "note", "source", "checked", "please_check"
    )
    line = HelpLine(
        name=table.text("name"),
        call=table.text("call", ""),
        text=table.text("text", ""),
        chat=_address(table, "chat") if table.has("chat") else "",
        hours=table.text("hours"),
        languages=table.texts("languages"),
        note=table.text("note", ""),
        source=table.text("source"),
        checked=_checked(table),
        please_check=table.flag("please_check"),
    )
    if not (line.call or line.text or line.chat):
        raise table.error("This line can neither be called, nor written to, nor chatted with.")
    return line


def _passage(table: Table) -> Passage:
    table.only("title", "paragraphs", "points")
    return Passage(table.text("title"), table.texts("paragraphs"), table.texts("points", ()))


def _greeting(table: Table) -> Greeting:
    table.only("hello", "lines")
    return Greeting(table.text("hello"), table.texts("lines"))


def _key(table: Table) -> str:
    key = table.text("key")
    if not _KEY.fullmatch(key):
        raise table.error("“key” has to be lower-case words joined by dots or hyphens.", "key")
    return key


def _checked(table: Table) -> str:
    checked = table.text("checked")
    if not _CHECKED.fullmatch(checked):
        raise table.error("“checked” has to be a year, a month or a day, for example 2026-11.", "checked")
    return checked


def _address(table: Table, key: str) -> str:
    address = table.text(key)
    if not address.startswith("https://"):
        raise table.error(f"“{key}” has to begin with https://.", key)
    return address
