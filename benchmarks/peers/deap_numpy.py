"""DEAP: its toolbox of operators, in the loop of its own `eaSimple`; NumPy scores an individual."""

import random
from typing import Any, final

import numpy as np
from deap import base, creator, tools

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import Breeding, Task

creator.create("Accuracy", base.Fitness, weights=(1.0,))
creator.create("Individual", list, fitness=creator.Accuracy)


@final
class Evolution(Contestant):
    """Some generations, with the operators of `breeding`.

    An individual is a list, which DEAP copies and crosses faster than an array. Only individuals
    with changed genes are scored.
    """

    def __init__(self, task: Task, breeding: Breeding) -> None:
        random.seed(0)
        self.task, self.breeding = task, breeding
        self.x, self.labels = task.rows()
        self.pieces = breeding.generations + 1
        self.toolbox = self._toolbox()
        founders = [self._founder() for _ in range(breeding.population_size)]
        self.population = self._scored(founders)
        self.scored = 0

    def work(self) -> None:
        for _ in range(self.pieces):
            self.population = self._scored(self._children())
            self.scored += 1

    def outcome(self) -> Outcome:
        (best,) = tools.selBest(self.population, 1)
        dtype = np.asarray(best).dtype
        return Outcome(len(best), str(dtype), self.scored, 1.0 - best.fitness.values[0])

    def _toolbox(self) -> Any:
        genes = sum((inputs + 1) * outputs for inputs, outputs in self.task.widths)
        toolbox = base.Toolbox()
        toolbox.register("select", tools.selTournament, tournsize=3)
        toolbox.register("mate", tools.cxUniform, indpb=0.5)
        toolbox.register("mutate", tools.mutGaussian, mu=0.0, sigma=0.5, indpb=1.0 / genes)
        toolbox.register("evaluate", self._accuracy)
        return toolbox

    def _founder(self) -> Any:
        weights = [
            np.random.default_rng(random.getrandbits(32)).standard_normal((i + 1) * o)
            for i, o in self.task.widths
        ]
        return creator.Individual(np.concatenate(weights).tolist())

    def _children(self) -> list[Any]:
        """Elites as they are; the others selected, crossed in pairs, and mutated."""
        elites = tools.selBest(self.population, self.breeding.elitism)
        parents = self.toolbox.select(self.population, len(self.population) - len(elites))
        children = [self.toolbox.clone(parent) for parent in parents]
        for one, other in zip(children[::2], children[1::2], strict=False):
            self.toolbox.mate(one, other)
        for child in children:
            self.toolbox.mutate(child)
            del child.fitness.values
        return [*elites, *children]

    def _scored(self, population: list[Any]) -> list[Any]:
        new = [individual for individual in population if not individual.fitness.valid]
        for individual, fitness in zip(
            new, self.toolbox.map(self.toolbox.evaluate, new), strict=True
        ):
            individual.fitness.values = fitness
        return population

    def _accuracy(self, individual: Any) -> tuple[float]:
        """The share of rows that one network gets right."""
        genes, x, start = np.array(individual, "float32"), self.x, 0
        for k, (inputs, outputs) in enumerate(self.task.widths):
            middle, end = start + inputs * outputs, start + (inputs + 1) * outputs
            x = (np.maximum(x, 0.0) if k else x) @ genes[start:middle].reshape(inputs, outputs)
            x += genes[middle:end]
            start = end
        return (float((x.argmax(axis=1) == self.labels).mean()),)
