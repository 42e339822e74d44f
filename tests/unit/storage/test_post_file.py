"""What is remembered of the letters comes back, and a broken file costs nothing."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.delivery import NO_POST, Post
from selfkind_desktop.storage.post_file import load_post, save_post


@pytest.mark.parametrize("post", [NO_POST, Post(date(2026, 11, 25), 2)])
def test_it_comes_back(tmp_path: Path, post: Post) -> None:
    file = tmp_path / "new" / "post.json"
    save_post(file, post)
    assert load_post(file) == post


def test_there_may_be_none(tmp_path: Path) -> None:
    assert load_post(tmp_path / "post.json") == NO_POST


@given(st.one_of(st.binary(max_size=40), st.sampled_from([b"[]", b'{"next_day": 3, "unread": "x"}', b"{}"])))
def test_anything_else_is_nothing(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "post.json"
    file.write_bytes(content)
    assert load_post(file) == NO_POST
