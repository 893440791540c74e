"""A residual block: its own input, plus what a chain of layers makes of it."""

import numpy as np
import pytest

from edunn import Model
from edunn.catalogue import build, describe
from edunn.errors import ArchitectureError, EduNNError
from edunn.files.validation import checked_fields
from edunn.layers import Dense, Embedding, LayerState, Residual, Standardize
from edunn.regularizers import L1, L2

X = np.random.default_rng(0).normal(size=(12, 4))


def block_model(chain, settings=None, **options):
    return Model([[4], ["residual", chain, settings or {}], [2]], "mse", seed=1, **options)


def test_it_is_the_input_plus_the_chain():
    chain = [[5, "tanh"], [4]]
    model, plain = block_model(chain, dtype="float64"), Model([[4], *chain, [2]], "mse")
    inside = plain.network.layers[:3]
    block = model.layers[0]
    assert block.layers == inside
    p, own = model.parameters[0], [{"W": 0, "b": 0}] * 3
    own = [{name[2:]: q for name, q in p.items() if name[0] == str(k)} for k in range(3)]
    f = X
    for layer, q in zip(inside, own, strict=True):
        f, _ = layer.forward(f, q, LayerState())
    y, _ = block.forward(X, p, LayerState(shape=(4,)))
    np.testing.assert_array_equal(y, X + f)


def test_parameters_have_the_number_of_their_layer_in_front():
    model = block_model([[5, "tanh"], ["residual", [["relu"], [5]]], [4]])
    assert list(model.parameters[0]) == ["0.W", "0.b", "2.1.W", "2.1.b", "3.W", "3.b"]


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ([[5, "relu"], [3]], r"make \(3,\) of \(4,\)"),
        ([["conv", 4, 3]], r"layer 1 inside Residual: Conv2D takes images"),
        ([[6], ["reshape", [2, 3]]], r"make \(2, 3\) of \(4,\)"),
    ],
)
def test_a_shape_that_does_not_stay_is_refused_with_both(chain, expected):
    with pytest.raises(ArchitectureError, match=expected):
        block_model(chain)


def test_a_convolution_needs_padding():
    with pytest.raises(ArchitectureError, match=r"make \(3, 3, 2\) of \(5, 5, 2\).*padding='same'"):
        Model([[5, 5, 2], ["residual", [["conv", 2, 3]]], ["flatten"], [1]])


@pytest.mark.parametrize("chain", [[], None, 3, "relu"])
def test_a_chain_is_a_list_of_layers(chain):
    with pytest.raises(ArchitectureError, match="list of one or more layers"):
        Residual(chain)
    with pytest.raises(ArchitectureError, match=r"list of one or more layers|cannot be built"):
        block_model(chain)


@pytest.mark.parametrize("thing", ["relu", 3, Standardize(), Embedding(4, 1)], ids=repr)
def test_what_cannot_be_in_a_chain_is_refused(thing):
    with pytest.raises(ArchitectureError, match="cannot be inside Residual"):
        Residual([Dense(4), thing])


def test_the_penalty_is_that_of_the_inner_layer_or_else_of_the_block():
    chain = [Dense(5, regularizer=L1(0.5)), Dense(4)]
    model = Model(layers=[Residual(chain, regularizer=L2(0.3))], inputs=4, loss_function="mse")
    first, second = model.parameters[0]["0.W"], model.parameters[0]["1.W"]
    expected = 0.5 * np.abs(first).sum() + 0.15 * np.square(second).sum()
    assert model.objective.penalty(model.theta) == pytest.approx(expected, rel=1e-5)


def test_the_short_form_reads_settings_of_the_inner_layers():
    model = block_model([[5, "relu", {"l2": 0.3, "dropout": 0.5}], [4]], regularizer="l1")
    inside = model.layers[0].layers
    assert inside[0].regularizer == L2(0.3)
    assert [type(layer).__name__ for layer in inside] == ["Dense", "Activation", "Dropout", "Dense"]
    assert len(model.objective.penalties) == 3


