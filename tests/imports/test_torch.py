"""Networks of PyTorch as models, where it is installed."""

import numpy as np
import pytest
from tests.imports.worlds import assert_same_numbers, rows

from edunn import Model, check_gradients, open_model
from edunn.catalogue import name_of
from edunn.errors import ArchitectureError, DataError, SettingError

torch = pytest.importorskip("torch")
nn = torch.nn
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])


def outputs(network, x):
    with torch.no_grad():
        return network.eval()(torch.tensor(x)).numpy()


def sequential(*layers, dtype="float64"):
    """With other numbers everywhere than those it begins with, moving averages included."""
    network, random = nn.Sequential(*layers), torch.Generator().manual_seed(0)
    with torch.no_grad():
        for q in network.parameters():
            q.copy_(torch.randn(q.shape, generator=random))
        for name, q in network.named_buffers():
            if name.endswith("running_mean"):
                q.copy_(torch.randn(q.shape, generator=random))
            elif name.endswith("running_var"):
                q.copy_(torch.rand(q.shape, generator=random) + 0.5)
    return network.to(getattr(torch, dtype))


ACTIVATIONS = [
    nn.Identity(), nn.Sigmoid(), nn.Hardsigmoid(), nn.Tanh(), nn.Softsign(), nn.ReLU(),
    nn.LeakyReLU(), nn.LeakyReLU(0.3), nn.ELU(), nn.ELU(0.7), nn.SELU(), nn.GELU(), nn.SiLU(),
    nn.Mish(), nn.Softplus(), nn.Softmax(dim=1), nn.Softmax(dim=-1),
]  # fmt: skip


@DTYPES
@pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)
def test_every_activation_has_the_same_numbers(activation, dtype):
    network = sequential(nn.Linear(3, 5), activation, nn.Linear(5, 2), dtype=dtype)
    model = open_model(network)
    assert model.dtype == dtype
    x = rows(200, 3, dtype=dtype)
    assert_same_numbers(model, x, outputs(network, x))


@DTYPES
@pytest.mark.parametrize("ending", [(), (nn.Sigmoid(),), (nn.Softmax(1),)], ids=len)
@pytest.mark.parametrize("depth", [0, 1, 4])
def test_networks_of_one_two_and_five_layers(depth, ending, dtype):
    hidden = [it for _ in range(depth) for it in (nn.Linear(4, 4), nn.Tanh(), nn.Dropout(0.3))]
    network = sequential(*hidden, nn.Linear(4, 3, bias=depth != 1), *ending, dtype=dtype)
    model = open_model(network)
    x = rows(50, 4, dtype=dtype)
    assert_same_numbers(model, x, outputs(network, x))
    assert np.array_equal(model.parameters[0]["W"], network[0].weight.detach().numpy().T)


LAYERS = {
    "batch norm": [nn.Linear(4, 5), nn.BatchNorm1d(5, eps=1e-3, momentum=0.2), nn.Linear(5, 2)],
    "batch norm first": [nn.BatchNorm1d(4), nn.Linear(4, 2)],
    "batch norm without numbers": [nn.BatchNorm1d(4, affine=False), nn.Linear(4, 2)],
    "layer norm": [nn.Linear(4, 5), nn.LayerNorm(5, eps=1e-3), nn.Linear(5, 2)],
    "layer norm without numbers": [nn.LayerNorm(4, elementwise_affine=False), nn.Linear(4, 2)],
    "layer norm without a bias": [nn.LayerNorm(4, bias=False), nn.Linear(4, 2)],
    "sequentials inside": [nn.Sequential(nn.Linear(4, 3), nn.Sequential(nn.ReLU())),
                           nn.Linear(3, 1)],
    "flatten of rows": [nn.Flatten(), nn.Linear(4, 1)],
}  # fmt: skip


@DTYPES
@pytest.mark.parametrize("layers", LAYERS.values(), ids=LAYERS)
def test_layers_of_rows(layers, dtype):
    network = sequential(*layers, dtype=dtype)
    x = rows(50, 4, dtype=dtype)
    assert_same_numbers(open_model(network), x, outputs(network, x))


