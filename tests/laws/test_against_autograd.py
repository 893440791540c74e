"""A second opinion: `autograd` differentiates the textbook's formulas by itself, we by hand.

Nothing below is stable or quick; it is the definition, to be compared with.
"""

from itertools import pairwise

import autograd.numpy as ag
import numpy as np
import pytest
from autograd import grad
from autograd.scipy.special import erf
from tests.laws.worlds import every_activation, every_loss, network, task

from edunn.catalogue import FAMILIES, find
from edunn.losses.classification import TINY


def sigmoid(x):
    return 1 / (1 + ag.exp(-x))


def softplus(x):
    return ag.log(1 + ag.exp(x))


def elu(x):
    return ag.where(x > 0, x, ag.exp(x) - 1)


def softmax(x):
    return ag.exp(x) / ag.sum(ag.exp(x), axis=-1, keepdims=True)


ACTIVATIONS = {
    "linear": lambda x: x,
    "binary_step": lambda x: ag.where(x < 0, 0.0, 1.0) + 0.0 * x,
    "sigmoid": sigmoid,
    "hard_sigmoid": lambda x: ag.clip(x / 6 + 0.5, 0.0, 1.0),
    "tanh": ag.tanh,
    "softsign": lambda x: x / (1 + ag.abs(x)),
    "relu": lambda x: ag.maximum(x, 0.0),
    "leaky_relu": lambda x: ag.where(x > 0, x, 0.01 * x),
    "elu": elu,
    "selu": lambda x: 1.0507009873554805 * ag.where(x > 0, x, 1.6732632423543772 * elu(x)),
    "gelu": lambda x: x * (1 + erf(x / np.sqrt(2))) / 2,
    "silu": lambda x: x * sigmoid(x),
    "mish": lambda x: x * ag.tanh(softplus(x)),
    "softplus": softplus,
    "exponential": ag.exp,
    "gaussian": lambda x: ag.exp(-(x**2)),
    "sinusoid": ag.sin,
    "softmax": softmax,
}


def cross_entropy(y, t):
    return -ag.sum(t * ag.log(ag.maximum(y, TINY))) / len(t)


def binary_cross_entropy(y, t):
    p = ag.clip(y, TINY, 1 - TINY)
    q = ag.clip(1 - y, TINY, 1 - TINY)
    return -ag.mean(t * ag.log(p) + (1 - t) * ag.log(q))


def huber(y, t):
    miss = ag.abs(y - t)
    return ag.mean(ag.where(miss < 1, miss**2 / 2, miss - 0.5))


LOSSES = {
    "mse": lambda y, t: ag.mean((y - t) ** 2),
    "mae": lambda y, t: ag.mean(ag.abs(y - t)),
    "huber": huber,
    "log_cosh": lambda y, t: ag.mean(ag.log(ag.cosh(y - t))),
    "cross_entropy": cross_entropy,
    "binary_cross_entropy": binary_cross_entropy,
    "hinge": lambda y, t: ag.mean(ag.maximum(0.0, 1 - t * y)),
    "kl_divergence": lambda y, t: cross_entropy(y, t) + ag.sum(t * ag.log(t)) / len(t),
}
PENALTIES = {
    None: lambda W: 0.0,
    "l1": lambda W: 0.01 * ag.sum(ag.abs(W)),
    "l2": lambda W: 0.01 * ag.sum(W**2) / 2,
    "l1_l2": lambda W: 0.01 * ag.sum(ag.abs(W)) + 0.01 * ag.sum(W**2) / 2,
}


def loss_by_the_book(theta, x, t, sizes, bend, loss, penalty):
    """The same network, without layers, layouts or views."""
    cost, start = 0.0, 0
    for inputs, outputs in pairwise(sizes):
        W = ag.reshape(theta[start : start + inputs * outputs], (inputs, outputs))
        start += inputs * outputs
        b = theta[start : start + outputs]
        start += outputs
        x = bend(ag.dot(x, W) + b)
        cost = cost + penalty(W)
    return loss(x, t) + cost


@pytest.mark.parametrize(("family", "here"), [("activation", ACTIVATIONS), ("loss", LOSSES)])
def test_the_whole_catalogue_is_written_down_here(family, here):
    known = {
        name
        for name, kind in FAMILIES[family].items()
        if kind.__module__.startswith(f"edunn.{family}")
    }
    assert known == set(here)


@pytest.mark.parametrize("regularizer", PENALTIES)
@every_loss
@every_activation
def test_loss_and_gradient_are_those_of_autograd(activation, loss, regularizer):
    outputs, random = 3, np.random.default_rng(len(activation) * 100 + len(loss))
    model = network(activation, loss, outputs, regularizer=regularizer)
    model.theta = random.normal(0, 0.5, model.theta.size)
    x, t = task(find("loss", loss), outputs, random)
    book = (x, t, (3, 4, outputs), ACTIVATIONS[activation], LOSSES[loss], PENALTIES[regularizer])
    np.testing.assert_allclose(model.loss(x, t), loss_by_the_book(model.theta, *book), rtol=1e-12)
    expected = grad(loss_by_the_book)(model.theta, *book)
    size = max(np.abs(expected).max(), 1e-3)
    np.testing.assert_allclose(model.gradient(x, t), expected, rtol=1e-10, atol=1e-10 * size)
