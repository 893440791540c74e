"""Networks of Keras as models; Keras counts in float32, on its NumPy backend."""

import numpy as np
import pytest
from tests.imports.worlds import assert_same_numbers, rows

from edunn import check_gradients, open_model
from edunn.errors import ArchitectureError, FileFormatError, SettingError

pytest.importorskip("jax", reason="the NumPy backend of Keras imports it")
keras = pytest.importorskip("keras")
L = keras.layers
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def sequential(shape, *layers):
    """With other numbers everywhere than those it begins with, moving averages included."""
    network, random = keras.Sequential([keras.Input(shape), *layers]), np.random.default_rng(0)
    randomize(network, random)
    return network


def randomize(network, random):
    for layer in network.layers:
        if not isinstance(layer, L.Normalization):
            layer.set_weights(
                [random.uniform(0.2, 1.0, q.shape) * random.choice([1, sign_of(name)], q.shape)
                 for q, name in zip(layer.get_weights(), names_of(layer), strict=True)]
            )  # fmt: skip


def names_of(layer):
    return [variable.path for variable in layer.weights]


def sign_of(name):
    return 1 if "variance" in name else -1


def outputs(network, x):
    return np.asarray(network(x, training=False))


ACTIVATIONS = [
    "linear", "sigmoid", "hard_sigmoid", "tanh", "softsign", "relu", "leaky_relu", "elu", "selu",
    "gelu", "silu", "swish", "mish", "softplus", "exponential", "softmax",
]  # fmt: skip
ACTIVATION_LAYERS = [
    L.ReLU(), L.ReLU(negative_slope=0.1), L.LeakyReLU(), L.LeakyReLU(negative_slope=0.05),
    L.ELU(), L.ELU(alpha=0.3), L.Softmax(), L.Activation("tanh"), L.Identity(),
]  # fmt: skip


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_within_a_layer(name):
    network = sequential((3,), L.Dense(5, activation=name), L.Dense(2))
    x = rows(100, 3, dtype="float32")
    assert_same_numbers(open_model(network), x, outputs(network, x))


@pytest.mark.parametrize("layer", ACTIVATION_LAYERS, ids=lambda layer: layer.name)
def test_every_activation_that_is_a_layer(layer):
    network = sequential((3,), L.Dense(5), layer, L.Dense(2))
    x = rows(100, 3, dtype="float32")
    assert_same_numbers(open_model(network), x, outputs(network, x))


def test_the_slope_of_a_leaky_relu_is_that_of_keras():
    (_, within, _, own) = open_model(
        sequential((2,), L.Dense(2, activation="leaky_relu"), L.Dense(2), L.LeakyReLU(0.4))
    ).layers
    assert within.function.slope_below == 0.2
    assert own.function.slope_below == 0.4


NETWORKS = {
    "one layer": ((4,), [L.Dense(3, use_bias=False)]),
    "two layers": ((4,), [L.Dense(5, "relu"), L.Dropout(0.2), L.Dense(1, "sigmoid")]),
    "five layers": ((4,), [*[L.Dense(4, "tanh") for _ in range(4)], L.Dense(3, "softmax")]),
    "a layer as an activation": ((4,), [L.Dense(3, activation=L.LeakyReLU(0.3))]),
    "normalization": ((2,), [L.Normalization(mean=[1, 2], variance=[4, 9]), L.Dense(1)]),
    "normalization backwards": (
        (2,), [L.Dense(2), L.Normalization(mean=[1, 2], variance=[4, 9], invert=True)]),
    "one mean for all": ((2,), [L.Normalization(axis=None, mean=1, variance=4), L.Dense(1)]),
    "rescaling": ((3,), [L.Rescaling(1 / 255), L.Dense(2)]),
    "rescaling with an offset": ((3,), [L.Rescaling(1 / 127.5, offset=-1), L.Dense(2)]),
    "batch norm": ((4,), [L.Dense(5), L.BatchNormalization(epsilon=0.01), L.Dense(2)]),
    "batch norm without numbers": (
        (4,), [L.BatchNormalization(scale=False, center=False), L.Dense(2)]),
    "layer norm": ((4,), [L.Dense(5), L.LayerNormalization(), L.Dense(2)]),
    "layer norm without numbers": (
        (4,), [L.LayerNormalization(scale=False, center=False), L.Dense(2)]),
    "flatten": ((4, 3), [L.Flatten(), L.Dense(2)]),
    "reshape": ((16,), [L.Reshape((4, 4, 1)), L.Conv2D(2, 3), L.Flatten(), L.Dense(2)]),
    "convolution": ((8, 7, 2), [L.Conv2D(3, 3, activation="relu"), L.Flatten(), L.Dense(2)]),
    "convolution, same": ((8, 7, 2), [L.Conv2D(3, (3, 2), strides=2, padding="same"), L.Flatten(),
                                      L.Dense(2)]),
    "convolution, dilated": ((8, 8, 2), [L.Conv2D(3, 3, dilation_rate=2, use_bias=False),
                                         L.GlobalAveragePooling2D(), L.Dense(2)]),
    "pixels": ((8, 8, 1), [L.Rescaling(1 / 255), L.Conv2D(2, 3), L.Flatten(), L.Dense(2)]),
    "max pooling": ((8, 8, 2), [L.MaxPooling2D((2, 3), padding="same"), L.Flatten(), L.Dense(2)]),
    "average pooling": ((8, 8, 2), [L.AveragePooling2D(3, strides=2), L.Flatten(), L.Dense(2)]),
    "norms of images": ((5, 5, 2), [L.Conv2D(3, 2), L.BatchNormalization(), L.LayerNormalization(),
                                    L.Flatten(), L.Dense(2)]),
    "simple rnn": ((6, 2), [L.SimpleRNN(3, activation="relu", use_bias=False), L.Dense(1)]),
    "lstm": ((6, 2), [L.LSTM(4, return_sequences=True), L.LSTM(3), L.Dense(1)]),
    "gru": ((6, 2), [L.GRU(4, return_sequences=True), L.GlobalAveragePooling1D(), L.Dense(1)]),
    "gru without a bias": ((6, 2), [L.GRU(4, use_bias=False), L.Dense(1)]),
    "a sequential within": ((4,), [keras.Sequential([L.Dense(3, "relu")]), L.Dense(2)]),
}  # fmt: skip


