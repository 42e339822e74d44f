"""What a number on a scale means, written down with the data: numbers outlive the program that drew them."""

from dataclasses import dataclass

from selfkind_desktop.domain.records import Mood


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale.

    Attributes:
        key: its name.
        version: grows when an anchor or the question changes: then old and new numbers are not comparable.
        question: what the number answers, in English.
        anchors: the words beside each number, in English.
    """

    key: str
    version: int
    question: str
    anchors: dict[int, str]


MOOD = Scale(
    "mood",
    1,
    "How is it right now?",
    {
        Mood.VERY_HARD: "Very hard",
        Mood.HARD: "Hard",
        Mood.IN_BETWEEN: "In between",
        Mood.ALL_RIGHT: "All right",
        Mood.GOOD: "Good",
    },
)
