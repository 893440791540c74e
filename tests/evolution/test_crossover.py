from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.errors import SettingError
from edunn.evolution.crossover import CROSSOVERS, Blend, Neuron, OnePoint, TwoPoint, Uniform

ALL = [family() for family in CROSSOVERS.values()]
COPYING = [crossover for crossover in ALL if not isinstance(crossover, Blend)]
NEURONS = np.array([0, 1, 0, 1, 2, 2])


def couples(count=500, n=6, dtype=np.float64):
    """Every gene of a mother is below zero, every gene of a father above."""
    random = np.random.default_rng(3)
    return -1 - random.random((count, n), dtype), 1 + random.random((count, n), dtype)


@pytest.mark.parametrize("crossover", ALL, ids=repr)
@given(
    count=st.integers(0, 5),
    n=st.integers(1, 7),
    dtype=st.sampled_from([np.float32, np.float64]),
    seed=st.integers(0, 99),
)
def test_shape_dtype_and_parents_are_kept(crossover, count, n, dtype, seed):
    mothers, fathers = couples(count, n, dtype)
    before = mothers.copy(), fathers.copy()
    neurons = np.arange(n) // 2
    children = crossover.cross(mothers, fathers, neurons, np.random.default_rng(seed))
    assert children.shape == (count, n)
    assert children.dtype == dtype
    np.testing.assert_array_equal((mothers, fathers), before)


@pytest.mark.parametrize("crossover", COPYING, ids=repr)
def test_each_gene_is_one_of_the_parents(crossover):
    mothers, fathers = couples()
    children = crossover.cross(mothers, fathers, NEURONS, np.random.default_rng(1))
    assert ((children == mothers) | (children == fathers)).all()


@pytest.mark.parametrize("crossover", ALL, ids=repr)
def test_clones_have_clones(crossover):
    mothers, _ = couples()
    children = crossover.cross(mothers, mothers.copy(), NEURONS, np.random.default_rng(1))
    np.testing.assert_array_equal(children, mothers)


@pytest.mark.parametrize("crossover", [Uniform(), Neuron(), OnePoint(), TwoPoint()], ids=repr)
def test_both_parents_give(crossover):
    mothers, fathers = couples(4000)
    children = crossover.cross(mothers, fathers, NEURONS, np.random.default_rng(1))
    assert 0.25 < (children < 0).mean() < 0.75


@pytest.mark.parametrize("crossover", [Uniform(), Neuron()], ids=repr)
def test_coins_are_fair_for_every_gene(crossover):
    mothers, fathers = couples(20_000)
    children = crossover.cross(mothers, fathers, NEURONS, np.random.default_rng(1))
    assert (children < 0).mean(axis=0) == pytest.approx(0.5, abs=0.015)


def test_neuron_never_splits_a_neuron():
    children = Neuron().cross(*couples(), NEURONS, np.random.default_rng(1))
    of_mother = children < 0
    for neuron in range(3):
        genes = of_mother[:, neuron == NEURONS]
        assert (genes.all(axis=1) | ~genes.any(axis=1)).all()


def changes(children):
    """How often one walks from one parent to the other along each child's genes."""
    return (np.diff(np.sign(children), axis=1) != 0).sum(axis=1)


def test_one_point_cuts_once_and_everywhere_alike():
    children = OnePoint().cross(*couples(20_000), NEURONS, np.random.default_rng(1))
    assert (changes(children) == 1).all()
    cut = (children < 0).sum(axis=1)
    assert np.bincount(cut, minlength=6)[1:] / 20_000 == pytest.approx(0.2, abs=0.015)


def test_two_point_cuts_at_most_twice():
    children = TwoPoint().cross(*couples(), NEURONS, np.random.default_rng(1))
    assert set(changes(children)) == {0, 1, 2}


@pytest.mark.parametrize("alpha", [0.0, 0.5])
def test_blend_stays_in_its_interval_and_fills_it(alpha):
    mothers, fathers = np.zeros((5000, 2)), np.full((5000, 2), 2.0)
    children = Blend(alpha).cross(mothers, fathers, NEURONS[:2], np.random.default_rng(1))
    assert children.min() == pytest.approx(-2 * alpha, abs=0.01)
    assert children.max() == pytest.approx(2 + 2 * alpha, abs=0.01)


@pytest.mark.parametrize("alpha", [0.0, (sqrt(3) - 1) / 2, 0.5, 1.0])
def test_blend_changes_the_variance_by_its_formula(alpha):
    """2/3 at alpha 0, 1 at 0.366, 7/6 at 0.5: E[(1 - u)^2 + u^2] of an even u."""
    random = np.random.default_rng(1)
    mothers, fathers = random.normal(size=(2, 200_000, 1))
    children = Blend(alpha).cross(mothers, fathers, NEURONS[:1], random)
    assert children.var() == pytest.approx(1 / 2 + (1 + 2 * alpha) ** 2 / 6, rel=0.015)


def test_blend_with_a_half_leaves_the_interval_half_of_the_time():
    mothers, fathers = np.zeros((20_000, 1)), np.ones((20_000, 1))
    children = Blend(0.5).cross(mothers, fathers, NEURONS[:1], np.random.default_rng(1))
    assert ((children < 0) | (children > 1)).mean() == pytest.approx(0.5, abs=0.01)


def test_a_negative_alpha_is_refused():
    with pytest.raises(SettingError, match="alpha"):
        Blend(-0.1)
