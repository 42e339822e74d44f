"""What a person types to open the journal."""

from dataclasses import dataclass, field
from enum import StrEnum


class SecretKind(StrEnum):
    """The two kinds; the names cross a pipe and stay as they are."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Secret:
    """A passphrase or a recovery code as it was typed; printing it never shows it.

    Attributes:
        kind: which of the two.
        text: as typed; whoever reads it tidies it up.
    """

    kind: SecretKind
    text: str = field(repr=False)

    @classmethod
    def passphrase(cls, text: str) -> "Secret":
        """A passphrase."""
        return cls(SecretKind.PASSPHRASE, text)

    @classmethod
    def of(cls, text: str) -> "Secret":
        """Whichever of the two it looks like: seven groups of five are a code."""
        groups = "".join(sign if sign.isalnum() else " " for sign in text).split()
        is_code = [len(group) for group in groups] in ([5] * 7, [35])
        return cls.recovery(text) if is_code else cls.passphrase(text)

    @classmethod
    def recovery(cls, text: str) -> "Secret":
        """A recovery code."""
        return cls(SecretKind.RECOVERY, text)
