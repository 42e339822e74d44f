"""How the English texts sound: plain, inviting, never scolding, and readable at every length.

The measures are blunt; they catch slips, they do not make a text good.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from selfkind_desktop import assets
from selfkind_desktop.domain.content import (
    load_emotions,
    load_practice,
    load_practices,
    load_support,
    load_today,
)
from selfkind_desktop.domain.journal_content import load_forms, load_prompts
from selfkind_desktop.domain.letter_content import load_companions
from selfkind_desktop.domain.practice import Alternative, Line, Practice, Words
from selfkind_desktop.domain.practice_plan import plan, untimed
from selfkind_desktop.domain.support import Passage

ENGLISH = assets.path("content", "en")
PRACTICES = load_practices(ENGLISH / "practices")
GROUNDING = load_practice(ENGLISH / "grounding.toml")
EVERY_PRACTICE = (*PRACTICES, GROUNDING)

SILENCE = 65
"""Seconds that an announced silence lasts at most; other lines half as long."""

QUOTED = re.compile(r"“[^”]*”")
COMMANDS = re.compile(
    r"\b(should|must|always|never|ought to|don’t forget|(?<!do )you (have|need) to)\b", re.I
)
PROMISES = re.compile(
    r"\byou(’ll| will) (feel|be|become|notice|relax|heal)\b"
    r"|\b(proven|guaranteed?|scientifically|cures?|heals?|healing|rewires?|toxic|amazing|journey)\b",
    re.I,
)
BLAME = re.compile(r"\b(missed|failed|streak|goal|lazy|behind schedule|at least you|others have it)\b", re.I)

ASSUMES = {
    Alternative.TOUCH: r"\b(hands?|palms?|mug|touch(es)?|stroke|light press|hold something|hold on)\b",
    Alternative.BREATH: r"\b(breath(s|e|ing)?|in(hale)|ex(hale)|lungs?|the air|in for about|out for about)\b",
    Alternative.BODY: r"\b(feet|foot|toes?|heels?|arch(es)?|soles?|shoulders?|jaw|forehead|belly|stomach"
    r"|chest|cheek|fingers?|your weight|breath(s|e|ing)?|hands?|lap|longer back|lean on|the chair carry)\b",
    Alternative.IMAGE: r"\b(imagine|picture|visuali[sz]e|they tell you|be here with you|between you)\b",
    Alternative.SOUND: r"\b(listen|sounds?|hum of)\b",
    Alternative.WORDS: r"\b(say to them|may I|may you|your words|sentence|phrase|plain words)\b",
}


def lines_of(practice: Practice) -> Iterator[Line]:
    for step in practice.steps:
        yield from step.lines


def wordings(line: Line) -> Iterator[Words]:
    yield line.words
    for _, words in line.alternatives:
        yield words


def practice_texts(practice: Practice) -> Iterator[str]:
    yield from (practice.title, practice.purpose, practice.posture, practice.caution)
    for step in practice.steps:
        yield step.title
        for line in step.lines:
            for words in wordings(line):
                yield " ".join((*words.say, words.quiet)).strip()


def passage_texts(passage: Passage) -> Iterator[str]:
    yield passage.title
    yield from passage.paragraphs
    yield from passage.points


def collected() -> dict[str, list[str]]:
    """Every text a person may read, by where it stands."""
    texts: dict[str, list[str]] = defaultdict(list)
    for practice in EVERY_PRACTICE:
        texts[practice.key] = list(practice_texts(practice))
    today = load_today(ENGLISH / "today.toml")
    for greeting in today.greetings.values():
        texts["today"] += [greeting.hello, *greeting.lines]
    texts["today"] += [text for idea in today.ideas for text in (idea.title, idea.line)]
    texts["today"] += today.empty.values()
    support = load_support(ENGLISH / "support.toml")
    for passage in (
        support.opening,
        support.reach,
        support.seek,
        support.first,
        support.about,
        support.numbers,
    ):
        texts["support"] += passage_texts(passage)
    texts["support"].append(support.elsewhere.line)
    for country in support.countries:
        texts["support"] += [line.note for line in country.lines if line.note]
    emotions = load_emotions(ENGLISH / "emotions.toml")
    for group in emotions.groups:
        texts["emotions"] += [group.title, *(word.label for word in group.emotions)]
    for form in load_forms(ENGLISH / "forms.toml").values():
        texts["forms"] += [form.title, form.line]
        texts["forms"] += [text for each in form.questions for text in (each.ask, each.hint)]
        texts["forms"] += [words for each in form.questions for _, words in each.choices]
    prompts = load_prompts(ENGLISH / "prompts.toml")
    texts["prompts"] += [*prompts.needs.values(), *(prompt.text for prompt in prompts.prompts)]
    for companion in load_companions(ENGLISH / "letters.toml").values():
        texts["letters"] += [companion.name, companion.line, *companion.threads, *companion.starters]
    return {place: [text for text in several if text] for place, several in texts.items()}


TEXTS = collected()
everywhere = pytest.mark.parametrize("place", TEXTS)
every_practice = pytest.mark.parametrize("practice", EVERY_PRACTICE, ids=lambda practice: practice.key)


# How it sounds


@everywhere
def test_nobody_is_shouted_at_told_off_or_promised_anything(place: str) -> None:
    for text in TEXTS[place]:
        bare = QUOTED.sub("", text)
        assert "!" not in text
        assert not (found := COMMANDS.search(bare.replace("don’t have to", ""))), (found, text)
        assert not (found := PROMISES.search(bare)), (found, text)
        assert not (found := BLAME.search(bare)), (found, text)


@everywhere
def test_the_type_is_set_with_care(place: str) -> None:
    for text in TEXTS[place]:
        assert not re.search(r"['\"`]|--|\.\.\.|  ", text), text
        assert text.count("“") == text.count("”"), text
        assert text.count("*") % 2 == 0, text


@everywhere
def test_sentences_are_short(place: str) -> None:
    for text in TEXTS[place]:
        for sentence in re.split(r"(?<=[.?:])”?\s+", text):
            assert len(sentence.split()) <= 20, sentence


@every_practice
def test_a_line_fits_on_a_screen_at_a_glance(practice: Practice) -> None:
    for line in lines_of(practice):
        for words in wordings(line):
            assert sum(len(sentence) for sentence in words.say) <= 90, words
            assert len(words.quiet) <= 95, words


def syllables(word: str) -> int:
    """A common estimate: groups of vowels, without a silent e."""
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith(("le", "ee", "ye")) and groups > 1:
        groups -= 1
    if word.endswith(("ed", "es")) and not word.endswith(("ted", "ded", "ses", "ces", "ges", "ches", "shes")):
        groups -= groups > 1
    return max(groups, 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: school years it takes to read a text with ease (Kincaid et al. 1975)."""
    sentences = [part for part in re.split(r"[.?:]+”?\s*", text) if part.strip(" *”“")]
    words = re.findall(r"[A-Za-z][A-Za-z’-]*", text)
    per_sentence = len(words) / len(sentences)
    per_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def test_the_grade_tells_plain_from_heavy() -> None:
    assert grade("The cat sat on the mat. It was warm.") < 2
    assert grade("Physiological self-regulation necessitates deliberate parasympathetic activation.") > 15


