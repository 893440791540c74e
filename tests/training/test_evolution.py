"""Evolution: the whole population is scored at once, and bred; one `next` is one generation."""

import numpy as np
import pytest
from tests.training.worlds import T, X, fresh, trained

from edunn import EarlyStopping, Model
from edunn.catalogue import FAMILIES
from edunn.errors import DivergedError
from edunn.evolution.genetic_algorithm import GeneticAlgorithm
from edunn.objective import Objective
from edunn.training import scoring

ALGORITHM = "genetic_algorithm"
SMALL = {"algorithm": ALGORITHM, "population_size": 12}


def test_a_record_tells_how_the_generation_did():
    records = list(trained(**SMALL, epochs=5).history)
    assert [record.index for record in records] == [1, 2, 3, 4, 5]
    for record in records:
        assert 0 <= record.worst <= record.mean <= record.best <= 1
        assert record.diversity > 0
        assert record.accuracy == pytest.approx(record.best)
        assert all(0 <= parent < 12 for parent in record.parents)
        assert record.forward_passes == 120 * record.index


def test_the_network_is_the_best_of_the_generation_scored_last():
    model = fresh()
    training = model.training(ALGORITHM, X, T, population_size=12, seed=1)
    population = training.state.population
    record = next(training)
    fitness = training.scorer.fitness_of(population)
    np.testing.assert_array_equal(model.theta, population[fitness.argmax()])
    assert record.best == fitness.max() == model.evaluate(X, T).accuracy
    assert record.loss == pytest.approx(model.loss(X, T))


def test_elites_never_get_worse_on_all_rows():
    best = trained(**SMALL, epochs=30).history.history["best"]
    assert best == sorted(best)


def test_the_network_as_it_is_founds_the_first_generation():
    model = fresh()
    training = model.training(ALGORITHM, X, T, population_size=12, seed=1)
    np.testing.assert_array_equal(training.state.population[0], model.theta)
    assert (training.state.population[1] != model.theta).any()


def test_the_best_ever_seen_is_kept_apart():
    model = fresh()
    training = model.training(ALGORITHM, X, T, population_size=12, elitism=0, batch_size=2, seed=1)
    best = max(next(training).best for _ in range(20))
    assert training.state.champion_fitness == best
    assert training.state.champion.shape == model.theta.shape


