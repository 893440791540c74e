"""Frozen layers: weights that are drawn once, and never learned."""

import re
from dataclasses import dataclass, field

import numpy as np
import pytest

from edunn import Model
from edunn.catalogue import build, describe
from edunn.errors import ArchitectureError, SettingError, ShapeError
from edunn.files.validation import checked_fields
from edunn.fused.choice import BLOCKED, READABLE, nanoseconds
from edunn.layers import (
    BatchNorm,
    Dense,
    Dropout,
    Embedding,
    Frozen,
    Layer,
    LayerState,
    Standardize,
)

X = np.random.default_rng(0).normal(size=(12, 4))
T = X[:, :1] * X[:, 1:2]


def frozen_model(chain, settings=None, **options):
    return Model([[4], ["frozen", chain, settings or {}], [1]], "mse", seed=1, **options)


def weights(model, layer=0):
    return model.learned.statistics[layer]


def test_it_is_the_chain_with_the_weights_that_were_drawn():
    model = frozen_model([[5, "tanh"], [3]], dtype="float64")
    drawn = weights(model)
    assert {name: q.shape for name, q in drawn.items()} == {
        "0.W": (4, 5),
        "0.b": (5,),
        "2.W": (5, 3),
        "2.b": (3,),
    }
    y, _ = model.layers[0].forward(X, {}, LayerState(drawn, shape=(4,)))
    np.testing.assert_allclose(y, np.tanh(X @ drawn["0.W"]) @ drawn["2.W"], rtol=1e-12)


@pytest.mark.parametrize("algorithm", ["adam", "openai_es", "genetic_algorithm"])
def test_only_the_layers_around_it_learn(algorithm):
    model = Model([[4], [3], ["frozen", [[5, "tanh"]]], [1]], "mse", seed=1)
    assert model.theta.size == (4 * 3 + 3) + (5 * 1 + 1)
    before, theta = {name: q.copy() for name, q in weights(model, 1).items()}, model.theta
    model.train(algorithm, X, T, epochs=3, progress=False)
    moved = model.theta != theta
    assert np.any(moved[:15])
    assert np.any(moved[15:])
    for name, q in weights(model, 1).items():
        np.testing.assert_array_equal(q, before[name])


def test_the_seed_is_its_own():
    one, same, other = (
        frozen_model([[5]], {"seed": seed}, initializer="he_normal") for seed in (3, 3, 4)
    )
    np.testing.assert_array_equal(weights(one)["0.W"], weights(same)["0.W"])
    assert np.all(weights(one)["0.W"] != weights(other)["0.W"])
    alike = Model([[4], ["frozen", [[5]], {"seed": 3}], [1]], "mse", seed=2)
    assert np.all(alike.theta[:5] != one.theta[:5])
    np.testing.assert_array_equal(weights(alike)["0.W"].shape, weights(one)["0.W"].shape)


def test_weights_come_back_from_a_file_whatever_a_seed_would_draw(tmp_path):
    model = frozen_model([[5, "relu"]])
    model.learned.statistics[0] = {"0.W": np.full((4, 5), 0.25), "0.b": np.arange(5.0)}
    model.train("adam", X, T, epochs=2, progress=False)
    model.save(tmp_path / "own.edunn")
    again = Model.from_file(tmp_path / "own.edunn")
    np.testing.assert_array_equal(weights(again)["0.W"], np.full((4, 5), 0.25))
    np.testing.assert_array_equal(again.predict(X), model.predict(X))


def test_the_dtype_is_that_of_the_rows():
    model = frozen_model([[5, "relu"]])
    rows = X.astype("float32")
    y, cache = model.layers[0].forward(rows, {}, LayerState(weights(model), shape=(4,)))
    assert {y.dtype, *(q.dtype for q in cache.values() if q.ndim > 1)} == {np.dtype("float32")}


def test_penalties_do_not_count_it():
    model = frozen_model([[5, "relu"]], regularizer="l2")
    assert len(model.objective.penalties) == 1


@pytest.mark.parametrize("thing", ["relu", 3, Standardize(), Embedding(4, 1)], ids=repr)
def test_what_cannot_be_in_a_chain_is_refused(thing):
    with pytest.raises(ArchitectureError, match="cannot be inside Frozen"):
        Frozen([Dense(4), thing])


