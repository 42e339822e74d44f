"""The log: small, private, and no trouble of its own."""

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfkind_desktop.app.log import start_log

log = logging.getLogger("selfkind_desktop.somewhere")


@pytest.fixture(autouse=True)
def _without_a_log() -> Iterator[None]:
    yield
    logger = logging.getLogger("selfkind_desktop")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


def test_it_says_when_and_where(tmp_path: Path) -> None:
    file = tmp_path / "state" / "selfkind.log"
    start_log(file)
    log.info("an event: %s", "begun")
    log.debug("nothing for the log")
    (line,) = file.read_text().splitlines()
    assert line.endswith("INFO selfkind_desktop.somewhere: an event: begun")


def test_it_never_takes_more_than_its_share(tmp_path: Path) -> None:
    file = tmp_path / "selfkind.log"
    start_log(file)
    for number in range(12_000):
        log.info("an event with a number, as long as they usually are: %d", number)
    files = sorted(tmp_path.iterdir())
    assert [each.name for each in files] == ["selfkind.log", "selfkind.log.1", "selfkind.log.2"]
    assert sum(each.stat().st_size for each in files) < 3 * 256 * 1024 + 1
    assert "11999" in file.read_text().splitlines()[-1]


@pytest.mark.only_on("linux", "darwin")
def test_only_its_owner_may_read_it_also_after_it_was_turned_over(tmp_path: Path) -> None:
    file = tmp_path / "state" / "selfkind.log"
    start_log(file)
    for _ in range(5_000):
        log.info("an event with a number, as long as they usually are: %d", 1)
    assert {stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()} == {0o600}


def test_where_there_is_no_room_only_what_nobody_foresaw_goes_to_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state").write_text("a file in the way")
    start_log(tmp_path / "state" / "selfkind.log")
    log.info("an event")
    log.warning("a trouble")
    log.error("unforeseen")
    assert "an event" not in (said := capsys.readouterr().err)
    assert "a trouble" not in said
    assert "unforeseen" in said


def test_a_disk_that_fills_up_does_not_fill_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "selfkind.log"
    start_log(file)
    log.info("before")
    (handler,) = logging.getLogger("selfkind_desktop").handlers
    handler.close()
    file.unlink()
    file.mkdir()
    log.info("after")
    assert capsys.readouterr() == ("", "")
