"""`python -m edunn` is the command `edunn`."""

import sys

from edunn.cli import main

sys.exit(main())
