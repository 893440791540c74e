"""One recipe with one seed: a pure function, so that any process may compute it.

The seed decides the initial weights, the order of the rows, and which quarter of them is held out:
the network is trained on the others, and is scored on both parts. (MNIST comes with a test set of
its own; a table of fewer than ten rows holds out none.) The article scored its networks on the rows
that they had been trained on. To compare with it, a second network is trained on all rows and is
scored on those.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple, TypeVar

import numpy as np

from edunn.data import Dataset, load
from edunn.errors import DivergedError
from edunn.experiments.curve import Curve, points
from edunn.experiments.recipe import Recipe
from edunn.experiments.runs import Run, Score
from edunn.model import Model
from edunn.training import Epoch, Examples, History, Training
from edunn.training.preparing import Given, Intake
from edunn.workers import WorkerPool, Workers, cores

Item = TypeVar("Item")
Result = TypeVar("Result")


class Job(NamedTuple):
    """One recipe with one seed."""

    recipe: Recipe
    seed: int
    stops: tuple[int, ...]
    """After which epochs to score, in ascending order; the last is that of the recipe."""

    as_article: bool = False
    """Whether to train once more on all rows, and to evaluate the held-out ones along the way."""


def perform(data: str | Dataset, job: Job) -> tuple[Run, ...]:
    """Train, and score at each stop; the same job gives the same runs, wherever it is done.

    Args:
        data: the rows, or the name of a data set, which every process reads for itself.

    Example:
        >>> recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 2})
        >>> first, last = perform("iris", Job(recipe, seed=0, stops=(1, 2)))
        >>> len(last.training.curve.epochs), round(last.held_out.accuracy * 38)
        (2, 12)
    """
    rows = rows_of(data)
    trained_on, held_out = rows.parts(seed=job.seed)
    part = whole = _Trained.begun(job, trained_on, held_out if job.as_article else None)
    if job.as_article and rows.training_rows is None:
        trained_on, whole = rows, _Trained.begun(job, rows)
    return tuple(_run(job.seed, stop, (whole, trained_on), (part, held_out)) for stop in job.stops)


def spread(
    work: Callable[[Item], Result], items: Iterable[Item], workers: Workers = None
) -> Iterator[Result]:
    """The result of `work` for each item, in their order, computed on all cores.

    The processes import the main program anew, so a script that calls this needs the usual
    `if __name__ == "__main__":`.

    Args:
        work: a function that another process can import.
        workers: the number of processes (None: one for each core), or all else that `WorkerPool.of`
            takes.

    Raises:
        SettingError: not a positive number of workers.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> with ThreadPoolExecutor(2) as threads:
        ...     list(spread(abs, [-1, 2, -3], threads))
        [1, 2, 3]
    """
    return _spread(work, items, WorkerPool.of(cores() if workers is None else workers))


def _spread(
    work: Callable[[Item], Result], items: Iterable[Item], workers: WorkerPool
) -> Iterator[Result]:
    with workers as pool:
        yield from pool.map(_each, work, items, batch_size=1)


def rows_of(data: str | Dataset) -> Dataset:
    """The rows themselves; a process reads a data set that has a name only once."""
    return _bundled(data) if isinstance(data, str) else data


class _Trained(NamedTuple):
    """A model and its training, which goes from stop to stop."""

    model: Model
    training: Training
    held_out: Examples | None
    """The rows to evaluate along the way, if there are any."""
    evaluated: list[Epoch]
    """The records of those evaluations, with `val_loss` and `val_accuracy`."""

    @classmethod
    def begun(cls, job: Job, rows: Dataset, held_out: Dataset | None = None) -> "_Trained":
        """Before the first epoch."""
        model = job.recipe.built(job.seed, rows)
        training = job.recipe.begun(model, rows)
        watched = None if held_out is None else examples_of(model, held_out)
        return cls(model, training, watched, [])

    def advance(self, stop: int) -> None:
        """Train up to this epoch. A training that diverges keeps the state before, and is over."""
        epochs = [place + 1 for place in points(stop)] if self.held_out else [stop]
        try:
            for epoch in epochs:
                self.training.finish(epoch)
                self._evaluate()
        except DivergedError:
            pass

    def _evaluate(self) -> None:
        """Evaluate the held-out rows, unless nothing has happened since the last time."""
        history = self.training.history
        if self.held_out is None or len(history) in (record.index for record in self.evaluated):
            return
        with np.errstate(all="ignore"):  # an infinite loss needs no warning
            loss, accuracy = self.training.measured(self.held_out, self.training.learned)
        self.evaluated.append(replace(history[-1], val_loss=loss, val_accuracy=accuracy))

    def ending(self, stop: int) -> str:
        """Why it ended before this epoch; empty if it did not."""
        history = self.training.history
        return history.ending if len(history) < stop else ""

    def score(self, rows: Dataset, prefix: str = "") -> Score:
        """The score now; the curve is that of the training, or with `val_` of the evaluations."""
        history = History.of(self.evaluated) if prefix else self.training.history
        return Score(self.model.evaluate(rows), Curve.of(history, prefix))

    @property
    def seconds(self) -> float:
        """The computing time so far."""
        return float(sum(self.training.history.columns["seconds"]))


def _run(
    seed: int, stop: int, training: tuple[_Trained, Dataset], held_out: tuple[_Trained, Dataset]
) -> Run:
    """The scores at a stop: of each network on its own rows."""
    (whole, all_rows), (part, held_out_rows) = training, held_out
    trained = [whole] if whole is part else [whole, part]
    for each in trained:
        each.advance(stop)
    return Run(
        seed=seed,
        training=whole.score(all_rows),
        held_out=part.score(held_out_rows, "val_"),
        seconds=sum(each.seconds for each in trained),
        ending=whole.ending(stop) or part.ending(stop),
        engine=whole.training.history.engine,
        notes=tuple(note for each in trained for note in each.training.history.notes_on_result),
    )


def examples_of(model: Model, rows: Dataset) -> Examples:
    """Rows that the model is not trained on, encoded once for many measurements."""
    return Intake(model.objective, model.dtype, model.targets).examples(Given.of(rows))[0]


def _each(work: Callable[[Item], Result], item: Item) -> Result:
    return work(item)


_bundled = cache(load)
