"""Bringing words in from other programs: choosing, looking, mapping, and what came of it."""
