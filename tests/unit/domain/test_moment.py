"""Instants, and the day as a person lived it."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from selfkind_desktop.domain.moment import Moment

BERLIN = ZoneInfo("Europe/Berlin")


def at(*parts: int, zone: ZoneInfo = BERLIN) -> Moment:
    return Moment(datetime(*parts, tzinfo=zone), zone)


def test_a_late_evening_is_still_today() -> None:
    assert at(2026, 11, 24, 3, 59).day() == date(2026, 11, 23)
    assert at(2026, 11, 24, 4, 0).day() == date(2026, 11, 24)


def test_whoever_sleeps_early_has_an_earlier_day() -> None:
    assert at(2026, 11, 24, 0, 30).day(time(0)) == date(2026, 11, 24)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Moment(datetime.fromisoformat("2026-11-23T08:00"), BERLIN)


def test_every_way_to_write_an_instant_is_the_same_instant() -> None:
    there = datetime(2026, 11, 23, 13, 45, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    assert Moment(there, BERLIN) == at(2026, 11, 23, 9)
    assert Moment(there, BERLIN).at.tzinfo is UTC


def test_later_counts_what_passes_not_what_the_clock_on_the_wall_shows() -> None:
    evening = at(2026, 10, 24, 20)
    assert evening.later(hours=12).local.time() == time(7)
    assert evening.later(minutes=-30).local.time() == time(19, 30)


def test_a_stamp_keeps_the_zone_and_the_day_of_its_place() -> None:
    stamp = at(2026, 11, 23, 1, zone=ZoneInfo("Pacific/Apia")).stamp()
    assert stamp.zone == "Pacific/Apia"
    assert stamp.day == date(2026, 11, 22)
    assert stamp.at == datetime(2026, 11, 22, 12, tzinfo=UTC)