@everywhere
def test_it_reads_easily(place: str) -> None:
    if place != "emotions":
        assert grade(" ".join(text if text[-1] in ".?”*" else f"{text}." for text in TEXTS[place])) <= 6.0
    for text in TEXTS[place]:
        if len(text.split()) >= 12:
            assert grade(text) <= 10.0, text


def test_every_prompt_is_short_and_easy() -> None:
    prompts = load_prompts(ENGLISH / "prompts.toml").prompts
    assert len(prompts) >= 120
    for prompt in prompts:
        assert len(prompt.text) <= 100, prompt.text
        assert grade(prompt.text) <= 8.0, prompt.text


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9’]+", text.lower())
    for start in range(len(words) - length + 1):
        yield tuple(words[start : start + length])


def test_no_two_files_say_the_same_eight_words() -> None:
    said: dict[tuple[str, ...], str] = {}
    for place, texts in TEXTS.items():
        for text in texts:
            for run in runs(text, 8):
                assert said.setdefault(run, place) == place, " ".join(run)


def test_no_wish_comes_twice() -> None:
    says = [
        line.words.say
        for practice in EVERY_PRACTICE
        for line in lines_of(practice)
        if "*" in line.words.say[0]
    ]
    assert len(says) == len(set(says)) >= 8


@every_practice
def test_wishes_wish_and_claim_nothing(practice: Practice) -> None:
    for line in lines_of(practice):
        for words in wordings(line):
            for sentence in words.say:
                assert not re.search(r"\bI (am|love|deserve)\b|\bI’m (worthy|lovable|perfect)\b", sentence), (
                    sentence
                )


# Another way, everywhere


@every_practice
def test_whoever_does_without_is_never_asked_for_it(practice: Practice) -> None:
    kinds = [kind for kind in Alternative if kind is not Alternative.HOLD]
    for size in (1, 2, 3):
        for without in map(frozenset, combinations(kinds, size)):
            for line in lines_of(practice):
                words = line.worded(without)
                text = " ".join((*words.say, words.quiet))
                for kind in without - {Alternative.WORDS} if len(without) > 1 else without:
                    found = re.search(ASSUMES[kind], text, re.I)
                    assert not found, f"without {', '.join(sorted(without))}: {text}"


