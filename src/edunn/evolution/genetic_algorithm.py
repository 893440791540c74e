"""The genetic algorithm: selection, crossover and mutation of a whole population.

    population = individuals drawn by the initializers                       # (P, n)
    for each generation:
        fitness  = evaluate(population)                                      # (P,)
        elites   = the best of the population, unchanged                     # elitism
        parents  = select(fitness)                                           # (K, 2)
        children = mutate(cross(population[parents]))                        # (K, n)
        population = elites and children

Every generation is evaluated as a whole, its elites too: on a new mini-batch no individual keeps
the fitness of an old one.
"""

from dataclasses import dataclass, field
from math import inf
from typing import ClassVar, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.errors import SettingError
from edunn.evolution.base import SearchSpace, Strategy
from edunn.evolution.crossover import Crossover, Uniform
from edunn.evolution.mutation import Context, Gaussian, Mutation
from edunn.evolution.ranking import finite_or_worst, require_fitness
from edunn.evolution.selection import Selection, Tournament
from edunn.formulas import Formula
from edunn.guards import require_count, require_memory, require_switch
from edunn.messages import Message, in_short


class GeneticState(NamedTuple):
    """The state of a genetic algorithm: plain arrays and numbers, so that it can be saved."""

    population: Array
    """The individuals to be evaluated, `(P, n)`, the elites first."""

    t: int
    """The generations evaluated so far."""

    parents: Indices
    """The rows of each individual's parents in the generation before, `(P, 2)`.

    An elite is its own parent, twice; so is an individual of the first generation.
    """

    best: Array
    """The best of the generation evaluated last, `(n,)`."""

    best_fitness: float
    """Its fitness; minus infinity before the first."""

    champion: Array
    """The best individual ever, `(n,)`, by its fitness at that time.

    On mini-batches this is a noisy title: an easy mini-batch may have favoured it.
    """

    champion_fitness: float
    """Its fitness at that time; minus infinity before the first generation."""

    founders: Array
    """The first generation, `(P, n)`."""

    neurons: Indices
    """The neuron that each gene belongs to, `(n,)`."""