@pytest.mark.parametrize(("shape", "layers"), NETWORKS.values(), ids=NETWORKS)
def test_networks_have_the_same_numbers(shape, layers):
    network = sequential(shape, *layers)
    x = rows(20, *shape, dtype="float32")
    assert_same_numbers(open_model(network), x, outputs(network, x))


def test_words():
    network = sequential((4,), L.Embedding(7, 3), L.Flatten(), L.Dense(2))
    words = np.random.default_rng(0).integers(0, 7, (6, 4))
    assert_same_numbers(open_model(network), words, outputs(network, words))


def test_an_adapted_normalization_is_a_scaling_layer():
    normal = L.Normalization()
    x = rows(50, 3, dtype="float32") * [1, 10, 100] + [5, 0, -5]
    normal.adapt(x)
    network = sequential((3,), normal, L.Dense(2))
    model = open_model(network)
    assert model.layers[0].is_scaling
    np.testing.assert_allclose(model.learned.statistics[0]["shift"], x.mean(axis=0), rtol=1e-5)
    assert_same_numbers(model, x, outputs(network, x.astype("float32")))


def test_a_functional_model_that_is_a_chain():
    x = given = keras.Input((4,))
    for layer in (L.Dense(5, "relu"), L.Dropout(0.5), L.Dense(3, "softmax")):
        x = layer(x)
    network = keras.Model(given, x)
    model = open_model(network, class_names=["a", "b", "c"])
    assert_same_numbers(model, rows(9, 4), outputs(network, rows(9, 4, dtype="float32")))


def test_float64_stays_float64():
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    try:
        network = sequential((4,), L.Dense(5, "tanh"), L.Dense(3, "softmax"))
        model = open_model(network)
        assert model.dtype == "float64"
        np.testing.assert_array_equal(model.parameters[0]["W"], network.layers[0].kernel)
        expected = outputs(network, rows(9, 4))  # this backend rounds to float32 on the way
        np.testing.assert_allclose(model.predict(rows(9, 4)), expected, rtol=1e-6)
    finally:
        keras.config.set_floatx("float32")
        keras.config.set_dtype_policy("float32")


def test_the_loss_is_that_of_the_compiled_model():
    network = sequential((4,), L.Dense(3))
    for given, expected in {
        "mae": "MeanAbsoluteError",
        keras.losses.Huber(): "Huber",
        keras.losses.CategoricalCrossentropy(from_logits=True): "MeanSquaredError",
        (lambda t, y: y): "MeanSquaredError",
    }.items():
        network.compile(loss=given)
        assert type(open_model(network).objective.loss).__name__ == expected
    network.compile(loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1))
    assert open_model(network, ending="softmax").objective.loss.label_smoothing == 0.1
    assert type(open_model(network, loss_function="log_cosh").objective.loss).__name__ == "LogCosh"


def test_the_network_of_my_course(tmp_path):
    """A student's story: fit in Keras, save, open the file, trace, check, train on."""
    network = sequential((2,), L.Dense(3, "tanh"), L.Dense(1, "sigmoid"))
    x, t = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), [0, 1, 1, 0]
    network.save(tmp_path / "net.keras")
    model = open_model(tmp_path / "net.keras", feature_names=["left", "right"])
    trace = model.trace(x, t)
    np.testing.assert_array_equal(trace.arrays["W1"], network.layers[0].kernel)
    y = outputs(network, x)[:, 0].astype(float)
    expected = -np.log(np.where(t, y, 1 - y)).mean()
    assert float(trace.arrays["loss"]) == pytest.approx(expected, rel=1e-6)
    assert check_gradients(model, x, t).ok
    model.train("adam", x, t, epochs=300, learning_rate=0.1, seed=0)
    assert model.classify(x) == [0, 1, 1, 0]