@pytest.mark.parametrize("thing", [Dropout(0.5), BatchNorm()], ids=repr)
def test_what_changes_in_training_cannot_be_frozen(thing):
    with pytest.raises(ArchitectureError, match="what is frozen stays as it is"):
        Frozen([Dense(4), thing])
    with pytest.raises(ArchitectureError, match="what is frozen stays as it is"):
        frozen_model([["residual", [[4], thing]]])


@pytest.mark.parametrize("seed", [-1, 0.5, None, "x", True])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(SettingError, match="seed is"):
        Frozen([Dense(4)], seed=seed)


def test_a_layer_that_does_not_fit_is_named():
    with pytest.raises(ArchitectureError, match=r"layer 2 inside Frozen: Conv2D takes images"):
        frozen_model([[8], ["conv", 4, 3]])
    with pytest.raises(ShapeError, match="layer 1 inside Frozen"):
        Frozen([Frozen([Dense(3)]), Dense(2)]).output_shape((2, 2, 2, 2, 2))


def test_too_many_weights_are_refused_before_they_are_drawn():
    with pytest.raises(SettingError, match="frozen weights is 5,000,000,000"):
        Frozen([Dense(10**9)]).initial_statistics((4,))


def test_it_comes_back_from_its_description():
    block = Frozen([Dense(5), Frozen([Dense(5)]), Dense(4)], seed=7)
    assert build(describe(block)) == block
    wrong = describe(block) | {"seed": "x"}
    with pytest.raises(SettingError, match="seed is"):
        checked_fields(build(wrong))


def test_the_summary_names_the_chain():
    line = frozen_model([[5, "tanh"], [4]]).summary().splitlines()[2]
    assert re.fullmatch(r"frozen \(dense 5, tanh, dense 4\)  \(None, 4\) +0", line)


def test_it_is_as_wide_as_its_widest_layer():
    block = Frozen([Dense(50), Frozen([Dense(80), Dense(3)]), Dense(4)])
    assert (block.widest_output((9,)), Dense(4).widest_output((9,))) == (80, 4)


def test_the_trace_goes_through_the_chain_and_not_into_its_weights():
    model = Model([[1], [1], ["frozen", [[1, "relu"]]], [1]], "mse", dtype="float64")
    model.theta = [2, 1, 0.5, 0]
    model.learned.statistics[1] = {"0.W": np.array([[3.0]]), "0.b": np.array([-1.0])}
    step = model.trace([[3]], [[4]], learning_rate=0.1)
    lines = [
        line for name in ("0.y_f1", "f1", "df1", "d0.y_f1", "dz1") for line in step[name].lines()
    ]
    assert lines == [
        "0.y_f1[0] = 7*3 + (-1) = 20",
        "f1[0] = max(20, 0) = 20",
        "df1[0] = 12*0.5 = 6",
        "d0.y_f1[0] = 6*1 = 6",
        "dz1[0] = 6*3 = 18",
    ]
    assert not [name for name in step.arrays if "d0.W" in name or "d0.b" in name]


def test_random_features_separate_what_a_line_cannot():
    x, labels = np.random.default_rng(1).normal(size=(400, 2)), None
    labels = (x[:, 0] * x[:, 1] > 0).astype(int)
    plain, random = (
        Model([[2], *features, [2, "softmax"]], seed=0)
        for features in ([], [["frozen", [[100, "relu"]]]])
    )
    for model in (plain, random):
        model.train("adam", x, labels, epochs=60, learning_rate=0.02, progress=False)
    assert plain.evaluate(x, labels).accuracy < 0.7
    assert random.evaluate(x, labels).accuracy > 0.95


FEATURES = ["frozen", [["conv", 3, 2, "relu"], ["max_pool", 2]]]
IMAGES = [[5, 5, 1], FEATURES, ["flatten"], ["center"]]
PIXELS = np.random.default_rng(2).normal(size=(30, 25))
LABELS = np.arange(30) % 3


