"""Evolution on MNIST: how many unseen digits are right after five minutes without a slope."""

from time import perf_counter
from typing import Any

from benchmarks.work import Goal, Trial
from edunn import Model
from edunn.data import load

MINUTES = 5

NETWORK: list[Any] = [[784], [32, "relu"], [10, "softmax"]]
WAY = "pgpe"
SETTINGS: dict[str, Any] = {
    "population_size": 200,
    "sigma": 0.05,
    "learning_rate": 0.3,
    "batch_size": 500,
}


def accuracy() -> float:
    """On the 10,000 held-out digits; the rows are loaded before the clock starts."""
    learned, unseen = load("mnist").split()
    model = Model(NETWORK, "cross_entropy", seed=0)
    training = model.training(WAY, learned, generations=10**9, seed=0, **SETTINGS)
    end = perf_counter() + 60 * MINUTES
    while perf_counter() < end:
        next(training)
    return float(model.evaluate(unseen).accuracy or 0.0)


MNIST_EVOLUTION = Trial(
    name="mnist-evolution",
    chapter="Evolution",
    title=f"MNIST, evolution alone: held-out accuracy after {MINUTES} minutes",
    about=f"A network 784-32-10 bred by `{WAY}`, which never sees a derivative; one run, one seed.",
    unit="",
    prepare=lambda: accuracy,
    goal=Goal(least=0.95),
    rounds=1,
    is_long=True,
)
