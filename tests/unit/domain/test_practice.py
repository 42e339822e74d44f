"""Laying a practice out: exact seconds, time to read, whole breaths, other ways, one's own phrases."""

import random
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.practice import (
    PACERS,
    Alternative,
    Line,
    Pacer,
    PauseKind,
    Phase,
    Practice,
    Step,
    Words,
    choose,
)
from selfkind_desktop.domain.practice_plan import Plan, plan, untimed


def words(count: int = 8) -> Words:
    return Words((" ".join(["word"] * count) + ".",))


def practice(*steps: Step, key: str = "some.practice", kind: PauseKind = PauseKind.SOOTHE) -> Practice:
    return Practice(key, "Some practice", "For trying.", kind, ("stress",), (1, 2, 3, 5), "", "", steps)


def simple() -> Practice:
    return practice(
        Step("Settling", (Line(words()),)),
        Step("Breathing", (Line(words()), Line(words(4), still=True, room=4.0)), pacer=PACERS["slow"]),
        Step("More", (Line(words(), shortest=3),), pacer=PACERS["slow"], shortest=3),
        Step("Back", (Line(words()),), closing=True),
    )


def lengths(laid: Plan) -> list[int]:
    return [line.seconds for step in laid.steps for line in step.lines]


@pytest.mark.parametrize("minutes", [1, 2, 3, 5])
def test_a_pause_lasts_exactly_as_long_as_it_says(minutes: int) -> None:
    laid = plan(simple(), minutes)
    assert laid.seconds == minutes * 60
    assert sum(step.seconds for step in laid.steps) == minutes * 60
    assert sum(lengths(laid)) == minutes * 60
    for before, after in pairwise(laid.steps):
        assert after.start == before.start + before.seconds


def test_longer_pauses_have_more_in_them() -> None:
    assert [step.title for step in plan(simple(), 2).steps] == ["Settling", "Breathing", "Back"]
    assert [step.title for step in plan(simple(), 3).steps] == ["Settling", "Breathing", "More", "Back"]


def test_a_line_may_be_for_short_pauses_only() -> None:
    short = practice(Step("One", (Line(words(), longest=2), Line(words(3))), closing=True))
    assert len(plan(short, 2).steps[0].lines) == 2
    assert len(plan(short, 3).steps[0].lines) == 1


def test_a_length_that_a_practice_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="does not come in 4 minutes"):
        plan(simple(), 4)


@pytest.mark.parametrize("minutes", [1, 2, 3, 5])
def test_the_circle_stops_after_a_whole_breath(minutes: int) -> None:
    laid = plan(simple(), minutes)
    breathing = sum(step.seconds for step in laid.steps if step.pacer)
    assert breathing % PACERS["slow"].cycle == 0


def test_where_breaths_and_words_compete_a_breath_gives_way() -> None:
    tight = practice(
        Step("Reading", (Line(words(20)), Line(words(20)))),
        Step("Breathing", (Line(words(2), room=5000.0),), pacer=PACERS["slow"], closing=True),
    )
    laid = plan(tight, 1)
    assert laid.steps[1].seconds == 30
    assert sum(lengths(laid)) == 60


def test_words_come_before_whole_breaths() -> None:
    full = practice(
        Step("Reading", (Line(words(20)), Line(words(20)))),
        Step("Breathing", (Line(words(60)),), pacer=PACERS["slow"], closing=True),
    )
    laid = plan(full, 1)
    assert sum(lengths(laid)) == 60
    assert all(line.seconds >= line.words.count / 2.2 for step in laid.steps for line in step.lines)


def test_a_crowded_minute_is_shared_out_fairly() -> None:
    crowded = practice(Step("All", tuple(Line(words(10 + 10 * (at % 2))) for at in range(8)), closing=True))
    spans = lengths(plan(crowded, 1))
    assert sum(spans) == 60
    assert min(spans[1::2]) > max(spans[::2])


def test_a_silence_gets_most_of_the_time_that_reading_leaves() -> None:
    _, read, silence, _ = lengths(plan(simple(), 2))
    assert silence > 1.5 * read


def test_each_other_way_replaces_its_line() -> None:
    line = Line(
        Words(("A hand on your chest.",), "Warm."),
        alternatives=(
            (Alternative.TOUCH, Words(("Feet on the floor.",), "Firm.")),
            (Alternative.BODY, Words(("A lamp nearby.",), "Bright.")),
        ),
    )
    assert line.worded(frozenset()).say == ("A hand on your chest.",)
    assert line.worded(frozenset({Alternative.TOUCH})).say == ("Feet on the floor.",)
    assert line.worded(frozenset({Alternative.IMAGE})).say == ("A hand on your chest.",)
    assert line.worded(frozenset({Alternative.TOUCH, Alternative.BODY})).say == ("A lamp nearby.",)


@pytest.mark.parametrize("without", [Alternative.BREATH, Alternative.BODY])
def test_without_the_breath_the_circle_moves_but_asks_for_nothing(without: Alternative) -> None:
    pacers = [step.pacer for step in plan(simple(), 1, frozenset({without})).steps if step.pacer]
    assert pacers
    assert all(not pacer.guides for pacer in pacers)


def test_without_holding_the_box_becomes_in_and_out() -> None:
    box = practice(Step("Box", (Line(words()),), pacer=PACERS["box"], closing=True))
    (step,) = plan(box, 1, frozenset({Alternative.HOLD})).steps
    assert step.pacer is not None
    assert {step.pacer.phase(second / 10) for second in range(200)} == {Phase.IN, Phase.OUT}
    assert step.pacer.guides


