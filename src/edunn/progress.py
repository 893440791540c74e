"""Progress: a training with a progress bar, its current measures, and the time remaining."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from edunn.training import Epoch, Training

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


def watch(training: Training, progress: bool | None = None) -> None:
    """Run a training to its end, with a bar in a terminal or notebook, silently in a pipe.

    Args:
        progress: True or False overrides that choice.
    """
    if not (sys.stderr.isatty() or _in_notebook() if progress is None else progress):
        training.finish()
        return
    from rich.console import Console

    with progress_bar(Console(stderr=True)) as bar:
        task = bar.add_task("", total=training.plan.epochs, completed=len(training.history))
        while not training.finished:
            done = len(training.advance()["index"])
            bar.update(task, advance=done, description=in_words(training.history[-1]))


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


def progress_bar(console: Console, **settings: Any) -> Progress:
    """A bar with the number of completed steps, a description, and the time remaining."""
    from rich import progress

    columns = (
        progress.MofNCompleteColumn(),
        progress.BarColumn(bar_width=None),
        progress.TextColumn("{task.description}"),
        progress.TimeRemainingColumn(),
    )
    return progress.Progress(*columns, console=console, **settings)


def _in_notebook() -> bool:
    return "ipykernel" in sys.modules
