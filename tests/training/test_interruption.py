"""A generation can be given up between two parts of its population, as if it had not begun."""

import numpy as np
import pytest

from edunn import Model
from edunn.training import compiled, scoring
from edunn.training.scoring import Interrupted

STRATEGIES = ("genetic_algorithm", "openai_es", "snes", "low_rank_es", "cma_es", "random_search")


def begun(strategy, **settings):
    random = np.random.default_rng(1)
    x = random.normal(size=(40, 3))
    model = Model([[3], [4, "tanh"], [2, "softmax"]], seed=1)
    return model.training(strategy, x, (x[:, 0] > 0).astype(int), epochs=9, seed=2, **settings)


@pytest.mark.parametrize("batch_size", [None, 16])
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_an_interrupted_generation_has_never_begun(monkeypatch, strategy, batch_size):
    monkeypatch.setattr(scoring, "CHUNK", 1)  # each part is as small as can be
    monkeypatch.setattr(compiled, "LONG", 0)
    whole, parted = (begun(strategy, batch_size=batch_size) for _ in range(2))
    for asked in (1, 0, 2):
        answers = iter([False] * asked + [True])
        parted.is_unwanted = lambda answers=answers: next(answers, False)
        with pytest.raises(Interrupted):
            next(parted)
        next(parted)
        next(whole)
    assert parted.history.columns["loss"] == whole.history.columns["loss"]
    np.testing.assert_array_equal(parted.learned.theta, whole.learned.theta)


def test_a_long_generation_gives_the_same_numbers_in_parts(monkeypatch):
    at_once, parted = begun("genetic_algorithm"), begun("genetic_algorithm")
    first = [next(at_once).loss for _ in range(9)]
    monkeypatch.setattr(compiled, "LONG", 0)
    assert [next(parted).loss for _ in range(9)] == first
