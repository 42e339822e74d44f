"""What the main window shows while the journal is locked."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from selfkind_desktop.domain.secret import Secret, SecretKind
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.page_frame import PageFrame

_OTHER = {SecretKind.PASSPHRASE: SecretKind.RECOVERY, SecretKind.RECOVERY: SecretKind.PASSPHRASE}
_WIDTH = 460
_ICON = 30


class LockScreen(PageFrame):
    """A field and a button, and what is possible without them.

    It never counts down at anybody: where a wrong try has to be waited out, it says so, and when it is over.

    Signals:
        typing(): the first letter is typed.
        opened(Secret): what the person typed.
        pause_requested(), hard_moment_requested(), support_requested(): what goes without opening.
    """

    typing = Signal()
    opened = Signal(object)
    pause_requested = Signal()
    hard_moment_requested = Signal()
    support_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent, width=_WIDTH)
        self.setObjectName("lock-screen")
        self._way = SecretKind.PASSPHRASE
        self._icon = QLabel()
        self._icon.setAccessibleName(" ")
        self._title = label(self.tr("Your journal is locked"), role="title")
        self._hint = label(role="muted")
        self._field = QLineEdit()
        self._field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._show = button(self.tr("Show"))
        self._show.setCheckable(True)
        self._show.toggled.connect(self._show_secret)
        self._open = button(self.tr("Open"), "main")
        self._open.clicked.connect(self._ask_to_open)
        self._other = button("", "link")
        self._other.clicked.connect(lambda: self._use(_OTHER[self._way]))
        self._field.textEdited.connect(self._edited)
        self._field.returnPressed.connect(self._ask_to_open)
        self._said = label(ink="peach")
        self._said.hide()
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._may_try_again)
        self._lay_out()
        self._use(SecretKind.PASSPHRASE)
        self._take_icon()
        appearance.changed.connect(self._take_icon)

    def _lay_out(self) -> None:
        card = Card(margin=24)
        card.body.setSpacing(8)
        secret = QHBoxLayout()
        secret.setSpacing(8)
        secret.addWidget(self._field, 1)
        secret.addWidget(self._show)
        answers = FlowLayout(spacing=12)
        answers.addWidget(self._open)
        answers.addWidget(self._other)
        card.body.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignLeading)
        card.body.addWidget(self._title)
        card.body.addWidget(self._hint)
        card.body.addSpacing(8)
        card.body.addLayout(secret)
        card.body.addWidget(self._said)
        card.body.addSpacing(8)
        card.body.addLayout(answers)
        self.body.addStretch(2)
        self.body.addWidget(card)
        self.body.addSpacing(8)
        self.body.addLayout(self._meanwhile())
        self.body.addStretch(3)

    def _meanwhile(self) -> QVBoxLayout:
        """What is there without opening anything."""
        pause = button(self.tr("Pause now"))
        hard = button(self.tr("Hard moment"))
        support = button(self.tr("Support"))
        pause.clicked.connect(self.pause_requested)
        hard.clicked.connect(self.hard_moment_requested)
        support.clicked.connect(self.support_requested)
        doors = FlowLayout(spacing=8)
        for each in (pause, hard, support):
            doors.addWidget(each)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(label(self.tr("Here for you all the same"), role="strong"))
        words.addLayout(doors)
        words.addWidget(
            label(
                self.tr(
                    "Pauses and check-ins are remembered until you open your journal, and are written "
                    "down then. They wait in memory only."
                ),
                role="small",
            )
        )
        return words

    @property
    def focus_start(self) -> QWidget:
        """Where the keyboard goes when it comes here."""
        return self._field

    # How it went

    def show_opening(self) -> None:
        """It is being opened, which takes a moment on purpose."""
        self._set_busy(True)
        self._open.setText(self.tr("Opening…"))
        self._say("")

    def show_refused(self, sentence: str, wait: float = 0.0) -> None:
        """It was not opened.

        Args:
            sentence: why, kindly.
            wait: seconds until the next try counts.
        """
        self._set_busy(False)
        self._open.setText(self.tr("Open"))
        if wait > 0:
            self._open.setEnabled(False)
            self._patience.start(int(wait * 1000) + 50)
            sentence = self.tr("{sentence} {wait}").format(sentence=sentence, wait=self._wait_words(wait))
        self._say(sentence)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wait_words(self, seconds: float) -> str:
        """How long it takes until the next try, without a number that ticks."""
        if seconds < 20:
            return self.tr("In a moment you can try again.")
        if seconds < 90:
            return self.tr("In about a minute you can try again.")
        return self.tr("In a few minutes you can try again; this slows down anybody who guesses.")

    def _may_try_again(self) -> None:
        self._open.setEnabled(True)
        self._say(self.tr("You can try again now."))

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        announce(self, sentence)

    # What the person does

    def _use(self, way: SecretKind) -> None:
        self._way = way
        by_code = way == SecretKind.RECOVERY
        self._field.clear()
        self._say("")
        self._show.setChecked(by_code)
        self._show_secret(by_code)
        if by_code:
            self._hint.setText(self.tr("The recovery code is on the sheet that you printed or wrote down."))
            self._field.setAccessibleName(self.tr("Recovery code"))
            self._field.setPlaceholderText(self.tr("Recovery code"))
            self._other.setText(self.tr("Use the passphrase"))
        else:
            self._hint.setText(self.tr("Everything is kept and safe. Your passphrase opens it."))
            self._field.setAccessibleName(self.tr("Passphrase"))
            self._field.setPlaceholderText(self.tr("Passphrase"))
            self._other.setText(self.tr("Use the recovery code"))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_secret(self, is_shown: bool) -> None:
        self._field.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self._show.setText(self.tr("Hide") if is_shown else self.tr("Show"))
        name = self.tr("Hide what is typed") if is_shown else self.tr("Show what is typed")
        self._show.setAccessibleName(name)

    def _edited(self, text: str) -> None:
        if len(text) == 1:
            self.typing.emit()

    def _ask_to_open(self) -> None:
        if self._open.isEnabled() and self._field.text():
            self.opened.emit(Secret(self._way, self._field.text()))

    def _set_busy(self, is_busy: bool) -> None:
        for each in (self._field, self._show, self._open, self._other):
            each.setEnabled(not is_busy)
        if self._patience.isActive():
            self._open.setEnabled(False)

    # Looks

    def _take_icon(self) -> None:
        self._icon.setPixmap(self._appearance.icon("lock", "sage", _ICON).pixmap(self._appearance.px(_ICON)))

    def showEvent(self, event: QShowEvent) -> None:
        """Say where one is; the title alone says nothing to who does not see it."""
        super().showEvent(event)
        announce(self, self.tr("{title}. {hint}").format(title=self._title.text(), hint=self._hint.text()))
