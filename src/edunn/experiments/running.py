"""Running one experiment with one seed: a pure function, so that any process may do it.

The article scored its networks on the rows that they had learned from. So do we, to compare; and
then we train once more, on three quarters of the rows, and score on the quarter never seen. MNIST
comes with its own held-out part, so there one training serves both.
"""

from functools import cache
from time import perf_counter
from typing import NamedTuple

import numpy as np

from edunn.data import Dataset, load
from edunn.errors import DivergedError
from edunn.experiments.experiment import Experiment
from edunn.experiments.scores import Curve, Run, Score
from edunn.model import Model
from edunn.training import History


class Job(NamedTuple):
    """One experiment with one seed."""

    experiment: Experiment
    seed: int


def perform(job: Job) -> Run:
    """Train and score; the same job gives the same run, wherever it is done.

    Example:
        >>> network = [[4], [3, "softmax"]]
        >>> tiny = Experiment("tiny", "Tiny", "iris", network, "adam", {"epochs": 2})
        >>> run = perform(Job(tiny, seed=0))
        >>> len(run.training.curve.epochs), sum(map(sum, run.held_out.matrix))
        (2, 38)
    """
    started = perf_counter()
    data = _bundled(job.experiment.data)
    learned, unseen = data.split(seed=job.seed)
    parted = _train(job, learned, unseen)
    if data.training_rows is None:
        learned, whole = data, _train(job, data)
    else:
        whole = parted
    return Run(
        seed=job.seed,
        training=_score(whole, learned, Curve.of(whole.history.records)),
        held_out=_score(parted, unseen, Curve.of(parted.history.records, "val_")),
        seconds=perf_counter() - started,
        ending=whole.ending or parted.ending,
    )


class Trained(NamedTuple):
    """A model at the end of its training."""

    model: Model
    history: History
    ending: str
    """Why it ended before its last epoch; empty if it did not."""


def _train(job: Job, rows: Dataset, watched: Dataset | None = None) -> Trained:
    """Learn from the rows and watch others. A training that diverges keeps what it had."""
    model = job.experiment.built(job.seed)
    settings = job.experiment.settings
    training = model.training(job.experiment.way, rows, validation_data=watched, **settings)
    try:
        for _ in training:
            pass
    except DivergedError as error:
        return Trained(model, training.history, str(error))
    return Trained(model, training.history, "")


def _score(trained: Trained, rows: Dataset, curve: Curve) -> Score:
    evaluation = trained.model.evaluate(rows)
    counts = np.asarray(evaluation.confusion_matrix).tolist()
    return Score(rows.class_names or (), tuple(map(tuple, counts)), curve)


_bundled = cache(load)
"""The data set of that name; a process reads each only once."""
