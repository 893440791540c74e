"""Optimizers beside their peers: the parameters after a hundred steps on the same gradients."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from benchmarks.numerics import peers
from benchmarks.numerics.comparison import Comparison, Notes, Results, derived, dtypes
from edunn.arrays import Array
from edunn.optimizers import NAMES, ExponentialDecay, Optimizer

torch = peers.module("torch")
keras = peers.module("keras")
of_mlp = peers.module("sklearn.neural_network._stochastic_optimizers")

STEPS, SIZE, RATE = 100, 50, 0.01
TINY = 1e-30
"""So small an epsilon that it does not matter where it is added."""

CLIP = 1.0
"""The gradients are up to 5000 long."""

FALLING = ExponentialDecay(RATE, factor=0.5, steps=10)


class Variant(NamedTuple):
    """What was compared besides the optimizer with its own settings."""

    settings: dict[str, Any]
    of: str
    peers: tuple[str, ...]
    entries: tuple[str, ...]


VARIANTS = (
    Variant({}, f"{STEPS} steps", peers.NAMES, tuple(NAMES)),
    Variant(
        {"epsilon": TINY},
        f"{STEPS} steps, epsilon {TINY:g}",
        ("PyTorch", "Keras"),
        ("adagrad", "rmsprop", "adam", "adamw"),
    ),
    Variant(
        {"learning_rate": FALLING},
        f"{STEPS} steps, falling rate",
        ("PyTorch", "Keras"),
        ("momentum", "nesterov"),
    ),
    Variant(
        {"clip_norm": CLIP},
        f"{STEPS} steps, clipped to {CLIP:g}",
        ("PyTorch", "Keras"),
        ("gradient_descent",),
    ),
)

Maker = Callable[..., Any]
"""A peer's optimizer of `p`, its parameters, for a learning rate and an epsilon."""

PYTORCH: dict[str, tuple[str, Maker]] = {
    "gradient_descent": ("SGD", lambda p, r, e: torch.optim.SGD(p, r)),
    "momentum": ("SGD(momentum)", lambda p, r, e: torch.optim.SGD(p, r, momentum=0.9)),
    "nesterov": (
        "SGD(nesterov)",
        lambda p, r, e: torch.optim.SGD(p, r, momentum=0.9, nesterov=True),
    ),
    "adagrad": ("Adagrad", lambda p, r, e: torch.optim.Adagrad(p, r, eps=e)),
    "rmsprop": ("RMSprop", lambda p, r, e: torch.optim.RMSprop(p, r, alpha=0.9, eps=e)),
    "adam": ("Adam", lambda p, r, e: torch.optim.Adam(p, r, eps=e)),
    "adamw": ("AdamW", lambda p, r, e: torch.optim.AdamW(p, r, eps=e, weight_decay=0.01)),
}
KERAS: dict[str, tuple[str, Maker]] = {
    "gradient_descent": ("SGD", lambda p, r, e: keras.optimizers.SGD(r)),
    "momentum": ("SGD(momentum)", lambda p, r, e: keras.optimizers.SGD(r, momentum=0.9)),
    "nesterov": (
        "SGD(nesterov)",
        lambda p, r, e: keras.optimizers.SGD(r, momentum=0.9, nesterov=True),
    ),
    "adagrad": (
        "Adagrad",
        lambda p, r, e: keras.optimizers.Adagrad(r, initial_accumulator_value=0.0, epsilon=e),
    ),
    "rmsprop": ("RMSprop", lambda p, r, e: keras.optimizers.RMSprop(r, rho=0.9, epsilon=e)),
    "adam": ("Adam", lambda p, r, e: keras.optimizers.Adam(r, epsilon=e)),
    "adamw": ("AdamW", lambda p, r, e: keras.optimizers.AdamW(r, weight_decay=0.01, epsilon=e)),
}
LEARN: dict[str, tuple[str, Maker]] = {
    "gradient_descent": ("sgd", lambda p, r, e: of_mlp.SGDOptimizer(p, r, momentum=0.0)),
    "momentum": (
        "sgd, momentum",
        lambda p, r, e: of_mlp.SGDOptimizer(p, r, momentum=0.9, nesterov=False),
    ),
    "nesterov": ("sgd, nesterov", lambda p, r, e: of_mlp.SGDOptimizer(p, r, momentum=0.9)),
    "adam": ("adam", lambda p, r, e: of_mlp.AdamOptimizer(p, r, epsilon=e)),
}
THEIRS = {"PyTorch": PYTORCH, "Keras": KERAS, "SciPy": {}, "scikit-learn": LEARN}

EPSILON_HAT = "EduNN and scikit-learn add epsilon to the root of v before it is corrected, the \
paper's epsilon hat. PyTorch corrects first. It shows where gradients are as small as epsilon."
UNDER_ROOT = "Keras adds epsilon under the root, EduNN and PyTorch to the root, as the book does. \
It shows where gradients are smaller than the root of epsilon."

