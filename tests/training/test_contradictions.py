"""Settings that contradict each other, mean nothing, or would not fit into memory."""

from contextlib import suppress

import numpy as np
import pytest

from edunn import EduNNError, Model
from edunn.data import load
from edunn.errors import ArchitectureError, FileFormatError, SettingError
from edunn.training.checkpoint import load_state_dict, state_dict_of

random = np.random.default_rng(0)
X = random.normal(size=(40, 2))
T = (X[:, 0] > 0).astype(int)
NETWORK = [[2], [4, "tanh"], [2, "softmax"]]


def begun(algorithm="genetic_algorithm", **settings):
    return Model(NETWORK, seed=1).training(algorithm, X, T, **settings)


@pytest.mark.parametrize(
    "both",
    [
        {"epochs": 100, "generations": 5},
        {"seed": 1, "random_state": 1},
        {"patience": 2, "early_stopping": 2},
        {"shuffle": True, "shuffle_data": True},
    ],
)
def test_an_option_under_both_its_names_is_refused(both):
    with pytest.raises(SettingError, match="same setting"):
        begun(**both)


@pytest.mark.parametrize("word", ["no", "yes", 2, 0.5, [True]])
def test_shuffling_is_a_yes_or_no(word):
    with pytest.raises(SettingError, match="True or False"):
        begun(shuffle_data=word)


def test_a_seed_under_both_names_is_refused_for_a_model():
    with pytest.raises(SettingError, match="same setting"):
        Model(NETWORK, seed=1, random_state=2)


@pytest.mark.parametrize(
    "huge",
    [
        lambda: begun(population_size=10**7),
        lambda: begun("openai_es", population_size=10**8),
        lambda: Model([[10**5], [10**4, "relu"], [2, "softmax"]]),
        lambda: load("moons", rows=10**9),
        lambda: load("curve", rows=10**9),
    ],
)
def test_what_would_not_fit_into_memory_is_refused_with_its_bytes(huge):
    with pytest.raises((SettingError, ArchitectureError), match=r"[\d,]+ bytes"):
        huge()


@pytest.mark.parametrize("algorithm", ["adam", "genetic_algorithm", "cma_es", "snes", "openai_es"])
@pytest.mark.parametrize("t", [-1, 10**30])
def test_a_file_with_an_impossible_count_of_steps_is_refused(algorithm, t):
    training = begun(algorithm, epochs=5)
    next(training)
    facts = state_dict_of(training)
    with pytest.raises(FileFormatError, match="t is"):
        load_state_dict(begun(algorithm), {**facts, "state": {**facts["state"], "t": t}})


@pytest.mark.parametrize("sigma", [-1.0, 0.0, float("nan"), 1e300])
def test_a_file_with_an_impossible_sigma_is_refused(sigma):
    training = begun("cma_es", epochs=5)
    next(training)
    facts = state_dict_of(training)
    with pytest.raises(FileFormatError, match="sigma"):
        load_state_dict(begun("cma_es"), {**facts, "state": {**facts["state"], "sigma": sigma}})


@pytest.mark.parametrize(
    ("algorithm", "settings"),
    [
        ("adam", {"sample_weight": np.full(40, 1e300)}),
        ("adam", {"class_weight": {0: 1e300}}),
        ("cma_es", {"sigma": 1e300}),
        ("openai_es", {"sigma": 1e300}),
        ("low_rank_es", {"sigma": 1e300}),
        ("genetic_algorithm", {"mutation_scale": 1e300}),
    ],
)
def test_numbers_beyond_the_dtype_are_told_without_a_warning(algorithm, settings):
    with suppress(EduNNError):
        begun(algorithm, epochs=3, **settings).finish()


@pytest.mark.parametrize("seed", range(5))
def test_without_elites_the_network_is_the_champion(seed):
    model = Model(NETWORK, seed=seed)
    training = model.training(
        "genetic_algorithm", X, T, population_size=8, elitism=0, generations=15
    )
    training.finish()
    assert model.evaluate(X, T).accuracy == pytest.approx(training.state.champion_fitness)
    assert model.evaluate(X, T).accuracy == pytest.approx(max(training.history.columns["best"]))


@pytest.mark.parametrize("engine", ["numpy", "fused"])
def test_a_weighted_accuracy_is_a_share(engine):
    weights = random.uniform(0, 100, size=40)
    model = Model(NETWORK, seed=1, engine=engine)
    training = model.training("genetic_algorithm", X, T, sample_weight=weights, generations=20)
    training.finish()
    right = np.array(model.classify(X)) == T
    share = float((weights * right).sum() / weights.sum())
    assert training.history[-1].best == pytest.approx(share, abs=1e-5)
    assert max(training.history.columns["best"]) <= 1.0
