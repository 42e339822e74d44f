"""What the made-up person of the made-up data writes; all of it written for that, none of it anybody's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that their days are about.

    Attributes:
        tag: how they tag it.
        titles: what they call such entries.
        low: sentences of a hard day.
        fair: of a day like others.
        good: of a good one.
        months: when they write about it.
    """

    tag: str
    titles: tuple[str, ...]
    low: tuple[str, ...]
    fair: tuple[str, ...]
    good: tuple[str, ...]
    months: range = range(1, 13)


THEMES = (
    Theme(
        "work",
        ("The meeting", "After the deadline", "Numbers again", "A Tuesday at my desk"),
        (
            "Froze when the numbers came up. Somebody finished my sentence, kindly, I think.",
            "Sent the report with the old table in it. Noticed at the tram stop, where nothing can be done.",
            "Sat in front of the same page until noon. Everyone else seemed to know what they were doing.",
            "The reorganization has a date now. My stomach knew before I had read the second line.",
        ),
        (
            "Cleared half of the list. The other half can be tomorrow's.",
            "A day of small mails. None of them bit.",
            "Long call, short lunch, and the window open for once.",
            "Asked twice how the new form works. Both times I got an answer and nothing else.",
        ),
        (
            "The talk went well. I keep wanting to add a *but*. There is none.",
            "Handed over the project. It is good work, and I can say that without looking round.",
            "Laughed so much in the kitchen at work that the kettle boiled dry.",
            "Said no to the extra shift. It was allowed, it turns out.",
        ),
    ),
    Theme(
        "family",
        ("My sister's call", "Sunday at the table", "The old photo", "What Dad didn't say"),
        (
            "Snapped at my sister over a train time. It wasn't about the train.",
            "Dad asked when I'd be settled, and I heard only what I am not.",
            "An empty chair at the table, and everybody careful around it.",
            "We said the old things in the old order. I drove home with my jaw tight.",
        ),
        (
            "Called my sister. We compared soups.",
            "The nephew lost a tooth and told me about it for twenty minutes.",
            "Helped carry the cupboard down three floors. Nobody mentioned the last time.",
            "Mum sent a picture of the fern I gave her. It is bigger than the window.",
        ),
        (
            "Called my sister. We laughed about the lamp until neither of us could speak.",
            "Dad said he was glad I came. Just that, at the door, with his coat on.",
            "Everyone stayed for coffee, and then for soup, and then for the rain to stop.",
            "My sister wrote: *you were right to say it.* I read it three times.",
        ),
    ),
    Theme(
        "sleep",
        ("Half past three", "A short night", "Slept"),
        (
            "Awake at half past three with everything I ever said. By five it was only everything from "
            "this week.",
            "Slept badly again. Wrote down the three things that were circling, and they circled a "
            "little slower.",
            "So tired that the stairs had opinions.",
        ),
        (
            "Slept in two halves, with a glass of water between them.",
            "Went to bed early and lay there, which also counts as lying down.",
            "Dreamed of a house with one more room than ours.",
        ),
        (
            "Slept through. Woke before the alarm and just lay there, warm.",
            "A nap on the sofa with the radio on, the kind you don't plan.",
        ),
    ),
    Theme(
        "walks",
        ("The long way home", "Canal", "Up the hill and down"),
        (
            "Walked because sitting was worse. It was a little less heavy at the second bridge.",
            "Turned back after ten minutes. Ten minutes were what there was.",
            "Gray all the way to the lock and back.",
        ),
        (
            "Once round the park. The dog with the red ball was there again.",
            "Walked to the market and forgot what for. Came back with pears.",
            "The long way home, hands in my pockets, nobody waiting.",
        ),
        (
            "Walked the long way home. The light on the canal was so low it came up from below.",
            "Up to the tower with Robin. We saw as far as the river and ate all the bread.",
            "Two hours along the water and not one thought about Monday.",
        ),
    ),
    Theme(
        "body",
        ("A tired day", "At the doctor's", "The stiff shoulder"),
        (
            "My back again. I was angry with it, as if it did this to me on purpose.",
            "Cried in the changing room, quietly, over trousers. Bought the next size. They fit.",
            "A headache with edges. Lay down in the dark and let the day go on without me.",
        ),
        (
            "Made the appointment I had put off since spring. My hands were cold the whole time. Done.",
            "The shoulder is a shoulder again, nearly.",
            "Stretched on the rug while the rice cooked.",
        ),
        (
            "Swam twenty lengths, slowly. Came out of the water feeling like one piece.",
            "Danced in the kitchen, badly, with the lights off.",
            "The results are fine. I sat on the bench outside and breathed for a while.",
        ),
    ),
    Theme(
        "garden",
        ("The fern", "Beans", "Dirt under my nails"),
        (
            "Forgot to water, and the basil hangs its head. I know the feeling.",
            "Frost took the beans. I had meant to cover them.",
        ),
        (
            "Repotted the fern. Dirt under my nails and no thoughts for half an hour.",
            "Swept the balcony. Found the spoon we missed since June.",
            "Sowed the beans too close together, as always. They'll sort it out.",
        ),
        (
            "The first beans. Five of them. We ate them with ceremony.",
            "The balcony smells of tomato leaves, and I sat there until I couldn't see the page.",
        ),
        months=range(4, 11),
    ),
    Theme(
        "friends",
        ("Robin", "An answer", "Tea at Alma's"),
        (
            "Nobody wrote back, and I made a whole story out of it before dinner.",
            "Talked too much about myself at Alma's, or so it seemed on the way home.",
            "Cancelled on Robin again. The shame of it was bigger than the evening would have been.",
        ),
        (
            "Tea at Alma's. We mended the zip on her coat and said little.",
            "Wrote to Robin. Two lines, and sent them before I could make them perfect.",
            "Cards until eleven. I lost and didn't mind.",
        ),
        (
            "Robin came by with bread and no reason. Stayed for three hours.",
            "Told Alma how it has really been. She put the kettle on again and sat down closer.",
            "Four of us on one blanket by the river. Somebody fell asleep. It was me.",
        ),
    ),
    Theme(
        "home",
        ("The quiet evening", "Soup", "Saturday", "The broken lamp"),
        (
            "Dishes from three days. I could not, and then I washed one cup.",
            "Heavy, without a reason I can name. It may simply be the season.",
            "The letter from the bank lay on the table all day like a small animal. Opened it. It was "
            "about nothing.",
        ),
        (
            "Nothing special today, which was the point. Soup, radio, early bed.",
            "Fixed the lamp. It flickers now in a friendlier way.",
            "Finished the book. Missed the people in it at breakfast.",
            "Rain until four. Ironed two shirts and called it a day.",
        ),
        (
            "Whole day in socks. Bread in the oven, and the cat from next door on the sill.",
            "New curtains. The room has a color in the morning that it didn't have before.",
            "Lit the candle for no one and ate slowly.",
        ),
    ),
)

