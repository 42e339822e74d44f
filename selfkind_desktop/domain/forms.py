"""The guided forms of the journal: what they ask, and how answers become an entry's parts and back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from selfkind_desktop.domain.journal import Entry, EntryKind, Part


class Tone(StrEnum):
    """Whose words an answer holds; it colors the question's label."""

    PLAIN = "plain"
    CRITIC = "critic"
    TRUE = "true"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; every one of them may stay empty.

    Attributes:
        key: what its answer is kept under, for ever.
        ask: the question.
        hint: a small line below it; often empty.
        choices: by key, where it is answered by a tap instead of words.
        is_rest: whether nothing is asked: a breath between two questions.
    """

    key: str
    ask: str
    hint: str = ""
    tone: Tone = Tone.PLAIN
    choices: tuple[tuple[str, str], ...] = ()
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A guided form.

    Attributes:
        line: what it is for, in a sentence.
    """

    kind: EntryKind
    title: str
    line: str
    questions: tuple[Question, ...]

    def question(self, key: str) -> Question | None:
        """The question that an answer belongs to; None for one that this version no longer asks."""
        return next((question for question in self.questions if question.key == key), None)

    def parts(self, answers: Mapping[str, str], before: tuple[Part, ...] = ()) -> tuple[Part, ...]:
        """Answers as an entry keeps them: in the order of the form, empty ones left out.

        Args:
            answers: by the key of the question.
            before: what the entry kept so far; answers to questions that are no longer asked stay.
        """
        kept = [
            Part(question.key, answers[question.key])
            for question in self.questions
            if not question.is_rest and answers.get(question.key, "").strip()
        ]
        asked = {question.key for question in self.questions}
        return (*kept, *(part for part in before if part.key not in asked))


def reframe_of(critic: Entry, new_id: str, blank: Entry) -> Entry:
    """The reframe that a line of the critic log invites to; the line itself stays as it is.

    Args:
        critic: an entry of the critic log.
        new_id: the id of the reframe.
        blank: an empty entry of now, which gives the reframe its stamp.
    """
    said = tuple(part for part in critic.parts if part.key == "critic")
    return replace(blank, id=new_id, kind=EntryKind.REFRAME, parts=said, tags=critic.tags)
