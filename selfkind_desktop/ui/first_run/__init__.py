"""First run: four short steps that can all be passed over, and a first minute."""

from selfkind_desktop.ui.first_run.window import FirstRunWindow

__all__ = ["FirstRunWindow"]
