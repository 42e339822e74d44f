"""What may come back on this day, and what never does."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.journal import Consent, Entry, EntryKind
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.on_this_day import chosen, same_days

TODAY = date(2026, 11, 24)


def entry(day: date, **fields: object) -> Entry:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    made = Entry(f"{day}", Stamp(at, "UTC", day), EntryKind.FREE, "words", at, consent=Consent.MAY_COME_BACK)
    return replace(made, **fields)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_all_of_them_are_this_day_and_before_today(today: date) -> None:
    for day in same_days(today):
        assert day.year < today.year
        assert (day.month, day.day) == (today.month, today.day) or (day.month, day.day) == (2, 29)


def test_a_leap_day_comes_back_on_the_day_before_march() -> None:
    assert date(2024, 2, 29) in same_days(date(2026, 2, 28))
    assert date(2024, 2, 29) not in same_days(date(2028, 2, 28))
    assert same_days(date(2028, 2, 29))[0] == date(2024, 2, 29)


@pytest.mark.parametrize("consent", [Consent.IF_I_LOOK, Consent.NEVER])
def test_without_consent_nothing_comes_back(consent: Consent) -> None:
    assert chosen([entry(date(2025, 11, 24), consent=consent)], TODAY) is None


def test_only_this_day_of_an_earlier_year_and_only_words() -> None:
    others = [entry(date(2025, 11, 23)), entry(TODAY), entry(date(2024, 11, 24), text=" ")]
    assert chosen(others, TODAY) is None
    wanted = entry(date(2023, 11, 24))
    assert chosen([*others, wanted], TODAY) is wanted


def test_of_several_each_has_its_year() -> None:
    several = [entry(date(year, 11, 24)) for year in (2022, 2023, 2024)]
    came = {chosen(several, date(year, 11, 24)).id for year in (2026, 2027, 2028)}
    assert len(came) == 3
