"""A quiet row of what Markdown can do, for those who do not know its signs by heart."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.editor import writing
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.icon_button import IconButton


class Toolbar(QWidget):
    """Buttons that act on a page one writes on; each names its keys.

    Args:
        appearance: colors and sizes.
        page: what they act on. The keyboard goes back there.
    """

    def __init__(self, appearance: Appearance, page: Writing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._page = page
        self.setAccessibleName(self.tr("Formatting"))
        self._row = FlowLayout(self, spacing=4)
        self._add("heading", self.tr("Heading"), writing.HEADING, page.cycle_heading)
        self._add("bold", self.tr("Bold"), writing.BOLD, page.toggle_bold)
        self._add("italic", self.tr("Italic"), writing.ITALIC, page.toggle_italic)
        self._add("list", self.tr("List"), writing.LIST, page.toggle_list)
        self._add("tasks", self.tr("Check boxes"), writing.TASKS, page.toggle_tasks)
        self._add("quote", self.tr("Quotation"), writing.QUOTE, page.toggle_quote)
        self._add("practice", self.tr("Keep as a phrase"), writing.PHRASE, page.mark_phrase)

    def add(self, button: IconButton) -> None:
        """Put another button at the end."""
        self._row.addWidget(button)

    def _add(self, icon: str, name: str, keys: str, act: Callable[[], None]) -> None:
        button = IconButton(self._appearance, icon, name)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(self.tr("{name} ({keys})").format(name=name, keys=shown))
        button.clicked.connect(lambda: self._do(act))
        self._row.addWidget(button)

    def _do(self, act: Callable[[], None]) -> None:
        act()
        self._page.setFocus()
