"""What the laws are tried on: everything that the catalogue names, and small random networks."""

from dataclasses import fields

import numpy as np
import pytest

from edunn import Model
from edunn.catalogue import FAMILIES, find
from edunn.layers import Scaling
from edunn.objective import Objective

ROWS, INPUTS, HIDDEN = 5, 3, 4
STEP = 2e-4
NEEDED = {
    "units": 3,
    "function": find("activation", "tanh"),
    "rate": 0.25,
    "filters": 2,
    "shape": (3, 2),
    "layers": (find("layer", "dense", units=4),),
    "words": 5,
    "size": 3,
}
"""Values for the settings that have no default."""


def entry(family, name):
    """The object of that name, with its defaults."""
    needed = {f.name for f in fields(FAMILIES[family][name])} & set(NEEDED)
    return find(family, name, **{setting: NEEDED[setting] for setting in needed})


SHAPES = {
    **dict.fromkeys(("conv", "max_pool", "average_pool", "global_average_pool"), (3, 4, 2)),
    **dict.fromkeys(("simple_rnn", "lstm", "gru", "positional_encoding", "self_attention"), (3, 4)),
    "reshape": (6,),
}
"""The shape of a row for the layers that do not take four numbers."""


def shape_for(layer):
    """The shape of a row that the layer of this name takes."""
    return SHAPES.get(layer, (4,))


def rows_through(layer, shape, random, dtype):
    """Five rows of inputs for the layer: whole numbers if it takes words."""
    drawn = random.integers(0, 5, shape) if layer.takes_words else random.normal(size=shape)
    return drawn.astype(dtype)


ENTRIES = [(family, name) for family, table in FAMILIES.items() for name in table]
SCALINGS = [name for name, kind in FAMILIES["layer"].items() if issubclass(kind, Scaling)]

every_entry = pytest.mark.parametrize(("family", "name"), ENTRIES)
every_activation = pytest.mark.parametrize("activation", FAMILIES["activation"])
every_loss = pytest.mark.parametrize("loss", FAMILIES["loss"])
every_optimizer = pytest.mark.parametrize("optimizer", FAMILIES["optimizer"])


@pytest.fixture
def any_pair_learns(monkeypatch):
    """Losses may follow activations for which they mean nothing: the formulas hold all the same."""
    monkeypatch.setattr(Objective, "require_meaning", lambda self: None)


def network(activation, loss, outputs=2, *, scale=None, dropout=0, **settings):
    """A float64 model that bends by `activation` in the middle and at its end."""
    hidden = [HIDDEN, activation, {"dropout": dropout}]
    architecture = [[INPUTS, {"scale": scale}], hidden, [outputs, activation]]
    return Model(architecture, loss, dtype="float64", seed=0, **settings)


def task(loss, outputs, random):
    """Rows and targets that the loss is made for: shares of classes, or -1 and 1."""
    x = random.normal(0.5, 1.5, (ROWS, INPUTS))
    t = random.uniform(0.1, 0.9, (ROWS, outputs))
    t /= t.sum(axis=1, keepdims=True) if outputs > 1 else 1.0
    return x, t if loss.off == 0 else np.where(t > 0.4, 1.0, loss.off)


def stencil(theta, h):
    """Four neighbours of theta in the direction of each of its numbers, `(4, n, n)`."""
    moves = h * np.eye(len(theta))
    return theta + np.stack([moves, -moves, 2 * moves, -2 * moves])


def numerical_gradient(value, theta, h=STEP):
    """Central differences of fourth order; `value` takes a population `(P, n)`."""
    n = len(theta)
    right, left, far_right, far_left = value(stencil(theta, h).reshape(-1, n)).reshape(4, n)
    return (8 * (right - left) - (far_right - far_left)) / (12 * h)


def relative_error(g, measured, floor=1e-3):
    """The distance of two gradients, in units of their length (at least `floor`)."""
    length = max(np.linalg.norm(g), np.linalg.norm(measured), floor)
    return float(np.linalg.norm(g - measured) / length)


def assert_same_gradient(g, measured):
    """Equal as vectors to 1e-7, and number by number (to 1e-7 of it and of the typical one)."""
    assert g.shape == measured.shape
    assert relative_error(g, measured) < 1e-7
    typical = max(np.abs(measured).mean(), 1e-3)
    np.testing.assert_allclose(g, measured, rtol=1e-7, atol=1e-7 * typical)


def away_from_kinks(draw_and_measure, attempts=60):
    """Draw until central differences of two step sizes agree: then no kink is within reach.

    `draw_and_measure(random)` gives anything, and a function that measures the gradient with step
    h.
    The gradient under test has no say in the choice.
    """
    for seed in range(attempts):
        drawn, measure = draw_and_measure(np.random.default_rng(seed))
        coarse, fine = measure(STEP), measure(STEP / 2)
        if relative_error(coarse, fine) < 2e-8:
            return drawn, fine
    raise AssertionError("no place away from kinks was found")
