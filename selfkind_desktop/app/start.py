"""Becomes the program: the tray icon first, everything else after it, or when it is needed."""

import contextlib
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from selfkind_desktop import __version__
from selfkind_desktop.app.garbage import MainThreadCollector
from selfkind_desktop.desktop.address import make_folder
from selfkind_desktop.desktop.bus_probe import leave_a_mute_bus_alone
from selfkind_desktop.desktop.instance import claim
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.storage.unfinished import finish_restore, is_being_erased
from selfkind_desktop.ui.tray import Tray

if TYPE_CHECKING:
    from selfkind_desktop.storage.erase import Erased

DESKTOP_FILE = "org.selfkind.Selfkind"
_PATIENCE = 5.0
"""Seconds that a second start gives the first one to begin to listen."""


def start(paths: Paths, command: str, args: Mapping[str, object], clock: Clock | None = None) -> int:
    """Run until the person quits; or, where the program runs already, bring that one forward.

    Args:
        paths: where everything is.
        command: what to do first, as the command line names it; "" is a plain start.
        args: its arguments.
        clock: the time; the computer's if none is given.

    Returns:
        An exit code.
    """
    leave_a_mute_bus_alone(os.environ)
    application = _application()
    MainThreadCollector(application)
    home_is_closed = False
    try:
        instance = claim(paths.run)
    except OSError:
        # The home cannot be written. Reminders and pauses still work, so go on from a place that can be.
        home_is_closed = True
        paths = paths.running_in_temp()
        try:
            make_folder(paths.run)
            instance = claim(paths.run)
        except OSError:
            return _nowhere_to_be(paths)
    if instance is None:
        return _bring_forward(paths, command, args)
    finish_erasing(paths)
    with contextlib.suppress(StorageError):  # told when the journal opens, which tries again
        finish_restore(paths.data)
    tray = Tray()
    tray.show()
    # Only now: reading all this takes longer than everything before it, and the icon need not wait for it.
    from selfkind_desktop.app.companion import Companion

    companion = Companion(application, paths, instance, tray, clock)
    companion.begin(command, args, home_is_closed=home_is_closed)
    code = application.exec()
    companion.end()
    if (erased := finish_erasing(paths)) is not None:
        companion.belongings.tell_gone(erased)
    return code


def finish_erasing(paths: Paths) -> "Erased | None":
    """Remove what is left, where everything was to be deleted; one look for a file where it was not."""
    if not is_being_erased(paths.data):
        return None
    from selfkind_desktop.app.deletion import finish

    return finish(paths)


def _application() -> QApplication:
    QCoreApplication.setApplicationName("selfkind")
    QCoreApplication.setApplicationVersion(__version__)
    application = QApplication(sys.argv[:1])
    application.setApplicationDisplayName("Selfkind")
    application.setDesktopFileName(DESKTOP_FILE)
    application.setQuitOnLastWindowClosed(False)
    return application


def _nowhere_to_be(paths: Paths) -> int:
    text = QCoreApplication.translate(
        "Start", "Selfkind can write neither to its own folder nor to {folder}, so it could not start."
    )
    sys.stderr.write(text.format(folder=paths.run.parent) + "\n")
    return 1


def _bring_forward(paths: Paths, command: str, args: Mapping[str, object]) -> int:
    from selfkind_desktop.desktop import remote
    from selfkind_desktop.desktop.instance import no_answer_sentence

    asked = command or "open"
    try:
        reply = remote.ask(paths.run, asked, args, wait=_PATIENCE)
    except remote.NoAnswerError:
        reply = None
    if reply is not None and reply.ok:
        return 0
    sentence = reply.sentence if reply is not None else no_answer_sentence()
    sys.stderr.write(sentence + "\n")
    return 1
