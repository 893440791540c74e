"""Watching a training: in a notebook, in a terminal, or not at all."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from edunn.frontend import notebook_output
from edunn.progress.notebook import LiveBar
from edunn.progress.terminal import fitting, in_words, progress_bar
from edunn.training import Training

Report: TypeAlias = Callable[[int, str], None]
"""Called with the number of epochs done, and their last measures in words."""


def watch(
    training: Training, progress: bool | None = None, advance: Callable[[], int] | None = None
) -> None:
    """Run a training to its end, with a bar in a terminal or notebook, silently in a pipe.

    Args:
        progress: True or False overrides that choice.
        advance: learns for a piece of the training, and returns the number of epochs done; by
            default as many epochs as take no time.

    Example:
        >>> from edunn import Model
        >>> training = Model([[1], [1]], "mse").training("sgd", [[1.0]], [2.0], epochs=3)
        >>> watch(training)
        >>> training.finished
        True
    """
    advance = advance or (lambda: len(training.advance()["index"]))
    with _reporting(training, progress) as report:
        while not training.finished:
            advance()
            if report is not None:
                report(len(training.history), in_words(training.history[-1]))


@contextmanager
def _reporting(training: Training, progress: bool | None) -> Iterator[Report | None]:
    """What is called after each piece: a bar of the place where the training runs, or nothing."""
    total = training.plan.epochs
    output = None if progress is False else notebook_output()
    if output is not None:
        with LiveBar(output, total).shown(len(training.history)) as bar:
            yield bar.update
    elif sys.stderr.isatty() if progress is None else progress:
        from rich.console import Console

        console = Console(stderr=True)
        with progress_bar(console) as bar:
            task = bar.add_task("", total=total, completed=len(training.history))
            yield lambda done, words: bar.update(
                task, completed=done, description=fitting(words, console)
            )
    else:
        yield None
