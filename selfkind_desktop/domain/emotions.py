"""Words for how somebody is, offered with a check-in and never asked for."""

from dataclasses import dataclass

from selfkind_desktop.domain.records import Mood


@dataclass(frozen=True, slots=True)
class Emotion:
    """A word for a feeling.

    Attributes:
        key: what storage keeps.
        label: what is shown, in lower case.
        lowest: the moods it often goes with, from `lowest` to `highest`; only a hint for the order of words.
    """

    key: str
    label: str
    lowest: Mood
    highest: Mood


@dataclass(frozen=True, slots=True)
class EmotionGroup:
    """Words that belong together."""

    title: str
    emotions: tuple[Emotion, ...]


@dataclass(frozen=True, slots=True)
class Emotions:
    """All the words.

    Attributes:
        first: those shown at once; the others follow after "more words".
        groups: all of them, `first` included.
    """

    first: tuple[Emotion, ...]
    groups: tuple[EmotionGroup, ...]

    def label(self, key: str) -> str:
        """The word for a stored key; a key that no file knows any more is its own label."""
        for group in self.groups:
            for emotion in group.emotions:
                if emotion.key == key:
                    return emotion.label
        return key

    def ordered_for(self, mood: Mood) -> tuple[EmotionGroup, ...]:
        """The groups, with those first whose words go with this mood more often; none is left out."""

        def fit(group: EmotionGroup) -> float:
            fitting = sum(emotion.lowest <= mood <= emotion.highest for emotion in group.emotions)
            return -fitting / len(group.emotions)

        return tuple(sorted(self.groups, key=fit))
