"""EduNN itself: `next` of the iterator that `Model.train` goes through."""

from typing import final

from benchmarks.tasks import Breeding, Task
from benchmarks.work import Contestant, Outcome

FOREVER = 10**9
"""Epochs enough for any number of rounds."""


@final
class Descent(Contestant):
    """One epoch by gradient descent; loss and accuracy of its record are measured too."""

    def __init__(self, task: Task) -> None:
        x, labels = self.rows = task.rows()
        self.updates_an_epoch = -(-len(x) // task.batch_size)
        self.model = task.model()
        self.training = self.model.training(
            task.way,
            x,
            labels,
            epochs=FOREVER,
            batch_size=task.batch_size,
            learning_rate=task.learning_rate,
            seed=0,
        )

    def work(self) -> None:
        """One epoch."""
        next(self.training)

    def outcome(self) -> Outcome:
        """The readable engine's numbers."""
        theta = self.model.theta
        updates = self.updates_an_epoch * len(self.training.history)
        return Outcome(theta.size, str(theta.dtype), updates, self.model.loss(*self.rows))


@final
class Evolution(Contestant):
    """Some generations of the genetic algorithm, with the operators of `breeding`.

    Args:
        task: its batch size, way and learning rate mean nothing here.
        breeding: what it has in common with its peers.
    """

    def __init__(self, task: Task, breeding: Breeding) -> None:
        x, labels = self.rows = task.rows()
        self.pieces = breeding.generations + 1
        self.model = task.model()
        self.training = self.model.training(
            "genetic_algorithm",
            x,
            labels,
            epochs=FOREVER,
            population_size=breeding.population_size,
            elitism=breeding.elitism,
            seed=0,
        )

    def work(self) -> None:
        """As many populations as a run of PyGAD scores."""
        for _ in range(self.pieces):
            next(self.training)

    def outcome(self) -> Outcome:
        """The readable engine's numbers."""
        theta, last = self.model.theta, self.training.history[-1]
        wrong = 1.0 - (last.accuracy or 0.0)
        return Outcome(theta.size, str(theta.dtype), len(self.training.history), wrong)
