"""What is true of every strategy, and how far each of them gets."""

from dataclasses import replace

import numpy as np
import pytest
from tests.evolution.worlds import HE, IRIS, bowl, iris_accuracy, network, search_space

from edunn.catalogue import FAMILIES
from edunn.errors import SettingError, ShapeError, UnknownNameError
from edunn.evolution import (
    CMAES,
    PGPE,
    SNES,
    GeneticAlgorithm,
    HillClimber,
    LowRankES,
    OpenAIES,
    RandomSearch,
    SepCMAES,
    maximize,
)
from edunn.evolution.cma_es import principal_axes
from edunn.optimizers import CosineDecay, ReduceOnPlateau
from edunn.training.algorithms import find_algorithm

ALL = [kind() for kind in FAMILIES["strategy"].values()]
MOVING = [OpenAIES(), LowRankES(), PGPE(), SNES(), SepCMAES(), CMAES(), CMAES(active=True)]
RANKED = [HillClimber(), *(way for way in MOVING if type(way) is not LowRankES)]


def named(thing):
    """A strategy by its class, a landscape by its name, a number as it is: alike everywhere."""
    if isinstance(thing, (int, float)):
        return str(thing)
    return getattr(thing, "__name__", type(thing).__name__)


def stretched(population):
    """A bowl that is a thousand times steeper along its last axis than along its first."""
    n = population.shape[-1]
    return -(1000.0 ** (np.arange(n) / (n - 1)) * np.square(population - 1)).sum(axis=-1)


def ridge(population):
    """The stretched bowl, turned so that no axis lies along its valley."""
    turned = np.linalg.qr(np.random.default_rng(0).normal(size=(5, 5)))[0]
    return stretched((population - 1) @ turned + 1)


def banana(population):
    """Rosenbrock's curved valley in any number of dimensions; its best place is (1, 1, ...)."""
    x, y = population[:, :-1], population[:, 1:]
    return -((1 - x) ** 2 + 100 * (y - x**2) ** 2).sum(axis=-1)


def begun(strategy, n=6, seed=1, dtype=np.float64):
    random = np.random.default_rng(seed)
    return strategy.start(search_space(n), np.zeros(n, dtype), random), random


def generation(strategy, state, random, score=bowl):
    population = strategy.ask(state, random)
    return population, score(np.asarray(population)), random


def bits(state):
    return [np.asarray(value).tobytes() for value in state]


# What is true of all


@pytest.mark.parametrize("strategy", ALL, ids=named)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_states_keep_their_types_and_shapes(strategy, dtype):
    """A resumed training holds what is in a file against a fresh start."""
    state, random = begun(strategy, dtype=dtype)
    population, fitness, random = generation(strategy, state, random)
    after = strategy.tell(state, population, fitness, random)
    assert population.dtype == dtype
    assert strategy.recommendation(after, population, fitness).dtype == dtype
    assert strategy.recommendation(after, population, fitness).shape == (6,)
    assert after.t == state.t + 1 == 1
    for old, new in zip(state, after, strict=True):
        assert np.asarray(old).shape == np.asarray(new).shape
        assert type(old) is type(new)
        assert np.asarray(old).dtype == np.asarray(new).dtype


@pytest.mark.parametrize("strategy", ALL, ids=named)
def test_to_ask_and_to_tell_changes_nothing_that_was_there(strategy):
    state, random = begun(strategy)
    before = bits(state)
    population, fitness, random = generation(strategy, state, random)
    given = np.array(population), fitness.copy()
    strategy.tell(state, population, fitness, random)
    assert bits(state) == before
    np.testing.assert_array_equal(population, given[0])
    np.testing.assert_array_equal(fitness, given[1])


@pytest.mark.parametrize("strategy", ALL, ids=named)
def test_the_state_does_not_share_the_networks_memory(strategy):
    theta, random = np.zeros(4), np.random.default_rng(1)
    for value in strategy.start(search_space(4), theta, random):
        assert not np.shares_memory(value, theta)


