"""Twenty seeds: the same experiment with other first weights and other chance, as a band."""

from collections.abc import Callable, Sequence
from math import inf, isfinite
from threading import Event as Bell
from threading import Thread
from typing import final

import numpy as np

from edunn.errors import DivergedError, EduNNError
from edunn.experiments.distribution import Distribution, shown
from edunn.studio.plan import Planned
from edunn.studio.wire.runs import Band
from edunn.training import Epoch

MOST = 200
"""Epochs at which seeds are compared."""


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
                    break
        except EduNNError as error:
            note = str(error)
        self.band = self.band.model_copy(update={"is_running": False, "note": note})
        self._tell(self.band)

    def _learn(self, seed: int) -> None:
        model = self._plan.recipe.built(seed, self._plan.training)
        training = self._plan.begun(model)
        try:
            while not training.finished and not self._cancelled.is_set():
                training.stretch()
        except DivergedError:
            pass  # what it had reached, and infinity from there on, is its result
        if not self._cancelled.is_set():
            self._curves.append(self._curve(training.history.records))
            self.band = self._drawn(self.band.run, self.band.of, is_running=True)
            self._tell(self.band)

    def _curve(self, records: Sequence[Epoch]) -> list[float]:
        """The measure at the common epochs; after a divergence, the worst."""
        worst = 0.0 if self._measure == "val_accuracy" else inf
        values = [getattr(record, self._measure) for record in records]
        return [values[k - 1] if k <= len(values) else worst for k in self._index]

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
    """At most 200 epochs, evenly, the last one among them.

    Example:
        >>> places(3), len(places(20_000))
        ([1, 2, 3], 200)
    """
    evenly = np.linspace(1, epochs, min(epochs, MOST)).round().astype(int)
    return [int(epoch) for epoch in evenly]


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
