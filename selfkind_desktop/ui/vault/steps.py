"""What each step of choosing says and asks for."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.domain import recovery_code
from selfkind_desktop.domain.passphrase_strength import Guessing, guessing
from selfkind_desktop.domain.secret import Secret, SecretKind
from selfkind_desktop.ui.style import button, label, set_style
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.vault.dialog import Step
from selfkind_desktop.ui.vault.secret_field import SecretField
from selfkind_desktop.ui.vault.strength_line import StrengthLine


def _tr(text: str) -> str:
    return QCoreApplication.translate("Vault", text)


class CurrentStep(Step):
    """Asks for what opens the journal now, so that nobody else changes it in passing.

    Args:
        has_code: whether a recovery code would do too.

    Signals:
        typing(): the first letter is typed.
    """

    typing = Signal()

    def __init__(self, *, has_code: bool) -> None:
        super().__init__(
            _tr("First, your passphrase"),
            _tr("So that nobody changes it who only passes by an open computer."),
            action=_tr("Go on"),
        )
        self._kind = SecretKind.PASSPHRASE
        self._field = SecretField("")
        self._field.edited.connect(self._edited)
        self._field.entered.connect(self.entered)
        self._swap = button("", "link")
        self._swap.clicked.connect(self._swap_kind)
        self._swap.setVisible(has_code)
        self.body.addWidget(self._field)
        self.body.addWidget(self._swap, 0, Qt.AlignmentFlag.AlignLeading)
        self._show_kind()

    @property
    def secret(self) -> Secret:
        """What was typed."""
        return Secret(self._kind, self._field.text)

    @property
    def is_ready(self) -> bool:
        """Whether something is typed."""
        return bool(self._field.text)

    @property
    def focus_start(self) -> QWidget:
        """The line."""
        return self._field

    def forget(self) -> None:
        """Let go of what was typed."""
        self._field.forget()

    def _edited(self, text: str) -> None:
        if len(text) == 1:
            self.typing.emit()
        self.changed.emit()

    def _swap_kind(self) -> None:
        by_code = self._kind is SecretKind.RECOVERY
        self._kind = SecretKind.PASSPHRASE if by_code else SecretKind.RECOVERY
        self._field.forget()
        self._show_kind()
        self.changed.emit()
        self._field.setFocus()

    def _show_kind(self) -> None:
        by_code = self._kind is SecretKind.RECOVERY
        self._field.set_name(_tr("Recovery code") if by_code else _tr("Passphrase"))
        self._field.set_shown(by_code)
        self._swap.setText(_tr("Use the passphrase") if by_code else _tr("Use the recovery code"))


class ChooseStep(Step):
    """A new passphrase, typed twice."""

    def __init__(self, appearance: Appearance, *, is_change: bool) -> None:
        title = _tr("Choose a new passphrase") if is_change else _tr("Choose a passphrase")
        super().__init__(
            title,
            _tr(
                "A few words that belong together only for you are easier to keep in mind than one difficult "
                "word, and harder to guess."
            ),
            action=_tr("Go on"),
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
        self.body.addWidget(
            label(
                _tr(
                    "Nobody can reset it. Without the passphrase, and without a recovery code, what you "
                    "wrote cannot be read any more, by anybody."
                ),
                role="muted",
            )
        )
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
        same, ink = "", "muted"
        if again and first == again:
            same, ink = _tr("Both are the same."), "sage"
        elif again and not first.startswith(again):
            same = _tr("The two are not the same yet.")
        self._same.setText(same)
        self._same.setVisible(bool(same))
        set_style(self._same, "tone", ink)
        self.changed.emit()


def guessing_words(how: Guessing) -> tuple[str, str]:
    """How hard a passphrase is to guess, in a sentence, and its ink."""
    return {
        Guessing.EMPTY: ("", "muted"),
        Guessing.SOON: (
            _tr("Short: whoever has a copy of your files could guess it soon. Another word helps."),
            "peach",
        ),
        Guessing.SLOWLY: (
            _tr("It holds somebody up. One or two more words, and it is hard to guess."),
            "muted",
        ),
        Guessing.HARDLY: (_tr("Hard to guess."), "sage"),
        Guessing.NEVER: (_tr("Very hard to guess, if it is not a line that others know."), "sage"),
    }[how]


class RehearseStep(Step):
    """The code, typed back.

    Args:
        expected: the code that was just shown; empty where the vault has to be asked.
    """

    def __init__(self, expected: str = "", *, action: str = "") -> None:
        super().__init__(
            _tr("Type the code back") if expected else _tr("Try the recovery code"),
            _tr("From the paper, or wherever you keep it: then you know that it can be read, and is whole.")
            if expected
            else _tr("From the paper, or wherever you keep it. Trying it changes nothing."),
            action=action or _tr("Check it"),
        )
        self._expected = expected
        self._field = SecretField(_tr("Recovery code"), shown=True)
        self._field.edited.connect(self._look)
        self._field.entered.connect(self.entered)
        self._hint = label(role="small")
        self._hint.hide()
        self.body.addWidget(self._field)
        self.body.addWidget(self._hint)
        self.body.addWidget(
            label(_tr("Small letters, spaces and dashes do not matter, nor O for 0."), role="muted")
        )

    @property
    def code(self) -> str:
        """What was typed."""
        return self._field.text

    @property
    def is_ready(self) -> bool:
        """Whether it is a whole code."""
        try:
            recovery_code.key_of(self._field.text)
        except recovery_code.MistypedError:
            return False
        return True

    @property
    def is_as_expected(self) -> bool:
        """Whether it is the one that was shown."""
        return self.is_ready and recovery_code.tidied(self._field.text) == self._expected

    @property
    def focus_start(self) -> QWidget:
        """The line."""
        return self._field

    def forget(self) -> None:
        """Let go of the code."""
        self._field.forget()

    def _look(self, text: str) -> None:
        slip = recovery_code.slip_in(text)
        whole = self.is_ready
        words = ""
        if slip:
            words = _tr("Something in group {number} is not as on the paper.").format(number=slip)
        elif whole:
            words = _tr("All groups are complete.")
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        set_style(self._hint, "tone", "peach" if slip else "sage")
        self.changed.emit()


class SayStep(Step):
    """Sentences and a button: what is about to happen, or what has."""

    def __init__(self, title: str, *sentences: str, action: str = "", is_end: bool = False) -> None:
        super().__init__(title, *sentences, action=action or _tr("Done"))
        self.can_go_back = not is_end

    def add(self, sentence: str) -> None:
        """Say one more thing."""
        self.body.addWidget(label(sentence))
