"""Which prompt is offered."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop import assets
from selfkind_desktop.domain.journal_content import load_prompts
from selfkind_desktop.domain.prompts import REST, Prompt, Prompts

PROMPTS = load_prompts(assets.path("content", "en", "prompts.toml"))
MONDAY = date(2026, 11, 23)


@given(
    st.integers(), st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", *PROMPTS.needs])), max_size=80)
)
def test_no_prompt_comes_twice_in_a_fortnight(seed: int, wishes: list[tuple[int, str]]) -> None:
    chance = random.Random(seed)
    shown: dict[str, date] = {}
    today = MONDAY
    for days, need in wishes:
        today += timedelta(days)
        prompt = PROMPTS.choose(shown, today, chance, need)
        if prompt is None:
            continue
        assert not need or prompt.need == need
        assert prompt.text not in shown or today - shown[prompt.text] >= timedelta(14)
        shown[prompt.text] = today


def test_every_prompt_has_its_turn() -> None:
    seen = Counter(PROMPTS.choose({}, MONDAY, random.Random(seed)) for seed in range(5000))
    assert set(seen) == set(PROMPTS.prompts)


def test_where_all_rest_the_page_stays_blank() -> None:
    few = Prompts({"a": "A"}, (Prompt("What now?", "a"),))
    shown = {"What now?": MONDAY}
    assert few.choose(shown, MONDAY + REST - timedelta(1), random.Random(1)) is None
    assert few.choose(shown, MONDAY + REST, random.Random(1)) is not None


def test_a_day_that_lies_ahead_counts_as_shown_today() -> None:
    few = Prompts({"a": "A"}, (Prompt("What now?", "a"),))
    assert few.choose({"What now?": MONDAY + timedelta(1)}, MONDAY, random.Random(1)) is None


def test_a_need_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        PROMPTS.choose({}, MONDAY, random.Random(1), "nonsense")
