"""What the operating system gives, each behind a small port with fallbacks."""