@final
@dataclass(frozen=True)
class GeneticAlgorithm(Strategy):
    """A genetic algorithm: the fittest individuals reproduce, by crossover and mutation.

    It needs no gradients, so it can maximize any fitness, even one with steps such as accuracy; the
    price is many forward passes. Each part is a family of its own: `Selection`, `Crossover`,
    `Mutation`. `recipes.ORIGINAL` is the founding article's algorithm.

    Args:
        population_size: individuals in a generation, `P`.
        elitism: how many of the best survive unchanged.
        selection: how parents are chosen.
        crossover: how two parents make a child.
        mutation: how a child changes at random.
        elites_breed: False excludes the elites from selection, as in the article.

    Raises:
        SettingError: an impossible setting, such as as many elites as individuals.

    Shapes:   population (P, n), fitness (P,)
    Source:   Holland (1975), "Adaptation in Natural and Artificial Systems"; for networks Montana
              and Davis (1989)

    Example:
        >>> from edunn.evolution import maximize
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> maximize(GeneticAlgorithm(population_size=20), bowl, np.zeros(2)).round(1)
        array([1., 1.])
    """

    maximizes: ClassVar[str] = "accuracy"

    equations: ClassVar[tuple[Formula, ...]] = (
        Formula(
            "parents = select(fitness)", r"\text{parents} = \operatorname{select}(\text{fitness})"
        ),
        Formula(
            "children = mutate(cross(parents))",
            r"\text{children} = \operatorname{mutate}(\operatorname{cross}(\text{parents}))",
        ),
        Formula(
            "population' = elites and children",
            r"\text{population}' = \text{elites} \cup \text{children}",
        ),
    )

    population_size: int = 100
    elitism: int = 2
    selection: Selection = field(default_factory=Tournament)
    crossover: Crossover = field(default_factory=Uniform)
    mutation: Mutation = field(default_factory=Gaussian)
    elites_breed: bool = True

    def __post_init__(self) -> None:
        require_count("population_size", self.population_size)
        require_count("elitism", self.elitism, least=0)
        if self.elitism >= self.population_size:
            raise SettingError(
                Message(
                    "setting.elitism",
                    elitism=self.elitism,
                    population_size=self.population_size,
                    hint=self.population_size // 10,
                )
            )
        require_operator("selection", self.selection, Selection)
        if isinstance(self.selection, Tournament):  # two parents a child, and all their entrants
            require_memory("size", self.selection.size, 16 * self.population_size)
        require_operator("crossover", self.crossover, Crossover)
        require_operator("mutation", self.mutation, Mutation)
        require_switch("elites_breed", self.elites_breed)

    def start(self, space: SearchSpace, theta: Array, random: np.random.Generator) -> GeneticState:
        """The founders: the network as it is, and new draws from its initializers."""
        founders = space.draw(self.population_size, random).astype(theta.dtype)
        founders[0] = theta
        rows = np.arange(self.population_size)
        return GeneticState(
            population=founders,
            t=0,
            parents=couples(rows, rows),
            best=theta.copy(),
            best_fitness=-inf,
            champion=theta.copy(),
            champion_fitness=-inf,
            founders=founders,
            neurons=space.neurons,
        )

    def ask(self, state: GeneticState, random: np.random.Generator) -> Array:
        """The whole generation; nothing is drawn."""
        return state.population

    def tell(
        self, state: GeneticState, population: Array, fitness: Array, random: np.random.Generator
    ) -> GeneticState:
        """The next generation: the elites, then the children."""
        require_fitness(fitness, population)
        fitness = finite_or_worst(fitness)
        order = np.argsort(-fitness, kind="stable")  # best first
        elites = order[: self.elitism]
        parents = self.select(order, fitness, random)  # (K, 2)
        mothers, fathers = population[parents[:, 0]], population[parents[:, 1]]  # (K, n) both
        children = self.crossover.cross(mothers, fathers, state.neurons, random)
        context = Context(state.t, fitness, parents, state.founders)
        children = self.mutation.mutate(children, context, random)
        state = with_best(state, population[order[0]].copy(), float(fitness[order[0]]))
        return state._replace(
            population=np.concatenate((population[elites], children)),
            t=state.t + 1,
            parents=np.concatenate((couples(elites, elites), parents)),
        )

    def select(self, order: Indices, fitness: Array, random: np.random.Generator) -> Indices:
        """The rows of the two parents of each child, `(K, 2)`; `order` has the best first."""
        pool = order if self.elites_breed else order[self.elitism :]
        count = self.population_size - self.elitism
        return pool[self.selection.pairs(fitness[pool], count, random)]


def with_best(state: GeneticState, best: Array, fitness: float) -> GeneticState:
    """The state with the best of this generation, the champion only if better than all before."""
    champion, record = state.champion, state.champion_fitness
    if fitness > record:
        champion, record = best, fitness
    return state._replace(
        best=best, best_fitness=fitness, champion=champion, champion_fitness=record
    )


def couples(mothers: Indices, fathers: Indices) -> Indices:
    """The rows of mothers and fathers side by side, `(K,)`, `(K,)` -> `(K, 2)`.

    Example:
        >>> couples(np.array([1, 2]), np.array([3, 4])).tolist()
        [[1, 3], [2, 4]]
    """
    return np.array((mothers, fathers)).T


def require_operator(name: str, value: object, family: type) -> None:
    """Raise a SettingError unless the value is an object of the family; `recipes` takes names."""
    if not isinstance(value, family):
        raise SettingError(
            f"{name} is {in_short(value)!r} but must be an object of the family {family.__name__}. "
            f"Names are for edunn.evolution.recipes.from_settings({name}=...)."
        )
