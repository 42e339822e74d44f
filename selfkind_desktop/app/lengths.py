"""What the command line says about lengths of time, with and without a running program."""


def no_length(text: str) -> str:
    """What to say to a length of time that is none."""
    return f"“{text}” is no length of time. Try 30m, 1h, tomorrow, on or off."
