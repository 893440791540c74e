"""The bar in a terminal, and the measures beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edunn.training import Epoch

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


BESIDE = 32
"""The width of a bar with its count and the time remaining, beside the measures."""


def in_words(record: Epoch) -> str:
    """The losses and accuracies of a record.

    Example:
        >>> in_words(Epoch(1, loss=0.5, accuracy=0.75, forward_passes=10))
        'loss 0.5000  accuracy 0.750'
    """
    figures = {"loss": record.loss, "val_loss": record.val_loss}
    shares = {"accuracy": record.accuracy, "val_accuracy": record.val_accuracy}
    words = [f"{name} {value:.4f}" for name, value in figures.items() if value is not None]
    words += [f"{name} {value:.3f}" for name, value in shares.items() if value is not None]
    return "  ".join(words)


def fitting(words: str, console: Console) -> str:
    """As many of the measures, from the first on, as there is room for beside the bar.

    Example:
        >>> from rich.console import Console
        >>> fitting("loss 0.5000  val_loss 0.6000  accuracy 0.750", Console(width=62))
        'loss 0.5000  val_loss 0.6000'
    """
    parts = words.split("  ")
    while len("  ".join(parts)) > console.width - BESIDE and len(parts) > 1:
        parts.pop()
    return "  ".join(parts)


def progress_bar(console: Console, **settings: Any) -> Progress:
    """A bar with the number of completed steps, a description, and the time remaining.

    Example:
        >>> from io import StringIO
        >>> from rich.console import Console
        >>> with progress_bar(Console(file=StringIO())) as bar:
        ...     task = bar.add_task("loss 0.5", total=3)
        ...     bar.update(task, advance=3)
        >>> bar.finished
        True
    """
    from rich import progress

    columns = (
        progress.MofNCompleteColumn(),
        progress.BarColumn(bar_width=None),
        progress.TextColumn("{task.description}"),
        progress.TimeRemainingColumn(),
    )
    return progress.Progress(*columns, console=console, **settings)
