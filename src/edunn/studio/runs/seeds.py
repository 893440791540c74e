"""Twenty seeds: the same experiment repeated with other seeds, as a band of curves."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from math import inf
from threading import Event as Flag
from threading import Thread
from typing import final

from edunn.errors import DivergedError, EduNNError
from edunn.experiments.curve import points
from edunn.messages import Message as Coded
from edunn.plots.bands import Distribution, brief
from edunn.studio.compiler import Compiler, kernels_of
from edunn.studio.messages import Sentence
from edunn.studio.plan import Planned
from edunn.studio.runs.messages import Band
from edunn.text import as_json
from edunn.training import Examples, Training
from edunn.training.scoring import Interrupted

GIVE_UP = 1.5
"""Seconds that a cancellation waits for the end of an epoch."""


@final
class SeedRuns:
    """One seed after another in a thread of its own, until done or cancelled.

    Args:
        run: the number of the run that is repeated.
        plan: its experiment with the rows.
        seeds: how many seeds: the experiment's own, and those that follow it.
        publish: receives the band after each finished seed.
        compiler: has ready what the training needs.
    """

    def __init__(
        self,
        run: int,
        plan: Planned,
        seeds: int,
        publish: Callable[[Band], None],
        compiler: Compiler,
    ) -> None:
        self._publish, self._compiler = publish, compiler
        self._cancelled = Flag()
        self._measure = "val_accuracy" if plan.training.task == "classification" else "val_loss"
        self._index = places(plan.experiment.epochs)
        self._curves: list[list[float]] = []
        self.band = self._band(run, seeds, is_running=True)
        name = f"seeds of run {run}"
        self._thread = Thread(target=self._work, args=(plan,), name=name, daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop at the next epoch, and wait for it if that is soon."""
        self._cancelled.set()
        self._thread.join(GIVE_UP)

    def _work(self, plan: Planned) -> None:
        """What the thread does; the rows are let go of when it ends."""
        note: str = ""
        try:
            rows = _held_out(plan)
            for number in range(self.band.of):
                self._repeat(plan, rows, plan.experiment.seed + number)
                if self._cancelled.is_set():
                    note = Coded("run.seeds_stopped")
                    break
        except Interrupted:
            note = Coded("run.seeds_stopped")
        except EduNNError as error:
            note = error.message
        self.band = self.band.model_copy(update={"is_running": False, "note": Sentence.of(note)})
        self._publish(self.band)

    def _repeat(self, plan: Planned, rows: Examples, seed: int) -> None:
        model = plan.recipe.built(seed, plan.training)
        training = plan.recipe.begun(model, plan.training)  # no validation: quicker
        training.is_unwanted = self._cancelled.is_set
        self._compiler.wait(kernels_of(training), training.is_unwanted)
        curve: list[float] = []
        with suppress(DivergedError):  # from there on, the worst value
            for epoch in self._index:
                self._train(training, epoch)
                curve.append(self._measured(training, rows))
        if not self._cancelled.is_set():
            worst = 0.0 if self._measure == "val_accuracy" else inf
            self._curves.append(curve + [worst] * (len(self._index) - len(curve)))
            self.band = self._band(self.band.run, self.band.of, is_running=True)
            self._publish(self.band)

    def _train(self, training: Training, epoch: int) -> None:
        while len(training.history) < epoch and not self._cancelled.is_set():
            training.advance(epoch - len(training.history))

    def _measured(self, training: Training, rows: Examples) -> float:
        """The metric on the held-out rows, as in the records of a run."""
        objective, learned = training.objective, training.learned
        scores = objective.logits(learned.theta, rows.x, learned.statistics)
        if self._measure == "val_accuracy":
            return float(objective.are_right(scores, rows.t).mean())
        penalty = objective.penalty(learned.theta)
        return float(objective.mean_loss(scores, rows.t, rows.weights) + penalty)

    def _band(self, run: int, seeds: int, is_running: bool) -> Band:
        spread = [Distribution.of(at)._asdict() for at in zip(*self._curves, strict=True)]
        columns = {name: [at[name] for at in spread] for name in Distribution._fields}
        final = [curve[-1] for curve in self._curves]
        return Band(
            run=run,
            done=len(final),
            of=seeds,
            is_running=is_running,
            index=self._index if spread else [],
            measure=self._measure,
            final=as_json(final),
            sentence=sentence(final, self._measure),
            **as_json(columns),
        )


def _held_out(plan: Planned) -> Examples:
    """The held-out rows, prepared for the network."""
    watched = plan.begun(plan.model())
    return watched.plan.validation or watched.examples


def places(epochs: int) -> list[int]:
    """Epochs at which seeds are compared: at most 60, evenly, first and last among them.

    Example:
        >>> places(3), len(places(20_000))
        ([1, 2, 3], 60)
    """
    return [place + 1 for place in points(epochs)]


def sentence(final: Sequence[float], measure: str) -> str:
    """The distribution of the final values as a sentence.

    Example:
        >>> sentence([0.9, 0.95, 1.0], "val_accuracy")
        'With 3 seeds, held-out accuracy has a median of 0.950 (0.900 to 1.000).'
    """
    if not final:
        return ""
    found = Distribution.of(final)
    what = measure.replace("val_", "held-out ")
    ends = f"({brief(found.low)} to {brief(found.high)})"
    return f"With {len(final)} seeds, {what} has a median of {brief(found.median)} {ends}."
