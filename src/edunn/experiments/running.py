"""Running one recipe with one seed: a pure function, so that any process may do it.

The seed decides the first weights, the order of the rows, and which quarter of them is held out:
the network learns from the others, and is scored on both parts. (MNIST comes with its own held-out
part.) The article scored its networks on the rows that they had learned from. To compare with it, a
second network learns from all rows and is scored on those.
"""

from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from edunn.data import Dataset, load
from edunn.errors import DivergedError
from edunn.experiments.recipe import Recipe
from edunn.experiments.scores import Curve, Run, Score, points
from edunn.model import Model
from edunn.training import Epoch, Training


class Job(NamedTuple):
    """One recipe with one seed."""

    recipe: Recipe
    seed: int
    stops: tuple[int, ...]
    """After which epochs to look, in ascending order; the last is that of the recipe."""

    as_article: bool = False
    """Whether to learn once more from all rows, and to watch those held out after every epoch."""


def perform(data: str | Dataset, job: Job) -> tuple[Run, ...]:
    """Train, and score at each stop; the same job gives the same runs, wherever it is done.

    Args:
        data: the rows, or the name of a data set, which every process reads for itself.

    Example:
        >>> recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 2})
        >>> first, last = perform("iris", Job(recipe, seed=0, stops=(1, 2)))
        >>> len(last.training.curve.epochs), sum(map(sum, last.held_out.matrix))
        (2, 38)
    """
    rows = rows_of(data)
    learned, unseen = rows.split(seed=job.seed)
    parted = whole = Course.begun(job, learned, unseen if job.as_article else None)
    if job.as_article and rows.training_rows is None:
        learned, whole = rows, Course.begun(job, rows)
    return tuple(_run(job.seed, stop, (whole, learned), (parted, unseen)) for stop in job.stops)


class Course(NamedTuple):
    """A model and its training, which goes from stop to stop."""

    model: Model
    training: Training
    watched: tuple[Any, Any] | None
    """Rows that are looked at on the way, encoded once for sixty looks: inputs and targets."""
    looks: list[Epoch]
    """What was seen there: records with loss and accuracy of the rows watched."""

    @classmethod
    def begun(cls, job: Job, rows: Dataset, watched: Dataset | None = None) -> "Course":
        """Ready for the first epoch."""
        model = job.recipe.built(job.seed, rows)
        training = job.recipe.begun(model, rows)
        return cls(model, training, None if watched is None else _encoded(model, watched), [])

    def advance(self, stop: int) -> None:
        """Learn up to this epoch. A training that diverges keeps what it had, and is over."""
        epochs = [place + 1 for place in points(stop)] if self.watched else [stop]
        try:
            for epoch in epochs:
                self.training.finish(epoch)
                self._look()
        except DivergedError:
            pass

    def _look(self) -> None:
        """See how well it does on the rows watched, unless nothing happened since the last look."""
        records = self.training.history.records
        if self.watched is None or len(records) in (look.index for look in self.looks):
            return
        seen = self.model.evaluate(*self.watched)
        self.looks.append(replace(records[-1], val_loss=seen.loss, val_accuracy=seen.accuracy))

    def ending(self, stop: int) -> str:
        """Why it did not get so far; empty if it did."""
        history = self.training.history
        return history.ending if len(history) < stop else ""

    def score(self, rows: Dataset, is_watched: bool = False) -> Score:
        """How well the network does now, and how it came to that."""
        records = self.training.history.records
        curve = Curve.of(self.looks, "val_") if is_watched else Curve.of(records)
        return Score.of(self.model.evaluate(rows), curve)

    @property
    def seconds(self) -> float:
        """How long it has learned."""
        return sum(record.seconds for record in self.training.history)


def _run(seed: int, stop: int, seen: tuple[Course, Dataset], unseen: tuple[Course, Dataset]) -> Run:
    """The scores at a stop, each by the network that is asked about those rows."""
    (whole, learned), (parted, held_out) = seen, unseen
    courses = [whole] if whole is parted else [whole, parted]
    for course in courses:
        course.advance(stop)
    return Run(
        seed=seed,
        training=whole.score(learned),
        held_out=parted.score(held_out, is_watched=True),
        seconds=sum(course.seconds for course in courses),
        ending=whole.ending(stop) or parted.ending(stop),
        engine=whole.training.history.engine,
    )


def _encoded(model: Model, rows: Dataset) -> tuple[Any, Any]:
    """Inputs and one-hot targets; numbers are evaluated in the unit of the data, as they are."""
    meaning = model.targets
    if meaning is None or meaning.classes is None:
        return rows.inputs, rows.targets
    return rows.inputs, meaning.encode(rows.targets)


def rows_of(data: str | Dataset) -> Dataset:
    """The rows themselves; a process reads a data set that has a name only once."""
    return _bundled(data) if isinstance(data, str) else data


_bundled = cache(load)