@pytest.mark.parametrize("strategy", ALL, ids=named)
def test_the_same_seed_gives_the_same_bits(strategy):
    first, second, other = (
        maximize(strategy, bowl, np.zeros(5), generations=9, seed=seed).tobytes()
        for seed in (1, 1, 2)
    )
    assert first == second != other


@pytest.mark.parametrize("strategy", ALL, ids=named)
def test_scores_of_another_shape_are_refused(strategy):
    state, random = begun(strategy)
    population, fitness, random = generation(strategy, state, random)
    with pytest.raises(ShapeError, match="expected one number an individual"):
        strategy.tell(state, population, fitness[:, None], random)


@pytest.mark.parametrize("strategy", ALL, ids=named)
def test_one_gene_is_enough(strategy):
    assert maximize(strategy, bowl, np.zeros(1), generations=80) == pytest.approx([1], abs=0.1)


@pytest.mark.parametrize("strategy", RANKED, ids=named)
@pytest.mark.parametrize("bent", [lambda f: f + 7, lambda f: 8 * f, np.arctan, np.exp])
def test_only_the_order_of_fitness_counts(strategy, bent):
    plain = maximize(strategy, bowl, np.zeros(4), generations=3)
    other = maximize(
        strategy, lambda population: bent(bowl(population)), np.zeros(4), generations=3
    )
    np.testing.assert_array_equal(plain, other)


@pytest.mark.parametrize("strategy", MOVING, ids=named)
def test_moved_landscapes_are_climbed_alike(strategy):
    here = maximize(strategy, bowl, np.zeros(4), generations=20)
    there = maximize(strategy, lambda population: bowl(population - 3), np.full(4, 3.0), 20)
    np.testing.assert_allclose(there, here + 3, atol=1e-6)


@pytest.mark.parametrize("strategy", ALL, ids=named)
def test_lost_individuals_do_not_lead_astray(strategy):
    def half_lost(population):
        return np.where(population[:, 0] > 2, np.nan, bowl(population))

    answer = maximize(strategy, half_lost, np.zeros(4), generations=60)
    assert bowl(answer) > bowl(np.zeros(4))


@pytest.mark.parametrize("strategy", MOVING, ids=named)
def test_level_ground_pulls_nowhere(strategy):
    """Where all are equal every sample counts alike; antithetic pairs then cancel out exactly."""
    answer = maximize(strategy, lambda population: np.zeros(len(population)), np.zeros(4), 1)
    bound = 1e-12 if isinstance(strategy, OpenAIES | PGPE) else 0.7
    assert np.abs(answer).max() < bound


# How far they get

PRECISE = [PGPE(), SNES(), SepCMAES(), CMAES(), CMAES(active=True)]


@pytest.mark.parametrize("strategy", PRECISE, ids=named)
@pytest.mark.parametrize("score", [bowl, stretched])
def test_those_that_adapt_sigma_reach_the_bottom_of_bowls(strategy, score):
    assert -score(maximize(strategy, score, np.zeros(10), generations=500)[None])[0] < 1e-12


@pytest.mark.parametrize(
    ("strategy", "score", "generations", "tolerance"),
    [
        (RandomSearch(), bowl, 100, 1.0),
        (HillClimber(), bowl, 300, 1e-6),
        (HillClimber(), stretched, 500, 0.05),
        (OpenAIES(), bowl, 300, 1e-3),
        (OpenAIES(), stretched, 300, 0.05),
        (PGPE(), banana, 500, 2.0),
        (SepCMAES(), banana, 3000, 0.1),
        (CMAES(), banana, 500, 1e-12),
        (CMAES(), ridge, 500, 1e-12),
    ],
    ids=named,
)
def test_how_far_they_get(strategy, score, generations, tolerance):
    ends = [maximize(strategy, score, np.zeros(5), generations, seed) for seed in range(3)]
    assert np.median(-score(np.array(ends))) < tolerance


def test_a_turned_valley_is_what_a_diagonal_does_not_know():
    wholly, separately = (maximize(way, ridge, np.zeros(5), 150) for way in (CMAES(), SepCMAES()))
    assert ridge(wholly[None])[0] > 1e-3 * ridge(separately[None])[0]


