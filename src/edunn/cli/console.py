r"""Output: results on stdout, notes and progress on stderr, JSON documents, and files.

Names come from files that a stranger may have made, so control characters in them are shown, as in
`\x1b[31m`, and never reach the terminal.

Colours appear in a terminal only; rich takes care of that, and of NO_COLOR.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from edunn.errors import SettingError
from edunn.text import as_json, visible, visible_in_json

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.text import Text

ENDINGS = (".html", ".json")


@final
class SafeConsole(Console):
    """A console without markup, on which control characters are shown, not obeyed."""

    def __init__(self, *, stderr: bool = False, quiet: bool = False) -> None:
        super().__init__(stderr=stderr, quiet=quiet, markup=False, highlight=False, emoji=False)

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
    """Print results, a line or a table each; texts are printed as they are, without markup."""
    console = SafeConsole()
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, str))


def note(*lines: str, quiet: bool = False) -> None:
    """Print on stderr what was decided or assumed, unless quiet."""
    if not quiet:
        console = SafeConsole(stderr=True)
        for line in lines:
            console.print(line, style="dim", soft_wrap=True)


def emit(document: Any) -> None:
    """Print one JSON document."""
    print(visible_in_json(json.dumps(as_json(document), indent=2, ensure_ascii=False)))


def page_width() -> int:
    """The width of a page of text: the terminal's, but no more than is easy to read."""
    return min(Console().width, 100)


def curve_width() -> int:
    """The width of a curve that has words on both sides of it."""
    return max(10, min(40, Console().width - 36))


def progress_bar(quiet: bool) -> Progress:
    """A progress bar, if stderr is a terminal; its console prints lines above it, unless quiet."""
    from edunn import progress

    console = SafeConsole(stderr=True, quiet=quiet)
    hidden = quiet or not console.is_terminal
    return progress.progress_bar(console, disable=hidden, transient=True, redirect_stdout=False)


def refuse_bad_outputs(places: Sequence[Path]) -> None:
    """Check the names of output files before hours of work.

    Raises:
        SettingError: the name does not end in .html or .json, or there is no such folder.

    Example:
        >>> refuse_bad_outputs([Path("compare.pdf")])
        Traceback (most recent call last):
        edunn.errors.SettingError: --output compare.pdf: the name must end in .html or .json.
    """
    for place in places:
        if place.suffix not in ENDINGS:
            raise SettingError(f"--output {place}: the name must end in .html or .json.")
        refuse_bad_place("--output", place)


def refuse_bad_place(option: str, place: Path | None) -> None:
    """Check that a file can be written there, if one is to be.

    Raises:
        SettingError: it is a folder, or in a folder that does not exist.

    Example:
        >>> refuse_bad_place("--save", Path("a/b"))
        Traceback (most recent call last):
        edunn.errors.SettingError: --save a/b: give a file's name in a folder that exists.
    """
    if place is not None and (place.is_dir() or not place.parent.is_dir()):
        raise SettingError(f"{option} {place}: give a file's name in a folder that exists.")


def write_outputs(places: Sequence[Path], page: Callable[[], str], document: Any) -> None:
    """Write each file, a page or a JSON document by its ending; each is written as a whole."""
    from edunn.files.atomic import write_atomically

    for place in places:
        is_page = place.suffix == ".html"
        text = page() if is_page else json.dumps(as_json(document), indent=1, ensure_ascii=False)
        write_atomically(place, text.encode())


def write_csv(place: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table of text, all of it or nothing."""
    from edunn.files.atomic import write_atomically

    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    write_atomically(place, text.getvalue().encode())
