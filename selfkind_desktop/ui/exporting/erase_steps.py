"""Deleting everything: what goes, what cannot be reached, and a word to type."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.vault.dialog import Step


def _tr(text: str) -> str:
    return QCoreApplication.translate("Erase", text)


def word() -> str:
    """What has to be typed."""
    return _tr("delete")


def goes(second_folder: str) -> tuple[str, ...]:
    """What goes, one line each."""
    backups = _tr("The backups that Selfkind made on this computer")
    if second_folder:
        backups = _tr("The backups that Selfkind made on this computer, and those in {folder}").format(
            folder=second_folder
        )
    return (
        _tr("Everything you wrote and noted: journal, letters, check-ins, pauses, pictures"),
        _tr("The key that opens it, in this computer’s key store too"),
        backups,
        _tr("The log, what the schedule remembers, and starting at login"),
    )


def stays() -> tuple[str, ...]:
    """What cannot be reached, one line each."""
    return (
        _tr("Exports and copies that you or another program put elsewhere"),
        _tr("Backups of this computer, and snapshots that the system keeps"),
        _tr(
            "Old traces on the disk: flash memory keeps some for a while. They are encrypted, and the key "
            "that opened them is gone"
        ),
    )


class TellStep(Step):
    """What goes, and what cannot be reached."""

    def __init__(self, second_folder: str) -> None:
        super().__init__(
            _tr("Delete everything"),
            _tr("This cannot be taken back, by anybody."),
            action=_tr("Go on"),
            other=_tr("Export everything first…"),
        )
        self._add(_tr("This goes"), goes(second_folder))
        self._add(_tr("This Selfkind cannot reach"), stays())

    def _add(self, title: str, lines: Sequence[str]) -> None:
        self.body.addWidget(label(title, role="strong"))
        for line in lines:
            self.body.addWidget(label(f"•  {line}"))


class TypeStep(Step):
    """A word to type, so that no slip of the hand does it."""

    def __init__(self) -> None:
        super().__init__(
            _tr("Delete everything"),
            _tr("To delete everything for good, type the word “{word}” here.").format(word=word()),
            action=_tr("Delete everything"),
        )
        self._line = QLineEdit()
        self._line.setAccessibleName(_tr("Type “{word}”").format(word=word()))
        self._line.textEdited.connect(lambda _: self.changed.emit())
        self._line.returnPressed.connect(self.entered)
        self._settings = QCheckBox(_tr("My settings too"))
        self._settings.setChecked(True)
        self.body.addWidget(self._line)
        self.body.addWidget(self._settings)

    @property
    def is_ready(self) -> bool:
        """Whether the word is there."""
        return self._line.text().strip().casefold() == word().casefold()

    @property
    def with_settings(self) -> bool:
        """Whether the settings go too."""
        return self._settings.isChecked()

    @property
    def focus_start(self) -> QWidget:
        """The line."""
        return self._line

    def forget(self) -> None:
        """Nothing is kept for another time."""
        self._line.clear()


class GoneStep(Step):
    """The key is destroyed."""

    def __init__(self) -> None:
        super().__init__(
            _tr("It is gone"),
            _tr(
                "The key is destroyed, so nobody can read your journal any more. Selfkind ends now and takes "
                "its files along; a last small window tells when they are gone."
            ),
            action=_tr("End Selfkind"),
        )
        self.can_go_back = False
        self._key = label()
        self._key.hide()
        self.body.addWidget(self._key)

    def show_key(self, *, forgotten: bool) -> None:
        """Say whether this computer's key store forgot its part."""
        if not forgotten:
            self._key.setText(
                _tr(
                    "This computer’s key store did not answer, so its entry “Selfkind” is still there. It "
                    "opens nothing any more; you can remove it with this computer’s program for passwords."
                )
            )
        self._key.setVisible(not forgotten)


class FilesGoneStep(Step):
    """The last window of all."""

    def __init__(self, left: Sequence[str]) -> None:
        super().__init__(
            _tr("Everything is deleted"),
            _tr("The files are gone too. The next start is like the first, whenever that may be."),
            action=_tr("Close"),
        )
        if left:
            stayed = _tr("These stayed, because they are not Selfkind’s or may not be removed: {files}.")
            self.body.addWidget(label(stayed.format(files=", ".join(left))))
