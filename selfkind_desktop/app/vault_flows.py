"""What happens between the first and the last step of each change to what opens the journal."""

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.app.runner import Runner
from selfkind_desktop.app.vault_desk import VaultDesk
from selfkind_desktop.domain.recovery_code import new_code
from selfkind_desktop.storage.errors import StorageError, TooSoon
from selfkind_desktop.storage.slots import Ways
from selfkind_desktop.storage.vault import DatabaseKey
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of
from selfkind_desktop.ui.vault.code_step import CodeStep
from selfkind_desktop.ui.vault.dialog import Step, StepsDialog
from selfkind_desktop.ui.vault.steps import ChooseStep, CurrentStep, RehearseStep, SayStep

T = TypeVar("T")


class Flow(QObject):
    """One dialog, from its first step to its end.

    Args:
        appearance: how things look.
        desk: does what was chosen.
        runner: where it waits for it.
        ways: what opens the journal now; None where nothing was kept yet.
        made_on: today, in words.
        random_bytes: for a new code.

    Signals:
        changed(): something else opens the journal now.
        created(DatabaseKey): a first vault was made.
        ended(): the dialog is closed.
    """

    changed = Signal()
    created = Signal(object)
    ended = Signal()

    def __init__(
        self,
        appearance: Appearance,
        desk: VaultDesk,
        runner: Runner,
        ways: Ways | None,
        made_on: str,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._runner = runner
        self._ways = ways
        self._made_on = made_on
        self._random_bytes = random_bytes
        self._key: DatabaseKey | None = None
        self._current = (
            CurrentStep(has_code=ways.recovery) if ways is not None and ways.needs_secret else None
        )
        self.dialog: StepsDialog | None = None

    def begin(self, parent: QWidget | None) -> None:
        """Make the steps and show the first."""
        raise NotImplementedError

    def open(self, title: str, steps: Sequence[Step], parent: QWidget | None) -> None:
        """Show the dialog; where a secret opens the journal, it is asked for first."""
        first = [] if self._current is None else [self._current]
        self.dialog = dialog = StepsDialog(self._appearance, title, [*first, *steps], parent)
        dialog.passed.connect(self._passed)
        dialog.declined.connect(self._declined)
        dialog.left.connect(self._left)
        if self._current is not None:
            self._current.typing.connect(self._desk.prepare)
        dialog.open()

    def passed(self, step: Step) -> None:
        """A step other than the first was passed."""
        raise NotImplementedError

    def declined(self, step: Step) -> None:
        """The second button of a step."""

    def do(self, work: Callable[[], T], then: Callable[[T], None], sentence: str = "") -> None:
        """Do something slow. `then` comes only if it went well; else the dialog says what is wrong."""
        self._shown.wait(sentence or self.tr("One moment. This takes about a second, on purpose."))

        def run() -> T | StorageError:
            try:
                return work()
            except StorageError as error:
                return error

        def done(result: T | StorageError) -> None:
            if isinstance(result, StorageError):
                self._refused(result)
            else:
                then(result)

        self._runner.run(run, done)

    def show(self, step: Step) -> None:
        """Go to a step."""
        self._shown.show_step(step)

    def key(self) -> DatabaseKey:
        """The database key; asked for in the worker."""
        return self._key or self._desk.unlock(None)

    def after(self, step: Step) -> None:
        """Go to the step behind another."""
        steps = self._shown.steps
        self._shown.show_step(steps[steps.index(step) + 1])

    def tell(self, sentence: str) -> None:
        """Say why it does not go on."""
        self._shown.tell(sentence)

    def finish(self) -> None:
        """Close the dialog."""
        self._shown.accept()

    @property
    def _shown(self) -> StepsDialog:
        if self.dialog is None:
            raise RuntimeError("not opened yet")
        return self.dialog

    def _passed(self, step: Step) -> None:
        if isinstance(step, CurrentStep):
            secret = step.secret
            self.do(lambda: self._desk.unlock(secret), self._opened)
        else:
            self.passed(step)

    def _opened(self, key: DatabaseKey) -> None:
        self._key = key
        assert self._current is not None
        self._current.forget()
        self._current.can_go_back = False
        self.after(self._current)

    def _declined(self, step: Step) -> None:
        self.declined(step)

    def _refused(self, error: StorageError) -> None:
        sentence = sentence_of(error)
        if isinstance(error, TooSoon):
            sentence += " " + self.tr("Please wait %n second(s).", "", error.seconds)
        self.tell(sentence)

    def _left(self) -> None:
        self._key = None
        self._desk.let_go()
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.ended.emit()


class ChoosePassphrase(Flow):
    """A passphrase becomes the way in: typed twice, then a recovery code is offered, and typed back."""

    def begin(self, parent: QWidget | None) -> None:
        """Show it."""
        is_change = self._ways is not None and self._ways.passphrase
        self._has_code = self._ways is not None and self._ways.recovery
        self._choose = ChooseStep(self._appearance, is_change=is_change)
        code = new_code(self._random_bytes)
        self._code = CodeStep(self._appearance, code, self._made_on, can_do_without=True, replaces=False)
        self._rehearse = RehearseStep(code, action=self.tr("Use passphrase and code"))
        middle = [] if self._has_code else [self._code, self._rehearse]
        self._end = SayStep(
            self.tr("Your passphrase opens it now"),
            self.tr("Selfkind asks for it when it starts, and after it was locked."),
            is_end=True,
        )
        title = self.tr("Change the passphrase") if is_change else self.tr("A passphrase for your journal")
        self.open(title, [self._choose, *middle, self._end], parent)

    def passed(self, step: Step) -> None:
        """The next step, or the work."""
        if step is self._choose and self._has_code:
            self._protect("")
        elif step is self._choose or step is self._code:
            self.after(step)
        elif step is self._rehearse:
            if self._rehearse.is_as_expected:
                self._protect(self._code.code)
            else:
                self.tell(self.tr("That is a whole code, but not the one that was just shown."))
        else:
            self.finish()

    def declined(self, step: Step) -> None:
        """Without a code."""
        self._protect("")

    def _protect(self, code: str) -> None:
        passphrase = self._choose.passphrase
        if self._ways is None:
            self.do(lambda: self._desk.create(passphrase, code), lambda key: self._made(key, code))
            return
        self.do(
            lambda: self._desk.protect(self.key(), passphrase, code),
            lambda forgotten: self._done(code, forgotten=forgotten),
        )

    def _made(self, key: DatabaseKey, code: str) -> None:
        self.created.emit(key)
        self._done(code, forgotten=True)

    def _done(self, code: str, *, forgotten: bool) -> None:
        self.changed.emit()
        if code or self._has_code:
            self._end.add(self.tr("If you forget it, the recovery code opens your journal."))
        else:
            self._end.add(self.tr("There is no recovery code. You can make one in Settings at any time."))
        if self._ways is not None:
            self._end.add(
                self.tr(
                    "The backups that Selfkind made open with it too. Copies elsewhere do not: it is worth "
                    "making new ones."
                )
            )
        if not forgotten:
            self._end.add(
                self.tr(
                    "This computer’s key store did not let go of its old key. An older copy of your files "
                    "might still open with it."
                )
            )
        self.show(self._end)


class HandBack(Flow):
    """Back to this computer's key store, without a passphrase."""

    def begin(self, parent: QWidget | None) -> None:
        """Show it."""
        self._ask = SayStep(
            self.tr("Open without a passphrase?"),
            self.tr(
                "The key goes back to this computer’s key store and opens when you log in. Somebody with the "
                "disk alone cannot read your words; somebody who can use your account, can. A computer "
                "without a key store keeps it in a file, which protects less."
            ),
            self.tr("The passphrase then opens nothing any more, here. A recovery code stays as it is."),
            action=self.tr("Use the key store"),
        )
        self._end = SayStep(self.tr("It opens without a passphrase now"), is_end=True)
        self.open(self.tr("Open without a passphrase"), [self._ask, self._end], parent)

    def passed(self, step: Step) -> None:
        """The work, or the end."""
        if step is self._ask:
            self.do(lambda: self._desk.hand_back(self.key()), lambda _: self._done(), self.tr("One moment…"))
        else:
            self.finish()

    def _done(self) -> None:
        self.changed.emit()
        self.show(self._end)


class MakeCode(Flow):
    """A recovery code, or a new one: in force once it was typed back."""

    def begin(self, parent: QWidget | None) -> None:
        """Show it."""
        replaces = self._ways is not None and self._ways.recovery
        code = new_code(self._random_bytes)
        self._code = CodeStep(self._appearance, code, self._made_on, can_do_without=False, replaces=replaces)
        self._rehearse = RehearseStep(code)
        self._end = SayStep(
            self.tr("The code opens your journal now"),
            self.tr("An older code opens it no longer. It may go into the bin.")
            if replaces
            else self.tr("Now and then, try whether the paper can still be found and read."),
            is_end=True,
        )
        self.open(self.tr("Recovery code"), [self._code, self._rehearse, self._end], parent)

    def passed(self, step: Step) -> None:
        """The next step, or the work."""
        if step is self._code:
            self.after(step)
        elif step is self._rehearse:
            if not self._rehearse.is_as_expected:
                self.tell(self.tr("That is a whole code, but not the one that was just shown."))
                return
            code = self._code.code
            self.do(
                lambda: self._desk.set_recovery(self.key(), code),
                lambda _: self._done(),
                self.tr("One moment…"),
            )
        else:
            self.finish()

    def _done(self) -> None:
        self.changed.emit()
        self.show(self._end)


class TryCode(Flow):
    """A rehearsal. Nothing is asked for first: it changes nothing."""

    def begin(self, parent: QWidget | None) -> None:
        """Show it."""
        self._current = None
        self._rehearse = RehearseStep()
        self._end = SayStep(
            self.tr("It opens your journal"), self.tr("The paper can go back to its place."), is_end=True
        )
        self.open(self.tr("Try the recovery code"), [self._rehearse, self._end], parent)

    def passed(self, step: Step) -> None:
        """The work, or the end."""
        if step is self._rehearse:
            code = self._rehearse.code
            self.do(
                lambda: self._desk.check_recovery(code),
                lambda _: self.show(self._end),
                self.tr("One moment…"),
            )
        else:
            self.finish()


class RemoveCode(Flow):
    """The recovery code opens nothing any more."""

    def begin(self, parent: QWidget | None) -> None:
        """Show it."""
        needs = self._ways is not None and self._ways.needs_secret
        self._ask = SayStep(
            self.tr("Remove the recovery code?"),
            self.tr("The paper then opens nothing any more. You can make a new code at any time."),
            self.tr("Without a code, a forgotten passphrase means that your words are lost.")
            if needs
            else self.tr("Without a code, your words can be read only on this computer."),
            action=self.tr("Remove the code"),
        )
        self._end = SayStep(self.tr("The code opens nothing any more"), is_end=True)
        self.open(self.tr("Remove the recovery code"), [self._ask, self._end], parent)

    def passed(self, step: Step) -> None:
        """The work, or the end."""
        if step is self._ask:
            self.do(self._desk.remove_recovery, lambda _: self._done(), self.tr("One moment…"))
        else:
            self.finish()

    def _done(self) -> None:
        self.changed.emit()
        self.show(self._end)
