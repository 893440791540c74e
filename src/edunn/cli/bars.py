"""A progress bar on stderr for many runs."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def bar(quiet: bool) -> Progress:
    """A bar where stderr is a terminal; its console takes a line a result, unless quiet."""
    console = Console(stderr=True, quiet=quiet, markup=False, highlight=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    hidden = quiet or not console.is_terminal
    return Progress(
        *columns, console=console, disable=hidden, transient=True, redirect_stdout=False
    )
