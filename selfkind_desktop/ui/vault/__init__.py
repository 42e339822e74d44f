"""Dialogs by which a person chooses what opens the journal."""
