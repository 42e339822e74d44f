"""The longer things that the made-up person writes: guided forms and letters, by the keys of the forms."""

from dataclasses import dataclass

from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.domain.letters import Voice


@dataclass(frozen=True, slots=True)
class Story:
    """A guided form, filled in.

    Attributes:
        kind: which form.
        title: what it is called.
        parts: the answers by the keys of the questions.
        tag: how it is tagged.
    """

    kind: EntryKind
    title: str
    parts: dict[str, str]
    tag: str


@dataclass(frozen=True, slots=True)
class Post:
    """A letter."""

    voice: Voice
    title: str
    text: str


STORIES = (
    Story(
        EntryKind.REFRAME,
        "The slide with the wrong year",
        {
            "happened": "The third slide said 2019. Two people noticed. I corrected it and went on.",
            "critic": "You can't even copy a number. Now they know.",
            "felt": "Hot face, hands like paper. Somewhere under it: small.",
            "protects": "It wants them to trust me with the next one.",
            "also-true": "Everyone in that room has shown a wrong number. Marek's was in print.",
            "friend": "You caught it, said so, and finished. That is what being careful looks like.",
            "step": "Ask Marek to look over the next ones. He offered.",
        },
        "work",
    ),
    Story(
        EntryKind.REFRAME,
        "Three days without an answer",
        {
            "happened": "I wrote to Alma on Monday. It is Thursday.",
            "critic": "You were too much again.",
            "felt": "A pull under the ribs, and the wish to write: never mind.",
            "also-true": "Last month I took six days to answer her, and liked her the whole time.",
            "friend": "Maybe she's tired. You may miss her without being guilty of something.",
        },
        "friends",
    ),
    Story(
        EntryKind.REFRAME,
        "The cup",
        {
            "happened": "I broke Mum's blue cup.",
            "critic": "You break everything that is given to you.",
            "felt": "I don't know. Cold.",
            "protects": "It is afraid that I lose her, too, one day, by not being careful.",
            "also-true": "It was a cup that we used every day for eleven years. That is what happens to "
            "cups.",
            "friend": "You loved it by drinking from it.",
            "step": "Keep the handle.",
        },
        "family",
    ),
    Story(
        EntryKind.REFRAME,
        "At the back of the class",
        {
            "happened": "Yoga, second time. I couldn't get up from the floor like the others.",
            "critic": "They are all looking.",
            "also-true": "I was looking at the ceiling. So, I think, was everyone.",
            "step": "Go once more before deciding.",
        },
        "body",
    ),
    Story(
        EntryKind.SETBACK,
        "The place went to someone else",
        {
            "hurt": "I had already seen myself on that train. It stings that I told everyone.",
            "human": "Forty people got this letter today. I'd tell them: wanting something is no mistake.",
            "mine": "Mine: I answered the last question in a hurry. Not mine: that there was one place.",
            "step": "Tonight nothing. On Saturday I write and ask what was missing.",
        },
        "work",
    ),
    Story(
        EntryKind.SETBACK,
        "I shouted",
        {
            "hurt": "His face when I raised my voice. I know that face from the inside.",
            "human": "Tired people shout. Most of them are ashamed in the bathroom afterwards, as I was.",
            "mine": "The shouting was mine. The long week was everybody's.",
            "step": "Sit down next to him tomorrow and say it plainly: that was too loud, and not about you.",
        },
        "family",
    ),
    Story(
        EntryKind.SETBACK,
        "Back to three in the morning",
        {
            "hurt": "I thought the nights were over.",
            "human": "Sleep goes and comes. Alma calls it the tide.",
            "step": "Be slow tomorrow. Not decide anything before noon.",
        },
        "sleep",
    ),
    Story(
        EntryKind.REFLECTION,
        "On being a friend to oneself",
        {
            "stayed": "That the tone counts more than the words.",
            "differs": "I don't have a soft voice for myself. I have a dry one. It may do.",
            "try": "Saying the dry thing kindly.",
        },
        "",
    ),
    Story(
        EntryKind.REFLECTION,
        "Common humanity",
        {
            "stayed": "I keep thinking of the forty letters that went out on the same day as mine.",
            "try": "When it hurts: picture one other person in it, right now, at another table.",
        },
        "",
    ),
)

