"""Backups, as a person sees them."""
