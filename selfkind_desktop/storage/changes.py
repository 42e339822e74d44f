"""The one small signal by which storage says that something changed."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial


class Collection(StrEnum):
    """What can change."""

    CHECK_INS = "check-ins"
    PAUSES = "pauses"
    REMINDERS = "reminders"
    ENTRIES = "entries"
    REVISIONS = "revisions"
    LETTERS = "letters"
    MEDIA = "media"
    PHRASES = "phrases"
    IMPORTS = "imports"
    SETTINGS = "settings"


Listener = Callable[[Collection], None]


class Changes:
    """Tells listeners which collection changed, after the change is safely on the disk.

    Listeners are called in the thread that wrote; who lives in another thread passes it on there.
    """

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._tellers = {each: partial(self.announce, each) for each in Collection}

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of changes from now on.

        Returns:
            a function that ends it.
        """
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def announce(self, collection: Collection) -> None:
        """Tell everyone."""
        for listener in tuple(self._listeners):
            listener(collection)

    def teller(self, collection: Collection) -> Callable[[], None]:
        """Tells everyone when it is called; the same each time, so that many changes are told of once."""
        return self._tellers[collection]
