"""PyTorch modules with a `forward` of their own, and what EduNN exported for PyTorch."""

import numpy as np
import pytest
from tests.exports.networks import CASES
from tests.imports.worlds import assert_same_numbers, rows

from edunn import open_model
from edunn.errors import ArchitectureError, EduNNError
from edunn.exports.formats import content_of

torch = pytest.importorskip("torch")
nn, F = torch.nn, torch.nn.functional


def net(forward, **layers):
    """A module with these layers and this forward, in float64."""

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            for name, layer in layers.items():
                setattr(self, name, layer)

        def forward(self, x):
            return forward(self, x)

    torch.manual_seed(0)
    return Net().double()


def outputs(network, x):
    with torch.no_grad():
        return network.eval()(torch.tensor(x)).numpy()


def dense():
    return {"first": nn.Linear(4, 5), "second": nn.Linear(5, 3)}


def with_norm():
    return dense() | {
        "mean": nn.Parameter(torch.arange(4.0)),
        "spread": nn.Parameter(torch.rand(4) + 1),
    }


def stacked():
    first = nn.Sequential(nn.Linear(4, 5), nn.ReLU())
    return {"first": first, "second": nn.Sequential(nn.Dropout(0.2), nn.Linear(5, 3))}


ROWS = {
    "relu": (dense, lambda net, x: net.second(torch.relu(net.first(x)))),
    "relu, a method": (dense, lambda net, x: net.second(net.first(x).relu())),
    "relu, a function": (dense, lambda net, x: net.second(F.relu(net.first(x), inplace=True))),
    "leaky relu": (dense, lambda net, x: net.second(F.leaky_relu(net.first(x), 0.3))),
    "elu": (dense, lambda net, x: net.second(F.elu(net.first(x), alpha=0.5))),
    "gelu": (dense, lambda net, x: net.second(F.gelu(net.first(x)))),
    "softplus": (dense, lambda net, x: net.second(F.softplus(net.first(x)))),
    "sine": (dense, lambda net, x: net.second(torch.sin(net.first(x)))),
    "softmax": (dense, lambda net, x: torch.softmax(net.second(net.first(x)), dim=1)),
    "dropout": (dense, lambda net, x: net.second(F.dropout(net.first(x), 0.4, net.training))),
    "flatten": (dense, lambda net, x: net.second(net.first(torch.flatten(x, 1)))),
    "view": (dense, lambda net, x: net.second(net.first(x.view(-1, 4)))),
    "scaled": (with_norm, lambda net, x: net.second(net.first((x - net.mean) / net.spread))),
    "scaled inside": (dense, lambda net, x: net.second(0.5 * net.first(x) + 1)),
    "turned around": (dense, lambda net, x: 1 - net.second(net.first(x))),
    "sequentials": (stacked, lambda net, x: net.second(net.first(x))),
    "nothing": (dense, lambda net, x: net.second(net.first(x.contiguous()).clone())),
}


@pytest.mark.parametrize(("layers", "forward"), ROWS.values(), ids=ROWS)
def test_a_forward_that_is_a_chain(layers, forward):
    network, x = net(forward, **layers()), rows(20, 4)
    assert_same_numbers(open_model(network), x, outputs(network, x))


def test_a_forward_inside_a_sequential():
    inner = net(lambda net, x: torch.tanh(net.first(x)), **dense())
    network = nn.Sequential(inner, nn.Linear(5, 2)).double()
    x = rows(20, 4)
    assert_same_numbers(open_model(network), x, outputs(network, x))


def pooled(net, x):
    x = F.max_pool2d(F.relu(net.norm(net.conv(x))), 2)
    x = x.view(x.size(0), -1)
    return F.log_softmax(net.last(x), dim=1)


def averaged(net, x):
    return net.last(net.norm(net.conv(x)).mean(dim=(2, 3)))


def reshaped(net, x):
    x = F.avg_pool2d(net.norm(net.conv(x)), 2, 2)
    return net.last(x.reshape(x.shape[0], -1))


@pytest.mark.parametrize("forward", [pooled, averaged, reshaped])
def test_images(forward):
    inputs = 4 if forward is averaged else 36
    layers = {"conv": nn.Conv2d(2, 4, 3), "norm": nn.BatchNorm2d(4), "last": nn.Linear(inputs, 3)}
    network, x = net(forward, **layers), rows(5, 2, 8, 8)
    network(torch.tensor(x))  # its moving averages move
    ending = "softmax" if forward is pooled else None
    model = open_model(network, input_shape=(2, 8, 8), ending=ending)
    assert network.training  # as before
    expected = outputs(network, x)
    assert_same_numbers(model, np.moveaxis(x, 1, -1), np.exp(expected) if ending else expected)


