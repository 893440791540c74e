import pickle
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evolution.worlds import bowl, evolve, rosenbrock, search_space

from edunn.errors import SettingError, ShapeError
from edunn.evolution.base import SearchSpace
from edunn.evolution.crossover import CROSSOVERS, NoCrossover
from edunn.evolution.genetic_algorithm import GeneticAlgorithm
from edunn.evolution.mutation import MUTATIONS, Gaussian, Reset, Scale
from edunn.evolution.recipes import ORIGINAL
from edunn.evolution.selection import SELECTIONS, Roulette, Tournament

FROZEN = GeneticAlgorithm(  # children are clones of a parent
    population_size=12, elitism=3, crossover=NoCrossover(), mutation=Gaussian(probability=0.0)
)


def begun(strategy, n=4, seed=1, dtype=np.float64):
    random = np.random.default_rng(seed)
    return strategy.start(search_space(n), np.zeros(n, dtype), random), random


def test_the_first_founder_is_where_the_network_is():
    state, random = begun(GeneticAlgorithm(population_size=5))
    population = GeneticAlgorithm().ask(state, random)
    assert population.shape == (5, 4)
    assert (population[0] == 0).all()
    assert len(np.unique(population, axis=0)) == 5
    assert state.parents.tolist() == [[i, i] for i in range(5)]


def test_the_state_does_not_share_the_networks_memory():
    theta, random = np.zeros(4), np.random.default_rng(1)
    for value in GeneticAlgorithm().start(search_space(4), theta, random):
        assert not np.shares_memory(value, theta)


def test_elites_come_first_unchanged_and_are_their_own_parents():
    strategy = GeneticAlgorithm(population_size=10, elitism=3)
    state, random = begun(strategy)
    fitness = np.array([0, 5, 1, 9, 2, 7, 3, 4, 6, 8.0])
    after = strategy.tell(state, state.population, fitness, random)
    np.testing.assert_array_equal(after.population[:3], state.population[[3, 9, 5]])
    assert after.parents[:3].tolist() == [[3, 3], [9, 9], [5, 5]]
    assert after.t == 1


def test_parents_are_those_whose_genes_a_child_has():
    state, random = begun(FROZEN)
    after = FROZEN.tell(state, state.population, random.random(12), random)
    np.testing.assert_array_equal(after.population, state.population[after.parents[:, 0]])


def test_elites_breed_unless_taken_out_of_the_pool():
    fitness = np.arange(12.0)
    for strategy, expected in [(FROZEN, True), (replace(FROZEN, elites_breed=False), False)]:
        state, random = begun(strategy)
        parents = strategy.tell(state, state.population, fitness, random).parents[3:]
        assert np.isin(parents, [9, 10, 11]).any() == expected


def test_a_pool_of_one_breeds_alone():
    strategy = replace(FROZEN, elitism=11, elites_breed=False)
    state, random = begun(strategy)
    parents = strategy.tell(state, state.population, np.arange(12.0), random).parents
    assert parents[-1].tolist() == [0, 0]


@pytest.mark.parametrize("selection", SELECTIONS.values())
@pytest.mark.parametrize("crossover", CROSSOVERS.values())
def test_a_population_of_one_lives(selection, crossover):
    alone = GeneticAlgorithm(1, 0, selection(), crossover(), Gaussian(probability=0.5))
    state = evolve(alone, search_space(3), bowl, 20)
    assert state.population.shape == (1, 3)
    assert state.champion_fitness >= state.best_fitness


def test_one_gene_is_enough():
    assert evolve(GeneticAlgorithm(), search_space(1), bowl, 40).champion == pytest.approx(
        [1], abs=0.05
    )


@pytest.mark.parametrize("elitism", [10, 11])
def test_nobody_left_to_change_is_refused(elitism):
    with pytest.raises(SettingError, match="leaves no individual to change"):
        GeneticAlgorithm(population_size=10, elitism=elitism)


@pytest.mark.parametrize(
    "settings",
    [{"population_size": 0}, {"population_size": 2.5}, {"elitism": -1}, {"selection": "rank"}],
)
def test_impossible_settings_are_refused(settings):
    with pytest.raises(SettingError, match="must be"):
        GeneticAlgorithm(**settings)


def test_a_tournament_that_would_fill_the_memory_is_refused():
    with pytest.raises(SettingError, match=r"size is 100,000,000, which would take about"):
        GeneticAlgorithm(selection=Tournament(size=10**8))


def test_scores_of_another_shape_are_refused():
    strategy = GeneticAlgorithm(population_size=5)
    state, random = begun(strategy)
    with pytest.raises(ShapeError, match=r"fitness is \(5, 1\)"):
        strategy.tell(state, state.population, np.ones((5, 1)), random)


@given(seed=st.integers(0, 999), elites_breed=st.booleans(), elitism=st.integers(1, 7))
def test_with_elitism_the_best_never_gets_worse(seed, elites_breed, elitism):
    strategy = GeneticAlgorithm(8, elitism, elites_breed=elites_breed)
    random = np.random.default_rng(seed)
    state = strategy.start(search_space(3), np.zeros(3), random)
    best = []
    for _ in range(12):
        population = strategy.ask(state, random)
        fitness = bowl(population)
        best.append(fitness.max())
        state = strategy.tell(state, population, fitness, random)
        assert state.best_fitness == state.champion_fitness == best[-1]
        assert bowl(state.champion) == best[-1]
    assert best == sorted(best)


