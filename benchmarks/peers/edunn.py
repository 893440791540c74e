"""EduNN itself: the training behind `Model.train`."""

from dataclasses import asdict
from math import ceil
from typing import Any, final

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import Breeding, Engine, ImageTask, Sampling, Task
from edunn.training.evolution import EvolutionTraining

FOREVER = 10**9
"""Epochs enough for any number of rounds."""


@final
class Training(Contestant):
    """Epochs by gradient descent, or generations of a strategy; their records are measured too.

    Args:
        task: what is to be learned.
        engine: the engine.
        algorithm: an optimizer, or a strategy.
        pieces: how many epochs or generations at a time, where one is too short for a clock.
        settings: of the training.
    """

    def __init__(
        self,
        task: Task | ImageTask,
        engine: Engine,
        algorithm: str,
        pieces: int,
        **settings: Any,
    ) -> None:
        self.rows = task.rows()
        self.batch_size, self.pieces = task.batch_size, pieces
        self.model = task.model(engine)
        self.training = self.model.training(
            algorithm, *self.rows, epochs=FOREVER, seed=0, **settings
        )

    def work(self) -> None:
        self.training.finish(len(self.training.history) + self.pieces)

    def outcome(self) -> Outcome:
        theta, records = self.model.theta, self.training.history
        updates, loss = len(records), self.model.loss(*self.rows)
        if isinstance(self.training, EvolutionTraining):
            loss = 1.0 - (records[-1].accuracy or 0.0)
        else:
            updates *= ceil(len(self.rows.x) / self.batch_size)
        return Outcome(theta.size, str(theta.dtype), updates, loss)


def descent(task: Task | ImageTask, engine: Engine = "numpy", epochs: int = 1) -> Training:
    """Epochs by gradient descent."""
    settings = {"batch_size": task.batch_size, "learning_rate": task.learning_rate}
    return Training(task, engine, task.algorithm, epochs, **settings)


def breeding(task: Task, rules: Breeding, generations: int | None = None) -> Training:
    """The genetic algorithm.

    Args:
        generations: how many at a time; None is as many populations as a run of PyGAD scores.
    """
    settings = asdict(rules)
    as_pygad = settings.pop("generations") + 1
    return Training(task, "auto", "genetic_algorithm", generations or as_pygad, **settings)


def sampling(task: Task, rules: Sampling) -> Training:
    """Some generations of OpenAI's evolution strategy."""
    settings = asdict(rules)
    return Training(task, "auto", "openai_es", settings.pop("generations"), **settings)