def last_step(net, x):
    states, _ = net.cell(x)
    return net.last(states[:, -1])


def last_state(net, x):
    _, end = net.cell(x)
    return net.last((end[0] if isinstance(net.cell, nn.LSTM) else end)[-1])


def all_steps(net, x):
    states, _ = net.cell(x)
    return torch.flatten(net.last(states), 1)


@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no bias"])
@pytest.mark.parametrize("forward", [last_step, last_state, all_steps])
@pytest.mark.parametrize("kind", [nn.RNN, nn.LSTM, nn.GRU], ids=lambda kind: kind.__name__)
def test_sequences(kind, forward, bias):
    cell = kind(2, 3, batch_first=True, bias=bias)
    network, x = net(forward, cell=cell, last=nn.Linear(3, 2)), rows(7, 6, 2)
    assert_same_numbers(open_model(network, input_shape=(6, 2)), x, outputs(network, x))


def test_an_rnn_with_relu():
    cell = nn.RNN(2, 3, batch_first=True, nonlinearity="relu")
    network, x = net(last_step, cell=cell, last=nn.Linear(3, 2)), rows(7, 6, 2)
    assert_same_numbers(open_model(network, input_shape=(6, 2)), x, outputs(network, x))


def decided(net, x):
    return net.first(x) if x.sum() > 0 else net.first(-x)


REFUSED = {
    "a sum of layers": (lambda net, x: x + net.first(x), "no chain: first is a branch"),
    "an array used twice": (lambda net, x: (y := net.first(x)) * torch.sigmoid(y), "is a branch"),
    "a decision": (decided, "cannot be recorded .*nn.Sequential"),
    "an unknown function": (lambda net, x: net.first(x).clamp(0, 6), "calls clamp, which EduNN"),
    "another softmax": (lambda net, x: torch.softmax(net.first(x), 0), "softmax.*no dim=0|dim=0"),
    "several outputs": (lambda net, x: (net.first(x), x), "no chain|something else than one"),
    "a tuple": (lambda net, x: (net.first(x),), "returns something else than one array"),
    "rows mixed": (lambda net, x: net.first(x).view(10, -1), "keeps the rows of a batch apart"),
    "divided by it": (lambda net, x: 1 / net.first(x), "divides by constants"),
    "rounded": (lambda net, x: net.second(net.first(x).long()), "only an embedding takes"),
    "an unknown shape": (lambda net, x: net.first(x - 1), "Pass input_shape"),
    "the first step": (lambda net, x: net.last(net.cell(x)[0][:, 0]), "or with the last one"),
    "two layers": (lambda net, x: net.two(x)[0][:, -1], "num_layers=2, only num_layers=1"),
    "steps first": (lambda net, x: net.turned(x)[0][:, -1], "batch_first=False"),
}


@pytest.mark.parametrize(("forward", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_chain_is_refused_by_name(forward, why):
    cells = {
        "cell": nn.LSTM(2, 3, batch_first=True),
        "two": nn.LSTM(2, 3, 2, batch_first=True),
        "turned": nn.LSTM(2, 3),
        "last": nn.Linear(3, 2),
    }
    network = net(forward, **dense(), **cells)
    is_sequence = "step" in why or "num_layers" in why or "batch_first" in why or "last one" in why
    with pytest.raises(ArchitectureError, match=why):
        open_model(network, input_shape=(6, 2) if is_sequence else None)


IN_PARTS = ("residual", "attention", "transformer", "global_average", "batch_norm, sequences",
            "pool, same", "frozen, above", "frozen, inside", "frozen, sequences",
            "simple_rnn, softplus", "gaussian", "binary_step")  # fmt: skip


@pytest.mark.parametrize("name", [it for it in CASES if not any(part in it for part in IN_PARTS)])
def test_what_edunn_exported_comes_back_to_the_bit(name):
    model, x = CASES[name]
    try:
        program = content_of(model, "torch", "net.py").decode()
    except EduNNError:
        pytest.skip("PyTorch has no such thing")
    names = {"__name__": "net"}
    exec(compile(program, "net.py", "exec"), names)
    again = open_model(names["network"], input_shape=model.network.input_shape)
    expected = model.predict(x)
    if model.targets and model.targets.mean:  # the module gives the outputs in its own unit
        expected = (expected - model.targets.mean) / model.targets.deviation
    assert_same_numbers(again, x, expected)
    if "frozen" not in name:  # frozen weights come back as weights that learn
        np.testing.assert_array_equal(again.theta, model.theta)
