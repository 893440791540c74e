"""A third opinion: PyTorch, where it is installed. Forward, loss, gradient, and twenty steps."""

import numpy as np
import pytest
from tests.laws.worlds import every_activation, every_loss, network, task

from edunn import Model
from edunn.catalogue import FAMILIES, find
from edunn.losses.classification import TINY
from edunn.optimizers import AdaGrad, Adam, AdamW, GradientDescent, Momentum, Nesterov, RMSprop

torch = pytest.importorskip("torch")
F = torch.nn.functional

ACTIVATIONS = {
    "linear": lambda x: x,
    "binary_step": lambda x: torch.heaviside(x.detach(), torch.ones_like(x)) + 0 * x,
    "sigmoid": torch.sigmoid,
    "hard_sigmoid": lambda x: (x / 6 + 0.5).clamp(0, 1),  # F.hardsigmoid rounds 1/6 to float32
    "tanh": torch.tanh,
    "softsign": F.softsign,
    "relu": F.relu,
    "leaky_relu": F.leaky_relu,
    "elu": F.elu,
    "selu": F.selu,
    "gelu": F.gelu,
    "silu": F.silu,
    "mish": F.mish,
    "softplus": F.softplus,
    "exponential": torch.exp,
    "gaussian": lambda x: torch.exp(-(x**2)),
    "sinusoid": torch.sin,
    "softmax": lambda x: F.softmax(x, dim=-1),
}
LOSSES = {
    "mse": F.mse_loss,
    "mae": F.l1_loss,
    "huber": F.huber_loss,
    "log_cosh": lambda y, t: torch.log(torch.cosh(y - t)).mean(),
    "cross_entropy": lambda y, t: -(t * torch.log(y.clamp(min=TINY))).sum(-1).mean(),
    "binary_cross_entropy": lambda y, t: F.binary_cross_entropy(y.clamp(TINY, 1 - TINY), t),
    "hinge": lambda y, t: torch.relu(1 - t * y).mean(),
    "kl_divergence": lambda y, t: F.kl_div(y.clamp(min=TINY).log(), t, reduction="batchmean"),
}
SMALL = 1e-20  # too small an epsilon for it to matter where it is added
OPTIMIZERS = [
    (GradientDescent(0.1), lambda p: torch.optim.SGD(p, 0.1)),
    (Momentum(0.1), lambda p: torch.optim.SGD(p, 0.1, momentum=0.9)),
    (Nesterov(0.1), lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, nesterov=True)),
    (AdaGrad(0.1), lambda p: torch.optim.Adagrad(p, 0.1, eps=1e-7)),
    (RMSprop(0.01), lambda p: torch.optim.RMSprop(p, 0.01, alpha=0.9, eps=1e-7)),
    (Adam(0.01, epsilon=SMALL), lambda p: torch.optim.Adam(p, 0.01, eps=SMALL)),
    (AdamW(0.01, epsilon=SMALL), lambda p: torch.optim.AdamW(p, 0.01, eps=SMALL)),
]


def tensors(model):
    """The model's W and b, layer by layer, as tensors that want a gradient."""
    arrays = [p[name] for p in model.parameters for name in ("W", "b") if p]
    return [torch.tensor(array, requires_grad=True) for array in arrays]


def answer(parameters, x, bends):
    """The same network, in the words of PyTorch."""
    y = torch.as_tensor(x)
    for W, b, bend in zip(parameters[::2], parameters[1::2], bends, strict=True):
        y = bend(y @ W + b)
    return y


def flat(arrays):
    return np.concatenate([array.detach().numpy().ravel() for array in arrays])


def agree(ours, theirs, tolerance=1e-10):
    np.testing.assert_allclose(ours, theirs, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize(("family", "here"), [("activation", ACTIVATIONS), ("loss", LOSSES)])
def test_the_whole_catalogue_is_written_down_here(family, here):
    known = {
        name
        for name, kind in FAMILIES[family].items()
        if kind.__module__.startswith(f"edunn.{family}")
    }
    assert known == set(here)


@every_loss
@every_activation
def test_answer_loss_and_gradient_are_those_of_pytorch(activation, loss):
    last = "sigmoid" if "entropy" in loss and activation != "softmax" else activation
    random = np.random.default_rng(len(activation) * 100 + len(loss))
    model = Model([[3], [4, activation], [2, last]], loss, dtype="float64")
    model.theta = random.normal(0, 0.4, model.theta.size)
    x, t = task(find("loss", loss), 2, random)
    theirs = tensors(model)
    y = answer(theirs, x, [ACTIVATIONS[activation], ACTIVATIONS[last]])
    cost = LOSSES[loss](y, torch.tensor(t))
    cost.backward()
    agree(model.predict(x), y.detach().numpy())
    agree(model.loss(x, t), cost.item())
    agree(model.gradient(x, t), flat([p.grad for p in theirs]))


@pytest.mark.parametrize(("ours", "theirs"), OPTIMIZERS, ids=lambda o: type(o).__name__)
def test_twenty_steps_are_those_of_pytorch(ours, theirs):
    model = network("tanh", "mse")
    random = np.random.default_rng(2)
    x, t = random.normal(size=(20, 3)), random.uniform(-0.9, 0.9, (20, 2))
    parameters = tensors(model)
    walk = theirs(parameters)
    model.train(ours, x, t, epochs=5, batch_size=6, shuffle_data=False)  # 6, 6, 6, 2 rows
    for _ in range(5):
        for start in range(0, 20, 6):
            walk.zero_grad()
            y = answer(parameters, x[start : start + 6], [torch.tanh, torch.tanh])
            LOSSES["mse"](y, torch.tensor(t[start : start + 6])).backward()
            walk.step()
    agree(model.theta, flat(parameters))
