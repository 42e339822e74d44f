"""What to tell a person when something kept Selfkind from its files."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication


class Troubled(Protocol):
    """An error that can say in a sentence what happened."""

    def tell(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language."""
        ...


def sentence_of(trouble: Troubled) -> str:
    """What happened and what to do, in the person's language."""
    return trouble.tell(lambda text: QCoreApplication.translate("Storage", text))
