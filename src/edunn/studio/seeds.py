"""Twenty seeds: the same experiment with other first weights and other chance, as a band."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from math import inf, isfinite
from threading import Event as Bell
from threading import Thread
from typing import final

from edunn.errors import DivergedError, EduNNError
from edunn.experiments.scores import points
from edunn.experiments.statistics import Distribution, shown
from edunn.studio.plan import Planned
from edunn.studio.wire.runs import Band
from edunn.training import Examples, Training


@final
class Seeding:
    """One seed after another in a thread of its own, until done or cancelled.

    Args:
        run: the run that these are the sisters of.
        plan: what to learn.
        seeds: how many; the first is the experiment's own, the others follow it.
        tell: who hears of each finished seed.
    """

    def __init__(self, run: int, plan: Planned, seeds: int, tell: Callable[[Band], None]) -> None:
        self._plan, self._tell = plan, tell
        self._cancelled = Bell()
        self._measure = "val_accuracy" if plan.training.task == "classification" else "val_loss"
        self._index = places(plan.experiment.epochs)
        self._curves: list[list[float]] = []
        self.band = self._drawn(run, seeds, is_running=True)
        self._thread = Thread(target=self._live, name=f"seeds of run {run}", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop at the next epoch, and wait for it."""
        self._cancelled.set()
        self._thread.join()

    def _live(self) -> None:
        note = ""
        try:
            for number in range(self.band.of):
                self._learn(self._plan.experiment.seed + number)
                if self._cancelled.is_set():
                    note = "Given up."
                    break
        except EduNNError as error:
            note = str(error)
        self.band = self.band.model_copy(update={"is_running": False, "note": note})
        self._tell(self.band)

    def _learn(self, seed: int) -> None:
        model = self._plan.recipe.built(seed, self._plan.training)
        training = self._plan.unwatched(model)
        curve: list[float] = []
        with suppress(DivergedError):  # what it had reached, and the worst from there on
            for epoch in self._index:
                self._go(training, epoch)
                curve.append(self._seen(training))
        if not self._cancelled.is_set():
            worst = 0.0 if self._measure == "val_accuracy" else inf
            self._curves.append(curve + [worst] * (len(self._index) - len(curve)))
            self.band = self._drawn(self.band.run, self.band.of, is_running=True)
            self._tell(self.band)

    def _go(self, training: Training, epoch: int) -> None:
        while len(training.history) < epoch and not self._cancelled.is_set():
            training.advance(epoch - len(training.history))

    def _seen(self, training: Training) -> float:
        """The measure on the held-out rows, as records of a run have it."""
        objective, learned, rows = training.objective, training.learned, self._rows
        scores = objective.logits(learned.theta, rows.x, learned.statistics)
        if self._measure == "val_accuracy":
            return float(objective.are_right(scores, rows.t).mean())
        penalty = objective.penalty(learned.theta)
        return float(objective.mean_loss(scores, rows.t, rows.weights) + penalty)

    @cached_property
    def _rows(self) -> Examples:
        """The held-out rows as a training meets them."""
        watched = self._plan.begun(self._plan.model())
        return watched.plan.validation or watched.examples

    def _drawn(self, run: int, seeds: int, is_running: bool) -> Band:
        spread = [Distribution.of(at)._asdict() for at in zip(*self._curves, strict=True)]
        columns = {name: [_finite(at[name]) for at in spread] for name in Distribution._fields}
        final = [curve[-1] for curve in self._curves]
        facts = {
            "run": run,
            "done": len(final),
            "of": seeds,
            "is_running": is_running,
            "index": self._index if spread else [],
            "measure": self._measure,
            "final": [_finite(value) for value in final],
            "sentence": sentence(final, self._measure),
        }
        return Band.model_validate({**facts, **columns})


def places(epochs: int) -> list[int]:
    """Epochs at which seeds are compared: at most 60, evenly, first and last among them.

    Example:
        >>> places(3), len(places(20_000))
        ([1, 2, 3], 60)
    """
    return [place + 1 for place in points(epochs)]


def sentence(final: Sequence[float], measure: str) -> str:
    """The distribution of where the seeds ended, in words.

    Example:
        >>> sentence([0.9, 0.95, 1.0], "val_accuracy")
        'After 3 seeds held-out accuracy is 0.950 in the middle, from 0.900 to 1.000.'
    """
    if not final:
        return ""
    found = Distribution.of(final)
    what = measure.replace("val_", "held-out ")
    ends = f"from {shown(found.low)} to {shown(found.high)}"
    return f"After {len(final)} seeds {what} is {shown(found.median)} in the middle, {ends}."


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None
