"""EduNN itself: the training behind `Model.train`."""

from dataclasses import asdict
from typing import Any, final

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import Breeding, Engine, Sampling, Task

FOREVER = 10**9
"""Epochs enough for any number of rounds."""


@final
class Descent(Contestant):
    """Epochs by gradient descent; loss and accuracy of their records are measured too.

    Args:
        task: what is to be learned.
        engine: the engine.
        epochs: how many at a time, where one alone is too short for a clock.
    """

    def __init__(self, task: Task, engine: Engine = "numpy", epochs: int = 1) -> None:
        x, labels = self.rows = task.rows()
        self.pieces = epochs
        self.updates_an_epoch = -(-len(x) // task.batch_size)
        self.model = task.model(engine)
        self.training = self.model.training(
            task.algorithm,
            x,
            labels,
            epochs=FOREVER,
            batch_size=task.batch_size,
            learning_rate=task.learning_rate,
            seed=0,
        )

    def work(self) -> None:
        self.training.finish(len(self.training.history) + self.pieces)

    def outcome(self) -> Outcome:
        theta = self.model.theta
        updates = self.updates_an_epoch * len(self.training.history)
        return Outcome(theta.size, str(theta.dtype), updates, self.model.loss(*self.rows))


@final
class Evolution(Contestant):
    """Some generations of a strategy, scored on all rows.

    Args:
        task: its batch size, algorithm and learning rate are not used.
        algorithm: the strategy.
        generations: how many at a time.
        settings: of the strategy.
    """

    def __init__(self, task: Task, algorithm: str, generations: int, **settings: Any) -> None:
        x, labels = self.rows = task.rows()
        self.pieces = generations
        self.model = task.model("auto")
        self.training = self.model.training(
            algorithm, x, labels, epochs=FOREVER, seed=0, **settings
        )

    def work(self) -> None:
        self.training.finish(len(self.training.history) + self.pieces)

    def outcome(self) -> Outcome:
        theta, last = self.model.theta, self.training.history[-1]
        wrong = 1.0 - (last.accuracy or 0.0)
        return Outcome(theta.size, str(theta.dtype), len(self.training.history), wrong)


def breeding(task: Task, rules: Breeding, generations: int | None = None) -> Evolution:
    """The genetic algorithm.

    Args:
        generations: how many at a time; None is as many populations as a run of PyGAD scores.
    """
    settings = asdict(rules)
    as_pygad = settings.pop("generations") + 1
    return Evolution(task, "genetic_algorithm", generations or as_pygad, **settings)


def sampling(task: Task, rules: Sampling) -> Evolution:
    """Some generations of OpenAI's evolution strategy."""
    return Evolution(task, "openai_es", **asdict(rules))
