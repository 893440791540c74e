"""What is printed where: results on stdout, asides on stderr, or one JSON document.

Colours appear in a terminal only; rich sees to that, and to NO_COLOR.
"""

import json
from collections.abc import Mapping, Sequence
from math import isfinite
from os import PathLike
from typing import Any

from rich.console import Console, RenderableType


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
    print(json.dumps(plain(document), indent=2, ensure_ascii=False))


def plain(value: Any) -> Any:
    """Turn arrays, paths and tuples into what JSON has; a number that is not finite is null.

    Example:
        >>> import numpy as np
        >>> plain({"theta": np.array([1.0, np.nan]), "size": (np.int64(4), 3)})
        {'theta': [1.0, None], 'size': [4, 3]}
    """
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    if isinstance(value, PathLike):
        return str(value)
    return None if isinstance(value, float) and not isfinite(value) else value


def page_width() -> int:
    """How many columns a page of text may have: the terminal's, but no more than read well."""
    return min(Console().width, 100)


def curve_width() -> int:
    """How many columns a curve may have, with words on both sides of it."""
    return max(10, min(40, Console().width - 36))
