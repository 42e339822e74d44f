"""Start-up, command line, wiring and life cycle: the only package that knows all the others."""