IMAGES = {
    "convolution": [nn.Conv2d(2, 3, 3), nn.Flatten(), nn.Linear(108, 2)],
    "same, by its name": [nn.Conv2d(2, 3, 3, padding="same"), nn.Flatten(), nn.Linear(192, 2)],
    "same, by pixels": [nn.Conv2d(2, 3, 5, padding=2), nn.Flatten(), nn.Linear(192, 2)],
    "stride": [nn.Conv2d(2, 3, (3, 2), stride=(1, 2)), nn.Flatten(), nn.Linear(72, 2)],
    "dilation": [nn.Conv2d(2, 3, 3, dilation=2, bias=False), nn.Flatten(), nn.Linear(48, 2)],
    "max pooling": [nn.MaxPool2d(3, stride=2), nn.Flatten(), nn.Linear(18, 2)],
    "average pooling": [nn.AvgPool2d(2), nn.Flatten(), nn.Linear(32, 2)],
    "pooling of all": [nn.Conv2d(2, 3, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                       nn.Linear(3, 2)],
    "batch norm": [nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.Flatten(),
                   nn.Linear(108, 2)],
    "norms of a flat image": [nn.Conv2d(2, 3, 6), nn.Flatten(), nn.BatchNorm1d(27),
                              nn.LayerNorm(27), nn.Dropout(), nn.Linear(27, 2)],
    "flatten first": [nn.Flatten(), nn.Linear(128, 2)],
}  # fmt: skip


@DTYPES
@pytest.mark.parametrize("layers", IMAGES.values(), ids=IMAGES)
def test_images_have_their_channels_last(layers, dtype):
    network = sequential(*layers, dtype=dtype)
    x = rows(6, 2, 8, 8, dtype=dtype)
    model = open_model(network, input_shape=(2, 8, 8))
    assert model.network.input_shape == (8, 8, 2)
    assert_same_numbers(model, np.moveaxis(x, 1, -1), outputs(network, x))


def test_a_row_of_pixels_as_an_image():
    network = sequential(
        nn.Unflatten(1, (1, 4, 4)), nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 2)
    )
    x = rows(5, 16)
    assert_same_numbers(open_model(network, input_shape=16), x, outputs(network, x))


def test_words():
    network = sequential(nn.Embedding(7, 3), nn.Linear(3, 2), nn.Flatten(), nn.Linear(8, 2))
    words = np.random.default_rng(0).integers(0, 7, (6, 4))
    model = open_model(network, input_shape=4)
    assert_same_numbers(model, words, outputs(network, words))


def test_shorter_floats_are_opened_as_float32():
    network = sequential(nn.Linear(2, 2), dtype="float32").bfloat16()
    model = open_model(network)
    assert model.dtype == "float32"
    np.testing.assert_array_equal(model.parameters[0]["W"], network[0].weight.detach().float().T)


def test_logits_get_the_ending_that_is_asked_for():
    network = sequential(nn.Linear(4, 3))
    x = rows(20, 4)
    plain = open_model(network)
    assert plain.class_names is None
    assert type(plain.objective.loss).__name__ == "MeanSquaredError"
    model = open_model(network, ending="softmax", class_names=["a", "b", "c"])
    expected = torch.softmax(torch.tensor(outputs(network, x)), dim=1)
    assert_same_numbers(model, x, expected)
    assert model.classify(x) == ["abc"[k] for k in outputs(network, x).argmax(axis=1)]
    t = np.arange(20) % 3
    theirs = nn.functional.cross_entropy(network(torch.tensor(x)), torch.tensor(t))
    assert model.loss(x, ["abc"[k] for k in t]) == pytest.approx(theirs.item(), rel=1e-12)
    with pytest.raises(SettingError, match='ending="softmax"'):
        open_model(network, class_names=["a", "b", "c"])


