import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.errors import SettingError
from edunn.evolution.mutation import MUTATIONS, Adaptive, Context, Gaussian, Reset, Scale, sigma

ALL = [family() for family in MUTATIONS.values()]
CERTAIN = [family(probability=1.0) for family in MUTATIONS.values()]


def context(count, n, t=0):
    random = np.random.default_rng(5)
    parents = random.integers(0, 8, (count, 2))
    return Context(t, random.random(8), parents, random.normal(size=(8, n)))


def mutate(mutation, children, t=0, seed=1):
    return mutation.mutate(children, context(*children.shape, t), np.random.default_rng(seed))


@pytest.mark.parametrize("mutation", [*ALL, *CERTAIN], ids=repr)
@given(
    count=st.integers(0, 5),
    n=st.integers(1, 7),
    dtype=st.sampled_from([np.float32, np.float64]),
    seed=st.integers(0, 99),
)
def test_shape_dtype_and_children_are_kept(mutation, count, n, dtype, seed):
    children = np.random.default_rng(seed).random((count, n), dtype)
    before = children.copy()
    mutated = mutate(mutation, children, seed=seed)
    assert mutated.shape == (count, n)
    assert mutated.dtype == dtype
    assert not np.shares_memory(mutated, children)
    np.testing.assert_array_equal(children, before)


@pytest.mark.parametrize("mutation", [Gaussian(), Reset(), Adaptive(boost=1)], ids=repr)
def test_by_default_one_gene_a_child_on_average(mutation):
    children = np.full((20_000, 10), 9.0)
    hit = mutate(mutation, children) != children
    assert hit.sum(axis=1).mean() == pytest.approx(1.0, abs=0.03)
    assert hit.mean(axis=0) == pytest.approx(0.1, abs=0.01)


@pytest.mark.parametrize("family", MUTATIONS.values())
def test_without_a_chance_nothing_changes(family):
    children = np.ones((50, 4))
    np.testing.assert_array_equal(mutate(family(probability=0.0), children), children)


def test_gaussian_pushes_have_the_spread_of_the_formula():
    mutation = Gaussian(probability=1.0, scale=2.0, decay=0.9, floor=0.1)
    for t, expected in [(0, 2.0), (1, 1.8), (500, 0.2)]:
        pushes = mutate(mutation, np.zeros((20_000, 2)), t)
        assert sigma(mutation, t) == pytest.approx(expected)
        assert pushes.std() == pytest.approx(expected, rel=0.03)
        assert pushes.mean() == pytest.approx(0, abs=0.03)


def test_adaptive_mutates_the_children_of_weak_parents_more():
    fitness, parents = np.array([0.0, 0.1, 0.9, 1.0]), np.repeat([[0, 1], [2, 3]], 5000, axis=0)
    children = np.zeros((10_000, 10))
    mutated = Adaptive(probability=0.1, boost=4).mutate(
        children, Context(0, fitness, parents, children), np.random.default_rng(1)
    )
    hit = (mutated != 0).mean(axis=1)
    assert hit[:5000].mean() == pytest.approx(0.4, abs=0.01)
    assert hit[5000:].mean() == pytest.approx(0.1, abs=0.01)


def test_adaptive_is_not_misled_by_a_lost_individual():
    fitness = np.array([-np.inf, 0.1, 0.8, 0.9, 1.0])
    chances = Adaptive(probability=0.1, boost=2).probabilities(
        np.zeros((3, 4)), Context(0, fitness, np.array([[0, 4], [1, 1], [4, 4]]), np.zeros((1, 4)))
    )
    assert chances.ravel() == pytest.approx([0.2, 0.2, 0.1])


def test_reset_takes_the_same_gene_of_a_founder():
    children = np.full((400, 3), 99.0)
    mutated = mutate(Reset(probability=1.0), children)
    founders = context(400, 3).founders
    for gene in range(3):
        assert set(mutated[:, gene]) == set(founders[:, gene])


def test_scale_only_shrinks():
    children = np.random.default_rng(2).normal(size=(5000, 6))
    factor = mutate(Scale(probability=1.0), children) / children
    assert factor.min() == pytest.approx(0.01, abs=0.001)
    assert factor.max() == pytest.approx(0.5, abs=0.001)


def test_scale_changes_that_share_of_the_genes():
    children = np.ones((50_000, 6))
    changed = mutate(Scale(probability=0.01), children) != children
    assert changed.mean(axis=0) == pytest.approx(np.full(6, 0.01), abs=0.002)


@pytest.mark.parametrize(
    ("family", "settings"),
    [
        (Gaussian, {"probability": 1.5}),
        (Gaussian, {"scale": -1}),
        (Adaptive, {"decay": 1.01}),
        (Adaptive, {"boost": 0.5}),
        (Adaptive, {"floor": -0.1}),
        (Reset, {"probability": "often"}),
        (Scale, {"probability": float("nan")}),
    ],
)
def test_impossible_settings_are_refused(family, settings):
    with pytest.raises(SettingError, match=f"{next(iter(settings))} is"):
        family(**settings)