@pytest.mark.parametrize("strategy", MOVING, ids=named)
def test_they_learn_iris(strategy):
    """Raw columns, 4-2-3, 10,000 evaluations; some seeds start with both hidden neurons dead."""

    def likelihood(population):
        right = (network(population, IRIS[0]) * IRIS[1]).sum(axis=-1)
        return np.log(np.maximum(right, 1e-30)).mean(axis=-1)

    generations = 10_000 // (strategy.population_size or 12)
    starts = [HE.draw(1, np.random.default_rng(seed))[0] for seed in range(5)]
    ends = [maximize(strategy, likelihood, start, generations) for start in starts]
    assert np.median(iris_accuracy(np.array(ends))) >= 0.95


@pytest.mark.parametrize("strategy", PRECISE, ids=named)
def test_those_that_arrived_stay(strategy):
    """In float32 a cloud soon is too small for the digits of its mean: all samples are one."""
    answer = maximize(strategy, bowl, np.zeros(2, np.float32), generations=4000)
    np.testing.assert_allclose(answer, 1, atol=1e-3)


# Each by itself


@pytest.mark.parametrize("strategy", [OpenAIES(), PGPE()], ids=named)
def test_pairs_lie_opposite_each_other(strategy):
    state, random = begun(strategy)
    first, second = np.split(strategy.ask(state, random), 2)
    np.testing.assert_allclose(first + second, 0, atol=1e-12)
    with pytest.raises(SettingError, match=r"come in pairs here\. Try 8"):
        replace(strategy, population_size=7)


def test_the_rate_may_be_a_schedule_of_steps_but_not_one_that_watches_epochs():
    cooling = OpenAIES(learning_rate=CosineDecay(0.1, steps=100))
    assert bowl(maximize(cooling, bowl, np.zeros(2))) > -1e-5
    with pytest.raises(SettingError, match="Try another schedule"):
        OpenAIES(learning_rate=ReduceOnPlateau(0.1))


def test_the_estimated_gradient_is_the_gradient():
    """On a plane, ranks of many pairs point where the plane rises."""
    up = np.array([3.0, -2.0, 0.0, 1.0])
    strategy = OpenAIES(population_size=20_000)
    population = strategy.ask(*begun(strategy, n=4))
    gradient = strategy.gradient(population, population @ up)
    np.testing.assert_allclose(
        gradient / np.linalg.norm(gradient), up / np.linalg.norm(up), atol=0.03
    )


@pytest.mark.parametrize("strategy", [PGPE(), SNES(), SepCMAES()], ids=named)
def test_they_look_farther_along_flat_genes(strategy):
    state, random = begun(strategy, n=3)
    for _ in range(80):
        population, fitness, random = generation(strategy, state, random, stretched)
        state = strategy.tell(state, population, fitness, random)
    widths = state.C if isinstance(strategy, SepCMAES) else state.sigma
    assert widths[0] > 2 * widths[-1]


def test_the_covariance_of_cma_es_becomes_the_inverse_of_the_hessian():
    state, random = begun(strategy := CMAES(), n=5)
    for _ in range(300):
        population, fitness, random = generation(strategy, state, random, stretched)
        state = strategy.tell(state, population, fitness, random)
    root = np.sqrt(1000.0 ** (np.arange(5) / 4))  # of the Hessian, which is diagonal
    assert np.linalg.cond(root[:, None] * state.C * root) < 20


def test_active_cma_es_needs_fewer_evaluations_on_an_ill_conditioned_surface():
    """An ellipsoid of condition 1e6 in 10 dimensions: about a quarter fewer, by the median."""

    def generations(strategy, seed):
        state, random = begun(strategy, n=10, seed=seed)
        for count in range(2000):
            population, fitness, random = generation(strategy, state, random, ellipsoid)
            if fitness.max() > -1e-9:
                return count
            state = strategy.tell(state, population, fitness, random)
        return 2000

    def ellipsoid(population):
        return -(1e6 ** (np.arange(10) / 9) * np.square(population - 1)).sum(axis=-1)

    plain, active = (
        np.median([generations(CMAES(active=active), seed) for seed in range(5)])
        for active in (False, True)
    )
    assert active < 0.85 * plain