LETTERS = (
    Post(
        Voice.MYSELF_AS_A_FRIEND,
        "For a gray morning",
        "Dear you,\n\nif this finds you under the blanket at ten: that is a fine place to read it. You "
        "don't have to "
        "be cheerful for me. Drink something warm, open the window for the length of one breath, and let "
        "the rest "
        "be small today.\n\nI like you on such days too.",
    ),
    Post(
        Voice.FUTURE_ME,
        "In half a year",
        "Hello from here.\n\nI don't know how the thing with the flat went. I hope you have a table with "
        "light on "
        "it. If not, I hope you have not made a verdict of it.\n\nWe planted beans today. Did they come up?",
    ),
    Post(
        Voice.YOUNGER_ME,
        "To the one with the satchel",
        "You are standing by the wall again and pretending to look for something in your bag. I see you.\n\n"
        "Nobody told you that the others were afraid as well. They were. You will have a friend called "
        "Robin who "
        "also stood by a wall.\n\nI'm not in a hurry. I'll stand here with you until the bell.",
    ),
    Post(
        Voice.COMPASSIONATE_FRIEND,
        "What Alma would write",
        "My dear,\n\nyou count what you did wrong as if somebody paid you by the piece. May I count for "
        "a while? "
        "You called your sister. You went to the doctor with cold hands. You said sorry without "
        "explaining.\n\n"
        "That's a week. Come for soup.",
    ),
    Post(
        Voice.PART_THAT_HURTS,
        "To the knot",
        "You sit under my ribs and I have called you names. I don't think you mean harm. You pull when "
        "somebody "
        "turns away, because once that was dangerous.\n\nYou needn't stop today. I only wanted to say "
        "that I know "
        "you are there.",
    ),
    Post(
        Voice.MYSELF_AS_A_FRIEND,
        "After the talk",
        "You did it. Before you list what was missing: there was a minute in the middle when the room "
        "went quiet "
        "because it was listening. Keep that minute. The rest can go in the drawer.",
    ),
    Post(
        Voice.FUTURE_ME,
        "Before the winter",
        "When it gets dark, remember three things that helped last time: lamps before five, walking at "
        "noon, and "
        "telling somebody early rather than late.\n\nYou don't have to do them well.",
    ),
    Post(
        Voice.COMPASSIONATE_FRIEND,
        "",
        "You asked what is wrong with you. I looked. You are tired, and you care, and nobody has thanked you "
        "since spring. Thank you.",
    ),
)
HARD_DAY = Post(
    Voice.MYSELF_AS_A_FRIEND,
    "For a hard day",
    "So it is one of those. You don't have to read on.\n\nIf you do: feel the floor for a moment. "
    "Somebody has "
    "felt exactly this at some table tonight, and will again, and is not broken. Call Robin or don't. "
    "Eat a bit of "
    "bread. We have come through these before, not gracefully, but all the way.",
)
DRAFTS = (
    Post(
        Voice.YOUNGER_ME,
        "About the school trip",
        "I have been thinking of the bus, and of who sat alone in it. I wanted to",
    ),
    Post(Voice.PART_THAT_HURTS, "", "I don't know yet what to say to you. That you may stay, perhaps."),
)
ANSWER = (
    "Dear me of back then,\n\nthe beans came up, five of them. The table stands by the window. You were "
    "kinder in "
    "that letter than I remembered you. Thank you for writing it."
)

PHRASES = (
    "We were ready enough.",
    "One bad hour isn't the whole of you.",
    "You loved it by drinking from it.",
    "I like you on such days too.",
    "It may go slowly.",
    "Half the tram had a day like this.",
    "Both may be true.",
    "I'll stand here with you until the bell.",
)

PICTURES = (
    "The canal in the evening, with the sun low over the hills",
    "Hills behind the river on the way up to the tower",
    "The view from the balcony, a pale sun in the fog",
    "Evening from Alma's window",
    "The bench by the lock, and what you see from it",
)
"""What the small made-up pictures show; they are all alike, as a person's pictures of evenings are."""
