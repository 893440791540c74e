"""PyTorch in float64, where it is installed: outputs, input gradients, parameter gradients."""

import numpy as np
import pytest
from tests.laws.layer_networks import NETWORKS, built, rows_for

from edunn import layers
from edunn.catalogue import name_of

torch = pytest.importorskip("torch")
F = torch.nn.functional


def image(x):
    """Channels first, as PyTorch has them."""
    return x.permute(0, 3, 1, 2)


def back(y):
    return y.permute(0, 2, 3, 1)


def both(given):
    return (given, given) if isinstance(given, int) else tuple(given)


def padded_same(x, window, stride, dilation, fill=0.0):
    """Padding as TensorFlow documents "SAME": the odd pixel goes behind."""
    sides = []
    for n, k, s, d in zip(x.shape[2:], window, stride, dilation, strict=True):
        total = max(0, (int(np.ceil(n / s)) - 1) * s + d * (k - 1) + 1 - n)
        sides.append([total // 2, total - total // 2])
    return F.pad(x, [*sides[1], *sides[0]], value=fill)


def convolution(layer, p, x):
    kernel, stride, dilation = both(layer.kernel), both(layer.stride), both(layer.dilation)
    x = image(x)
    weight = p["W"].reshape(*kernel, x.shape[1], layer.filters).permute(3, 2, 0, 1)
    if layer.padding == "same":
        x = padded_same(x, kernel, stride, dilation)
    return back(F.conv2d(x, weight, p.get("b"), stride=stride, dilation=dilation))


def pooling(layer, p, x):
    window = both(layer.window)
    stride = window if layer.stride is None else both(layer.stride)
    x, is_max = image(x), isinstance(layer, layers.MaxPool2D)
    if is_max:
        if layer.padding == "same":
            x = padded_same(x, window, stride, (1, 1), -torch.inf)
        return back(F.max_pool2d(x, window, stride))
    ones = torch.ones_like(x)
    if layer.padding == "same":
        x, ones = (padded_same(q, window, stride, (1, 1)) for q in (x, ones))
    return back(F.avg_pool2d(x, window, stride) / F.avg_pool2d(ones, window, stride))


def channels_second(q):
    return q.movedim(-1, 1)


def batch_norm(layer, p, x, state=None):
    """In prediction; with modules' running statistics, `state`, in training."""
    mean, variance = state or (torch.zeros(x.shape[-1]).double(), torch.ones(x.shape[-1]).double())
    y = F.batch_norm(
        channels_second(x), mean, variance, p["gamma"], p["beta"],
        training=state is not None, momentum=1 - layer.momentum, eps=layer.epsilon,
    )  # fmt: skip
    return y.movedim(1, -1)


def recurrent(layer, p, x):
    """PyTorch's own module with our weights, columns for its rows; other activations in a loop."""
    kind, second = name_of(layer), p.get("c", torch.zeros_like(p["b"]))
    if kind == "simple_rnn" and name_of(layer.activation) != "tanh":
        h = elman(ACTIVATIONS[name_of(layer.activation)], p, x)
        return h if layer.sequences else h[:, -1]
    make = {"simple_rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[kind]
    module = make(x.shape[-1], layer.units, batch_first=True, dtype=torch.float64)
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    weights = dict(zip(names, (p["W"].T, p["U"].T, p["b"], second), strict=True))
    h, _ = torch.func.functional_call(module, weights, (x,))
    return h if layer.sequences else h[:, -1]


def elman(function, p, x):
    h = [torch.zeros(len(x), len(p["U"]), dtype=x.dtype)]
    for t in range(x.shape[1]):
        h.append(function(x[:, t] @ p["W"] + h[-1] @ p["U"] + p["b"]))
    return torch.stack(h[1:], dim=1)


ACTIVATIONS = {
    "gelu": F.gelu,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "softplus": F.softplus,
}


def chain(layer, p, x):
    for k, inner in enumerate(layer.layers):
        own = {name.partition(".")[2]: q for name, q in p.items() if name.startswith(f"{k}.")}
        x = FORWARD[name_of(inner)](inner, own, x)
    return x


def residual(layer, p, x):
    return x + chain(layer, p, x)


def frozen(layer, p, x):
    drawn = layer.initial_statistics(tuple(x.shape[1:]))
    return chain(layer, {name: torch.tensor(q) for name, q in drawn.items()}, x)


def attention(layer, p, x):
    """By the functions of PyTorch; `nn.MultiheadAttention` itself is tried below."""
    q, k, v = (x @ p[f"{part}.W"] + p[f"{part}.b"] for part in ("query", "key", "value"))
    q, k, v = (it.unflatten(-1, (layer.heads, -1)).transpose(1, 2) for it in (q, k, v))
    o = F.scaled_dot_product_attention(q, k, v, is_causal=layer.causal)
    return o.transpose(1, 2).flatten(2) @ p["output.W"] + p["output.b"]


def encoded(layer, p, x):
    T, D = x.shape[1:]
    angle = torch.arange(T).double()[:, None] / 10000 ** (torch.arange(0, D, 2).double() / D)
    waves = torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)
    return x + waves[:, :D]


FORWARD = {
    "simple_rnn": recurrent,
    "lstm": recurrent,
    "gru": recurrent,
    "dense": lambda layer, p, x: x @ p["W"] + p["b"],
    "conv": convolution,
    "max_pool": pooling,
    "average_pool": pooling,
    "global_average_pool": lambda layer, p, x: x.flatten(1, -2).mean(dim=1),
    "batch_norm": batch_norm,
    "layer_norm": lambda layer, p, x: F.layer_norm(
        x, x.shape[-1:], p["gamma"], p["beta"], layer.epsilon
    ),
    "residual": residual,
    "frozen": frozen,
    "self_attention": attention,
    "positional_encoding": encoded,
    "dropout": lambda layer, p, x: x,
    "embedding": lambda layer, p, x: F.embedding(x.long(), p["W"]),
    "flatten": lambda layer, p, x: x.reshape(len(x), -1),
    "reshape": lambda layer, p, x: x.reshape(len(x), *layer.shape),
    "activation": lambda layer, p, x: ACTIVATIONS[name_of(layer.as_activation)](x),
}
"""Each layer of the catalogue in PyTorch's own functions: layer, parameters, input -> output."""

TRIED = [
    name for name in NETWORKS if all(name_of(layer) in FORWARD for layer in built(name).layers)
]


@pytest.mark.parametrize("name", TRIED)
def test_outputs_and_gradients_are_those_of_pytorch(name):
    model = built(name)
    x, t = rows_for(model)
    given = torch.tensor(x, requires_grad=True)
    parameters = [
        {key: torch.tensor(q, requires_grad=True) for key, q in own.items()}
        for own in model.parameters
    ]
    y = given
    for layer, own in zip(model.layers, parameters, strict=True):
        y = FORWARD[name_of(layer)](layer, own, y)
    np.testing.assert_allclose(model.predict(x), y.detach(), rtol=1e-9, atol=1e-12)
    F.mse_loss(y, torch.tensor(t)).backward()
    g = [q.grad.numpy().ravel() for own in parameters for q in own.values()]
    objective = model.objective
    plain = objective.gradient(model.theta, x, t, model.learned.statistics).g - penalties(model)
    if g:
        np.testing.assert_allclose(plain, np.concatenate(g), rtol=1e-9, atol=1e-12)
    if any(layer.takes_words for layer in model.layers):
        return  # whole numbers have no gradient
    p = model.network.layout.views(model.theta)
    z, caches = model.network.forward(p, x, model.learned.statistics)
    dx = model.network.input_gradient(objective.loss.gradient(z, t) / len(x), caches, p)
    np.testing.assert_allclose(dx, given.grad, rtol=1e-9, atol=1e-12)


def penalties(model):
    """What the penalties add to the gradient."""
    g = np.zeros_like(model.theta)
    for where, regularizer in model.objective.penalties:
        g[where] += regularizer.gradient(model.theta[where])
    return g


@pytest.mark.parametrize("shape", [(3,), (4, 3), (5, 4, 3)], ids=["rows", "sequences", "images"])
def test_batch_norm_in_training_and_its_moving_averages_are_those_of_pytorch(shape):
    layer, random = layers.BatchNorm(momentum=0.8, epsilon=1e-3), np.random.default_rng(0)
    statistics = layer.initial_statistics(shape)
    running = torch.zeros(3).double(), torch.ones(3).double()
    for _ in range(3):
        x, dy = random.normal(2, 3, (6, *shape)), random.normal(size=(6, *shape))
        p = {name: random.normal(size=3) for name in ("gamma", "beta")}
        theirs = {name: torch.tensor(q, requires_grad=True) for name, q in p.items()}
        given = torch.tensor(x, requires_grad=True)
        y = batch_norm(layer, theirs, given, running)
        y.backward(torch.tensor(dy))
        state = layers.LayerState(statistics, random, is_training=True, shape=shape)
        ours, cache = layer.forward(x, p, state)
        dp = {name: np.empty(3) for name in p}
        layer.parameter_gradients(dy, cache, p, dp)
        statistics = layer.updated(statistics, cache)
        found = [ours, layer.input_gradient(dy, cache, p), dp["gamma"], dp["beta"]]
        expected = [y.detach(), given.grad, *(q.grad for q in theirs.values())]
        for one, other in zip([*found, *statistics.values()], [*expected, *running], strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("heads", [1, 2, 4])
@pytest.mark.parametrize("is_causal", [False, True], ids=["all", "causal"])
def test_attention_and_its_weights_are_those_of_the_module(heads, is_causal):
    layer, random = layers.SelfAttention(heads, is_causal), np.random.default_rng(0)
    p = {k: random.normal(size=shape) for k, shape in layer.parameter_shapes((5, 4)).items()}
    theirs = torch.nn.MultiheadAttention(4, heads, batch_first=True, dtype=torch.float64)
    three = ("query", "key", "value")
    own = {
        "in_proj_weight": np.concatenate([p[f"{part}.W"].T for part in three]),
        "in_proj_bias": np.concatenate([p[f"{part}.b"] for part in three]),
        "out_proj.weight": p["output.W"].T,
        "out_proj.bias": p["output.b"],
    }
    theirs.load_state_dict({name: torch.tensor(q) for name, q in own.items()})
    x = random.normal(size=(3, 5, 4))
    later = torch.triu(torch.ones(5, 5, dtype=torch.bool), 1) if is_causal else None
    y, A = theirs(*[torch.tensor(x)] * 3, attn_mask=later, average_attn_weights=False)
    ours, cache = layer.forward(x, p, layers.LayerState(shape=(5, 4)))
    np.testing.assert_allclose(ours, y.detach(), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(cache["A"], A.detach(), rtol=1e-9, atol=1e-12)
