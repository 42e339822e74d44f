"""What the person sees. Nothing here decides when or why, and nothing here reads a disk."""
