r"""Output: results on stdout, notes and progress on stderr, and JSON documents.

Names come from files that a stranger may have made, so control characters in them are shown, as in
`\x1b[31m`, and never reach the terminal.

Colours appear in a terminal only; rich takes care of that, and of NO_COLOR.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import environ
from typing import TYPE_CHECKING, Any, final

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table

from edunn.cli.interrupts import raised
from edunn.cli.layout import fitted, wrapped
from edunn.text import as_json, visible, visible_in_json

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.text import Text


WIDTH_OF_A_PIPE = 120
"""Columns of tables where there is no terminal, unless COLUMNS says otherwise."""


@final
class SafeConsole(Console):
    """A console without markup, on which control characters are shown, not obeyed."""

    def __init__(self, *, stderr: bool = False, quiet: bool = False) -> None:
        super().__init__(stderr=stderr, quiet=quiet, markup=False, highlight=False, emoji=False)
        if not self.is_terminal and "COLUMNS" not in environ:
            self.width = WIDTH_OF_A_PIPE

    def render_str(self, text: str, **settings: Any) -> Text:
        """A string as it is laid out, with the width of what is shown."""
        return super().render_str(visible(text), **settings)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The pieces of anything else; the console's own control codes stay."""
        for piece in super().render(renderable, options):
            yield piece if piece.control else Segment(visible(piece.text), piece.style)


def show(*parts: RenderableType) -> None:
    """Print results, a text or a table each; in a pipe, a line of text is one line."""
    console = SafeConsole()
    for part in parts:
        if isinstance(part, str):
            print_text(console, part)
        else:
            console.print(fitted(part) if isinstance(part, Table) else part)


def note(*lines: str, quiet: bool = False) -> None:
    """Print on stderr what was decided or assumed, unless quiet."""
    if not quiet:
        console = SafeConsole(stderr=True)
        for line in lines:
            print_text(console, line, "dim")


def print_text(console: Console, text: str, style: str = "") -> None:
    """Print a text; in a terminal its lines are broken between words."""
    text = visible(text)
    whole = wrapped(text, console.width) if console.is_terminal else text
    console.print(whole, style=style, soft_wrap=True)


def emit(document: Any) -> None:
    """Print one JSON document; with escapes for letters that the encoding of stdout lacks."""
    text = visible_in_json(json.dumps(as_json(document), indent=2, ensure_ascii=False))
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = visible_in_json(json.dumps(as_json(document), indent=2))
    print(text)


def page_width() -> int:
    """The width of a page of text: the terminal's, but no more than is easy to read."""
    return min(SafeConsole().width, 100)


def curve_width() -> int:
    """The width of a curve that has words on both sides of it."""
    return max(10, min(40, SafeConsole().width - 36))


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress]:
    """A progress bar, if stderr is a terminal; its console prints lines above it, unless quiet."""
    from edunn import progress

    console = SafeConsole(stderr=True, quiet=quiet)
    hidden = quiet or not console.is_terminal
    settings = {"disable": hidden, "transient": True, "redirect_stdout": False}
    with raised(), progress.progress_bar(console, **settings) as bar:
        yield bar
