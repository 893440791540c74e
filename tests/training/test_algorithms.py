"""Ways of learning: a name with settings, or an object without."""

from dataclasses import dataclass

import numpy as np
import pytest
from tests.training.worlds import T, X, fresh

from edunn.catalogue import FAMILIES
from edunn.errors import UnknownNameError
from edunn.evolution import GeneticAlgorithm, Strategy
from edunn.optimizers import Adam, CosineDecay, GradientDescent
from edunn.optimizers.base import PlainState
from edunn.training import EvolutionTraining, GradientDescentTraining
from edunn.training.algorithms import find_algorithm


@pytest.mark.parametrize("name", FAMILIES["optimizer"])
def test_every_optimizer_is_a_way(name):
    assert type(find_algorithm(name, None, {})) is FAMILIES["optimizer"][name]


@pytest.mark.parametrize(
    ("name", "algorithm"),
    [
        ("sgd", GradientDescent()),
        ("SGD", GradientDescent()),
        ("Adam", Adam()),
        ("Gradient-Descent", GradientDescent()),
        ("genetic_algorithm", GeneticAlgorithm()),
        ("Genetic Algorithm", GeneticAlgorithm()),
    ],
)
def test_other_names(name, algorithm):
    assert find_algorithm(name, None, {}) == algorithm


def test_a_registered_strategy_is_a_way(monkeypatch):
    @dataclass(frozen=True)
    class Mine(Strategy):
        size: int = 5
        start = ask = tell = None

    monkeypatch.setitem(FAMILIES["strategy"], "mine", Mine)
    assert find_algorithm("mine", None, {"size": 7}) == Mine(7)


def test_settings_go_to_the_algorithm():
    expected = Adam(0.1, beta1=0.5, clip_norm=1.0)
    assert (
        find_algorithm("adam", None, {"learning_rate": 0.1, "beta1": 0.5, "clip_norm": 1.0})
        == expected
    )


def test_the_rate_of_the_model_is_taken_where_none_is_given():
    assert find_algorithm("adam", 0.3, {}) == Adam(0.3)
    assert find_algorithm("adam", 0.3, {"learning_rate": 0.1}) == Adam(0.1)
    assert find_algorithm("adam", CosineDecay(0.1), {}) == Adam(CosineDecay(0.1))
    assert find_algorithm(Adam(), 0.3, {}) == Adam()
    assert find_algorithm("genetic_algorithm", 0.3, {}) == GeneticAlgorithm()


@pytest.mark.parametrize(
    ("algorithm", "kind"),
    [
        ("adam", GradientDescentTraining),
        ("genetic_algorithm", EvolutionTraining),
        (Adam(), GradientDescentTraining),
    ],
)
def test_each_algorithm_has_its_training(algorithm, kind):
    training = fresh().training(algorithm, X, T)
    assert type(training) is kind
    assert iter(training) is training


def test_a_slip_in_an_option_of_training_finds_its_neighbour():
    with pytest.raises(UnknownNameError, match="Did you mean 'epochs'"):
        find_algorithm("adam", None, {"epoch": 5})


def test_a_strategy_of_ones_own_is_a_algorithm_once_it_is_registered(monkeypatch):
    @dataclass(frozen=True)
    class Lazy(Strategy):
        population_size: int = 2

        def start(self, search_space, theta, random):
            return PlainState(theta)

        def ask(self, state, random):
            return np.stack([state.theta] * self.population_size)

        def tell(self, state, population, fitness, random):
            return state._replace(t=state.t + 1)

    monkeypatch.setitem(FAMILIES["strategy"], "lazy", Lazy)
    model = fresh()
    before = model.theta
    record = model.train("lazy", X, T, epochs=3, population_size=5)[-1]
    assert record.forward_passes == 3 * 5 * len(X)
    assert record.parents == ()
    np.testing.assert_array_equal(model.theta, before)


def test_every_algorithm_is_offered():
    with pytest.raises(UnknownNameError, match=r"Did you mean 'cma_es'.*Known: adagrad, .*snes"):
        find_algorithm("cmaes", None, {})
