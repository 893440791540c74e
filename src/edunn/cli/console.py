"""What is printed where: results on stdout, asides on stderr, or one JSON document.

Colours appear in a terminal only; rich sees to that, and to NO_COLOR.
"""

import json
from typing import Any

from rich.console import Console, RenderableType

from edunn.text import as_json


def show(*parts: RenderableType) -> None:
    """Print results, a line or a table each; no character of a text is taken for markup."""
    console = Console(markup=False, highlight=False, emoji=False)
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, str))


def note(*lines: str, quiet: bool = False) -> None:
    """Say on stderr what was decided or assumed, unless quiet was asked for."""
    if not quiet:
        console = Console(stderr=True, markup=False, highlight=False, emoji=False)
        for line in lines:
            console.print(line, style="dim", soft_wrap=True)


def emit(document: Any) -> None:
    """Print one JSON document."""
    print(json.dumps(as_json(document), indent=2, ensure_ascii=False))


def page_width() -> int:
    """How many columns a page of text may have: the terminal's, but no more than read well."""
    return min(Console().width, 100)


def curve_width() -> int:
    """How many columns a curve may have, with words on both sides of it."""
    return max(10, min(40, Console().width - 36))