def test_own_phrases_stand_where_they_may_and_in_their_order() -> None:
    wish = Line(Words(("*May I rest.*",), "Or your own."), phrases=True)
    two = practice(Step("Wishes", (wish, Line(words()), wish), closing=True))
    lines = plan(two, 2, phrases=["I did what I could."]).steps[0].lines
    assert [line.words.say for line in lines] == [
        ("*I did what I could.*",),
        words().say,
        ("*May I rest.*",),
    ]
    assert lines[0].words.quiet == "Or your own."


def test_who_practices_without_words_gets_no_phrase() -> None:
    wish = Line(
        Words(("*May I rest.*",)), phrases=True, alternatives=((Alternative.WORDS, Words(("A kind tone.",))),)
    )
    laid = plan(
        practice(Step("Wish", (wish,), closing=True)),
        1,
        frozenset({Alternative.WORDS}),
        ["I did what I could."],
    )
    assert laid.steps[0].lines[0].words.say == ("A kind tone.",)


def test_a_very_long_phrase_still_fits_into_the_minute() -> None:
    wish = Line(Words(("*May I rest.*",)), phrases=True)
    laid = plan(practice(Step("Wish", (wish, Line(words())), closing=True)), 1, phrases=["word " * 300])
    assert sum(lengths(laid)) == 60
    assert min(lengths(laid)) >= 6


def test_without_a_clock_every_line_waits_for_the_person() -> None:
    laid = untimed(simple())
    assert not laid.timed
    assert laid.seconds == 0
    assert [len(step.lines) for step in laid.steps] == [1, 1, 1, 1]
    assert [step.title for step in laid.steps] == ["Settling", "Breathing", "More", "Back"]
    assert laid.steps[-1].closing


def test_without_a_clock_what_belongs_to_long_pauses_stays_out() -> None:
    laid = untimed(
        practice(
            Step("Now", (Line(words()),)),
            Step("Later", (Line(words()),), shortest=5),
            Step("Silence", (Line(words(), still=True),)),
            Step("Back", (Line(words()),), closing=True),
        )
    )
    assert [step.title for step in laid.steps] == ["Now", "Back"]


@given(
    st.lists(
        st.tuples(st.integers(1, 14), st.floats(0.2, 5), st.sampled_from([None, *PACERS])),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([2, 3, 5]),
)
def test_whatever_a_practice_is_made_of_the_seconds_add_up(
    steps: list[tuple[int, float, str | None]], minutes: int
) -> None:
    made = practice(
        *(
            Step("S", (Line(words(count), room=room),), PACERS[pacer] if pacer else None)
            for count, room, pacer in steps
        )
    )
    laid = plan(made, minutes)
    assert sum(lengths(laid)) == minutes * 60
    assert min(lengths(laid)) >= 6
    *_, last = (step.start + step.seconds for step in laid.steps)
    assert last == minutes * 60


@given(
    st.floats(1, 12),
    st.floats(0, 6),
    st.floats(1, 12),
    st.floats(0, 6),
    st.floats(0, 1000),
    st.floats(0.0, 0.02),
)
def test_a_breath_never_jumps(
    inward: float, hold: float, outward: float, rest: float, seconds: float, moment: float
) -> None:
    pacer = Pacer("any", inward, hold, outward, rest)
    assert 0.0 <= pacer.level(seconds) <= 1.0
    assert abs(pacer.level(seconds + moment) - pacer.level(seconds)) < 0.04
    assert 0.0 <= pacer.phase_progress(seconds) <= 1.0
    assert 0.0 <= pacer.until_change(seconds) <= max(inward, hold, outward, rest)


def test_a_breath_goes_in_is_held_goes_out_and_rests() -> None:
    pacer = Pacer("any", 4.0, 2.0, 6.0, 1.0)
    phases = [phase for phase, _ in groupby(pacer.phase(tenth / 10) for tenth in range(130))]
    assert phases == [Phase.IN, Phase.HOLD, Phase.OUT, Phase.REST]
    assert pacer.level(0) == 0.0
    assert pacer.level(2) == pytest.approx(0.5)
    assert pacer.level(5) == 1.0
    assert pacer.level(9) == pytest.approx(0.5)
    assert pacer.level(12.5) == 0.0
    assert pacer.until_change(4.5) == pytest.approx(1.5)
    assert pacer.phase_progress(7.5) == pytest.approx(0.25)


def shelf() -> list[Practice]:
    kinds = [PauseKind.SOOTHE, PauseKind.SOOTHE, PauseKind.BREATHE, PauseKind.NOT_ALONE]
    return [
        practice(Step("S", (Line(words()),), closing=True), key=f"p.{index}", kind=kind)
        for index, kind in enumerate(kinds)
    ]


def drawn(wish: str, recent: list[str]) -> set[str]:
    chance = random.Random(4)
    return {choose(shelf(), wish, recent, chance).key for _ in range(60)}


def test_a_surprise_comes_from_all_but_the_latest() -> None:
    assert drawn("surprise", []) == {"p.0", "p.1", "p.2", "p.3"}
    assert drawn("surprise", ["p.2", "p.0", "p.1", "p.1"]) == {"p.2", "p.3"}


def test_a_wish_is_kept() -> None:
    assert drawn("breathe", ["p.2"]) == {"p.2"}
    assert drawn("soothe", ["p.0", "p.1"]) == {"p.0"}
    assert drawn("p.3", ["p.3"]) == {"p.3"}


def test_a_practice_that_is_gone_becomes_a_surprise() -> None:
    assert drawn("long.gone", []) == {"p.0", "p.1", "p.2", "p.3"}


def test_nothing_to_choose_from_is_said() -> None:
    with pytest.raises(ValueError, match="no practices"):
        choose([], "surprise", [], random.Random(1))