SEASONS = (
    (
        "Snow on the bins, very neat.",
        "Dark at half past four, and lamps in all the windows.",
        "Breath like smoke on the platform.",
        "The heating knocked all night.",
        "Oranges on the sill.",
    ),
    (
        "The first evening without a coat.",
        "Blossom all over the wet car roofs.",
        "A blackbird on the aerial, sure of itself.",
        "The neighbors have put out their chairs.",
        "Mud to the ankles, and worth it.",
    ),
    (
        "Too warm to think after three.",
        "Swifts over the yard until ten.",
        "Somebody played the trumpet with the window open.",
        "Ate cherries over the sink.",
        "Thunder all round, and no rain for us.",
    ),
    (
        "Leaves in the stairwell again.",
        "Fog until noon.",
        "Plums from Alma, a whole bag.",
        "Wind in the chimney. Put the blanket on early.",
        "The light is low now and gets under everything.",
    ),
)
"""One line about the time of the year: winter, spring, summer, autumn."""

TURNS = (
    "The critic was loud about it. It wants me ready for everything. I told it we were ready enough.",
    "Hand on my chest for a minute, behind the door. It helped, or the minute did.",
    "What I would tell Robin: one bad hour isn't the whole of you.",
    "I notice how hard I am on myself here. Noticing is where I'll leave it tonight.",
    "Probably half the tram had a day like this.",
    "It was a lot, and I was there for it.",
    "May I give this some room.",
    "One slow breath was enough to start. Then another thing, and then dinner.",
    "I don't have to solve it in this notebook.",
    "It mattered, and I can say sorry tomorrow. Both are true.",
)
"""Where a hard entry ends, often."""

