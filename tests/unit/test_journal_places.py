"""The places of entries: one stretch tells what changed."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.ui.pages.journal.places import change_between, row_of, without

PLACES = st.sets(st.integers(-50, 50)).map(lambda places: array("q", sorted(places, reverse=True)))


@given(PLACES, PLACES)
def test_a_change_leads_from_the_old_to_the_new(old: "array[int]", new: "array[int]") -> None:
    change = change_between(old, new)
    row, removed, added = change.row, change.removed, change.added
    assert old[:row] + new[row : row + added] + old[row + removed :] == new


@given(PLACES, st.integers(-60, 60))
def test_a_new_place_is_one_row(old: "array[int]", place: int) -> None:
    new = array("q", sorted({*old, place}, reverse=True))
    assert change_between(old, new).removed == 0
    assert change_between(old, new).added == len(new) - len(old)


@given(PLACES, st.integers(-60, 60))
def test_a_place_is_found_and_taken_out(places: "array[int]", place: int) -> None:
    row = row_of(places, place)
    assert row == (places.index(place) if place in places else -1)
    assert list(without(places, [place])) == [each for each in places if each != place]