def test_log_softmax_is_opened_as_softmax_if_that_is_said():
    network = sequential(nn.Linear(4, 3), nn.LogSoftmax(dim=1))
    with pytest.raises(ArchitectureError, match='pass ending="softmax"'):
        open_model(network)
    x, t = rows(20, 4), np.arange(20) % 3
    model = open_model(network, ending="softmax")
    assert_same_numbers(model, x, np.exp(outputs(network, x)))
    theirs = nn.functional.nll_loss(network(torch.tensor(x)), torch.tensor(t))
    assert model.loss(x, t) == pytest.approx(theirs.item(), rel=1e-12)


def test_the_network_of_my_course(tmp_path):
    """A student's story: train in PyTorch, open, compare W1, trace, check, save, train on."""
    network = sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1), nn.Sigmoid())
    x, t = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0.0, 1, 1, 0])
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    for _ in range(5):
        loss = nn.functional.binary_cross_entropy(network(torch.tensor(x))[:, 0], torch.tensor(t))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    loss = nn.functional.binary_cross_entropy(network(torch.tensor(x))[:, 0], torch.tensor(t))
    optimizer.zero_grad()
    loss.backward()
    model = open_model(network, feature_names=["left", "right"])
    trace = model.trace(x, t, learning_rate=0.1)
    np.testing.assert_array_equal(trace.arrays["W1"], network[0].weight.detach().T)
    np.testing.assert_allclose(trace.arrays["dW1"], network[0].weight.grad.T, rtol=1e-9)
    assert float(trace.arrays["loss"]) == pytest.approx(loss.item(), rel=1e-12)
    optimizer.step()
    np.testing.assert_allclose(trace.arrays["W1_new"], network[0].weight.detach().T, rtol=1e-9)
    assert check_gradients(model, x, t).ok
    model.save(tmp_path / "net.edunn")
    again = open_model(tmp_path / "net.edunn")
    assert again.feature_names == ("left", "right")
    again.train("adam", x, t, epochs=300, learning_rate=0.1, seed=0)
    assert again.classify(x) == [0, 1, 1, 0]
    assert not np.array_equal(again.theta, Model.from_file(tmp_path / "net.edunn").theta)


def test_the_model_is_a_copy():
    network = sequential(nn.Linear(2, 2))
    model = open_model(network)
    before = model.theta
    with torch.no_grad():
        network[0].weight += 1
    np.testing.assert_array_equal(model.theta, before)


def test_dropout_and_momentum_are_those_of_the_module():
    network = sequential(nn.Linear(2, 3), nn.Dropout(0.25), nn.BatchNorm1d(3, momentum=0.3))
    _, dropout, norm = open_model(network).layers
    assert name_of(dropout) == "dropout"
    assert dropout.rate == 0.25
    assert norm.momentum == 0.7


class Stack(nn.Sequential):
    """Nothing of its own but a name."""


def test_a_sequential_by_another_name():
    network = Stack(nn.Linear(4, 2)).double()
    assert_same_numbers(open_model(network), rows(5, 4), outputs(network, rows(5, 4)))


