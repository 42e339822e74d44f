"""Choices as values and as text."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain import settings as s
from selfkind_desktop.domain.practice import Alternative, PauseKind
from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind
from selfkind_desktop.domain.schedule import softened

times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize("setting", s.ALL, ids=lambda setting: setting.key)
def test_every_default_reads_back_from_its_own_text(setting: s.Setting[Any]) -> None:
    assert setting.parse(setting.write(setting.default)) == setting.default


NAMES = ("reminder.programs",)
"""Settings that take any words."""


@pytest.mark.parametrize(
    "setting", [each for each in s.ALL if each.key not in NAMES], ids=lambda setting: setting.key
)
def test_a_value_it_cannot_take_is_refused_in_a_sentence_that_says_what_it_takes(
    setting: s.Setting[Any],
) -> None:
    with pytest.raises(s.SettingError) as refused:
        setting.parse("¿no?")
    assert str(refused.value) == f"{setting.key} takes {setting.allowed}."


@given(start=times, end=times)
def test_hours_read_back_from_their_text(start: time, end: time) -> None:
    setting = s.RHYTHM_WEEK[0]
    assert setting.parse(setting.write(Hours(start, end))) == Hours(start, end)


@given(st.frozensets(times, min_size=1, max_size=12))
def test_times_read_back_from_their_text(chosen: frozenset[time]) -> None:
    assert s.RHYTHM_TIMES.parse(s.RHYTHM_TIMES.write(tuple(sorted(chosen)))) == tuple(sorted(chosen))


@pytest.mark.parametrize("text", ["00:00-24:00", "0:00 - 24:00", "00:00–00:00"])
def test_a_whole_day_is_shown_as_one(text: str) -> None:
    setting = s.RHYTHM_WEEK[0]
    assert setting.write(setting.parse(text)) == "00:00-24:00"


def test_a_night_that_ends_at_midnight_is_shown_so() -> None:
    setting = s.RHYTHM_QUIET_HOURS
    assert setting.write(setting.parse("21:30-24:00")) == "21:30-24:00"


@pytest.mark.parametrize(
    "text", ["25:00-26:00", "9-18", "09:00", "09:00-18:00-20:00", "09:60-10:00", "24:01-1:00"]
)
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(s.SettingError):
        s.RHYTHM_WEEK[0].parse(text)


def test_times_are_sorted_and_each_counts_once() -> None:
    assert s.RHYTHM_TIMES.parse("14:00, 10:30,14:00, 10:30:00") == (time(10, 30), time(14))
    with pytest.raises(s.SettingError):
        s.RHYTHM_TIMES.parse(",".join(f"{hour}:00" for hour in range(13)))
    with pytest.raises(s.SettingError):
        s.RHYTHM_TIMES.parse("")


@pytest.mark.parametrize(("text", "value"), [("Yes", True), ("on", True), ("FALSE", False), ("no", False)])
def test_yes_has_several_words(text: str, value: bool) -> None:
    assert s.START_AT_LOGIN.parse(text) is value


@pytest.mark.parametrize("text", ["0", "13", "three", "2.5", ""])
def test_a_number_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(s.SettingError, match="from 1 to 12"):
        s.RHYTHM_PER_DAY.parse(text)


def test_a_vacation_has_a_day_to_come_back() -> None:
    assert s.RHYTHM_BACK_ON.parse("2027-01-07") == date(2027, 1, 7)
    assert s.RHYTHM_BACK_ON.parse("off") is None


def test_what_to_do_without_means_the_same_in_settings_and_practices() -> None:
    assert {each.value for each in s.Without} <= {each.value for each in Alternative}
    assert s.PAUSE_WITHOUT.parse("touch, breath ,") == {s.Without.TOUCH, s.Without.BREATH}
    assert s.PAUSE_WITHOUT.parse("") == frozenset()


def test_every_kind_of_pause_can_be_chosen() -> None:
    for kind in PauseKind:
        assert s.PAUSE_KIND.parse(kind.value) == kind.value
        assert kind.value in s.PAUSE_KIND.allowed


def test_a_choice_changes_one_thing() -> None:
    before = s.Settings()
    after = before.having(s.REMINDER_SECONDS, 60)
    assert before[s.REMINDER_SECONDS] == 45
    assert after[s.REMINDER_SECONDS] == 60
    assert after.texts() == before.texts() | {"reminder.seconds": "60"}


def test_the_choices_make_the_rhythm_and_a_softer_one_goes_back_into_them() -> None:
    assert s.Settings().rhythm == Rhythm()
    chosen = (
        s.Settings()
        .having(s.RHYTHM_KIND, RhythmKind.EVERY)
        .having(s.RHYTHM_EVERY, 40)
        .having(s.RHYTHM_QUIET_HOURS, Hours(time(12), time(13)))
    )
    softer = softened(chosen.rhythm)
    assert chosen.with_rhythm(softer).rhythm == softer
    assert softer.every_minutes == 80


def test_keys_are_unique_and_have_a_table() -> None:
    assert len(s.BY_KEY) == len(s.ALL)
    assert all(setting.key.count(".") == 1 for setting in s.ALL)
