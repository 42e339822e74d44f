"""Content and records to show on pages: made up, small, and the same each time."""

from datetime import UTC, datetime, timedelta

from selfkind_desktop.domain.emotions import Emotion, EmotionGroup, Emotions
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.records import CheckIn, Mood, Pause, PauseEnd, PauseSource, Place
from selfkind_desktop.domain.support import Country, Directory, Emergency, HelpLine, Passage, Support
from selfkind_desktop.domain.surroundings import HoldReason
from selfkind_desktop.domain.today import Greeting, Idea, PartOfDay, Today
from selfkind_desktop.ui.pages.values import NextPause, TakenPause, TodayRecords

ZONE = "Europe/Berlin"
AFTERNOON = datetime(2026, 11, 22, 13, 58, tzinfo=UTC)
"""Sunday, two minutes to three in Berlin."""

PRACTICES = {"break.three-part": "A kind pause in three parts", "words.friend": "Words for a friend"}


def emotion(key: str, low: int = 1, high: int = 5) -> Emotion:
    return Emotion(key, key, Mood(low), Mood(high))


_HARD = ("tense", "lonely", "self-critical", "ashamed", "worried", "irritated", "sad", "overwhelmed")
_SOFT = ("hopeful", "grateful", "calm", "curious", "proud", "playful", "relieved")

EMOTIONS = Emotions(
    first=(
        emotion("tired"),
        emotion("tense", 1, 3),
        emotion("lonely", 1, 3),
        emotion("hopeful", 3, 5),
        emotion("self-critical", 1, 3),
    ),
    groups=(
        EmotionGroup("When it is heavy", tuple(emotion(key, 1, 3) for key in _HARD)),
        EmotionGroup(
            "In between", tuple(emotion(key, 2, 4) for key in ("tired", "restless", "numb", "mixed"))
        ),
        EmotionGroup("When it is lighter", tuple(emotion(key, 3, 5) for key in _SOFT)),
    ),
)

TODAY = Today(
    greetings={
        PartOfDay.MORNING: Greeting("Good morning.", ("There is no need to be anywhere else yet.",)),
        PartOfDay.AFTERNOON: Greeting("Good afternoon.", ("However today is going, you are welcome here.",)),
        PartOfDay.EVENING: Greeting("Good evening.", ("The day may be put down for a while.",)),
        PartOfDay.NIGHT: Greeting("A quiet hour.", ("Nothing has to be solved tonight.",)),
    },
    ideas=(
        Idea(
            "What would you say to a friend?",
            "Think of something small that did not go well, and of someone you like.",
            "words.friend",
        ),
        Idea("Three slow breaths", "At the window, if there is one.", "break.three-part"),
    ),
    empty={
        "first-visit": "This is where a day can begin. There is nothing to fill in.",
        "check-in": "One tap is enough. Words are optional.",
        "week": "This week is still open. Any small moment counts.",
        "welcome-back": "Welcome back. Start anywhere.",
    },
)

SUPPORT = Support(
    opening=Passage(
        "If this is a hard moment",
        ("You do not have to sort it out alone, and you do not have to be sure that it is bad enough.",),
    ),
    reach=Passage(
        "Who could I reach?",
        ("One person is enough, and it can be a small message.",),
        ("Someone who listens without fixing.", "Someone who is simply there: a neighbor, a colleague."),
    ),
    seek=Passage(
        "When more help is a good idea",
        ("Help from a person is a good idea if any of this has gone on for two weeks or more.",),
        ("Sleeping or eating has become hard.", "Thoughts of not wanting to live come up."),
    ),
    first=Passage("Talk to a professional first", ("After recent trauma, for example.",)),
    about=Passage("What Selfkind is not", ("Selfkind is not therapy and not a crisis service.",)),
    numbers=Passage("About the numbers", ("Numbers change. The date says when each was last checked.",)),
    countries=(
        Country(
            "DE",
            "Germany",
            (Emergency("112", "any emergency"),),
            (
                HelpLine(
                    "TelefonSeelsorge", "0800 111 0 111", "", "https://online.telefonseelsorge.de",
                    "24 hours, every day", ("German",), "Free of charge.", "telefonseelsorge.de", "2026-11",
                ),
            ),
        ),
        Country(
            "US",
            "United States",
            (Emergency("911", "any emergency"),),
            (
                HelpLine(
                    "988 Lifeline", "988", "988", "https://chat.988lifeline.org",
                    "24 hours, every day", ("English", "Spanish"), "", "988lifeline.org", "2026-11",
                ),
                HelpLine(
                    "A line not confirmed", "555 0100", "", "", "evenings", ("English",), "", "a list",
                    "2024",
                    please_check=True,
                ),
            ),
        ),
    ),
    elsewhere=Directory(
        "Find a Helpline", "https://findahelpline.com", "Lines in more than 130 countries.", "its page",
        "2026-11",
    ),
)  # fmt: skip