REFUSED = {
    "no such layer": (lambda: nn.Sequential(nn.Linear(4, 2), nn.Conv3d(1, 1, 1)), {},
                      "layer 2, nn.Conv3d: EduNN has no such layer. Of torch.nn it opens: .*ReLU"),
    "recurrent": (lambda: nn.Sequential(nn.LSTM(2, 2)), {}, "layer 1, nn.LSTM: it gives several"),
    "learned slope": (lambda: nn.Sequential(nn.Linear(4, 2), nn.PReLU()), {}, "2, nn.PReLU"),
    "another gelu": (lambda: nn.Sequential(nn.Linear(4, 2), nn.GELU("tanh")), {},
                     "layer 2, nn.GELU: EduNN has no approximate='tanh', only approximate='none'"),
    "softmax over rows": (lambda: nn.Sequential(nn.Linear(4, 2), nn.Softmax(dim=0)), {},
                          "layer 2, nn.Softmax: EduNN has no dim=0"),
    "sizes": (lambda: nn.Sequential(nn.Linear(4, 2), nn.Linear(3, 2)), {},
              r"layer 2, nn.Linear: it takes 3 numbers, but the layer in front of it gives \(2,\)"),
    "unknown images": (lambda: nn.Sequential(nn.Conv2d(1, 2, 3)), {},
                       "1, nn.Conv2d: .*input_shape"),
    "groups": (lambda: nn.Sequential(nn.Conv2d(2, 2, 3, groups=2)), {"input_shape": (2, 8, 8)},
               "1, nn.Conv2d: EduNN has no groups=2, only groups=1"),
    "padding": (lambda: nn.Sequential(nn.Conv2d(2, 2, 3, padding=2)), {"input_shape": (2, 8, 8)},
                r"adds \(2, 2\) rows .* 'same', which adds \(1, 1\) and \(1, 1\) here"),
    "left over": (lambda: nn.Sequential(nn.MaxPool2d(3, ceil_mode=True)),
                  {"input_shape": (2, 8, 8)}, "ceil_mode"),
    "padded mean": (lambda: nn.Sequential(nn.AvgPool2d(3, 1, padding=1)),
                    {"input_shape": (2, 8, 8)}, "count_include_pad"),
    "channels": (lambda: nn.Sequential(nn.Conv2d(3, 2, 3)), {"input_shape": (2, 8, 8)},
                 "takes 3 numbers"),
    "flat at the end": (lambda: nn.Sequential(nn.Conv2d(2, 2, 3), nn.Flatten()),
                        {"input_shape": (2, 8, 8)}, "ends with a flattened image"),
    "behind log-softmax": (
        lambda: nn.Sequential(nn.Linear(4, 2), nn.LogSoftmax(1), nn.Linear(2, 2)),
        {"ending": "softmax"}, "layer 3, nn.Linear: a layer behind log-softmax"),
    "no layer": (nn.ReLU, {}, "no layer with weights"),
    "words without a length": (lambda: nn.Embedding(3, 2), {}, r"input_shape=\(time steps,\)"),
    "no weights yet": (lambda: nn.Sequential(nn.LazyLinear(2)), {}, "no weights yet"),
    "steps normalized": (lambda: nn.Sequential(nn.Embedding(3, 2), nn.BatchNorm1d(4)),
                         {"input_shape": 4}, "layer 2, nn.BatchNorm1d: PyTorch normalizes"),
    "no averages": (lambda: nn.Sequential(nn.BatchNorm1d(4, track_running_stats=False)), {},
                    "track_running_stats"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Lazy modules")
@pytest.mark.parametrize(("make", "options", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_held_is_refused_by_name_and_place(make, options, why):
    with pytest.raises(ArchitectureError, match=why):
        open_model(make(), **options)


def test_weights_that_are_no_numbers_are_refused():
    network = sequential(nn.Linear(2, 2))
    with torch.no_grad():
        network[0].weight[0, 0] = np.nan
    with pytest.raises(DataError, match="NaN"):
        open_model(network)


@pytest.mark.parametrize(
    ("thing", "why"),
    [
        (nn.Linear(2, 2, dtype=torch.complex64), "weights are torch.complex64; expected floats"),
        (nn.Linear(2, 2, device="meta"), "weights are without numbers"),
        (torch.ones(3), "a Tensor of PyTorch is no network"),
        (nn.Sequential, "Sequential is a class. Pass a trained object"),
    ],
)
def test_what_has_no_numbers_is_refused(thing, why):
    with pytest.raises(ArchitectureError, match=why):
        open_model(thing)


def test_a_loss_of_probabilities_asks_for_the_ending():
    with pytest.raises(SettingError, match='ending="softmax"'):
        open_model(nn.Linear(2, 3), loss_function="cross_entropy")


def test_weights_without_layers_are_refused():
    with pytest.raises(ArchitectureError, match="load_state_dict"):
        open_model(sequential(nn.Linear(2, 2)).state_dict())
