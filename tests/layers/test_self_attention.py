"""Self-attention and positional encoding by their definitions."""

import numpy as np
import pytest

from edunn import Model
from edunn.errors import ArchitectureError, SettingError
from edunn.evolution import LowRankES, SearchSpace
from edunn.layers import LayerState, PositionalEncoding, SelfAttention

T, D = 5, 4
random = np.random.default_rng(0)
X = random.normal(size=(3, T, D))


def drawn(layer, seed=1):
    shapes = layer.parameter_shapes((T, D))
    return {k: np.random.default_rng(seed).normal(size=shape) for k, shape in shapes.items()}


def ran(layer, x=X, p=None):
    return layer.forward(x, drawn(layer) if p is None else p, LayerState(shape=(T, D)))


@pytest.mark.parametrize("heads", [1, 2, 4])
def test_it_is_the_formula_head_by_head(heads):
    layer, d = SelfAttention(heads), D // heads
    p = drawn(layer)
    y, cache = ran(layer)
    for b in range(3):
        q, k, v = (X[b] @ p[f"{part}.W"] + p[f"{part}.b"] for part in ("query", "key", "value"))
        outputs = []
        for h in range(heads):
            columns = slice(h * d, (h + 1) * d)
            e = np.exp(q[:, columns] @ k[:, columns].T / np.sqrt(d))
            A = e / e.sum(axis=1, keepdims=True)
            np.testing.assert_allclose(cache["A"][b, h], A)
            outputs.append(A @ v[:, columns])
        np.testing.assert_allclose(y[b], np.hstack(outputs) @ p["output.W"] + p["output.b"])


def test_causal_attention_takes_nothing_from_later():
    layer = SelfAttention(2, causal=True)
    y, cache = ran(layer)
    assert (cache["A"][..., np.triu(np.ones((T, T), bool), 1)] == 0).all()
    np.testing.assert_allclose(cache["A"].sum(axis=-1), 1)
    later = X.copy()
    later[:, 3:] += 1
    changed, _ = ran(layer, later)
    np.testing.assert_array_equal(changed[:, :3], y[:, :3])
    assert (changed[:, 3:] != y[:, 3:]).any()


def test_without_places_an_order_means_nothing():
    order = np.array([3, 0, 4, 1, 2])
    y, _ = ran(SelfAttention(2))
    shuffled, _ = ran(SelfAttention(2), X[:, order])
    np.testing.assert_allclose(shuffled, y[:, order], rtol=1e-12)


def test_large_scores_do_not_overflow():
    p = {name: 1e4 * q for name, q in drawn(SelfAttention()).items()}
    y, _ = ran(SelfAttention(), p=p)
    assert np.isfinite(y).all()


@pytest.mark.parametrize("heads", [3, 5])
def test_heads_have_to_divide_the_columns(heads):
    with pytest.raises(ArchitectureError, match=rf"{D} numbers .* {heads} heads"):
        Model([[T, D], ["self_attention", heads], ["flatten"], [1]])


@pytest.mark.parametrize("layer", ["self_attention", "positional_encoding"])
@pytest.mark.parametrize("shape", [[7], [5, 5, 2]])
def test_only_sequences_are_taken(layer, shape):
    with pytest.raises(ArchitectureError, match=r"takes sequences"):
        Model([shape, [layer], ["flatten"], [1]])


@pytest.mark.parametrize("settings", [{"heads": 0}, {"heads": 1.5}, {"causal": "yes"}])
def test_impossible_settings_are_refused(settings):
    with pytest.raises(SettingError, match=next(iter(settings))):
        SelfAttention(**settings)


def test_a_second_backward_pass_is_of_its_own_gradient():
    layer = SelfAttention(2)
    p = drawn(layer)
    _, cache = ran(layer, p=p)
    one, other = np.ones((3, T, D)), np.full((3, T, D), 3.0)
    dx = layer.input_gradient(one, cache, p)
    np.testing.assert_allclose(layer.input_gradient(other, cache, p), 3 * dx)


def test_a_low_rank_population_attends_as_the_written_out_one():
    model = Model([[T, D], ["self_attention", 2], ["flatten"], [2]], "mse", dtype="float64", seed=1)
    strategy, chance = LowRankES(population_size=6), np.random.default_rng(0)
    population = strategy.ask(
        strategy.start(SearchSpace.of(model.network), model.theta, chance), chance
    )
    short, long = (
        model.objective.logits(theta, X, model.learned.statistics)
        for theta in (population, np.asarray(population))
    )
    np.testing.assert_allclose(short, long, rtol=1e-11)


@pytest.mark.parametrize("columns", [1, 2, 5, 8])
def test_the_waves_are_those_of_the_paper(columns):
    encoding = PositionalEncoding().forward(np.zeros((2, T, columns)), {}, LayerState())[0]
    for t in range(T):
        for i in range(columns):
            angle = t / 10000 ** ((i - i % 2) / columns)
            expected = np.cos(angle) if i % 2 else np.sin(angle)
            np.testing.assert_allclose(encoding[:, t, i], expected)


def test_the_encoding_keeps_the_dtype():
    x = np.zeros((1, T, D), "float32")
    assert PositionalEncoding().forward(x, {}, LayerState())[0].dtype == np.float32
