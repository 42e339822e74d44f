"""Where every start begins; what only the command line or only the program needs is loaded there."""

import linecache
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from selfkind_desktop.paths import Paths

UNLOCK = "--unlock-vault"
"""The hidden first argument that makes this program the short process that opens the vault."""


def main(argv: Sequence[str]) -> int:
    """Become the program, or do what the command line asks.

    Args:
        argv: without the program's name.

    Returns:
        An exit code.
    """
    if not argv:
        return _start(Paths.of_this_system(), "", {})
    if argv[0] == UNLOCK:
        from selfkind_desktop.app import vault_process

        return vault_process.main()
    from selfkind_desktop.app import cli

    return cli.run(argv, _start)


class _Forgetful(dict[str, Any]):
    """A cache of source lines that keeps those of one file.

    PySide6 looks at the source of every module that is imported after it, and Python would keep all of those
    lines for tracebacks that never come: 14 MB once the store is open. A traceback reads them again.
    """

    def __setitem__(self, name: str, lines: object) -> None:
        """Keep this and forget the last one; `linecache` reads back what it has just put here."""
        self.clear()
        super().__setitem__(name, lines)


def _start(paths: Paths, command: str, args: Mapping[str, object]) -> int:
    linecache.cache = _Forgetful()
    from selfkind_desktop.app.start import start

    return start(paths, command, args)


def run() -> None:
    """The installed command."""
    sys.exit(main(sys.argv[1:]))
