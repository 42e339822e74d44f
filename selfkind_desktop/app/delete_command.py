"""`selfkind delete-everything`: says what goes, has a word typed, and does it, program running or not."""

import sys
import time
from collections.abc import Callable, Mapping

from selfkind_desktop.app.deletion import forget_login, forgetting, told
from selfkind_desktop.desktop.instance import claim
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain.settings import BACKUP_FOLDER
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.storage.erase import Erased, Erasing, begin, finish
from selfkind_desktop.ui.exporting.erase_steps import goes, stays, word

OK, TROUBLE, USAGE = 0, 1, 2
_PATIENCE = 60.0
"""Seconds that the running program gets to end."""

_LOOK_AGAIN = 0.2

Reach = Callable[[str, Mapping[str, object]], Reply | None]
Write = Callable[[str], object]
Ask = Callable[[str], str | None]
"""Asks for a word; None where nobody can be asked."""


def on_terminal(question: str) -> str | None:
    """Ask whoever sits at the terminal; None where nobody does."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    sys.stdout.write(question + " ")
    sys.stdout.flush()
    return sys.stdin.readline()


def run(
    paths: Paths, reach: Reach, say: Write, complain: Write, *, keep_settings: bool, ask: Ask = on_terminal
) -> int:
    """Do it, once the word is typed.

    Args:
        paths: the home.
        reach: asks the running program; None where there is none.
        say: takes a line for the person.
        complain: takes a line about what could not be done.
        keep_settings: whether the choices stay.
        ask: asks for the word.

    Returns:
        An exit code.

    Raises:
        StorageError: not even the note could be written; nothing was changed.
    """
    second_folder = _second_folder(paths)
    say("This goes:")
    for line in goes(second_folder):
        say(f"  - {line}")
    say("This Selfkind cannot reach:")
    for line in stays():
        say(f"  - {line}")
    say("`selfkind export FILE` takes everything along first. Deleting cannot be taken back.")
    typed = ask(f"To delete everything for good, type the word {word()}:")
    if typed is None:
        complain("Nobody could be asked here, so nothing was deleted. Do it at a terminal.")
        return USAGE
    if typed.strip().casefold() != word().casefold():
        say("Nothing was deleted.")
        return TROUBLE
    reply = reach("delete-everything", {"settings": not keep_settings})
    if reply is not None and not reply.ok:
        complain(reply.sentence)
        return TROUBLE
    erased = _alone(paths, Erasing(not keep_settings, second_folder))
    if erased is None:
        complain("Selfkind is still ending. What is left goes when it ends, or at its next start.")
        return TROUBLE
    say(told(erased))
    return OK


def _alone(paths: Paths, erasing: Erasing) -> Erased | None:
    give_up = _now() + _PATIENCE
    while (instance := claim(paths.run)) is None:
        if _now() > give_up:
            return None
        time.sleep(_LOOK_AGAIN)  # noqa: TID251  # nothing tells that another process has ended
    try:
        forgotten = begin(paths, erasing, forgetting(paths))
        forget_login()
    finally:
        instance.close()
    return finish(paths, key_forgotten=forgotten)


def _now() -> float:
    return time.monotonic()  # noqa: TID251  # how long another process takes, nothing that is kept


def _second_folder(paths: Paths) -> str:
    return ConfigFile(paths.config_file).load().settings[BACKUP_FOLDER]
