"""Where the key of the encrypted file is, and what that does not protect, in plain words."""

from PySide6.QtCore import QCoreApplication

from selfkind_desktop.ui.pages.values import KeyPlace


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