LISTS = (
    "Three things that circle:\n\n- the rent\n- what I said to Alma\n- whether I locked the cellar\n\n"
    "I did lock the cellar.",
    "What would be enough today:\n\n1. Eat something warm\n2. Answer one mail\n3. Go outside once\n\n"
    "Two of three. I'll take it.",
    "> Go slowly, there is a lot of you to carry.\n\nAlma read that to me from somewhere. I wrote it on "
    "the fridge.",
    "## Keep\n\n- mornings without the phone\n- the bench by the lock\n\n## Let go\n\n- being the one "
    "who never asks",
)

LINES = (
    "It was a lot, and I was there for it.",
    "One slow breath was enough to start.",
    "Other people's mornings look like this too.",
    "May I give this some room.",
    "Warm mug, cold window.",
    "Enough for today.",
    "My shoulders came down by themselves.",
    "Still tense. Still here.",
    "Heard the rain. That was all, and fine.",
    "I could be a little on my own side.",
)
"""After a pause."""

CRITIC = (
    ("You're the only one who needs to ask twice.", "clear", "work"),
    ("Everyone saw. Everyone will remember.", "loud", "work"),
    ("You should be over this by now.", "murmur", "past"),
    ("They only invite you to be polite.", "clear", "people"),
    ("Look at you. Do something about it.", "loud", "body"),
    ("A grown person would have opened that letter.", "murmur", "home"),
    ("You ruin every evening with that face.", "clear", "people"),
    ("Lazy. Other people do this before breakfast.", "clear", "home"),
    ("You always were like this.", "murmur", "all"),
    ("If they knew how long that took you…", "clear", "work"),
)
"""What the critic said, how loud, and about what: the keys of the form's choices."""

KIND_MOMENTS = (
    ("A stranger held the door with her whole back, arms full of parcels.", "That she laughed about it."),
    ("The nephew put his plaster on my knee too, so we match.", "His serious face."),
    ("The baker gave me the last roll for nothing: “You look like rain.”", "That I could laugh."),
    ("I let myself leave the party at nine.", "The cold air on the stairs."),
    ("Robin walked me to the stop without asking what was wrong.", "Our steps, after a while, in time."),
    ("A woman on the tram gave her seat to a man with a cello.", "The cello by the window."),
    ("Alma saved me the corner piece.", ""),
    ("I called the dentist for my sister. She hates the phone more than I do.", "Her three hearts."),
    ("The neighbor carried my bicycle up. We met on the second floor and just nodded.", ""),
)
GRATITUDE = (
    "Hot water, and that somebody laid the pipe.",
    "The bench by the lock, in the sun from two to four.",
    "That Robin writes in whole sentences.",
    "Plums.",
    "My knees, on the stairs, without comment.",
    "The radio voice at seven.",
    "That nothing was due today.",
    "My sister's handwriting on a parcel.",
    "The blanket with the burn in it.",
    "An hour in which nobody needed me.",
    "The smell of the library.",
    "That I asked, and got an answer.",
    "Clean sheets, because I made them so.",
    "The blackbird, whatever it thinks it is saying.",
    "That the bus waited.",
)
