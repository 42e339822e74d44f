"""What other programs' moods probably are among ours. Only a guess: the person sees and changes each one."""

# The words of other alphabets are meant.
# ruff: noqa: RUF001

from selfkind_desktop.domain.records import Mood

_WORDS: dict[Mood, str] = {
    Mood.GOOD: (
        "rad amazing awesome great excellent fantastic wonderful happy joyful very-good"
        "|super großartig toll spitze sehr-gut glücklich|génial super-bien excellent très-bien heureux|genial"
        "|increíble muy-bien feliz|fantastico ottimo benissimo felice|incrível ótimo muito-bem|geweldig top"
        "|super-goed blij|świetnie super szczęśliwy|toppen jättebra glad|fantastisk kjempebra|mahtava"
        "|супер отлично великолепно|супер чудово|harika|最高|极好|超棒|최고"
    ),
    Mood.ALL_RIGHT: (
        "good fine well content calm|gut zufrieden|bien bon|bien bueno|bene buono|bem bom|goed|dobrze dobry"
        "|bra god|godt|hyvä|хорошо|добре|iyi|良い|いい|好|不错|좋음"
    ),
    Mood.IN_BETWEEN: (
        "meh okay ok so-so neutral average fair|geht-so mittel mäßig|bof moyen neutre|regular más-o-menos"
        "|normal così-così insomma normale|mais-ou-menos|matig gaat-wel|średnio tak-sobie|sådär|sånn-passe"
        "|menettelee"
        "|так-себе нормально|так-собі|idare-eder|普通|一般|보통"
    ),
    Mood.HARD: (
        "bad sad down low poor tired|schlecht traurig|mal mauvais triste|mal malo|male brutto|mau ruim"
        "|slecht verdrietig|źle zły|dålig dåligt|dårlig|huono|плохо|погано|kötü|悪い|不好|难过|나쁨"
    ),
    Mood.VERY_HARD: (
        "awful terrible horrible very-bad miserable|lausig furchtbar mies schrecklich sehr-schlecht|affreux"
        "|nul très-mal|horrible fatal terrible muy-mal|terribile pessimo malissimo|horrível péssimo muito-mal"
        "|verschrikkelijk vreselijk|okropnie fatalnie|hemskt usel|forferdelig|kamala|ужасно|жахливо|berbat"
        "|最悪|很差|糟糕|최악"
    ),
}
_GUESSES = {
    word.replace("-", " "): mood for mood, words in _WORDS.items() for word in words.replace("|", " ").split()
}


def guess(name: str) -> Mood | None:
    """The mood that a word in one of several languages means; `None` if it says nothing to us."""
    told = "".join(char if char.isalnum() else " " for char in name.casefold())
    return _GUESSES.get(" ".join(told.split()))