class Net(keras.Model):
    def call(self, x):
        return x


class Doubled(L.Dense):
    def call(self, inputs, training=None):
        return 2 * super().call(inputs)


class Named(L.Dense):
    """Nothing of its own but a name."""


def test_a_layer_by_another_name():
    network = sequential((4,), Named(2))
    assert_same_numbers(open_model(network), rows(5, 4), outputs(network, rows(5, 4)))


def branched():
    x = keras.Input((4,))
    return keras.Model(x, L.Add()([L.Dense(4)(x), x]))


def shared():
    x, layer = keras.Input((4,)), L.Dense(4)
    return keras.Model(x, layer(layer(x)))


def with_an_operation():
    x = keras.Input((4,))
    return keras.Model(x, L.Dense(2)(2 * x))


def two_outputs():
    x = keras.Input((4,))
    return keras.Model(x, [L.Dense(2)(x), L.Dense(2)(x)])


REFUSED = {
    "no such layer": (lambda: sequential((4,), L.Dense(2), L.GaussianNoise(0.1, name="noise")),
                      "layer 2, GaussianNoise 'noise': EduNN has no such layer. .*BatchNormal"),
    "no such activation": (lambda: sequential((4,), L.Dense(2, "relu6", name="d")),
                           "layer 1, Dense 'd': EduNN has no activation 'relu6'. It opens: elu"),
    "your own activation": (lambda: sequential((4,), L.Dense(2, activation=lambda x: x)),
                            "EduNN has no activation '<lambda>'"),
    "a cut-off": (lambda: sequential((4,), L.Dense(2), L.ReLU(max_value=6)), "max_value=6"),
    "learned slope": (lambda: sequential((4,), L.Dense(2), L.PReLU()), "layer 2, PReLU"),
    "not built": (lambda: keras.Sequential([L.Dense(2)]), "layer 1, Dense .* no weights yet"),
    "a call of its own": (Net, "layer 1, Net .*: it has a call of its own"),
    "a layer's own call": (lambda: sequential((4,), Doubled(2)), "layer 1, Doubled .*its own"),
    "branches": (branched, "its layers are no chain"),
    "a layer twice": (shared, "its layers are no chain"),
    "an operation": (with_an_operation, "its layers are no chain"),
    "two outputs": (two_outputs, "its layers are no chain"),
    "another axis": (lambda: sequential((4, 3), L.BatchNormalization(axis=1), L.Flatten()),
                     "EduNN has no axis=1"),
    "groups": (lambda: sequential((8, 8, 2), L.Conv2D(2, 3, groups=2), L.Flatten()), "groups=2"),
    "backwards": (lambda: sequential((8, 2), L.LSTM(2, go_backwards=True)), "go_backwards=True"),
    "other gates": (lambda: sequential((8, 2), L.LSTM(2, activation="relu")), "activation='tanh'"),
    "the older gru": (lambda: sequential((8, 2), L.GRU(2, reset_after=False)), "reset_after=False"),
    "masks": (lambda: sequential((8,), L.Embedding(3, 2, mask_zero=True), L.LSTM(2)),
              "mask_zero=True"),
    "open length": (lambda: sequential((None, 2), L.LSTM(2)), r"input_shape=\(time steps"),
    "log-softmax": (lambda: sequential((4,), L.Dense(2, "log_softmax")), 'ending="softmax"'),
}  # fmt: skip


@pytest.mark.parametrize(("make", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_held_is_refused_by_name_and_place(make, why):
    with pytest.raises(ArchitectureError, match=why):
        open_model(make())


def test_an_open_length_is_given_by_the_user():
    network = sequential((None, 2), L.LSTM(3), L.Dense(1))
    x = rows(5, 6, 2, dtype="float32")
    assert_same_numbers(open_model(network, input_shape=(6, 2)), x, outputs(network, x))


def test_log_softmax_is_opened_as_softmax_if_that_is_said():
    network = sequential((4,), L.Dense(3, "log_softmax"))
    model = open_model(network, ending="softmax")
    x = rows(5, 4, dtype="float32")
    assert_same_numbers(model, x, np.exp(outputs(network, x)))


def test_a_damaged_file_is_refused(tmp_path):
    (tmp_path / "net.keras").write_bytes(b"nothing")
    with pytest.raises(FileFormatError, match=r"Keras cannot load .*net\.keras"):
        open_model(tmp_path / "net.keras")


def test_a_program_in_a_file_is_not_run(tmp_path):
    network = sequential((2,), L.Lambda(lambda x: 2 * x), L.Dense(1))
    network.save(tmp_path / "net.keras")
    with pytest.raises(FileFormatError, match=r"unsafe|Lambda"):
        open_model(tmp_path / "net.keras")


def test_options_of_a_model_of_ours_are_refused():
    model = open_model(sequential((4,), L.Dense(3)))
    assert open_model(model) is model
    with pytest.raises(SettingError, match="Pass it alone"):
        open_model(model, class_names=["a", "b", "c"])
