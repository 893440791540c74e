import numpy as np
import pytest
from tests.evolution.worlds import bowl, search_space

from edunn.evolution.crossover import NoCrossover
from edunn.evolution.genetic_algorithm import GeneticAlgorithm
from edunn.evolution.lineage import diversity, summary
from edunn.evolution.mutation import Gaussian


def test_a_summary_is_what_one_would_compute():
    strategy, random = GeneticAlgorithm(population_size=9), np.random.default_rng(2)
    state = strategy.start(search_space(4), np.zeros(4), random)
    state = strategy.tell(state, state.population, bowl(state.population), random)
    fitness = bowl(state.population)
    told = summary(state, state.population, fitness)
    assert told.t == 1
    assert (told.best, told.worst) == (fitness.max(), fitness.min())
    assert told.mean == pytest.approx(fitness.mean())
    assert told.diversity == pytest.approx(state.population.std(axis=0).mean())
    assert told.row == fitness.argmax()
    assert told.parents == tuple(state.parents[told.row])


def test_lost_individuals_are_left_out():
    strategy, random = GeneticAlgorithm(population_size=4), np.random.default_rng(2)
    state = strategy.start(search_space(4), np.zeros(4), random)
    told = summary(state, state.population, np.array([np.nan, 2.0, 1.0, np.inf]))
    assert (told.best, told.mean, told.worst, told.row) == (2.0, 1.5, 1.0, 1)
    lost = summary(state, state.population, np.full(4, np.nan))
    assert (lost.best, lost.mean, lost.worst) == (-np.inf, -np.inf, -np.inf)


def test_a_crowd_of_clones_has_no_diversity():
    assert diversity(np.ones((5, 3))) == 0


def test_ancestors_of_clones_carry_the_same_genes():
    strategy = GeneticAlgorithm(
        population_size=8, crossover=NoCrossover(), mutation=Gaussian(probability=0.0)
    )
    random = np.random.default_rng(3)
    state = strategy.start(search_space(4), np.zeros(4), random)
    parents = [state.parents]
    for _ in range(6):
        state = strategy.tell(state, state.population, random.random(8), random)
        parents.append(state.parents)
    family = np.array([5])
    for generation in reversed(parents[1:]):
        family = np.unique(generation[family])
    genes = {tuple(row) for row in state.founders[family]}
    assert tuple(state.population[5]) in genes