@every_practice
def test_titles_and_steps_do_without_as_well(practice: Practice) -> None:
    for kind in (Alternative.TOUCH, Alternative.BREATH, Alternative.BODY):
        without = frozenset({kind})
        shown = [practice.titled(without), *(step.title for step in practice.steps)]
        assert not re.search(ASSUMES[kind], " / ".join(shown), re.I), shown


@every_practice
def test_another_way_is_as_long_as_the_first(practice: Practice) -> None:
    """An equal alternative is a whole one, neither a stub nor a detour."""
    for line in lines_of(practice):
        for kind, words in line.alternatives:
            assert words != line.words, words
            assert abs(words.count - line.words.count) <= 10, (kind, words)


@every_practice
def test_nothing_is_held(practice: Practice) -> None:
    """A pacer that holds the breath needs a caution of its own; no pause has one."""
    assert all(step.pacer is None or not step.pacer.hold for step in practice.steps)


# How long it takes

LENGTHS = [
    pytest.param(
        practice, minutes, without, id=f"{practice.key}-{minutes}-{'-'.join(sorted(without)) or 'all'}"
    )
    for practice in PRACTICES
    for minutes in practice.minutes
    for without in (frozenset(), *(frozenset({kind}) for kind in Alternative))
]


@pytest.mark.parametrize(("practice", "minutes", "without"), LENGTHS)
def test_every_line_can_be_read_slowly(
    practice: Practice, minutes: int, without: frozenset[Alternative]
) -> None:
    laid = plan(practice, minutes, without)
    lines = [line for step in laid.steps for line in step.lines]
    assert sum(line.seconds for line in lines) == sum(step.seconds for step in laid.steps) == minutes * 60
    for line in lines:
        assert line.seconds >= line.words.count / 2.2 + 2, line
        assert line.seconds <= (SILENCE if line.still else SILENCE / 2), line
    for step in laid.steps:
        assert step.seconds >= 6
    assert laid.steps[-1].closing
    assert 6 <= laid.steps[-1].seconds <= 25


@pytest.mark.parametrize(("practice", "minutes", "without"), LENGTHS)
def test_a_rhythm_ends_with_a_whole_breath(
    practice: Practice, minutes: int, without: frozenset[Alternative]
) -> None:
    laid = plan(practice, minutes, without)
    run = 0
    for step, following in pairwise((*laid.steps, None)):
        assert step is not None
        run += step.seconds
        if following is None or following.pacer != step.pacer:
            assert step.pacer is None or run % step.pacer.cycle == 0, (step.title, run)
            run = 0


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.key)
def test_longer_is_fuller_and_quieter(practice: Practice) -> None:
    laid = {
        minutes: [line for step in plan(practice, minutes).steps for line in step.lines]
        for minutes in practice.minutes
    }
    counts = [len(laid[minutes]) for minutes in practice.minutes]
    assert counts == sorted(set(counts))
    assert sum(line.still for line in laid[5]) >= 2
    quiet = {
        minutes: minutes * 60 - sum(line.words.count for line in lines) / 2.2
        for minutes, lines in laid.items()
    }
    assert all(quiet[minutes] >= minutes * 60 * 0.3 for minutes in practice.minutes)
    assert quiet[5] / 300 >= 0.5


@every_practice
def test_without_a_clock_it_leads_back_as_well(practice: Practice) -> None:
    laid = untimed(practice)
    assert laid.steps[-1].closing
    assert len(laid.steps) <= 6
    assert 4 <= sum(len(step.lines) for step in laid.steps) <= 11
    assert not any(line.still for step in laid.steps for line in step.lines)


def test_a_hard_moment_is_hard_then_human_then_kind() -> None:
    (practice,) = (practice for practice in PRACTICES if practice.key == "break.three-part")
    assert [step.title for step in untimed(practice).steps] == [
        "This is hard",
        "Others know this",
        "What do I need?",
        "Going back",
    ]


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.key)
def test_own_words_fit_everywhere_they_may_stand(practice: Practice) -> None:
    phrases = [
        "I did what I could.",
        "This is enough for today, and tomorrow is another day to be a beginner.",
    ]
    for minutes in practice.minutes:
        laid = plan(practice, minutes, phrases=phrases)
        for line in (line for step in laid.steps for line in step.lines):
            assert line.seconds >= line.words.count / 2.2 + 2