def stamp(at: datetime) -> Stamp:
    return Stamp(at, ZONE, at.date())


def waiting(minutes: float = 42, *, now: datetime = AFTERNOON) -> NextPause:
    return NextPause(Outlook(Standing.WAITING, next_at=now + timedelta(minutes=minutes)), 2)


def quiet(hours: float = 3) -> NextPause:
    return NextPause(Outlook(Standing.QUIET, quiet_until=AFTERNOON + timedelta(hours=hours)), 2)


def held(reason: HoldReason = HoldReason.MICROPHONE) -> NextPause:
    return NextPause(Outlook(Standing.WAITING, next_at=AFTERNOON, held=reason), 2)


def offered() -> NextPause:
    return NextPause(Outlook(Standing.OFFERED), 2, (5, 10, 30), later_today=True)


def check_in(mood: Mood = Mood.IN_BETWEEN, words: tuple[str, ...] = (), at: datetime = AFTERNOON) -> CheckIn:
    return CheckIn(f"check-in-{int(mood)}-{at:%H%M}", stamp(at), mood, Place.TODAY, words)


def taken(
    at: datetime = AFTERNOON, before: Mood | None = Mood.HARD, after: Mood | None = Mood.ALL_RIGHT
) -> TakenPause:
    pause = Pause(
        f"pause-{at:%H%M}", stamp(at), "break.three-part", 2, 121.5, PauseEnd.COMPLETED, PauseSource.NOW,
        before, after,
    )  # fmt: skip
    return TakenPause(pause, "A kind pause in three parts")


def a_full_day() -> TodayRecords:
    today = AFTERNOON.date()
    morning = AFTERNOON.replace(hour=8, minute=5)
    return TodayRecords(
        today=today,
        current=check_in(Mood.IN_BETWEEN, ("tired",)),
        kind_days=frozenset(today - timedelta(days=number) for number in (0, 2, 3, 5, 6)),
        happened=(
            check_in(Mood.HARD, ("tense", "tired"), morning),
            taken(AFTERNOON - timedelta(hours=3)),
            taken(AFTERNOON - timedelta(hours=1), None, Mood.GOOD),
            check_in(Mood.IN_BETWEEN, ("tired",)),
        ),
    )


def an_empty_day() -> TodayRecords:
    return TodayRecords(today=AFTERNOON.date(), first_time=True)


def entry(number: int, text: str, kind: EntryKind = EntryKind.FREE) -> Entry:
    at = AFTERNOON - timedelta(days=number, hours=number % 5)
    return Entry(f"entry-{number}", stamp(at), kind, text, at)


ENTRIES = (
    entry(
        0,
        "The meeting that went sideways\n\nI froze when the numbers came up and a colleague finished the "
        "slide for me.\n\nPeople lose their thread in meetings every day. I had slept four hours.\n\nIt "
        "makes sense that you froze. You care about this. One slide is not who you are, and tomorrow you "
        "can send the note.",
    ),
    entry(1, "I may go slowly today.", EntryKind.PAUSE_LINE),
    entry(3, "A slow walk\n\nThe light on the canal was so low that the bridges had two shadows."),
    entry(
        6, "Couldn’t start again. Same wall as last week. What I noticed was how loud the first minute is."
    ),
    entry(400, "Soup on the balcony\nNothing special, which was the point."),
)
