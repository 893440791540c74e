"""Every optimizer against PyTorch, in float64, where it is installed."""

import numpy as np
import pytest

from edunn.optimizers import (
    AdaGrad,
    Adam,
    AdamW,
    ExponentialDecay,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSprop,
)

torch = pytest.importorskip("torch")
theirs = torch.optim

random = np.random.default_rng(5)
gradients = random.normal(size=(12, 8))
start = random.normal(size=8)


@pytest.mark.parametrize(
    ("ours", "kind", "settings"),
    [
        (GradientDescent(0.1), theirs.SGD, {}),
        (Momentum(0.1), theirs.SGD, {"momentum": 0.9}),
        (Nesterov(0.1), theirs.SGD, {"momentum": 0.9, "nesterov": True}),
        (AdaGrad(0.1, epsilon=0.01), theirs.Adagrad, {"eps": 0.01}),
        (RMSprop(0.1, epsilon=0.01), theirs.RMSprop, {"alpha": 0.9, "eps": 0.01}),
        (Adam(0.1, epsilon=1e-30), theirs.Adam, {"eps": 1e-30}),
        (
            AdamW(0.1, weight_decay=0.2, epsilon=1e-30),
            theirs.AdamW,
            {"weight_decay": 0.2, "eps": 1e-30},
        ),
    ],
    ids=repr,
)
def test_places_of_twelve_steps(ours, kind, settings):
    theta = torch.tensor(start, requires_grad=True)
    optimizer = kind([theta], lr=0.1, **settings)
    state = ours.start(start)
    for g in gradients:
        theta.grad = torch.tensor(g)
        optimizer.step()
        state = ours.step(state, g)
        np.testing.assert_allclose(state.theta, theta.detach().numpy(), rtol=1e-10)


@pytest.mark.parametrize(("kind", "nesterov"), [(Momentum, False), (Nesterov, True)])
def test_when_the_rate_changes_pytorch_scales_old_gradients_too(kind, nesterov):
    """Ours is Keras' form: a gradient counts with the rate of its own time."""
    theta = torch.tensor(start, requires_grad=True)
    optimizer = theirs.SGD([theta], lr=0.1, momentum=0.9, nesterov=nesterov)
    halving = kind(ExponentialDecay(0.1, factor=0.5, steps=1))
    state, ours, velocity = halving.start(start), start.copy(), np.zeros(8)
    for t, g in enumerate(gradients):
        rate = optimizer.param_groups[0]["lr"] = 0.1 * 0.5**t
        theta.grad = torch.tensor(g)
        optimizer.step()
        state = halving.step(state, g)
        velocity = 0.9 * velocity - rate * g
        ours += 0.9 * velocity - rate * g if nesterov else velocity
        np.testing.assert_allclose(state.theta, ours, rtol=1e-10)
    assert not np.allclose(state.theta, theta.detach().numpy(), rtol=0.1)


def test_clipping_by_norm():
    g = torch.nn.Parameter(torch.zeros(8, dtype=torch.float64))
    g.grad = torch.tensor(gradients[0])
    torch.nn.utils.clip_grad_norm_([g], 0.5)
    clipped = GradientDescent(clip_norm=0.5).clipped(gradients[0])
    np.testing.assert_allclose(clipped, g.grad.numpy(), rtol=1e-5)
