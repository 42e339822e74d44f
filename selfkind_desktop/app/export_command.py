"""`selfkind export`: through the running program where there is one, else alone; in the same words."""

import sys
import time
from collections.abc import Callable, Mapping
from getpass import getpass
from pathlib import Path

from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.export_work import Exported, Wish, carry_out
from selfkind_desktop.app.offline import alone
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.app.vault_desk import VaultDesk
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.errors import Locked, VaultMissing
from selfkind_desktop.storage.files import is_there
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey

OK, TROUBLE, USAGE = 0, 1, 2
_ASK_AGAIN = 0.3
"""Seconds between two looks at how far the running program is."""

Reach = Callable[[str, Mapping[str, object]], Reply | None]
Write = Callable[[str], object]
Ask = Callable[[str], str | None]
"""Asks for a secret; None where nobody can be asked."""


class UsageError(Exception):
    """What was asked makes no sense; the text says why."""


def on_terminal(question: str) -> str | None:
    """Ask whoever sits at the terminal; None where nobody does."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    return getpass(question + " ")


def wish_of(
    file: str, *, readable: bool, passphrase_file: str, replace: bool, ask: Ask = on_terminal
) -> Wish:
    """Read the command line, and ask for what is missing.

    Raises:
        UsageError: something of it makes no sense.
    """
    path = Path(file).absolute()
    if readable:
        if passphrase_file:
            raise UsageError("Files to read are not locked. Leave out --passphrase-file, or --readable.")
        return Wish(path, readable=True, replace=replace)
    passphrase = _first_line(Path(passphrase_file)) if passphrase_file else _asked(ask)
    return Wish(path, passphrase=passphrase, replace=replace)


def as_args(wish: Wish) -> dict[str, object]:
    """A wish as JSON values for the running program."""
    return {
        "path": str(wish.path),
        "readable": wish.readable,
        "passphrase": wish.passphrase,
        "replace": wish.replace,
    }


def wish_from(args: Mapping[str, object]) -> Wish:
    """The other way round."""
    passphrase = str(args.get("passphrase") or "")
    return Wish(Path(str(args["path"])), bool(args.get("readable")), passphrase, bool(args.get("replace")))


def run(paths: Paths, wish: Wish, reach: Reach, say: Write, complain: Write, ask: Ask = on_terminal) -> int:
    """Do it.

    Args:
        paths: the home.
        wish: what.
        reach: asks the running program; None where there is none.
        say: takes a line for the person.
        complain: takes a line about what could not be done.
        ask: asks for the passphrase of the journal, where one locks it.

    Returns:
        An exit code.

    Raises:
        StorageError: it could not be done; nothing was changed.
    """
    reply = reach("export", as_args(wish))
    if reply is not None and reply.ok:
        reply = _wait(reach)
    elif reply is None:
        reply = alone(paths, lambda: _alone(paths, wish, ask)) or Reply(
            False, sentence="Selfkind is just starting or ending. Try again in a moment."
        )
    if not reply.ok:
        complain(reply.sentence)
        return TROUBLE
    say(str(reply.result))
    return OK


def told(exported: Exported) -> str:
    """What the command line says of it."""
    return f"{exported.what} {exported.then}"


def _alone(paths: Paths, wish: Wish, ask: Ask) -> Reply:
    if not is_there(paths.vault) and not is_there(paths.database):
        return Reply(False, sentence="Nothing is kept here yet, so there is nothing to export.")
    clock = SystemClock()
    store = Store.open(paths.database, _key(paths, ask), clock)
    try:
        return Reply(True, told(carry_out(store, wish, clock)))
    finally:
        store.close()


def _key(paths: Paths, ask: Ask) -> DatabaseKey:
    if not is_there(paths.vault):
        raise VaultMissing(paths.vault)
    try:
        return unlock_here(paths.vault, paths.key_file)
    except Locked:
        secret = ask("The passphrase or recovery code of your journal:")
        if not secret:
            raise
        return VaultDesk(paths.vault, paths.key_file).unlock(Secret.of(secret))


def _wait(reach: Reach) -> Reply:
    while True:
        reply = reach("export-status", {})
        if reply is None:
            return Reply(False, sentence="Selfkind ended before the file was written. Nothing is left of it.")
        going = isinstance(reply.result, dict) and reply.result.get("going")
        if not going:
            return reply
        time.sleep(_ASK_AGAIN)  # noqa: TID251  # the other process tells only when it is asked


def _asked(ask: Ask) -> str:
    first = ask("A passphrase locks the file (leave it empty for an open file):")
    if not first:
        return ""
    if ask("Once more:") != first:
        raise UsageError("The two were not the same. Nothing was written.")
    return first


def _first_line(path: Path) -> str:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError):
        raise UsageError(f"{path.name} cannot be read. Nothing was written.") from None
    line = text.partition("\n")[0].rstrip("\r")
    if not line:
        raise UsageError(f"The first line of {path.name} is empty. Nothing was written.")
    return line
