"""The schedule's state on the disk: continued after a crash, planned anew where it cannot be read."""

import json
import stat
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.check_ins import Asked, DayEdge, EdgeState, Waiting
from selfkind_desktop.domain.schedule import Quiet, State
from selfkind_desktop.storage.state_file import StateFile, from_bytes, to_bytes

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
FULL = State(
    seed=7,
    next_at=NOW,
    postponed=True,
    planned_at=NOW - timedelta(hours=1),
    zone="Europe/Berlin",
    held=True,
    offered_at=NOW,
    anchor=NOW - timedelta(hours=2),
    quiet=Quiet(NOW + timedelta(hours=3)),
    passed_over=3,
    softening_offered=True,
    edges=EdgeState(
        (Asked(DayEdge.MORNING, NOW.date(), NOW, shown=True),),
        Waiting(DayEdge.BEDTIME, NOW, held=True),
        DayEdge.MORNING,
    ),
)

certain = st.datetimes(timezones=st.just(UTC))
instants = st.one_of(st.none(), certain)
edges = st.sampled_from(DayEdge)
asked = st.builds(Asked, edges, st.dates(), certain, st.booleans())
edge_states = st.builds(
    EdgeState,
    st.lists(asked, max_size=2).map(tuple),
    st.one_of(st.none(), st.builds(Waiting, edges, certain, st.booleans())),
    st.one_of(st.none(), edges),
)
states = st.builds(
    State,
    seed=st.integers(0, 2**64),
    next_at=instants,
    postponed=st.booleans(),
    planned_at=instants,
    zone=st.text(max_size=20),
    held=st.booleans(),
    offered_at=instants,
    anchor=instants,
    quiet=st.one_of(st.none(), st.builds(Quiet, instants)),
    passed_over=st.integers(0, 99),
    softening_offered=st.booleans(),
    edges=edge_states,
)


@given(states)
def test_every_state_reads_back_as_it_was(state: State) -> None:
    assert from_bytes(to_bytes(state)) == state


def test_the_example_leaves_nothing_at_its_default() -> None:
    assert all(getattr(FULL, each.name) != each.default for each in fields(State))


def test_a_file_from_before_there_were_check_ins_goes_on() -> None:
    data = json.loads(to_bytes(FULL))
    del data["edges"]
    assert from_bytes(json.dumps(data).encode()) == replace(FULL, edges=EdgeState())


def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "not yet" / "schedule.json"
    StateFile(path).save(FULL)
    assert StateFile(path).load() == FULL
    assert list(path.parent.iterdir()) == [path]


def test_instants_of_any_zone_are_the_same_instants(tmp_path: Path) -> None:
    path = tmp_path / "schedule.json"
    there = NOW.astimezone(timezone(timedelta(hours=-8)))
    StateFile(path).save(State(seed=1, next_at=there))
    kept = StateFile(path).load()
    assert kept is not None
    assert kept.next_at == NOW


def test_where_there_is_none_there_is_none(tmp_path: Path) -> None:
    assert StateFile(tmp_path / "schedule.json").load() is None
    assert StateFile(tmp_path).load() is None


GOOD = to_bytes(FULL)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        GOOD[: len(GOOD) // 2],
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        GOOD.replace(b'"version": 1', b'"version": 2'),
        GOOD.replace(b'"seed": 7', b'"seed": Infinity'),
        GOOD.replace(b'"seed": 7', b'"seed": null'),
        GOOD.replace(b"+00:00", b""),
        GOOD.replace(b"2026-11-23T08:00:00", b"soon"),
        GOOD.replace(b"2026-11-23T08:00:00+00:00", b"0001-01-01T00:00:00+14:00"),
        b'{"version": 1, "quiet": 3}',
        b"[" * 100_000,
    ],
    ids=range(15),
)
def test_what_cannot_be_read_costs_one_plan_and_nothing_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "schedule.json"
    path.write_bytes(content)
    assert StateFile(path).load() is None
    assert path.read_bytes() == content
    StateFile(path).save(FULL)
    assert StateFile(path).load() == FULL


@pytest.mark.only_on("linux", "darwin")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "state" / "schedule.json"
    StateFile(path).save(FULL)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way")
    with pytest.raises(OSError, match="state"):
        StateFile(tmp_path / "state" / "schedule.json").save(FULL)
    assert (tmp_path / "state").read_text() == "a file in the way"
