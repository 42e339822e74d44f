"""Letters arrive on their day: never before it, and only once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.delivery import (
    Post,
    arriving,
    as_surprise,
    earliest_day,
    for_day,
    for_hard_day,
    next_day,
    without_words,
)
from selfkind_desktop.domain.letters import Letter, Occasion, Seal, Voice
from selfkind_desktop.domain.moment import Moment

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    ZoneInfo(name)
    for name in ("Europe/Berlin", "America/Los_Angeles", "Pacific/Apia", "Asia/Kolkata", "Pacific/Kiritimati")
]
NOW = Moment(datetime(2026, 11, 24, 20, tzinfo=UTC), BERLIN)
TODAY = date(2026, 11, 24)


def letter(number: int, seal: Seal | None) -> Letter:
    return Letter(f"letter-{number}", NOW.stamp(), Voice.FUTURE_ME, "Dear you", NOW.at, "A title", seal=seal)


def test_a_letter_arrives_when_its_day_begins() -> None:
    sent = letter(1, for_day(NOW, TODAY + timedelta(days=1)))
    almost = Moment(datetime(2026, 11, 25, 3, 59, 59, tzinfo=BERLIN), BERLIN)
    assert arriving([sent], almost) == ()
    assert arriving([sent], almost.later(seconds=1)) == (sent,)
    assert arriving([sent], almost.later(days=40)) == (sent,)


def test_late_in_the_night_tomorrow_is_the_day_after_the_one_that_is_still_lived() -> None:
    night = Moment(datetime(2026, 11, 25, 2, tzinfo=BERLIN), BERLIN)
    assert earliest_day(night) == date(2026, 11, 25)


def test_what_has_arrived_or_is_no_longer_on_its_way_does_not_arrive() -> None:
    later = NOW.later(days=3)
    sent = letter(1, for_day(NOW, TODAY + timedelta(days=1)))
    assert (
        arriving([replace(sent, arrived=later.at), letter(2, None), letter(3, for_hard_day(NOW))], later)
        == ()
    )


def test_the_one_that_was_due_first_comes_first() -> None:
    days = [letter(number, for_day(NOW, TODAY + timedelta(days=number))) for number in (3, 1, 2)]
    assert [each.id for each in arriving(days, NOW.later(days=9))] == ["letter-1", "letter-2", "letter-3"]
    assert next_day([letter(9, for_hard_day(NOW)), *days]) == TODAY + timedelta(days=1)


def test_nothing_can_be_sealed_for_today_or_before() -> None:
    for day in (TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(ValueError, match="after today"):
            for_day(NOW, day)
        with pytest.raises(ValueError, match="after today"):
            as_surprise(NOW, day, TODAY + timedelta(days=5), Random(1))
    with pytest.raises(ValueError, match="range"):
        as_surprise(NOW, TODAY + timedelta(days=5), TODAY + timedelta(days=4), Random(1))


def test_a_hard_day_is_no_day() -> None:
    seal = for_hard_day(NOW)
    assert (seal.day, seal.occasion) == (None, Occasion.HARD_DAY)


def test_a_surprise_may_be_any_day_of_its_range() -> None:
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=4)
    chance = Random(3)
    seals = [as_surprise(NOW, first, last, chance) for _ in range(200)]
    assert {seal.day for seal in seals} == {first + timedelta(days=number) for number in range(4)}
    assert {seal.surprise for seal in seals} == {(first, last)}
    assert as_surprise(NOW, first, first, chance).day == first


def test_the_post_is_looked_at_once_a_day_has_come() -> None:
    post = Post(TODAY + timedelta(days=1))
    assert not post.wants_a_look(NOW)
    assert post.wants_a_look(NOW.later(days=1))
    assert not Post().wants_a_look(NOW.later(days=400))


def test_a_letter_on_its_way_shows_none_of_its_words() -> None:
    sealed = letter(1, for_day(NOW, TODAY + timedelta(days=1)))
    shown = without_words(replace(sealed, media=("a-picture",)))
    assert (shown.text, shown.title, shown.media) == ("", "", ())
    for there in (letter(2, None), replace(sealed, arrived=NOW.at)):
        assert without_words(there) == there


seals = st.one_of(
    st.integers(1, 60).map(lambda days: for_day(NOW, TODAY + timedelta(days=days))),
    st.tuples(st.integers(1, 30), st.integers(0, 30), st.randoms(use_true_random=False)).map(
        lambda drawn: as_surprise(
            NOW, TODAY + timedelta(days=drawn[0]), TODAY + timedelta(days=sum(drawn[:2])), drawn[2]
        )
    ),
    st.just(for_hard_day(NOW)),
)
jumps = st.lists(
    st.tuples(st.timedeltas(timedelta(days=-20), timedelta(days=30)), st.sampled_from(ZONES)), max_size=25
)


@given(st.lists(seals, max_size=6), jumps)
def test_each_letter_arrives_exactly_once_and_never_early(
    sealed: list[Seal], moves: list[tuple[timedelta, ZoneInfo]]
) -> None:
    """The computer sleeps, is off, travels, and somebody sets its clock forward and back."""
    letters = {each.id: each for each in (letter(number, seal) for number, seal in enumerate(sealed))}
    came: list[str] = []
    moment = NOW
    # At the end the computer stands still long enough.
    for jump, zone in [*moves, (timedelta(days=800), BERLIN), (timedelta(days=-300), ZONES[1])]:
        moment = Moment(moment.at + jump, zone)
        now = arriving(letters.values(), moment)
        for each in now:
            assert each.seal is not None
            assert each.seal.day is not None
            assert each.seal.day <= moment.day()
            letters[each.id] = replace(each, arrived=moment.at)
            came.append(each.id)
        assert arriving(letters.values(), moment) == ()
        due = {
            each.id
            for each in letters.values()
            if each.seal is not None and each.seal.day is not None and each.seal.day <= moment.day()
        }
        assert due <= set(came)
    assert sorted(came) == sorted(
        each.id for each in letters.values() if each.seal is not None and each.seal.occasion is None
    )
