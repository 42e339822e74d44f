"""`python -m selfkind_desktop` and the `selfkind` command."""

import sys

from selfkind_desktop.app.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