def of_images(engine="auto", **options):
    given = {"dtype": "float64", "seed": 1} | options
    return Model([*IMAGES, [4, "tanh"], [3, "softmax"]], engine=engine, **given)


@pytest.mark.parametrize("algorithm", ["adam", "low_rank_es", "snes", "genetic_algorithm"])
def test_both_engines_learn_the_same_above_it(algorithm):
    readable, fused = (of_images(engine) for engine in ("numpy", "fused"))
    for model in (readable, fused):
        model.train(algorithm, PIXELS, LABELS, epochs=5, batch_size=12, seed=4, progress=False)
        assert model.history.engine == model.engine
    np.testing.assert_allclose(fused.theta, readable.theta, rtol=1e-10, atol=1e-12)
    curves = [model.history.history["loss"] for model in (fused, readable)]
    np.testing.assert_allclose(*curves, rtol=1e-10)


def test_above_a_layer_that_learns_the_compiled_engine_refuses_it_by_name():
    with pytest.raises(SettingError, match="has no Frozen"):
        Model([[4], [3], ["frozen", [[3]]], [1]], "mse", engine="fused").train("sgd", X, T)


def test_many_rows_are_taken_some_at_a_time(monkeypatch):
    model = of_images()
    p, statistics = model.network.layout.views(model.theta), model.learned.statistics
    whole, _ = model.network.forward(p, PIXELS.reshape(-1, 5, 5, 1), statistics)
    features, _ = model.network.forward(p, PIXELS.reshape(-1, 5, 5, 1), statistics, depth=1)
    monkeypatch.setattr("edunn.network.MANY", 30 * 4 * 4 * 3 - 1)
    monkeypatch.setattr("edunn.network.AT_ONCE", 7 * 4 * 4 * 3)  # the widest are the feature maps
    np.testing.assert_allclose(model.predict(PIXELS), whole, rtol=1e-12)
    some = model.network.outputs(p, PIXELS.reshape(-1, 5, 5, 1), statistics, depth=1)
    np.testing.assert_allclose(some, features, rtol=1e-12)
    population = np.stack([model.theta, model.theta + 1])
    z = model.objective.logits(population, PIXELS.reshape(-1, 5, 5, 1), statistics)
    assert z.shape == (2, 30, 3)
    np.testing.assert_allclose(z[0], np.log(whole) + z[0][:, :1] - np.log(whole[:, :1]))


@dataclass(frozen=True)
class Counted(Layer):
    """A layer that counts the rows it sees."""

    rows: list[int] = field(default_factory=list)

    def forward(self, x, p, state):
        self.rows.append(len(x))
        return x, {}

    def input_gradient(self, dy, cache, p):
        return dy


def test_evolution_computes_once_what_never_changes():
    counted = Counted()
    model = Model(layers=[counted, Dense(1)], inputs=4, loss_function="mse", seed=1)
    watched = (X[:7] + 1, T[:7])
    options = {"epochs": 20, "batch_size": 5, "progress": False, "validation_data": watched}
    history = model.train("snes", X, T, **options)
    assert set(counted.rows) == {7, 12}  # no mini-batch
    assert len(counted.rows) < 5  # for the population, validation, and the notes at the end
    assert history[-1].val_loss == model.loss(*watched)


@pytest.mark.parametrize(
    ("layers", "first"),
    [
        ([["frozen", [[5]]], ["relu"], ["dropout", 0.5], [1]], 2),
        ([["residual", [["dropout", 0.5]]], [1]], 0),
        ([["residual", [["relu"]]], ["center"], [1]], 2),
        ([[3], ["frozen", [[5]]], [1]], 0),
    ],
)
def test_the_first_layer_that_changes(layers, first):
    assert Model([[4], *layers], "mse").network.first_changing == first


def test_the_estimate_knows_that_the_readable_engine_repeats_frozen_layers():
    frozen = of_images().objective
    plain = Model([[12], [4, "tanh"], [3, "softmax"]]).objective
    readable, blocked = (
        [nanoseconds(cost, it, 8) for it in (frozen, plain)] for cost in (READABLE, BLOCKED)
    )
    assert readable[0] > readable[1]
    assert blocked[0] == blocked[1]
