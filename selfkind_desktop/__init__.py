"""Selfkind: a desktop companion for practicing self-compassion."""

__version__ = "0.1.0"
