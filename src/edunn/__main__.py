"""`python -m edunn` is the command `edunn`."""

import sys

try:
    from edunn.cli import main

    code = main()
except KeyboardInterrupt:  # before `main` sees to it
    code = 130
sys.exit(code)
