"""Runs the cells of a lesson, as a notebook does: `python -m edunn.lessons.running RESULTS.json`.

The cells come as a list in JSON from standard input. They share their names; of each cell what it
prints is kept, and the value of its last line: as HTML where it has a form for notebooks, else as
Python writes it.
"""

import ast
import json
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any

Shown = tuple[str, str]

NICE = 10
"""How much priority the run gives up: reading another lesson must not become slower by it."""


def shown_by(source: str, names: dict[str, Any], name: str = "cell") -> list[Shown]:
    r"""Run a cell; what it shows.

    Example:
        >>> shown_by("print(1 + 1)\n[1, 2]", {})
        [('text', '2\n'), ('text', '[1, 2]')]
    """
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(StringIO()):  # progress goes to stderr
        exec(compile(tree, name, "exec"), names)
        value = None
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), name, "eval"), names)
        shown = list(_as_shown(value))
    text = printed.getvalue()
    return [("text", text), *shown] if text else shown


def _as_shown(value: Any) -> Iterator[Shown]:
    if value is None:
        return
    html = value._repr_html_() if hasattr(value, "_repr_html_") else None
    yield ("text", repr(value)) if html is None else ("html", html)


def main() -> None:
    """Run all cells, and write what they show."""
    with suppress(AttributeError, OSError):
        os.nice(NICE)
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = json.load(sys.stdin)
    found = [shown_by(source, names, f"cell {k}") for k, source in enumerate(cells, start=1)]
    Path(sys.argv[1]).write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main()