def test_the_champion_outlives_a_change_of_weather():
    strategy = GeneticAlgorithm(population_size=6)
    state, random = begun(strategy)
    sunny = strategy.tell(state, state.population, np.arange(6.0), random)
    rainy = strategy.tell(sunny, sunny.population, np.full(6, -3.0), random)
    np.testing.assert_array_equal(rainy.champion, state.population[5])
    assert (rainy.champion_fitness, rainy.best_fitness) == (5, -3)
    np.testing.assert_array_equal(rainy.best, sunny.population[0])


def test_a_lost_individual_is_never_best():
    strategy = GeneticAlgorithm(population_size=4)
    state, random = begun(strategy)
    after = strategy.tell(state, state.population, np.array([np.nan, 1, np.inf, 2]), random)
    np.testing.assert_array_equal(after.champion, state.population[3])
    assert after.champion_fitness == 2


def test_when_all_are_lost_the_champion_stays():
    strategy = GeneticAlgorithm(population_size=4)
    state, random = begun(strategy)
    after = strategy.tell(state, state.population, np.full(4, np.nan), random)
    np.testing.assert_array_equal(after.champion, state.champion)
    assert after.champion_fitness == -np.inf


COMBINATIONS = [
    GeneticAlgorithm(40, 2, selection(), crossover(), mutation())
    for selection, crossover, mutation in product(
        SELECTIONS.values(), CROSSOVERS.values(), MUTATIONS.values()
    )
]


@pytest.mark.parametrize("strategy", COMBINATIONS, ids=repr)
def test_every_combination_climbs_the_bowl(strategy):
    origin = SearchSpace(lambda k, random: random.uniform(-4, 4, (k, 6)), np.arange(6) // 2)
    first, last = evolve(strategy, origin, bowl, 1), evolve(strategy, origin, bowl, 80)
    assert last.champion_fitness > first.champion_fitness
    if isinstance(strategy.mutation, Gaussian):
        assert last.champion_fitness > first.champion_fitness / 4


@pytest.mark.parametrize("strategy", [*COMBINATIONS[::7], ORIGINAL], ids=repr)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dtype_and_what_was_scored_are_kept(strategy, dtype):
    state, random = begun(strategy, dtype=dtype)
    for _ in range(3):
        population = strategy.ask(state, random)
        before = population.copy()
        state = strategy.tell(state, population, bowl(population), random)
        np.testing.assert_array_equal(population, before)
        assert not np.shares_memory(state.best, population)
        for genes in (state.population, state.best, state.champion, state.founders):
            assert genes.dtype == dtype


@pytest.mark.parametrize("strategy", [GeneticAlgorithm(), ORIGINAL, *COMBINATIONS[::5]], ids=repr)
def test_a_saved_run_goes_on_bit_for_bit(strategy):
    def walk(state, random, generations):
        for _ in range(generations):
            population = strategy.ask(state, random)
            state = strategy.tell(state, population, bowl(population), random)
        return state

    state, random = begun(strategy)
    half = walk(state, random, 10)
    saved = pickle.dumps((half._asdict(), random.bit_generator.state))
    whole = walk(half, random, 10)

    fields, generator = pickle.loads(saved)
    again = np.random.default_rng()
    again.bit_generator.state = generator
    resumed = walk(type(half)(**fields), again, 10)
    for mine, theirs in zip(whole, resumed, strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_the_state_is_plain_arrays_and_numbers():
    for value in evolve(GeneticAlgorithm(), search_space(3), bowl, 2):
        assert isinstance(value, np.ndarray | int | float)


def test_the_same_seed_gives_the_same_bits():
    one, two = (evolve(GeneticAlgorithm(), search_space(3), bowl, 5, seed=8) for _ in range(2))
    np.testing.assert_array_equal(one.population, two.population)


def test_a_bowl_is_solved():
    state = evolve(GeneticAlgorithm(), search_space(8), bowl, 300)
    assert state.champion == pytest.approx(np.ones(8), abs=0.1)


def test_the_bottom_of_a_curved_valley_is_found():
    found = [
        evolve(GeneticAlgorithm(), search_space(2), rosenbrock, 500, seed) for seed in range(5)
    ]
    assert np.median([state.champion_fitness for state in found]) > -0.01


def test_the_articles_operators_never_flip_a_sign_or_grow_a_weight():
    origin = SearchSpace(lambda k, random: random.random((k, 5)), np.arange(5))
    state = evolve(ORIGINAL, origin, lambda population: population.sum(axis=1), 200)
    assert (state.population >= 0).all()
    assert (state.population <= state.founders.max(axis=0)).all()


def test_the_original_is_the_articles():
    assert isinstance(ORIGINAL.selection, Roulette)
    assert Scale(0.01, 0.01, 0.5) == ORIGINAL.mutation
    assert (ORIGINAL.elitism, ORIGINAL.elites_breed) == (3, False)


def test_reset_brings_back_only_what_founders_had():
    strategy = GeneticAlgorithm(mutation=Reset())
    state = evolve(strategy, search_space(3), bowl, 30)
    assert np.isin(state.population, state.founders).all()
