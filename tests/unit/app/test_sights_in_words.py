"""What Settings says about the senses of this desktop."""

from selfkind_desktop.app.sights_in_words import by_choice, in_any_case
from selfkind_desktop.domain.settings import HoldDuring
from selfkind_desktop.domain.surroundings import Sense, Sighting

SEEN = (
    Sighting(Sense.IDLE, "X11"),
    Sighting(Sense.LOCK, None, ("logind",)),
    Sighting(Sense.SLEEP, "clock"),
    Sighting(Sense.DO_NOT_DISTURB, "KDE"),
    Sighting(Sense.CAMERA, None),
)


def test_what_always_matters_is_named() -> None:
    assert in_any_case(SEEN, known=True) == (
        ("The last key or pointer movement", "Seen through X11."),
        ("Whether the screen is locked", "Not available on this desktop."),
        ("Sleep of the computer", "Seen by comparing clocks."),
    )


def test_what_can_be_chosen_says_how_it_is_seen() -> None:
    assert by_choice(SEEN, known=True) == (
        (HoldDuring.DO_NOT_DISTURB, "Seen through KDE."),
        (HoldDuring.CAMERA, "Not available on this desktop."),
    )


def test_nothing_is_called_missing_before_somebody_looked() -> None:
    said = dict(by_choice(SEEN, known=False))
    assert said == {HoldDuring.DO_NOT_DISTURB: "Seen through KDE.", HoldDuring.CAMERA: "Looking…"}


def test_every_sense_has_its_sentence() -> None:
    everything = [Sighting(sense, None) for sense in Sense]
    assert len(in_any_case(everything, known=True)) + len(by_choice(everything, known=True)) == len(Sense)
