"""A card: a quiet surface with round corners that holds one thing."""

from typing import Literal

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

Tone = Literal["surface", "sage", "plum", "peach", "sand"]


class Card(QFrame):
    """A surface with a hairline and a column inside.

    Attributes:
        body: the column that takes what the card holds.
    """

    def __init__(self, tone: Tone = "surface", parent: QWidget | None = None, *, margin: int = 24) -> None:
        """Make an empty card.

        Args:
            tone: sage for pauses, plum for letters, peach for gentle notices.
            parent: as Qt has it.
            margin: pixels between edge and content.
        """
        super().__init__(parent)
        self.setProperty("card", tone)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(8)