@pytest.mark.parametrize(("batch_size", "sizes"), [(4, [4, 4, 2]), (3, [3, 3, 3, 1]), (10, [10])])
@pytest.mark.parametrize("shuffle", [True, False])
def test_mini_batches_take_every_row_the_last_one_may_be_smaller(batch_size, sizes, shuffle):
    training = fresh().training(
        ALGORITHM, X, T, population_size=2, elitism=0, batch_size=batch_size, shuffle=shuffle
    )
    passes, seen = [0], []
    for _ in sizes:
        passes.append(next(training).forward_passes)
        seen += training.order[: training.position].tolist()
    assert (np.diff(passes) // 2).tolist() == sizes
    if batch_size < 10:
        assert set(seen) == set(range(10))


def test_a_population_too_large_for_the_cache_is_scored_in_parts(monkeypatch):
    whole = trained(**SMALL)
    monkeypatch.setattr(scoring, "CHUNK", 150)  # three individuals at a time
    np.testing.assert_array_equal(trained(**SMALL).theta, whole.theta)


# Fitness


def test_fitness_of_numbers_is_minus_the_loss():
    model = Model([[2], [1]], "mse", dtype="float64", regularizer="l2", seed=0)
    record = model.train(ALGORITHM, X, X[:, 0], epochs=1, population_size=12)[0]
    assert record.best == pytest.approx(-model.loss(X, X[:, 0]))
    assert record.accuracy is None


def test_classes_may_be_scored_by_their_loss():
    history = trained(**SMALL, fitness="loss", epochs=30).history
    assert history[-1].best == pytest.approx(-history[-1].loss)
    assert history[-1].loss < history[0].loss


def test_a_function_of_outputs_and_targets_is_a_fitness():
    def surest(y, t):
        assert y.shape == (12, 10, 3)
        assert t.shape == (10, 3)
        np.testing.assert_allclose(y.sum(axis=-1), 1.0)  # probabilities, not scores
        return y.max(axis=-1).mean(axis=-1)

    history = trained(**SMALL, fitness=surest, epochs=20).history
    assert history[-1].best > history[0].best


def test_an_individual_without_a_number_is_the_worst(monkeypatch):
    """NaN in its outputs never looks like a right answer."""
    original = Objective.logits

    def first_is_nan(self, theta, x, statistics):
        scores = original(self, theta, x, statistics)
        if theta.ndim == 2:
            scores[0] = np.nan
        return scores

    monkeypatch.setattr(Objective, "logits", first_is_nan)
    training = fresh().training(ALGORITHM, X, T, population_size=12)
    assert np.isnan(training.scorer.fitness_of(training.state.population)[0])
    assert np.isfinite(next(training).best)


def test_a_generation_without_any_fitness_stops_with_a_clear_error():
    model = fresh()
    before = model.theta
    with pytest.raises(DivergedError, match="no individual of generation 1 has a finite fitness"):
        model.train(ALGORITHM, X, T, population_size=4, fitness=lambda y, t: np.full(4, np.nan))
    np.testing.assert_array_equal(model.theta, before)
    assert model.history.ending.startswith("Stopped")


# What the network becomes

MOVING = ["openai_es", "pgpe", "snes", "sep_cma_es", "cma_es"]


@pytest.mark.parametrize("algorithm", MOVING)
def test_where_one_place_moves_the_network_is_that_place(algorithm):
    model = fresh()
    training = model.training(algorithm, X, T, population_size=12, seed=1)
    record = next(training)
    np.testing.assert_array_equal(model.theta, training.state[0])
    assert record.loss == pytest.approx(model.loss(X, T))
    assert record.accuracy == model.evaluate(X, T).accuracy
    assert record.worst < record.mean < record.best < 0
    assert record.diversity > 0
    assert record.parents == ()
    assert record.forward_passes == 120


@pytest.mark.parametrize("algorithm", FAMILIES["strategy"])
def test_every_strategy_learns(algorithm):
    history = trained(algorithm=algorithm, epochs=60).history
    assert history[-1].loss < fresh().loss(X, T)
    assert history[-1].accuracy >= 0.8


@pytest.mark.parametrize("algorithm", FAMILIES["strategy"])
def test_each_strategy_has_the_fitness_that_suits_it(algorithm):
    assert fresh().training(algorithm, X, T).fitness == FAMILIES["strategy"][algorithm].maximizes
    assert fresh().training(algorithm, X, T, fitness="accuracy").fitness == "accuracy"
    assert Model([[2], [1]], "mse").training(algorithm, X, X[:, 0]).fitness == "loss"


@pytest.mark.parametrize("algorithm", MOVING)
def test_the_target_is_for_the_network_not_for_a_lucky_sample(algorithm):
    model = fresh()
    model.train(algorithm, X, T, epochs=500, sigma=0.5, fitness="accuracy", target=0.9, seed=2)
    assert model.evaluate(X, T).accuracy >= 0.9
    assert all(record.accuracy < 0.9 for record in list(model.history)[:-1])


def test_a_algorithm_that_leads_to_infinity_stops_with_a_clear_error():
    model = fresh()
    before = model.theta
    with pytest.raises(DivergedError, match="led to infinity"):
        model.train("openai_es", X, T, sigma=1e308, fitness=lambda y, t: np.arange(len(y)))
    np.testing.assert_array_equal(model.theta, before)


# Ending


def test_the_target_ends_it():
    history = trained(**SMALL, epochs=500, target=0.8).history
    assert history[-1].best >= 0.8
    assert len(history) < 500
    assert "the target is 0.8" in history.ending


def test_patience_watches_the_best_fitness():
    history = trained(**SMALL, epochs=500, patience=5).history
    assert "best was best in epoch" in history.ending
    rule = EarlyStopping("mean", patience=5)
    assert "mean was best" in trained(**SMALL, epochs=500, early_stopping=rule).history.ending


# Words


@pytest.mark.parametrize(
    "options",
    [
        {"elitism_num": 3},
        {"elitism": 3},
        {"selection": "roulette", "crossover": "one_point", "mutation": "reset"},
        {"preset": "original"},
        {"mutation_probability": 0.1, "mutation_scale": 0.5},
        {"validation_split": 0.2},
    ],
)
def test_settings_by_name(options):
    model = fresh()
    model.train(ALGORITHM, X, T, epochs=2, **options)
    assert len(model.history) == 2


def test_a_strategy_object_has_its_own_settings():
    breeder = GeneticAlgorithm(population_size=7)
    training = fresh().training(breeder, X, T)
    assert training.strategy is breeder
    assert len(training.state.population) == 7


def test_same_seed_same_bits():
    first, second = trained(**SMALL, batch_size=4), trained(**SMALL, batch_size=4)
    np.testing.assert_array_equal(first.theta, second.theta)
    assert first.history.history == second.history.history


def test_a_step_is_a_generation():
    training = fresh().training(ALGORITHM, X, T, epochs=2, population_size=4)
    assert training.step().index == 1
    assert next(training).index == 2
    assert training.finished


def test_the_whole_population_keeps_the_dtype():
    training = Model([[2], [3, "softmax"]], seed=0).training(ALGORITHM, X, T, population_size=4)
    next(training)
    assert training.state.population.dtype == training.learned.theta.dtype == np.float32


def test_a_row_without_weight_does_not_count_in_the_fitness():
    weights = np.ones(len(X))
    weights[: len(X) // 2] = 0
    training = fresh().training(ALGORITHM, X, T, population_size=12, sample_weight=weights, seed=1)
    whole = training.scorer.fitness_of(training.state.population)
    half = training.scorer.fitness_of(training.state.population, slice(len(X) // 2, None))
    np.testing.assert_allclose(whole, half, atol=1e-6)


@pytest.mark.parametrize("engine", ["numpy", "fused"])
@pytest.mark.parametrize("algorithm", FAMILIES["strategy"])
def test_it_ends_after_all_generations(algorithm, engine):
    history = trained(algorithm=algorithm, model=fresh(engine=engine)).history
    assert history.ending.startswith("All generations done.")
    assert getattr(history.ending, "values", {}).get("ending", history.ending).code == (
        "training.all_generations"
    )


def test_gradient_descent_ends_after_all_epochs():
    assert trained().history.ending.code == "training.all_epochs"
