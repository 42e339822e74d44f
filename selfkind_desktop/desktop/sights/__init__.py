"""Ways to see something of the desktop: idle time, locks, interruptions. Each is one small adapter."""
