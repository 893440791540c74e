"""Proving: the trainings of a proof, part by part, to be watched and stopped at any time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, final

from edunn.doctor.experiment import Experiment
from edunn.doctor.proof import SIDES, Curves, Proof, Side, Trial
from edunn.errors import DivergedError
from edunn.guards import require_count

SEEDS = 5
"""A proof has so many trainings of each kind."""

PARTS = 100
"""A training is told of in so many parts, or after every epoch where it has fewer."""

Pairing: TypeAlias = Callable[[int], tuple[float, float]]
"""What is measured without and with the change, for a seed."""


@final
@dataclass(frozen=True)
class Step:
    """What is new in a proof in progress: some epochs of one training, or a seed that is over.

    Args:
        seed: of the training.
        side: which of the two; None where the seed is over.
        curves: the new rows of its history, as columns: index, loss, accuracy ...
        done: the share of the whole proof that is done.
        proof: the seeds that are over; None before the first is.

    Example:
        >>> Step(seed=0, side="before", curves={"index": [1], "loss": [0.7]}, done=0.1).side
        'before'
    """

    seed: int
    side: Side | None
    curves: Curves
    done: float
    proof: Proof | None = None


def seeds_of(seeds: int | Sequence[int]) -> list[int]:
    """The seeds themselves; a number means so many, from 0 on.

    Example:
        >>> seeds_of(3), seeds_of([7, 8])
        ([0, 1, 2], [7, 8])
    """
    if isinstance(seeds, int):
        require_count("seeds", seeds)
        return list(range(seeds))
    return list(seeds)


def paired(proof: Proof, seeds: Sequence[int], pairing: Pairing) -> Iterator[Step]:
    """A proof by pairs of numbers; a step for each seed."""
    for k, seed in enumerate(seeds, start=1):
        proof = with_trial(proof, Trial(seed, *pairing(seed)))
        yield Step(seed, None, {}, k / len(seeds), proof)


def trained(
    proof: Proof, seeds: Sequence[int], before: Experiment, after: Experiment
) -> Iterator[Step]:
    """A proof by pairs of trainings, side by side; a step for every part of each."""
    current = None
    for k, seed in enumerate(seeds):
        runs = [Branch(*side, seed) for side in zip(SIDES, (before, after), strict=True)]
        while any(not run.is_over for run in runs):
            for run in runs:
                curves = run.advance()
                done = (k + sum(run.done for run in runs) / len(runs)) / len(seeds)
                yield Step(seed, run.side, curves, done, current)
        old, new = (run.score() for run in runs)
        kept: dict[Side, Curves] = {run.side: run.training.history.since(0) for run in runs}
        current = with_trial(current or proof, Trial(seed, old, new, kept))
        yield Step(seed, None, {}, (k + 1) / len(seeds), current)


def with_trial(proof: Proof, trial: Trial) -> Proof:
    """The proof with one more seed."""
    return replace(proof, trials=(*proof.trials, trial))


@final
class Branch:
    """One of the two trainings of a seed, in progress."""

    def __init__(self, side: Side, experiment: Experiment, seed: int) -> None:
        self.side: Side = side
        self.experiment = experiment
        self.model, self.training = experiment.begun(seed)
        self.has_diverged = False

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to do."""
        return self.training.finished

    @property
    def done(self) -> float:
        """The share of its epochs that is done."""
        return 1.0 if self.is_over else len(self.training.history) / self.training.plan.epochs

    def advance(self) -> Curves:
        """Learn for a part of the epochs; the new rows of its history."""
        row, epochs = len(self.training.history), self.training.plan.epochs
        try:
            self.training.finish(row + max(1, epochs // PARTS))
        except DivergedError:
            self.has_diverged = True
        return self.training.history.since(row)

    def score(self) -> float:
        """What is measured at the end."""
        measure = self.experiment.measure
        return measure.worst if self.has_diverged else self.experiment.scored(self.model)
