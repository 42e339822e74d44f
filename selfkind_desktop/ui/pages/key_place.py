"""Where the key of the encrypted file is, and what that does not protect, in plain words."""

from PySide6.QtCore import QCoreApplication

from selfkind_desktop.ui.pages.values import KeyPlace, Openers


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeyPlace", text)


def key_words(place: KeyPlace | None) -> tuple[str, str]:
    """A sentence and what it means.

    Args:
        place: where it is; None while that is not known, because the file was not needed yet.
    """
    if place is None:
        return (
            _tr("The key is kept for you on this computer."),
            _tr(
                "In its key store, which opens when you log in; where there is none, in a file that only "
                "your account can read."
            ),
        )
    if place.in_key_store:
        name = f" ({place.where})" if place.where else ""
        return (
            _tr("The key is in this computer’s key store{name}.").format(name=name),
            _tr(
                "It opens when you log in. Somebody with the disk alone cannot read your words; somebody who "
                "can use this computer while you are logged in, can."
            ),
        )
    return (
        _tr("The key is in a file that only your account can read."),
        _tr(
            "This computer offers no key store. The file protects your words where the database is copied "
            "alone, for example by a sync program. It does not protect them from somebody who has the whole "
            "disk, or who can use your account."
        ),
    )


def opener_words(openers: Openers) -> tuple[str, str]:
    """What opens the journal in everyday life, and what that protects and does not."""
    if not openers.needs_passphrase:
        return key_words(openers.key_place)
    return (
        _tr("Your passphrase opens it."),
        _tr(
            "Selfkind asks for it when it starts and after it was locked. It protects your words from "
            "whoever has the disk or can use your account, as well as it is hard to guess. It does not "
            "protect them while they are open in front of you, nor from a program that reads what you type. "
            "Nobody can reset it."
        ),
    )


def code_words(openers: Openers) -> tuple[str, str]:
    """What the recovery code is for."""
    if openers.recovery:
        return (
            _tr("A recovery code opens it too."),
            _tr(
                "For the day when the passphrase is forgotten or this computer’s key store is gone. Now and "
                "then it is worth trying whether the paper can still be found and read."
            ),
        )
    if openers.needs_passphrase:
        return (
            _tr("There is no recovery code."),
            _tr(
                "Without one, a forgotten passphrase means that your words are lost. A code on paper, away "
                "from this computer, keeps a way open."
            ),
        )
    return (
        _tr("There is no recovery code."),
        _tr(
            "A code on paper opens your journal and its backups when this computer or its key store is gone. "
            "Without one, and without a passphrase, they can be read nowhere else."
        ),
    )
