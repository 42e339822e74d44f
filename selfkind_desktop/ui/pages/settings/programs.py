"""Names of programs as people write them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.widgets.announce import announce

_LONGEST = 80
_NEVER_IN_A_NAME = frozenset('*?<>|"')


def read_programs(text: str) -> frozenset[str]:
    """Names such as "Zoom, obs": commas or semicolons between, quotes around them do not matter.

    Raises:
        ValueError: something in it is the name of no program: a web address, a pattern, a whole sentence.
    """
    parts = (part.strip().strip("\"'“”‘’").strip() for part in text.replace(";", ",").split(","))
    names = frozenset(part for part in parts if part)
    if not all(_may_be_a_name(name) for name in names):
        raise ValueError(text)
    return names


def _may_be_a_name(name: str) -> bool:
    return (
        len(name) <= _LONGEST
        and "://" not in name
        and name.isprintable()
        and _NEVER_IN_A_NAME.isdisjoint(name)
        and any(each.isalnum() for each in name)
    )


class ProgramsField(QWidget):
    """Names of programs, typed. What cannot be a name is said below, and the last names stay in force.

    Signals:
        chosen(object): the person chose this frozenset of names; it may be empty.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: frozenset[str] = frozenset()
        self._edit = QLineEdit()
        self._edit.setAccessibleName(self.tr("Programs"))
        self._edit.setPlaceholderText(self.tr("zoom, obs"))
        self._edit.setMinimumWidth(self._edit.fontMetrics().horizontalAdvance("m") * 16)
        self._problem = label(role="small", ink="peach")
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._edit)
        column.addWidget(self._problem)
        self._edit.editingFinished.connect(self._read)
        self._edit.textEdited.connect(lambda _text: self._problem.hide())

    def show_names(self, names: frozenset[str]) -> None:
        """Show these; no signal."""
        if names != self._names:
            self._names = names
            self._edit.setText(_written(names))
            self._problem.hide()

    def _read(self) -> None:
        try:
            names = read_programs(self._edit.text())
        except ValueError:
            until_then = _written(self._names) or self.tr("none")
            text = self.tr("Only names of programs can be found, such as “zoom, obs”. Until then: {names}.")
            self._problem.setText(text.format(names=until_then))
            self._problem.show()
            announce(self._problem, self._problem.text())
            return
        self._problem.hide()
        self._edit.setText(_written(names))
        if names != self._names:
            self._names = names
            self.chosen.emit(names)


def _written(names: frozenset[str]) -> str:
    return ", ".join(sorted(names, key=str.casefold))
