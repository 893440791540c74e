"""The fused engine as a part of evolution: chosen, the same individuals, paused, diverging."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from math import isclose

import numpy as np
import pytest
from tests.training.worlds import T, X

from edunn import Model
from edunn.catalogue import FAMILIES
from edunn.errors import DivergedError, SettingError
from edunn.evolution import GeneticAlgorithm
from edunn.evolution.crossover import NoCrossover
from edunn.evolution.mutation import Gaussian
from edunn.evolution.selection import Tournament
from edunn.fused import Workload, choose_for_population, genetic
from edunn.fused.choice import is_worth_it_for_population
from edunn.training.compiled import CompiledEvolution

INPUTS = X.shape[1]
WAY = "genetic_algorithm"


def made(engine="fused", dtype="float64", regularizer="l2"):
    architecture = [[INPUTS], [5, "tanh", {"regularizer": regularizer}], [3, "softmax"]]
    return Model(architecture, seed=1, dtype=dtype, engine=engine)


def crowd(engine="fused", way=WAY, dtype="float64", regularizer="l2", **options):
    model = made(engine, dtype, regularizer)
    return model.training(way, X, T, **({"epochs": 20} | options))


def assert_like(record, other):
    """Equal to rounding, number by number."""
    for name in ("loss", "accuracy", "best", "mean", "worst", "diversity"):
        assert isclose(getattr(record, name), getattr(other, name), rel_tol=1e-9), name
    assert (record.index, record.forward_passes) == (other.index, other.forward_passes)


# The same evolution

GENES = [
    GeneticAlgorithm(12),
    GeneticAlgorithm(7, elitism=0),
    GeneticAlgorithm(13, elitism=5, elites_breed=False),
    GeneticAlgorithm(12, selection=Tournament(1), mutation=Gaussian(0.5, scale=0.1, decay=0.5)),
    GeneticAlgorithm(1, elitism=0, mutation=Gaussian(0.0)),
    GeneticAlgorithm(12, crossover=NoCrossover()),
]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("way", GENES, ids=range(len(GENES)))
def test_the_same_scores_breed_the_same_individuals_bit_for_bit(way, dtype):
    """Accuracies are shares of ten rows, so both engines give the same scores."""
    readable, fused = (crowd(engine, way, dtype, batch_size=7) for engine in ("numpy", "fused"))
    for record, other in zip(readable, fused, strict=True):
        assert (record.best, record.parents) == (other.best, other.parents)
        for ours, theirs in zip(fused.state, readable.state, strict=True):
            np.testing.assert_array_equal(ours, theirs)
        np.testing.assert_array_equal(fused.learned.theta, readable.learned.theta)
    state = fused.random.bit_generator.state
    assert state == readable.random.bit_generator.state


def test_the_usual_operators_are_one_call_others_are_not():
    assert [genetic.is_supported(way) for way in GENES] == [True] * 5 + [False]
    assert type(crowd().accelerator) is CompiledEvolution
    assert crowd("numpy").accelerator is None


@pytest.mark.parametrize("fitness", ["accuracy", "loss"])
@pytest.mark.parametrize("way", FAMILIES["strategy"])
def test_every_strategy_walks_the_same_way(way, fitness):
    regularizer = None if way == "low_rank_es" else "l2"  # which it would have to write out
    options = {"way": way, "fitness": fitness, "batch_size": 6, "epochs": 8}
    options["regularizer"] = regularizer
    for record, other in zip(crowd("numpy", **options), crowd(**options), strict=True):
        assert_like(record, other)


def test_weights_count_in_loss_and_fitness_but_not_in_the_record_s_accuracy():
    weights = np.arange(len(X)) % 3.0  # whole, so that no sum is rounded and ties stay ties
    for way in (WAY, "pgpe"):
        readable, fused = (crowd(e, way, sample_weight=weights) for e in ("numpy", "fused"))
        for record, other in zip(readable, fused, strict=True):
            assert_like(record, other)
    assert fused.learned.theta.shape == readable.learned.theta.shape


@pytest.mark.parametrize("way", [WAY, "snes"])
def test_validation_rows_are_measured_alike(way):
    readable, fused = (
        crowd(e, way, validation_data=(X[:4] + 1, T[:4])) for e in ("numpy", "fused")
    )
    for record, other in zip(readable, fused, strict=True):
        assert record.val_loss == pytest.approx(other.val_loss, rel=1e-9)
        assert record.val_accuracy == other.val_accuracy


def test_numbers_have_no_accuracy():
    model = Model([[INPUTS], [1]], "mse", engine="fused")
    for way in (WAY, "snes"):
        record = next(model.training(way, X, X[:, 0]))
        assert record.accuracy is None
        assert record.loss == pytest.approx(model.loss(X, X[:, 0]))


# Pausing


@pytest.mark.parametrize("way", [WAY, "cma_es"])
def test_what_was_saved_goes_on_bit_for_bit(way, tmp_path):
    whole, broken = (crowd(way=way, batch_size=4, epochs=9) for _ in range(2))
    for _ in range(4):
        next(broken)
    broken.save(tmp_path / "crowd.edunn")
    resumed = Model.from_file(tmp_path / "crowd.edunn").resume(X, T)
    assert resumed.history.engine == "fused"
    assert len(list(whole)) == 9
    assert len(list(resumed)) == 5
    assert resumed.history.history == whole.history.history
    np.testing.assert_array_equal(resumed.learned.theta, whole.learned.theta)
    assert resumed.history.engine == "fused"


def test_populations_and_thetas_of_before_stay_as_they_were():
    training = crowd()
    population = training.state.population
    kept = population.copy()
    next(training)
    theta, best = training.learned.theta, training.learned.theta.copy()
    next(training)
    np.testing.assert_array_equal(population, kept)
    np.testing.assert_array_equal(theta, best)


def test_a_scorer_is_the_same_in_another_process():
    scorer = crowd(population_size=9).scorer
    population = np.random.default_rng(0).normal(size=(9, made().theta.size))
    before = scorer.fitness_of(population)
    sent = pickle.loads(pickle.dumps(scorer))
    np.testing.assert_array_equal(sent.fitness_of(population), before)


# Diverging


@pytest.mark.parametrize("way", [WAY, "random_search"])
def test_a_generation_without_any_fitness_ends_in_the_same_words(way):
    words = []
    for engine in ("numpy", "fused"):
        model = Model([[INPUTS], [3]], "mse", seed=1, dtype="float64", engine=engine)
        training = model.training(way, X * 1e200, np.eye(3)[T], fitness="loss")
        before = model.theta
        with pytest.raises(DivergedError, match="no individual of generation 1") as caught:
            next(training)
        words.append(str(caught.value))
        np.testing.assert_array_equal(model.theta, before)
    assert words[0] == words[1]


# Which engine


def test_what_it_cannot_do_is_refused_with_the_reason():
    with pytest.raises(SettingError, match=r"no fitness functions.*Or use engine="):
        crowd(fitness=lambda y, t: y.sum(axis=(1, 2)))


def test_auto_says_why_it_stands_aside():
    training = crowd("auto", epochs=10**6, fitness=lambda y, t: y.sum(axis=(1, 2)))
    assert training.history.engine == "numpy"
    (note,) = training.history.notes
    assert note.values["reason"].code == "engine.no_functions"


def test_without_numba_the_extra_is_named(monkeypatch):
    monkeypatch.setattr("edunn.fused.choice.missing", lambda: "it needs Numba: pip install ...")
    with pytest.raises(SettingError, match="pip install"):
        crowd()
    assert crowd("auto", epochs=10**6).history.engine == "numpy"


@pytest.mark.parametrize(("epochs", "engine"), [(10, "numpy"), (10**6, "fused")])
@pytest.mark.parametrize("way", [WAY, "cma_es"])
def test_auto_takes_it_for_long_trainings(way, epochs, engine):
    training = crowd("auto", way, epochs=epochs)
    next(training)
    assert training.history.engine == engine


@pytest.mark.parametrize(
    ("sizes", "by_loss", "expected"),
    [((4, 2, 3), False, True), ((13, 6, 2), False, True), ((4, 16, 3), False, True),
     ((64, 16, 10), True, True), ((64, 64, 10), False, False), ((784, 32, 10), True, False)],
)  # fmt: skip
def test_big_layers_stay_with_blas(sizes, by_loss, expected):
    objective = Model([[size] for size in sizes], "mse").objective
    workload = Workload(by_loss, individuals=20, rows=150, generations=10**6)
    fitness = "loss" if by_loss else "accuracy"
    asked = choose_for_population("auto", objective, fitness, "float32", workload)
    assert asked == (expected, "")


def test_curves_that_numpy_does_quicker_count():
    workload = Workload(by_loss=False, individuals=100, rows=1000, generations=10**6)
    for activation, expected in (("relu", True), ("sinusoid", False)):
        objective = Model([[4], [8, activation], [3]], "mse").objective
        assert is_worth_it_for_population(objective, "float32", workload) == expected


# One compile a dtype


def test_any_population_takes_the_same_machine_code():
    training = crowd()
    next(training)
    from edunn.fused import genetic_kernel  # loads Numba

    scorer = training.scorer
    population = np.random.default_rng(0).normal(size=(9, made().theta.size))
    expected = scorer.fitness_of(population)
    compiled = genetic_kernel.evaluate.signatures[:]
    frozen = np.asfortranarray(population)
    frozen.flags.writeable = False
    np.testing.assert_array_equal(scorer.fitness_of(frozen), expected)
    np.testing.assert_array_equal(scorer.fitness_of(population[::2]), expected[::2])
    np.testing.assert_array_equal(scorer.fitness_of(population, np.arange(len(X))), expected)
    assert genetic_kernel.evaluate.signatures == compiled


# Asked again


def judged(way="pgpe", **options):
    """An evaluator, and some populations of one shape with what he says about each."""
    training = crowd(way=way, **options)
    next(training)
    evaluator = training.scorer.evaluator
    populations = np.random.default_rng(0).normal(size=(8, 12, made().theta.size))
    every = np.arange(len(X))
    return (
        evaluator,
        populations,
        [evaluator.evaluate(population, every) for population in populations],
    )


def test_whoever_is_asked_again_says_the_same_and_forgets_nobody():
    evaluator, populations, expected = judged()
    answers = [evaluator.evaluate(population) for population in populations]
    np.testing.assert_array_equal(answers, expected)
    for population, (losses, shares) in zip(populations, expected, strict=True):
        only_losses = evaluator.evaluate(population, accuracy=False)
        np.testing.assert_array_equal(only_losses, [losses, np.zeros(12)])
        np.testing.assert_array_equal(evaluator.evaluate(population, even=True).accuracies, shares)
        np.testing.assert_array_equal(evaluator.evaluate(population[:5]).losses, losses[:5])


def test_a_copied_evaluator_evaluates_the_same():
    evaluator, populations, expected = judged()
    other = copy.deepcopy(evaluator)
    for one, two in ((evaluator, other), (other, evaluator)):
        np.testing.assert_array_equal(one.evaluate(populations[1]), expected[1])
        np.testing.assert_array_equal(two.evaluate(populations[2]), expected[2])


def test_threads_may_ask_at_once():
    evaluator, populations, expected = judged()
    asked = [*range(len(populations))] * 200
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda k: evaluator.evaluate(populations[k]), asked))
    for k, answer in zip(asked, answers, strict=True):
        np.testing.assert_array_equal(answer, expected[k])
