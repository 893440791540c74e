"""A network's parameters by name and as Keras lists them, its probabilities and its score."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, r2_score

from edunn import Model, data
from edunn.errors import DataError, ShapeError, UnknownNameError

NETWORK = [[2], [3, "relu"], [2, "softmax"]]
IMAGES = [[8, 8, 1], ["conv", 2, 3, "relu"], ["batch_norm"], ["flatten"], [3, "softmax"]]
SEQUENCES = [[5, 2], ["lstm", 3], [2, "softmax"]]

X = np.random.default_rng(0).normal(size=(12, 2))
T = np.array(["no", "yes"] * 6)


@pytest.fixture
def model():
    return Model(NETWORK, seed=1, dtype="float64")


@pytest.fixture(scope="module")
def iris():
    return data.load("iris")


# Parameters


def test_a_parameter_has_the_name_that_it_has_in_a_trace(model):
    step = model.trace(X, T)
    for name in ("W1", "b1", "W2", "b2"):
        np.testing.assert_array_equal(model[name], step.arrays[name])


def test_a_parameter_is_a_copy(model):
    before = model.theta
    model["W1"][:] = 7
    model.get_weights()[0][:] = 7
    np.testing.assert_array_equal(model.theta, before)


def test_a_parameter_is_set_and_nothing_else(model):
    b1 = model["b1"]
    model["W2"] = [[1, 2], [3, 4], [5, 6]]
    assert model["W2"].tolist() == [[1, 2], [3, 4], [5, 6]]
    assert model.theta[-8:-2].tolist() == [1, 2, 3, 4, 5, 6]
    np.testing.assert_array_equal(model["b1"], b1)


REFUSED = {
    "transposed": (np.ones((3, 2)), ShapeError, r"W1 is \(2, 3\).*are \(3, 2\).*transpose.*\.T"),
    "one number": (0.0, ShapeError, r"W1 is \(2, 3\), but the values are \(\)"),
    "a row": (np.ones(3), ShapeError, r"Pass an array of shape \(2, 3\)"),
    "NaN": (np.full((2, 3), np.nan), DataError, "W1 has NaN or infinity"),
    "words": ("many", DataError, "W1"),
}


@pytest.mark.parametrize(("values", "error", "words"), REFUSED.values(), ids=REFUSED)
def test_values_that_do_not_fit_are_refused(model, values, error, words):
    before = model.theta
    with pytest.raises(error, match=words):
        model["W1"] = values
    with pytest.raises(error, match=words):
        model.set_weights([values, *model.get_weights()[1:]])
    np.testing.assert_array_equal(model.theta, before)


@pytest.mark.parametrize("name", ["W3", "w1", "W", 0, None])
def test_an_unknown_parameter_lists_those_that_there_are(model, name):
    with pytest.raises(UnknownNameError, match="Known: W1, W2, b1, b2"):
        model[name]


@pytest.mark.parametrize("network", [NETWORK, IMAGES, SEQUENCES, [[2], ["relu"]]], ids=str)
def test_weights_are_set_as_they_were_got(network):
    first, second = (Model(network, seed=seed) for seed in (1, 2))
    second.set_weights(first.get_weights())
    np.testing.assert_array_equal(second.theta, first.theta)
    assert sum(w.size for w in first.get_weights()) == first.count_params() == first.theta.size


def test_weights_are_in_the_order_of_keras(model):
    from keras import Input, Sequential, layers

    other = Sequential([Input((2,)), layers.Dense(3, "relu"), layers.Dense(2, "softmax")])
    other.set_weights(model.get_weights())
    np.testing.assert_allclose(other.predict(X, verbose=0), model.predict(X), rtol=1e-5)
    assert other.count_params() == model.count_params()


@pytest.mark.parametrize("weights", [[], [np.ones((2, 3))], np.ones(17), {"W1": 0}, None])
def test_another_number_of_weights_is_refused(model, weights):
    with pytest.raises(ShapeError, match=r"4 arrays is expected: W1 \(2, 3\), b1 \(3,\), W2"):
        model.set_weights(weights)


def test_weights_of_ones_own_keep_the_unit_of_the_targets():
    model = Model([[1], [1]], "mse")
    model["W1"] = [[2.0]]
    assert model.target_scaling == "none"


# Predictions


def test_a_model_is_called_as_it_predicts(model):
    np.testing.assert_array_equal(model(X), model.predict(X))


def test_a_data_set_is_predicted_by_its_inputs(iris):
    model = Model([[4, {"scale": "standardize"}], [3, "softmax"]], seed=0)
    model.train("adam", iris, epochs=2)
    for predicted in (model.predict, model.classify, model.predict_proba):
        np.testing.assert_array_equal(predicted(iris), predicted(iris.inputs))
    one = iris.take(np.arange(1))
    assert model.predict(one).shape == (1, 3)
    assert len(model.classify(one)) == 1


@pytest.mark.parametrize("network", [NETWORK, [[2], [1, "sigmoid"]]], ids=["softmax", "sigmoid"])
def test_probabilities_have_a_column_for_each_class(network):
    model = Model(network, seed=1)
    for rows in (X, X[:1], X[0]):
        p = model.predict_proba(rows)
        assert p.shape == (len(np.atleast_2d(rows)), 2)
        np.testing.assert_allclose(p.sum(axis=1), 1.0, rtol=1e-6)
    model.train("adam", X, T, epochs=5, learning_rate=0.1)
    chosen = np.array(model.class_names)[model.predict_proba(X).argmax(axis=1)]
    assert chosen.tolist() == model.classify(X)


def test_probabilities_of_several_labels_are_those_of_each():
    t = (X > 0).astype(int)
    model = Model([[2], [2, "sigmoid"]], "binary_cross_entropy", seed=1)
    model.train("adam", X, np.vstack([t[:11], [1, 1]]), epochs=2)
    np.testing.assert_array_equal(model.predict_proba(X), model.predict(X))


@pytest.mark.parametrize(
    ("network", "loss"),
    [([[2], [1]], "mse"), ([[2], [2, "sigmoid"]], "mse"), ([[2], [2]], "hinge")],
)
def test_outputs_that_are_no_probabilities_are_refused(network, loss):
    with pytest.raises(DataError, match=r"not the probabilities of classes.*model\.predict"):
        Model(network, loss).predict_proba(X)


def test_the_score_is_the_accuracy_or_r2(model):
    model.train("adam", X, T, epochs=5)
    assert model.score(X, T) == accuracy_score(T, model.classify(X))
    line = Model([[2], [1]], "mse", seed=1, dtype="float64")
    t = X @ [1.0, 2.0] + 0.5
    line.train("adam", X, t, epochs=50, learning_rate=0.05)
    assert line.score(X, t) == pytest.approx(r2_score(t, line.predict(X)))
    with pytest.raises(DataError, match="R2 compares rows with their mean"):
        line.score(X[:1], t[:1])


def test_an_evaluation_unpacks_into_loss_and_score(model):
    model.train("adam", X, T, epochs=5)
    loss, accuracy = model.evaluate(X, T)
    measured = model.evaluate(X, T)
    assert (loss, accuracy) == (measured.loss, measured.accuracy)


# What it looks like


def test_a_model_prints_its_activations():
    assert repr(Model(NETWORK)) == "<Model 2 - 3 relu - 2 softmax, 17 parameters, float32>"


@pytest.mark.parametrize("dtype", [np.float64, np.dtype("float64"), float, "float64"])
def test_a_dtype_is_a_name_or_numpys_own(dtype):
    model = Model(NETWORK, dtype=dtype)
    assert model.dtype == "float64"
    assert model.theta.dtype == np.float64


@pytest.mark.parametrize("dtype", [np.float16, int, np.int64, "double", type(None), None])
def test_another_dtype_is_refused(dtype):
    with pytest.raises(UnknownNameError, match="Known: float32, float64"):
        Model(NETWORK, dtype=dtype)
