"""What happens when something nobody foresaw happens: nothing typed is lost, nothing private is told."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfkind_desktop.app.crash import catch_the_unforeseen
from selfkind_desktop.app.log import start_log

MARKER = "heliotrope-and-the-lamp"
"""Words that a person wrote, and that an error quotes."""


class Program:
    """What the hook acts on, in the order in which it does."""

    def __init__(self) -> None:
        self.did: list[str] = []
        self.drafts_fail: BaseException | None = None
        self.window_fails: BaseException | None = None

    def keep_drafts(self) -> None:
        self.did.append("drafts")
        if self.drafts_fail is not None:
            raise self.drafts_fail

    def show(self, details: str) -> None:
        self.did.append(details)
        if self.window_fails is not None:
            raise self.window_fails


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    program = Program()
    catch_the_unforeseen(program.keep_drafts, program.show)
    return program


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "state" / "selfkind.log"
    start_log(file)
    yield file
    logger = logging.getLogger("selfkind_desktop")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


def stumble(error: BaseException) -> None:
    """Let an error reach the top."""
    try:
        raise error
    except BaseException as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_drafts_are_kept_before_the_window_opens(program: Program) -> None:
    stumble(KeyError("row"))
    assert program.did[0] == "drafts"
    assert "KeyError" in program.did[1]
    assert len(program.did) == 2


def test_what_a_person_wrote_is_nowhere(
    program: Program, log_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        try:
            raise ValueError(MARKER)
        except ValueError as error:
            raise RuntimeError(f"could not keep {MARKER}") from error

    try:
        fail()
    except RuntimeError as error:
        stumble(error)
    (details,) = program.did[1:]
    assert "ValueError" in details
    assert "RuntimeError" in details
    assert "in fail" in details or "fail" in details
    told = details + log_file.read_text() + "".join(capsys.readouterr())
    assert "unforeseen" in told
    assert MARKER not in told


@pytest.mark.parametrize("failing", ["drafts_fail", "window_fails"])
def test_an_error_on_the_way_is_noted_and_keeps_nothing_else_away(
    program: Program, log_file: Path, capsys: pytest.CaptureFixture[str], failing: str
) -> None:
    setattr(program, failing, OSError(f"no room for {MARKER}"))
    stumble(KeyError("row"))
    assert [what.split("\n")[0] != "" for what in program.did] == [True, True]
    assert program.did[0] == "drafts"
    log = log_file.read_text()
    assert "KeyError" in log
    assert "OSError" in log
    assert MARKER not in log + "".join(capsys.readouterr())


def test_an_error_inside_the_crash_window_does_not_open_another(program: Program) -> None:
    def show(details: str) -> None:
        program.did.append("window")
        stumble(LookupError("inside"))

    catch_the_unforeseen(program.keep_drafts, show)
    stumble(KeyError("row"))
    assert program.did == ["drafts", "window"]
    stumble(KeyError("another day"))
    assert program.did == ["drafts", "window"] * 2


def test_whoever_presses_ctrl_c_wants_to_leave(program: Program) -> None:
    with pytest.raises(SystemExit) as ended:
        stumble(KeyboardInterrupt())
    assert ended.value.code == 130
    assert program.did == []
