"""When something happens that nobody foresaw: drafts are kept, a window says so, and life goes on."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

log = logging.getLogger(__name__)


def catch_the_unforeseen(keep_drafts: Callable[[], None], show: Callable[[str], None]) -> None:
    """From now on, keep drafts and show the crash window whenever an error reaches the top.

    Args:
        keep_drafts: stores what is being typed; called first.
        show: opens the crash window with the details, which contain no value and no private text.
    """
    busy = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal busy
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        from selfkind_desktop.ui.crash_dialog import details_of

        details = details_of(error.with_traceback(trace))
        log.error("unforeseen:\n%s", details)
        # An error inside the crash window itself must not open another one.
        if not busy:
            busy = True
            try:
                keep_drafts()
                show(details)
            finally:
                busy = False

    sys.excepthook = hook
