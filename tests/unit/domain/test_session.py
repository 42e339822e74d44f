"""Playing a plan: what is seen when, and what counts as practiced."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.practice import PACERS, Phase, Words
from selfkind_desktop.domain.practice_plan import Plan, PlannedLine, PlannedStep
from selfkind_desktop.domain.records import PauseEnd
from selfkind_desktop.domain.session import Session
from tests.fakes import FakeClock


def line(say: str, start: int, seconds: int, *, still: bool = False) -> PlannedLine:
    return PlannedLine(Words((say,), f"{say} quietly"), start, seconds, still)


def minute() -> Plan:
    """Ten seconds of settling, forty of breathing in two lines, ten of closing."""
    return Plan(
        "some.practice",
        "Some practice",
        1,
        (
            PlannedStep("Settling", (line("one", 0, 10),), None, 0, 10, False),
            PlannedStep(
                "Breathing",
                (line("two", 10, 15), line("three", 25, 25, still=True)),
                PACERS["slow"],
                10,
                40,
                False,
            ),
            PlannedStep("Back", (line("four", 50, 10),), None, 50, 10, True),
        ),
    )


def waiting(*, paced: bool = True) -> Plan:
    pacer = PACERS["soft"] if paced else None
    return Plan(
        "some.practice",
        "Some practice",
        0,
        tuple(
            PlannedStep(say, (line(say, 0, 0),), pacer, 0, 0, say == "three")
            for say in ("one", "two", "three")
        ),
    )


def started(plan: Plan) -> tuple[Session, FakeClock]:
    clock = FakeClock()
    session = Session(plan, clock.monotonic)
    session.start()
    return session, clock


def look_through(session: Session, clock: FakeClock, seconds: float, every: float = 0.25) -> None:
    for _ in range(round(seconds / every)):
        clock.advance(every)
        session.breath()


def test_it_shows_the_first_words_at_once() -> None:
    view = started(minute())[0].tick()
    assert (view.step, view.count, view.line) == (0, 3, 0)
    assert view.title == "Settling"
    assert view.say == ("one",)
    assert view.quiet == "one quietly"
    assert view.progress == 0.0
    assert not view.can_go_back
    assert not view.finished


def test_nothing_moves_before_it_is_started() -> None:
    clock = FakeClock()
    session = Session(minute(), clock.monotonic)
    clock.advance(30)
    assert session.tick().say == ("one",)
    assert session.practiced == 0.0
    assert not session.paused
    session.resume()
    assert session.plan == minute()
    assert session.next_change() is None


def test_looking_only_when_told_shows_every_line_on_time() -> None:
    session, clock = started(minute())
    seen = []
    while (left := session.next_change()) is not None:
        seen.append((session.tick().say[0], left))
        clock.advance(left)
    assert seen == [("one", 10.0), ("two", 15.0), ("three", 25.0), ("four", 10.0)]
    view = session.tick()
    assert view.finished
    assert view.progress == 1.0
    assert view.say == ("four",)
    assert session.ended is PauseEnd.COMPLETED
    assert session.practiced == 60.0


def test_a_look_that_comes_a_little_late_loses_nothing() -> None:
    session, clock = started(minute())
    clock.advance(12)
    assert session.tick().say == ("two",)
    assert session.practiced == 12.0


def test_an_announced_silence_is_marked() -> None:
    session, clock = started(minute())
    look_through(session, clock, 30)
    assert session.tick().still
    assert session.tick().line == 2


def test_the_breath_begins_with_its_step() -> None:
    session, clock = started(minute())
    assert session.tick().pacer is None
    assert session.tick().phase is None
    look_through(session, clock, 10)
    view = session.tick()
    assert view.pacer is not None
    assert view.pacer.name == "slow"
    assert (view.phase, view.level, view.phase_progress) == (Phase.IN, 0.0, 0.0)
    look_through(session, clock, 7.5)
    view = session.tick()
    assert view.phase is Phase.OUT
    assert view.phase_progress == 0.5
    assert round(view.level, 6) == 0.5
    assert session.breath() == 7.5


def test_the_breath_is_not_broken_off_by_going_on() -> None:
    session, clock = started(minute())
    look_through(session, clock, 13)
    session.go_on()
    assert session.tick().say == ("three",)
    assert session.breath() == 3.0


def test_a_text_pacer_needs_a_look_at_each_phase_only() -> None:
    session, clock = started(minute())
    clock.advance(10)
    assert session.tick().say == ("two",)
    assert session.next_change() == 15.0
    assert session.next_change(phases=True) == 5.0
    clock.advance(5)
    assert session.tick().phase is Phase.OUT


def test_a_pacer_that_does_not_guide_asks_for_no_looks() -> None:
    plan = Plan("p", "P", 1, (PlannedStep("One", (line("one", 0, 60),), PACERS["drift"], 0, 60, True),))
    assert started(plan)[0].next_change(phases=True) == 60.0


def test_a_pause_in_the_pause_does_not_count() -> None:
    session, clock = started(minute())
    look_through(session, clock, 4)
    session.pause()
    assert session.tick().paused
    assert session.next_change() is None
    clock.advance(400)
    session.resume()
    assert not session.tick().paused
    assert session.tick().say == ("one",)
    assert session.practiced == 4.0
    look_through(session, clock, 6)
    assert session.tick().say == ("two",)


def test_after_an_hour_of_sleep_the_same_words_wait() -> None:
    session, clock = started(minute())
    look_through(session, clock, 12)
    clock.advance(hours=1)
    assert session.tick().say == ("two",)
    assert session.practiced == 12.0
    look_through(session, clock, 48)
    assert session.ended is PauseEnd.COMPLETED
    assert session.practiced == 60.0


def test_back_and_go_on_move_line_by_line() -> None:
    session, clock = started(minute())
    session.go_on()
    look_through(session, clock, 3)
    session.go_on()
    assert session.tick().say == ("three",)
    session.back()
    assert session.tick().say == ("two",)
    assert session.next_change() == 15.0
    session.back()
    session.back()
    assert session.tick().say == ("one",)
    assert session.practiced == 3.0


def test_going_on_after_the_last_line_completes_it() -> None:
    session, _ = started(minute())
    for _ in range(4):
        session.go_on()
    assert session.ended is PauseEnd.COMPLETED
    assert session.tick().progress == 1.0


def test_shortening_goes_to_the_closing_and_not_back_to_it() -> None:
    session, clock = started(minute())
    look_through(session, clock, 3)
    session.shorten()
    assert session.tick().closing
    look_through(session, clock, 5)
    session.shorten()
    assert session.next_change() == 5.0


def test_other_words_take_over_in_the_middle_of_a_line() -> None:
    session, clock = started(minute())
    look_through(session, clock, 20)
    other = minute()
    steps = [
        replace(step, lines=tuple(replace(one, words=Words(("other",))) for one in step.lines))
        for step in other.steps
    ]
    session.reword(replace(other, steps=tuple(steps)))
    assert session.tick().say == ("other",)
    assert session.next_change() == 15.0
    assert session.practiced == 20.0
    with pytest.raises(ValueError, match="not the same practice"):
        session.reword(waiting())


def test_ending_stops_the_clock_and_keeps_the_first_reason() -> None:
    session, clock = started(minute())
    look_through(session, clock, 5)
    session.end(PauseEnd.TOO_MUCH)
    session.end(PauseEnd.ENDED_HERE)
    clock.advance(5)
    session.go_on()
    session.back()
    session.shorten()
    session.reword(minute())
    view = session.tick()
    assert view.finished
    assert session.next_change(phases=True) is None
    assert session.ended is PauseEnd.TOO_MUCH
    assert session.practiced == 5.0
    assert view.say == ("one",)
    assert view.progress < 1.0


def test_without_a_clock_it_waits_for_the_person() -> None:
    session, clock = started(waiting(paced=False))
    assert session.next_change(phases=True) is None
    clock.advance(200)
    view = session.tick()
    assert view.say == ("one",)
    assert not view.timed
    session.go_on()
    session.go_on()
    assert session.tick().closing
    session.go_on()
    assert session.ended is PauseEnd.COMPLETED
    assert session.practiced == 200.0


def test_without_a_clock_lines_of_one_step_follow_each_other() -> None:
    step = PlannedStep("One", (line("one", 0, 0), line("two", 0, 0)), None, 0, 0, False)
    session, _ = started(Plan("p", "P", 0, (step, replace(step, title="Two", closing=True))))
    seen = []
    while session.ended is None:
        view = session.tick()
        seen.append((view.step, view.count, view.say[0], view.progress))
        session.go_on()
    assert seen == [(0, 2, "one", 0.0), (0, 2, "two", 0.25), (1, 2, "one", 0.5), (1, 2, "two", 0.75)]


def test_without_a_clock_the_pacer_still_breathes() -> None:
    session, clock = started(waiting())
    assert session.next_change(phases=True) == 4.5
    clock.advance(4.5)
    assert session.tick().phase is Phase.OUT


def test_a_night_on_one_screen_is_not_practice() -> None:
    session, clock = started(waiting())
    clock.advance(hours=8)
    assert session.tick().say == ("one",)
    assert session.practiced == 0.0


ACTIONS = ("go_on", "back", "pause", "resume", "shorten", "look", "sleep")


@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.floats(0, 20)), max_size=40), st.booleans())
def test_whatever_is_pressed_it_stays_whole(presses: list[tuple[str, float]], timed: bool) -> None:
    session, clock = started(minute() if timed else waiting())
    passed = 0.0
    for action, seconds in presses:
        clock.advance(3600 if action == "sleep" else seconds)
        passed += seconds
        if action not in ("look", "sleep"):
            getattr(session, action)()
        view = session.tick()
        assert 0.0 <= view.progress <= 1.0
        assert 0.0 <= view.level <= 1.0
        assert view.say
        left = session.next_change(phases=True)
        assert left is None or left >= 0.0
    assert session.practiced <= passed + 0.001
