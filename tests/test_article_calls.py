"""The founding article's calls, word for word."""
# ruff: noqa: E501

import pickle

import numpy as np
import pytest

from edunn import EduNNError, Model, data
from edunn.errors import FileFormatError


@pytest.fixture(scope="module")
def iris():
    return data.load("iris")


@pytest.fixture
def model():
    return Model([[4], [2, "relu"], [3, "softmax"]], loss_function='cross_entropy', learning_rate=0.001)  # fmt: skip


def test_gradient_descent_as_written(model, iris):
    inputs, labels = iris.inputs.tolist(), np.eye(3)[iris.targets].tolist()
    model.train("gradient_descent", inputs=np.array(inputs), labels=np.array(labels), epochs=5, batch_size=1, shuffle_data=True)  # fmt: skip
    assert model.history.epoch == [1, 2, 3, 4, 5]
    assert model.history[-1].forward_passes == 5 * 150 * 3


def test_genetic_algorithm_as_written(model, iris):
    x, y = iris.inputs.tolist(), np.eye(3)[iris.targets].tolist()
    model.train("genetic_algorithm", np.array(x), np.array(y), epochs=50, shuffle_data=True,
                batch_size=10, elitism_num=3, population_size=20, mutation_probability=0.01)  # fmt: skip
    assert len(model.history) == 50
    assert model.history[-1].forward_passes == 50 * 20 * 10


def test_prediction_as_written(model, iris):
    input_array = iris.inputs[0].tolist()
    prediction = model.predict(input_array)
    assert prediction.shape == (3,)
    assert prediction.sum() == pytest.approx(1)


def test_opening_a_file_as_written(model, iris, tmp_path):
    path = tmp_path / "name.edunn"
    model.save(path)
    np.testing.assert_array_equal(
        Model.from_file(path).predict(iris.inputs), model.predict(iris.inputs)
    )


def test_the_articles_own_format_is_refused(tmp_path):
    path = tmp_path / "name.pck"
    path.write_bytes(pickle.dumps({"weights": [1.0]}))
    with pytest.raises(FileFormatError, match="pickle"):
        Model.from_file(str(path))


@pytest.mark.parametrize(
    "architecture",
    [
        [[4], [2, "relu"], [3, "softmax"]],
        [[4], [4, "relu"], [2, "relu"], [3, "softmax"]],
        [[13], [6, "relu"], [2, "softmax"]],
        [[784], [32, "sigmoid"], [10, "softmax"]],
    ],
)
def test_the_articles_networks(architecture):
    model = Model(architecture)
    assert model.predict(np.zeros(architecture[0])).shape == (architecture[-1][0],)


@pytest.mark.parametrize(
    "activation",
    "sigmoid relu softmax tanh softplus gaussian sinusoid binary_step".split(),  # noqa: SIM905
)
@pytest.mark.parametrize("loss", ["mse", "mae", "cross_entropy", "binary_cross_entropy"])
def test_the_articles_operators_and_losses(activation, loss):
    model = Model([[4], [2, activation], [3, "softmax"]], loss_function=loss, learning_rate=0.001)
    model.train("gradient_descent", np.eye(4)[:3], np.eye(3), epochs=1)
    assert np.isfinite(model.theta).all()


def test_the_articles_start_and_regularizer_by_name(iris):
    network = [[4], [2, "relu"], [3, "softmax"]]
    model = Model(network, initializer="article", regularizer="article", dtype="float64", seed=0)
    W, b = model.parameters[0]["W"], model.parameters[0]["b"]
    assert ((W >= 0) & (W < 1)).all()
    assert not b.any()
    plain = Model(network, initializer="article", dtype="float64", seed=0)
    difference = model.gradient(iris) - plain.gradient(iris)
    np.testing.assert_allclose(difference[:8], 0.01 * W.ravel(), atol=1e-14)


def test_the_articles_genetic_algorithm_by_name(model, iris):
    model.train("genetic_algorithm", iris, preset="original", epochs=3, seed=0)
    assert len(model.history) == 3


def test_one_error_catches_them_all(model):
    with pytest.raises(EduNNError):
        model.train("gradient_descend", [[1, 2, 3, 4]], [0])