def test_batch_norm_inside_it_keeps_moving_averages():
    model = block_model([["batch_norm"], [4]])
    model.train("adam", X + 5, X[:, :2], epochs=30, batch_size=12, progress=False)
    statistics = model.learned.statistics[0]
    assert list(statistics) == ["0.moving_mean", "0.moving_variance"]
    np.testing.assert_allclose(statistics["0.moving_mean"], (X + 5).mean(axis=0), rtol=0.1)


@pytest.mark.parametrize(
    ("chain", "runs"), [([[4]], False), ([[4], ["batch_norm"]], True), ([["dropout", 0.5]], False)]
)
def test_it_runs_statistics_if_a_layer_inside_does(chain, runs):
    assert block_model(chain).network.runs_statistics is runs


def test_dropout_inside_it_is_drawn_in_training_only():
    model = block_model([["dropout", 0.5]])
    np.testing.assert_array_equal(model.predict(X), model.predict(X))
    block, state = model.layers[0], LayerState(random=np.random.default_rng(0), is_training=True)
    y, _ = block.forward(X, {}, state._replace(shape=(4,)))
    assert set(np.unique((y / X).round(9))) == {1.0, 3.0}


def test_a_second_backward_pass_is_of_its_own_gradient():
    """What is kept for the one `dy` is not used for another."""
    model = block_model([[5, "tanh"], [4]], dtype="float64")
    block, p = model.layers[0], model.parameters[0]
    _, cache = block.forward(X, p, LayerState(shape=(4,)))
    one, other = np.ones((12, 4)), np.full((12, 4), 3.0)
    dx = block.input_gradient(one, cache, p)
    np.testing.assert_allclose(block.input_gradient(other, cache, p), 3 * dx)


def test_it_comes_back_from_its_description():
    block = Residual([Dense(5, regularizer=L2(0.1)), Residual([Dense(5)]), Dense(4)])
    assert build(describe(block)) == block
    wrong = describe(block)
    wrong["layers"][0]["initializer"] = 3
    with pytest.raises(EduNNError, match=r"initializer is 3"):
        checked_fields(build(wrong))


def test_the_summary_names_the_chain():
    assert "residual (dense 5, tanh, dense 4)" in block_model([[5, "tanh"], [4]]).summary()


def test_the_gradient_reaches_the_first_layer_where_a_chain_of_as_many_layers_loses_it():
    def size(hidden):
        model = Model([[4], [8, "tanh"], *hidden, [2]], "mse", dtype="float64", seed=1)
        return np.abs(model.gradient(X, X[:, :2])[:32]).max()  # W of the first layer

    deep = [[8, "sigmoid"]] * 12
    assert size([["residual", [one]] for one in deep]) > 1e5 * size(deep)


def test_the_trace_goes_through_the_layers_of_the_chain():
    model = Model([[1], ["residual", [[1, "relu"]]], [1]], "mse", dtype="float64")
    model.theta = [2, 1, 0.5, 0]
    step = model.trace([[3]], [[4]], learning_rate=0.1)
    lines = [line for name in ("0.y_h1", "1.y_h1", "h1") for line in step[name].lines()]
    assert lines == [
        "0.y_h1[0] = 3*2 + 1 = 7",
        "1.y_h1[0] = max(7, 0) = 7",
        "h1[0] = 3 + 7 = 10",
    ]
    back = [line for name in ("dh1", "d0.y_h1", "d0.W1") for line in step[name].lines()]
    assert back == ["dh1[0] = 2*0.5 = 1", "d0.y_h1[0] = 1*1 = 1", "d0.W1[0,0] = 3*1 = 3"]


def test_backward_steps_of_layers_inside_come_after_the_loss():
    chain = [["residual", [["self_attention", 2]]], ["layer_norm"]]
    model = Model([[3, 4], ["residual", chain], ["flatten"], [1]], "mse", seed=1)
    steps = model.trace(X.reshape(4, 3, 4)[:1], [[1]]).steps
    phases = {step.name: step.phase for step in steps}
    assert phases["0.0.A_h1"] == phases["1.normal_h1"] == "forward"
    assert {phases[name] for name in phases if name.startswith(("d", "0.0.d", "0.d"))} == {
        "backward"
    }