@pytest.mark.parametrize("n", [1, 2, 5, 20])
@pytest.mark.parametrize("P", [4, 9, 40])
def test_negative_weights_leave_the_covariance_positive_definite(n, P):
    strategy = CMAES(population_size=P, active=True)
    state, random = begun(strategy, n=n)
    w = strategy.parameters(P, n).w
    assert (np.diff(w) <= 0).all()
    assert w[w > 0].sum() == pytest.approx(1)
    assert (w[(P + 1) // 2 :] <= 0).all()
    for _ in range(60):
        population = strategy.ask(state, random)
        state = strategy.tell(state, population, random.normal(size=P), random)  # any order at all
        assert np.linalg.eigvalsh(state.C).min() > 0
        np.testing.assert_allclose(state.C, state.C.T)


def test_principal_axes_put_together_are_the_covariance():
    A = np.random.default_rng(1).normal(size=(4, 4))
    B, d = principal_axes(A @ A.T)
    np.testing.assert_allclose(B @ np.diag(d**2) @ B.T, A @ A.T)


def test_cma_es_refuses_what_its_matrix_would_not_bear():
    with pytest.raises(SettingError, match=r"1,001\^2 covariances.*1,000 parameters at most"):
        begun(CMAES(), n=1001)
    assert begun(SepCMAES(), n=1001)[0].C.shape == (1001,)


def test_the_climber_widens_its_look_after_a_success_and_narrows_it_otherwise():
    strategy = HillClimber(population_size=3, sigma=1.0, growth=2.0)
    state, random = begun(strategy)
    population = strategy.ask(state, random)
    np.testing.assert_array_equal(population[0], state.theta)
    up = strategy.tell(state, population, np.array([0.0, 1.0, 0.5]), random)
    assert up.sigma == 2
    np.testing.assert_array_equal(up.theta, population[1])
    level = strategy.tell(state, population, np.array([1.0, 0.0, 1.0]), random)
    np.testing.assert_array_equal(level.theta, population[2])
    assert level.sigma == pytest.approx(2**-0.25)


def test_random_search_never_forgets_its_best():
    strategy = RandomSearch(population_size=4)
    state, random = begun(strategy)
    population = strategy.ask(state, random)
    state = strategy.tell(state, population, np.array([0, 3, 1, 2.0]), random)
    after = strategy.tell(state, strategy.ask(state, random), np.ones(4), random)
    np.testing.assert_array_equal(after.champion, population[1])
    assert (after.champion_fitness, after.t) == (3, 2)


# By name


@pytest.mark.parametrize("name", FAMILIES["strategy"])
def test_every_strategy_is_a_way(name):
    assert type(find_algorithm(name, 0.3, {"population_size": 8})) is FAMILIES["strategy"][name]
    with pytest.raises(UnknownNameError, match="Did you mean 'population_size'"):
        find_algorithm(name, None, {"populationsize": 8})


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (RandomSearch, {"sigma": 0}),
        (HillClimber, {"population_size": 1}),
        (HillClimber, {"growth": 0.5}),
        (OpenAIES, {"learning_rate": -1}),
        (PGPE, {"sigma_rate": 0}),
        (SNES, {"population_size": 1}),
        (SNES, {"sigma_rate": -1}),
        (SepCMAES, {"population_size": 3}),
        (CMAES, {"sigma": "wide"}),
    ],
)
def test_impossible_settings_are_refused(kind, settings):
    with pytest.raises(SettingError, match="must be"):
        kind(**settings)


def test_accuracy_is_for_the_genetic_algorithm_alone():
    assert {named(strategy) for strategy in ALL if strategy.maximizes == "accuracy"} == {
        named(GeneticAlgorithm())
    }
