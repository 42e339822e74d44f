"""What a person sees when everything goes out: into a file, or away for good."""
