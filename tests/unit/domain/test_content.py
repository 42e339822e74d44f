"""Content files: the real ones are whole, and a broken one is named with its line."""

import re
import shutil
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from selfkind_desktop import assets
from selfkind_desktop.domain.content import (
    EMPTY_PLACES,
    ContentError,
    load_emotions,
    load_practice,
    load_practices,
    load_support,
    load_today,
)
from selfkind_desktop.domain.practice import Alternative, PauseKind
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.domain.settings import Without
from selfkind_desktop.domain.today import PartOfDay, part_of_day

ENGLISH = assets.path("content", "en")


def spoilt(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """A copy of a real file in which the first `old` became `new`."""
    text = (ENGLISH / name).read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / Path(name).name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def line_of(path: Path, part: str) -> int:
    return next(
        number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if part in line
    )


# What is there


def test_there_is_a_practice_for_every_kind_of_pause() -> None:
    practices = load_practices(ENGLISH / "practices")
    keys = {practice.key for practice in practices}
    assert keys >= {
        "break.three-part",
        "breathing.soothing",
        "touch.supportive",
        "words.kind",
        "humanity.not-alone",
    }
    for kind in set(PauseKind) - {PauseKind.SURPRISE}:
        assert sum(practice.kind is kind for practice in practices) >= 2, kind


def test_every_practice_comes_in_every_length() -> None:
    for practice in load_practices(ENGLISH / "practices"):
        assert practice.minutes == (1, 2, 3, 5)
        assert practice.posture
        assert practice.caution


def test_grounding_is_short_and_has_no_clock() -> None:
    grounding = load_practice(ENGLISH / "grounding.toml")
    assert grounding.minutes == ()
    assert 5 <= sum(len(step.lines) for step in grounding.steps) <= 6
    assert all(step.pacer is None for step in grounding.steps)


def test_the_five_words_of_the_check_in_come_first() -> None:
    emotions = load_emotions(ENGLISH / "emotions.toml")
    assert [word.label for word in emotions.first] == [
        "tired",
        "tense",
        "lonely",
        "hopeful",
        "self-critical",
    ]
    everything = [word for group in emotions.groups for word in group.emotions]
    assert len(everything) >= 35
    assert emotions.label("cared-for") == "cared for"
    assert emotions.label("from-another-version") == "from-another-version"
    for mood in Mood:
        assert any(word.lowest <= mood <= word.highest for word in everything)
    assert emotions.ordered_for(Mood.GOOD)[0].title == "Lighter"
    assert emotions.ordered_for(Mood.VERY_HARD)[-1].title in ("Lighter", "In between")
    assert {group.title for group in emotions.ordered_for(Mood.HARD)} == {
        group.title for group in emotions.groups
    }


def test_every_number_can_be_traced() -> None:
    support = load_support(ENGLISH / "support.toml")
    assert len(support.countries) >= 25
    assert [country.name for country in support.countries] == sorted(
        country.name for country in support.countries
    )
    for country in support.countries:
        assert country.emergency, country.code
        for line in country.lines:
            assert line.source, line.name
            assert int(line.checked[:4]) <= 2026
            if int(line.checked[:4]) < 2020:
                assert line.please_check, line.name
    assert support.country("us") is not None
    assert support.country("XX") is None
    assert support.elsewhere.address == "https://findahelpline.com"


@pytest.mark.parametrize("code", ["IE", "DK", "PL", "JP", "HK", "CN", "IL", "AR", "PH"])
def test_numbers_from_memory_ask_to_be_checked(code: str) -> None:
    country = load_support(ENGLISH / "support.toml").country(code)
    assert country is not None
    assert all(line.please_check for line in country.lines)


def test_today_has_something_small_for_every_day() -> None:
    today = load_today(ENGLISH / "today.toml")
    keys = {practice.key for practice in load_practices(ENGLISH / "practices")}
    assert {idea.practice for idea in today.ideas} == keys
    assert len({idea.title for idea in today.ideas}) == len(today.ideas) >= 24
    monday = date(2026, 11, 23)
    days = [today.idea(monday + timedelta(day)) for day in range(len(today.ideas))]
    assert set(days) == set(today.ideas)
    more = [today.idea(monday, further) for further in range(len(today.ideas))]
    assert more[0] == days[0]
    assert set(more) == set(today.ideas)
    assert set(today.empty) == set(EMPTY_PLACES)


def test_the_greeting_goes_with_the_hour_and_stays_for_the_day() -> None:
    today = load_today(ENGLISH / "today.toml")
    monday = date(2026, 11, 23)
    assert today.greeting(time(8), monday)[0] == "Good morning."
    assert today.greeting(time(13), monday)[0] == "Good afternoon."
    assert today.greeting(time(20), monday)[0] == "Good evening."
    assert today.greeting(time(9), monday) == today.greeting(time(11, 59), monday)
    assert today.greeting(time(9), monday) != today.greeting(time(9), monday + timedelta(1))


@pytest.mark.parametrize(
    ("local", "part"),
    [
        (time(4, 59), PartOfDay.NIGHT),
        (time(5), PartOfDay.MORNING),
        (time(12), PartOfDay.AFTERNOON),
        (time(18), PartOfDay.EVENING),
        (time(22, 59), PartOfDay.EVENING),
        (time(23), PartOfDay.NIGHT),
        (time(0), PartOfDay.NIGHT),
    ],
)
def test_the_day_has_four_parts(local: time, part: PartOfDay) -> None:
    assert part_of_day(local) is part


def test_settings_speak_of_the_same_alternatives() -> None:
    assert {without.value for without in Without} <= {kind.value for kind in Alternative}


# What is wrong

BREAK = "practices/break-three-part.toml"


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "problem"),
    [
        (BREAK, 'kind = "soothe"', 'kind = "sooth"', "sooth", "“kind” has to be one of soothe, breathe, "),
        (BREAK, 'kind = "soothe"', 'kind = "surprise"', "surprise", "“kind” has to be one of"),
        (BREAK, "minutes = [1, 2, 3, 5]", "minutes = [2, 1]", "[2, 1]", "rising order"),
        (BREAK, "minutes = [1, 2, 3, 5]", 'minutes = "1"', 'minutes = "1"', "list of whole numbers"),
        (BREAK, 'pacer = "soft"', 'pacer = "sotf"', "sotf", "no pacer “sotf”; there are soft, slow"),
        (BREAK, "quiet =", "quite =", "quite", "“quite” is not known here; known are say, quiet"),
        (BREAK, "from = 2", "from = 0", "from = 0", "“from” has to be a whole number from 1"),
        (BREAK, "from = 2", "from = 2\nuntil = 1", "until = 1", "“until” comes before “from”"),
        (BREAK, "room = 1.5", "room = -1", "room = -1", "“room” has to be a number above 0"),
        (BREAK, "still = true", 'still = "yes"', 'still = "yes"', "“still” has to be true or false"),
        (BREAK, "alternative.words", "alternative.word", "alternative.word ", "“word” is not known"),
        (BREAK, "{ say =", "{ said =", "said", "“said” is not known here"),
        (BREAK, 'title = "This is hard"', 'title = " This is hard"', " This is hard", "without spaces"),
        (
            BREAK,
            '"Big or small, it counts."]',
            '"Big.", "Small."]',
            "Small.",
            "room for one or two sentences",
        ),
        (BREAK, '"Big or small, it counts."]', '""]', '""]', "a text or a list of texts"),
        (BREAK, "alternative.words = {", "alternative = 3 # {", "alternative = 3", "has to be a table"),
        (BREAK, 'title = "This is hard"', 'title = ""', 'title = ""', "“title” is empty"),
        (BREAK, 'key = "break.three-part"', 'key = "Break!"', "Break!", "lower-case words"),
        (BREAK, "closing = true", "closing = false", "[[step]]\x00last", "has to be the closing one"),
        (BREAK, 'pacer = "soft"', 'closing = true\npacer = "soft"', "closing = true", "Only the last step"),
        ("emotions.toml", 'first = ["tired"', 'first = ["tried"', "tried", "names “tried”"),
        ("emotions.toml", "moods = [1, 3]", "moods = [1, 6]", "[1, 6]", "“moods” has to be"),
        ("emotions.toml", 'key = "sad"', 'key = "tired"', 'label = "sad"', "“tired” is there already"),
        ("support.toml", 'source = "newswire', 'sauce = "newswire', "sauce", "“sauce” is not known"),
        ("support.toml", 'checked = "2023-11-30"', 'checked = "Nov. 2023"', "Nov. 2023", "“checked” has to"),
        ("support.toml", 'code = "US"', 'code = "us"', '"us"', "two capital letters"),
        ("support.toml", 'code = "US"', 'code = "AT"', 'code = "AT"\x00last', "AT is there already"),
        ("support.toml", "https://www.113.nl", "www.113.nl", '"www.113.nl"', "has to begin with https://"),
        ("today.toml", "[greeting.night]", "[greeting.nite]", "[greeting.nite]", "“nite” is not known"),
        ("today.toml", 'practice = "words.friend"', "practice = 3", "practice = 3", "one line of text"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(
    tmp_path: Path, name: str, old: str, new: str, at: str, problem: str
) -> None:
    path = spoilt(tmp_path, name, old, new)
    part, _, last = at.partition("\x00")
    lines = [
        number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if part in line
    ]
    load = {"emotions.toml": load_emotions, "support.toml": load_support, "today.toml": load_today}
    with pytest.raises(ContentError, match=re.escape(problem)) as caught:
        load.get(name, load_practice)(path)
    assert caught.value.line == (lines[-1] if last else lines[0])
    assert str(caught.value).startswith(f"{path}, line {caught.value.line}: ")


def test_a_number_without_a_source_or_a_date_is_refused(tmp_path: Path) -> None:
    for missing in ("source", "checked"):
        text = (ENGLISH / "support.toml").read_text(encoding="utf-8")
        start = text.index('name = "Need to talk? 1737"')
        gone = re.sub(rf'\n{missing} = "[^"]*"', "", text[start:], count=1)
        path = tmp_path / "support.toml"
        path.write_text(text[:start] + gone, encoding="utf-8")
        with pytest.raises(ContentError, match=f"“{missing}” is missing") as caught:
            load_support(path)
        assert caught.value.line == line_of(path, 'name = "Need to talk? 1737"') - 1


def test_a_line_that_nobody_can_reach_is_refused(tmp_path: Path) -> None:
    path = spoilt(tmp_path, "support.toml", 'call = "1411"\n', "")
    with pytest.raises(ContentError, match="neither be called"):
        load_support(path)


def test_more_text_than_a_minute_holds_is_refused(tmp_path: Path) -> None:
    crowded = "".join(f'\n[[step.line]]\nsay = "{"word " * 20}{number}."\n' for number in range(9))
    path = spoilt(tmp_path, BREAK, '\n[[step]]\ntitle = "Others', crowded + '\n[[step]]\ntitle = "Others')
    with pytest.raises(ContentError, match="more than 1 min") as caught:
        load_practice(path)
    assert caught.value.line == line_of(path, "minutes =")


def test_a_step_with_nothing_to_say_is_refused(tmp_path: Path) -> None:
    path = spoilt(
        tmp_path, BREAK, '[[step.line]]\nsay = ["Hard days', '[[step.line]]\nfrom = 2\nsay = ["Hard days'
    )
    with pytest.raises(ContentError, match="nothing to say in 1 min") as caught:
        load_practice(path)
    assert caught.value.line == line_of(path, "Others know this") - 1


@pytest.mark.parametrize(
    ("source", "line", "problem"),
    [
        (b'key = "a"\ntitle = \n', 2, "not valid TOML"),
        (b'key = "a"\nkey = "b"\n', 2, "not valid TOML"),
        (b'key = "a"\ntitle = "never closed\n', 2, "not valid TOML"),
        (b'key = "a"\n\ntitle = "\xff"\n', 3, "not UTF-8"),
        (b"", 1, "“kind” is missing"),
        (b'kind = "soothe"\nstep = 3\n', 2, "“step” has to be one or more tables"),
    ],
)
def test_what_is_no_content_at_all_is_said_too(
    tmp_path: Path, source: bytes, line: int, problem: str
) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes(source)
    with pytest.raises(ContentError, match=problem) as caught:
        load_practice(path)
    assert caught.value.line == line


def test_one_broken_file_does_not_take_the_others_away(tmp_path: Path) -> None:
    shelf = tmp_path / "practices"
    shutil.copytree(ENGLISH / "practices", shelf)
    (shelf / "broken.toml").write_text("key = ", encoding="utf-8")
    shutil.copy(shelf / "words-kind.toml", shelf / "words-kind-again.toml")
    broken: list[ContentError] = []
    practices = load_practices(shelf, broken.append)
    assert {practice.key for practice in practices} == {
        practice.key for practice in load_practices(ENGLISH / "practices")
    }
    assert [Path(error.file).name for error in broken] == ["broken.toml", "words-kind.toml"]
    with pytest.raises(ContentError, match=r"broken\.toml, line 1"):
        load_practices(shelf)


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no practices"):
        load_practices(tmp_path)
