"""The command `python -m benchmarks.numerics`: compare everything, and write docs/numerics.md."""

import sys
import warnings
from pathlib import Path

from benchmarks.numerics import peers
from benchmarks.numerics.page import page

PAGE = Path(__file__).parents[2] / "docs" / "numerics.md"


def main() -> None:
    """Write the page, if every peer is there."""
    missing = [peer for peer in peers.NAMES if not peers.is_installed(peer)]
    if missing:
        sys.exit(
            f"not installed: {', '.join(missing)}. Install the extra: make .venv/.installed-bench"
        )
    with warnings.catch_warnings(action="ignore"):
        PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
