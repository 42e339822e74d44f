"""The steps of an export: locked or not, how far it is, and where it lies."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from selfkind_desktop.domain.passphrase_strength import guessing
from selfkind_desktop.ui.style import label, set_style
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.vault.dialog import Step
from selfkind_desktop.ui.vault.secret_field import SecretField
from selfkind_desktop.ui.vault.steps import guessing_words
from selfkind_desktop.ui.vault.strength_line import StrengthLine
from selfkind_desktop.ui.widgets.progress_line import ProgressLine


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


class LockStep(Step):
    """Locked with a passphrase, or not."""

    def __init__(self) -> None:
        super().__init__(
            _tr("Everything, in one file"),
            _tr(
                "All you wrote and noted goes into one file, which brings everything back. What is here "
                "stays here."
            ),
            _tr(
                "A passphrase locks the file, also where it is copied, sent or backed up. It can be another "
                "one than that of your journal."
            ),
            action=_tr("Lock it with a passphrase"),
            other=_tr("Leave it open"),
        )


class PassphraseStep(Step):
    """The passphrase of the file, typed twice."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(
            _tr("A passphrase for the file"),
            _tr("Nobody can reset it. Without it, the file cannot be opened any more, by anybody."),
            action=_tr("Choose where it goes…"),
        )
        self._first = SecretField(_tr("Passphrase"))
        self._again = SecretField(_tr("Once more"))
        self._again.follow(self._first)
        self._strength = StrengthLine(appearance)
        self._guessing = label(role="small")
        self._same = label(role="small")
        for field in (self._first, self._again):
            field.edited.connect(self._look)
        self._first.entered.connect(self._again.setFocus)
        self._again.entered.connect(self.entered)
        for each in (self._first, self._strength, self._guessing, self._again, self._same):
            self.body.addWidget(each)
        self._look()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self._first.text

    @property
    def is_ready(self) -> bool:
        """Whether it was typed twice the same."""
        return bool(self._first.text) and self._first.text == self._again.text

    @property
    def focus_start(self) -> QWidget:
        """The first line."""
        return self._first

    def forget(self) -> None:
        """Let go of what was typed."""
        self._first.forget()
        self._again.forget()
        self._look()

    def _look(self, _text: str = "") -> None:
        how = guessing(self._first.text)
        self._strength.show_strength(how)
        words, ink = guessing_words(how)
        self._guessing.setText(words)
        self._guessing.setVisible(bool(words))
        set_style(self._guessing, "tone", ink)
        first, again = self._first.text, self._again.text
        same = ""
        if again:
            same = _tr("Both are the same.") if first == again else _tr("The two are not the same yet.")
        self._same.setText(same)
        self._same.setVisible(bool(same))
        self.changed.emit()


class PlainStep(Step):
    """What an open file means, said once."""

    def __init__(self) -> None:
        super().__init__(
            _tr("An open file"),
            _tr(
                "Whoever comes upon this file can read all of it: others who use this computer, a service "
                "that copies your folders, whoever finds the stick it lies on."
            ),
            _tr(
                "That can be just what you want. It is good to know where it lies, and to "
                "delete it after use."
            ),
            action=_tr("Choose where it goes…"),
            other=_tr("Lock it after all"),
        )
        self.can_go_back = False


class ReadableStep(Step):
    """What the readable files hold, and that they are open."""

    def __init__(self) -> None:
        super().__init__(
            _tr("To read, and for other programs"),
            _tr(
                "Entries and letters as text, check-ins, pauses and reminders as tables. Older versions, the "
                "trash and the words of sealed letters are not in it, and it cannot be taken back in."
            ),
            _tr(
                "These files are open: whoever comes upon them can read all of them. It is good to know "
                "where they lie, and to delete them after use."
            ),
            action=_tr("As one zip file…"),
            other=_tr("As a folder…"),
        )


class BusyStep(Step):
    """How far it is."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(
            _tr("Writing the file…"),
            _tr("You can go on writing meanwhile. What you write now is not in it yet."),
            action=_tr("Stop"),
        )
        self.can_go_back = False
        self._line = ProgressLine(appearance)
        self._share = label(role="muted")
        self.body.addWidget(self._line)
        self.body.addWidget(self._share)
        self.show_share(0.0)

    def show_share(self, share: float) -> None:
        """Show the share done."""
        self._line.set_value(share)
        self._share.setText(_tr("{percent} % done").format(percent=int(share * 100)))


class DoneStep(Step):
    """What is in it, and where it lies."""

    def __init__(self) -> None:
        super().__init__(_tr("It is written"), action=_tr("Done"), other=_tr("Show in folder"))
        self.can_go_back = False
        self._what = label()
        self._next = label(role="muted")
        self.body.addWidget(self._what)
        self.body.addWidget(self._next)

    def show_result(self, what: str, then: str) -> None:
        """Say what is in it, and what is good to know."""
        self._what.setText(what)
        self._next.setText(then)
