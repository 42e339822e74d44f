"""Delivers letters when their day has come, and says so without a word of them."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.delivery import Post
from selfkind_desktop.domain.moment import Clock, Moment
from selfkind_desktop.storage.post_file import load_post, save_post

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

log = logging.getLogger(__name__)


class PostOffice(QObject):
    """Knows on which day the next letter arrives, and how many are there unread.

    It has no timer of its own: whoever looks at the clock anyway calls `look`. The store is opened only on a
    day on which a letter arrives; while it is locked the letter waits, and arrives when it is opened.

    Args:
        clock: the time.
        keeper: the way to the letters.
        file: where it remembers the next day between two starts.

    Signals:
        changed(): a letter is there, or none is any more.
    """

    changed = Signal()

    def __init__(self, clock: Clock, keeper: Keeper, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._keeper = keeper
        self._file = file
        self._post = load_post(file)
        self._said = self.has_letter
        keeper.changed.connect(self._kept)

    @property
    def has_letter(self) -> bool:
        """Whether a letter is there to be read, also while the store is locked."""
        return self._post.unread > 0 or self._post.wants_a_look(self._clock.now())

    def look(self) -> None:
        """Compare the clock with the day of the next letter; nothing else, on most days."""
        if self._post.wants_a_look(self._clock.now()):
            self._deliver()
            self._tell()

    def look_again(self) -> None:
        """The store is open, or holds something else now."""
        self._deliver()

    def _kept(self, collection: str) -> None:
        if collection == "letters":
            self._deliver()

    def _deliver(self) -> None:
        if not self._keeper.is_locked:
            moment = self._clock.now()
            self._keeper.ask(lambda store: _delivered(store, moment), self._know, self)

    def _know(self, post: Post) -> None:
        if post != self._post:
            self._post = post
            try:
                save_post(self._file, post)
            except OSError as error:
                log.warning("the day of the next letter is not remembered: %s", type(error).__name__)
        self._tell()

    def _tell(self) -> None:
        if self.has_letter != self._said:
            self._said = self.has_letter
            self.changed.emit()


def _delivered(store: "Store", moment: Moment) -> Post:
    """Let those arrive whose day has come, and say what is left; called in the worker."""
    from selfkind_desktop.domain.delivery import arriving, next_day

    letters = store.letters
    for letter in arriving(letters.on_their_way(), moment):
        letters.note_arrived(letter.id, moment.at)
    unread = sum(letter.opened is None for letter in letters.arrived())
    return Post(next_day(letters.on_their_way()), unread)
