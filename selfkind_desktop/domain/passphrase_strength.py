"""How hard a passphrase is to guess, roughly. Length counts first; there are no rules to obey.

No estimate knows what a person's friends know. So it is coarse on purpose, and it never forbids anything.
"""

from enum import IntEnum

_FAIR, _GOOD, _STRONG = 9.0, 15.0, 21.0
_REPEATED = 0.25
"""What a sign is worth that could be foreseen from the one before."""
_DIGIT = 0.6
_KNOWN = ("password", "passphrase", "passwort", "qwert", "asdf", "iloveyou", "letmein", "welcome", "selfkind")


class Guessing(IntEnum):
    """How far somebody gets who tries many."""

    EMPTY = 0
    SOON = 1
    SLOWLY = 2
    HARDLY = 3
    NEVER = 4


def guessing(passphrase: str) -> Guessing:
    """How far somebody gets who has a copy of the files and tries many.

    Signs count less where they repeat, run up or down (abc, 321), are digits only, or belong to a word that
    everybody tries first; a word that comes again counts once.
    """
    worth = _worth(passphrase)
    if not passphrase:
        return Guessing.EMPTY
    if worth < _FAIR:
        return Guessing.SOON
    if worth < _GOOD:
        return Guessing.SLOWLY
    return Guessing.HARDLY if worth < _STRONG else Guessing.NEVER


def _worth(passphrase: str) -> float:
    text = passphrase.casefold()
    for known in _KNOWN:
        text = text.replace(known, "aa")
    worth = 0.0
    seen: set[str] = set()
    for word in text.split():
        worth += 1.0 if word in seen else 0.5 + _worth_of_word(word)
        seen.add(word)
    return worth


def _worth_of_word(word: str) -> float:
    worth, step_before = 0.0, 0
    for place, sign in enumerate(word):
        value = _DIGIT if sign.isdigit() else 1.0
        step = ord(sign) - ord(word[place - 1]) if place else 99
        if step == 0 or (abs(step) == 1 and step == step_before):
            value = _REPEATED
        worth += value
        step_before = step
    return worth
