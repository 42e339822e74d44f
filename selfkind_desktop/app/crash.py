"""When something happens that nobody foresaw: drafts are kept, a window says so, and life goes on."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

log = logging.getLogger(__name__)


def catch_the_unforeseen(keep_drafts: Callable[[], None], show: Callable[[str], None]) -> None:
    """From now on, keep drafts and show the crash window whenever an error reaches the top.

    Neither the log nor the window gets the text of an error: it may quote what a person typed.

    Args:
        keep_drafts: stores what is being typed; called first.
        show: opens the crash window with the details, which contain no value and no private text.
    """
    busy = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal busy
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        details = _noted(error.with_traceback(trace))
        # An error inside the crash window itself must not open another one.
        if busy:
            return
        busy = True
        try:
            _also_if_it_fails(keep_drafts)
            _also_if_it_fails(lambda: show(details))
        finally:
            busy = False

    sys.excepthook = hook


def _noted(error: BaseException) -> str:
    from selfkind_desktop.ui.crash_dialog import details_of

    details = details_of(error)
    log.error("unforeseen:\n%s", details)
    return details


def _also_if_it_fails(act: Callable[[], None]) -> None:
    """Do it; what goes wrong meanwhile is logged here, since Python would print its text to the terminal."""
    try:
        act()
    except BaseException as another:
        _noted(another)