ABOUT = """\
The parameters after 100 steps of rate 0.01 on the same gradients, whose sizes are from 1e-6
to 1e3, with EduNN's settings. Each step rounds, so that a hundred roundings are no difference
here. Defaults differ: PyTorch's RMSprop forgets with alpha = 0.99 (here rho = 0.9), and
Keras' Adagrad begins its sum at 0.1 (here 0)."""
"""What is compared, in the words of the page."""

NOTES: Notes = {
    ("adam", "PyTorch", VARIANTS[0].of): EPSILON_HAT,
    ("adamw", "PyTorch", VARIANTS[0].of): EPSILON_HAT,
    ("adagrad", "Keras", VARIANTS[0].of): UNDER_ROOT,
    ("rmsprop", "Keras", VARIANTS[0].of): UNDER_ROOT,
    ("momentum", "PyTorch", VARIANTS[2].of): "The velocity of EduNN and Keras holds steps: each "
    "gradient counts with the rate of its own time. PyTorch's holds gradients, so that a new rate "
    "acts on old gradients too.",
    ("gradient_descent", "PyTorch", VARIANTS[3].of): "`clip_grad_norm_` divides by the norm plus "
    "1e-6, EduNN and Keras by the norm.",
    ("nesterov", "PyTorch", VARIANTS[2].of): "As for momentum: PyTorch's velocity holds gradients.",
}


def names() -> dict[str, dict[str, str]]:
    """What every optimizer is called elsewhere: entry -> peer -> name."""
    return {
        entry: {peer: table[entry][0] if entry in table else "" for peer, table in THEIRS.items()}
        for entry in NAMES
    }


def comparisons() -> Iterator[Comparison]:
    """Every optimizer beside every peer that has it and is installed."""
    for entry in NAMES:
        for variant in VARIANTS:
            for peer in variant.peers:
                if entry in variant.entries and entry in THEIRS[peer] and peers.is_installed(peer):
                    results = partial(_parameters, entry, peer, variant.settings)
                    yield Comparison(entry, peer, variant.of, results, dtypes(peer), STEPS)


def task(dtype: str) -> tuple[Array, Array]:
    """The first parameters `(n,)`, and gradients `(steps, n)` of sizes from 1e-6 to 1e3."""
    random = np.random.default_rng(0)
    gradients = random.normal(size=(STEPS, SIZE)) * np.geomspace(1e-6, 1e3, SIZE)
    return random.normal(size=SIZE).astype(dtype), gradients.astype(dtype)


def _parameters(entry: str, peer: str, settings: dict[str, Any], dtype: str) -> Results:
    theta, gradients = task(dtype)
    ours: Optimizer = replace(NAMES[entry](learning_rate=RATE), **settings)
    state = ours.start(theta)
    for g in gradients:
        state = ours.step(state, g)
    theirs = WALKS[peer](THEIRS[peer][entry][1], ours, theta, gradients)
    return Results(state.theta, theirs)


def _walk_of_pytorch(make: Maker, ours: Optimizer, theta: Array, gradients: Array) -> Array:
    leaf = torch.tensor(theta, requires_grad=True)
    theirs = make([leaf], RATE, getattr(ours, "epsilon", None))
    for t, g in enumerate(gradients):
        theirs.param_groups[0]["lr"] = ours.rate(t)
        leaf.grad = torch.tensor(g)
        if ours.clip_norm:
            torch.nn.utils.clip_grad_norm_([leaf], ours.clip_norm)
        theirs.step()
    parameters: Array = leaf.detach().numpy()
    return parameters


def _walk_of_keras(make: Maker, ours: Optimizer, theta: Array, gradients: Array) -> Array:
    variable = keras.Variable(theta)
    is_falling = isinstance(ours.learning_rate, ExponentialDecay)
    decay = keras.optimizers.schedules.ExponentialDecay(RATE, FALLING.steps, FALLING.factor)
    theirs = make([], decay if is_falling else RATE, getattr(ours, "epsilon", None))
    theirs.clipnorm = ours.clip_norm
    for g in gradients:
        theirs.apply([g], [variable])
    parameters: Array = variable.numpy()
    return parameters


def _walk_of_mlp(make: Maker, ours: Optimizer, theta: Array, gradients: Array) -> Array:
    parameters = theta.copy()
    theirs = make([parameters], RATE, getattr(ours, "epsilon", None))
    for g in gradients:
        theirs.update_params([parameters], [g])  # in place
    return parameters


WALKS: dict[str, Callable[[Maker, Optimizer, Array, Array], Array]] = {
    "PyTorch": _walk_of_pytorch,
    "Keras": _walk_of_keras,
    "scikit-learn": _walk_of_mlp,
}


def formula(entry: str) -> str:
    """How the parameters follow, as the class states it."""
    own = NAMES[entry]
    theta = own.formulas["theta"].text.replace("_new", "'")
    return f"`theta' = {theta}` {derived('optimizers', own.__name__)}"
