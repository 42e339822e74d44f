"""Readers of other programs' journals, one module a format."""
