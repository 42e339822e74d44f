"""Where to find help: crisis lines by country and plain words around them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Emergency:
    """An emergency number.

    Attributes:
        purpose: what it is for, for example `any emergency` or `ambulance`.
        please_check: we are not sure enough to show it without saying so.
    """

    number: str
    purpose: str
    please_check: bool = False


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A crisis line.

    Attributes:
        call: the number to call, or empty.
        text: the number to send a text message to, or empty.
        chat: the address of its chat, or empty.
        hours: in words, for example `24 hours, every day`.
        note: one sentence more, or empty.
        source: where we found it.
        checked: year, month or day of what confirmed it: that of the source where it has a date, otherwise
            that of our looking. It is shown beside the number.
        please_check: not confirmed well enough; shown with these words.
    """

    name: str
    call: str
    text: str
    chat: str
    hours: str
    languages: tuple[str, ...]
    note: str
    source: str
    checked: str
    please_check: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """What there is in one country; emergency numbers are shown first.

    Attributes:
        code: ISO 3166-1 alpha-2.
    """

    code: str
    name: str
    emergency: tuple[Emergency, ...]
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A short text: a title, one or more paragraphs, perhaps a list below."""

    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """A list of lines for the rest of the world.

    Attributes:
        address: opened only on click.
    """

    name: str
    address: str
    line: str
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Support:
    """Everything the Support page shows.

    Attributes:
        opening: first words.
        reach: "who could I reach?".
        seek: when more help is a good idea.
        first: when to talk to a professional before practicing.
        about: what Selfkind is not.
        numbers: what to know about the numbers.
        countries: by name.
        elsewhere: for all other countries.
    """

    opening: Passage
    reach: Passage
    seek: Passage
    first: Passage
    about: Passage
    numbers: Passage
    countries: tuple[Country, ...]
    elsewhere: Directory

    def country(self, code: str) -> Country | None:
        """The country with this ISO code, or None if we have nothing for it."""
        return next((country for country in self.countries if country.code == code.upper()), None)
