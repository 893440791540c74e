"""The bar in a notebook: one output, which is updated a few times a second."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import final

from edunn import notebook
from edunn.frontend import Output, notebook_output
from edunn.markup import tag

PAUSE = 0.1
"""Seconds between two pictures of the bar: more of them would only keep the page busy."""

PATIENCE = 1.0
"""Seconds after which the time remaining is worth a guess."""


@final
@dataclass(frozen=True)
class Bar:
    """How far something is.

    Args:
        done, total: how many of how many.
        words: what there is to be said of it.
        seconds: the elapsed time.

    Example:
        >>> print(Bar(50, 200, "loss 0.3", seconds=5.0))
        50/200  loss 0.3  0:15 left
    """

    done: int
    total: int
    words: str = ""
    seconds: float = 0.0

    @property
    def remaining(self) -> str:
        """The time remaining, if the rest takes as long as what is done; empty where unknown."""
        if not 0 < self.done < self.total or self.seconds < PATIENCE:
            return ""
        left = round(self.seconds / self.done * (self.total - self.done))
        return f"{left // 60}:{left % 60:02d} left"

    def __str__(self) -> str:
        return "  ".join(filter(None, [f"{self.done}/{self.total}", self.words, self.remaining]))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        size = {"value": f"{self.done}", "max": f"{self.total}"}
        bar = tag("progress", **size, style="width: 12em; vertical-align: middle")
        figures = tag("span", f" {self}", style="font-variant-numeric: tabular-nums")
        return notebook.page("", tag("div", bar, figures))


@final
class LiveBar:
    """Shows a bar in an output of a notebook, not too often.

    Args:
        output: the place on the page.
        total: how many there are to do.
    """

    def __init__(self, output: Output, total: int) -> None:
        self.output, self.total = output, total
        self.started = perf_counter()
        self.pending = Bar(0, total)
        self.last: Bar | None = None

    def update(self, done: int, words: str = "") -> None:
        """Show how many are done, unless the picture before is still fresh."""
        bar = Bar(done, self.total, words, perf_counter() - self.started)
        self.pending = bar
        if self.last is None or bar.seconds - self.last.seconds >= PAUSE:
            self._show()

    @contextmanager
    def shown(self, done: int = 0) -> Iterator["LiveBar"]:
        """Show it from so many on; in the end, and after an interruption, as far as it came."""
        self.update(done)
        try:
            yield self
        finally:
            self._show()

    def _show(self) -> None:
        if self.pending is not self.last:
            self.last = self.pending
            self.output.show(self.pending)


def live_count(what: str) -> Callable[[int, int], None] | None:
    """A function to be called with how many are done and how many there are; None elsewhere.

    Example:
        >>> live_count("trainings") is None  # in a terminal
        True
    """
    output = notebook_output()
    if output is None:
        return None
    started = perf_counter()
    return lambda done, total: output.show(Bar(done, total, what, perf_counter() - started))
