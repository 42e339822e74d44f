"""The editor that entries and letters are written in."""
