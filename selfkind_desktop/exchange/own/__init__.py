"""Everything out, back in: our own export, which loses nothing, and the one that is for reading."""
