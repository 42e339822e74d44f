"""Files in and out: what other programs wrote, what this one hands over."""
