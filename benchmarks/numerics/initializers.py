"""Initializers beside their peers: generators differ, so the distributions are compared.

Of 10 weights of 300 inputs and 200 outputs, 600,000 numbers, the standard deviation and the
largest size are measured, beside what the formula says.
"""

from collections.abc import Callable, Iterator
from math import inf, sqrt
from typing import Any, NamedTuple

import numpy as np

from benchmarks.numerics import peers
from benchmarks.numerics.comparison import Notes, derived
from edunn.arrays import Array
from edunn.initializers import NAMES, Constant, Initializer
from edunn.initializers.he_glorot_lecun import TRUNCATED_STDDEV, NormalScaling, VarianceScaling

torch = peers.module("torch")
init = peers.module("torch.nn.init")
keras = peers.module("keras.initializers")
mlp = peers.module("sklearn.neural_network")

INPUTS, OUTPUTS, DRAWS = 300, 200, 10
SHAPE = (INPUTS, OUTPUTS)

OURS: dict[str, Initializer] = {name: kind() for name, kind in NAMES.items()} | {
    "constant": Constant(0.3)
}


class Spread(NamedTuple):
    """The standard deviation and the largest size of many weights."""

    deviation: float
    largest: float


class Drawn(NamedTuple):
    """One initializer beside one peer."""

    entry: str
    peer: str
    formula: Spread
    """What both should be."""
    ours: Spread
    theirs: Spread

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others."""
        return self.entry, self.peer, "distribution"


PYTORCH: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "zeros": ("zeros_", lambda W: init.zeros_(W)),
    "ones": ("ones_", lambda W: init.ones_(W)),
    "constant": ("constant_", lambda W: init.constant_(W, 0.3)),
    "random_normal": ("normal_", lambda W: init.normal_(W, std=0.05)),
    "random_uniform": ("uniform_", lambda W: init.uniform_(W, -0.05, 0.05)),
    "glorot_uniform": ("xavier_uniform_", lambda W: init.xavier_uniform_(W)),
    "glorot_normal": ("xavier_normal_", lambda W: init.xavier_normal_(W)),
    "he_uniform": (
        "kaiming_uniform_ (relu)",
        lambda W: init.kaiming_uniform_(W, nonlinearity="relu"),
    ),
    "he_normal": (
        "kaiming_normal_ (relu)",
        lambda W: init.kaiming_normal_(W, nonlinearity="relu"),
    ),
    "lecun_uniform": (
        "kaiming_uniform_ (linear)",
        lambda W: init.kaiming_uniform_(W, nonlinearity="linear"),
    ),
    "lecun_normal": (
        "kaiming_normal_ (linear)",
        lambda W: init.kaiming_normal_(W, nonlinearity="linear"),
    ),
    "orthogonal": ("orthogonal_", lambda W: init.orthogonal_(W)),
}
KERAS: dict[str, tuple[str, dict[str, Any]]] = {
    "zeros": ("Zeros", {}),
    "ones": ("Ones", {}),
    "constant": ("Constant", {"value": 0.3}),
    "random_normal": ("RandomNormal", {}),
    "random_uniform": ("RandomUniform", {}),
    "glorot_uniform": ("GlorotUniform", {}),
    "glorot_normal": ("GlorotNormal", {}),
    "he_uniform": ("HeUniform", {}),
    "he_normal": ("HeNormal", {}),
    "lecun_uniform": ("LecunUniform", {}),
    "lecun_normal": ("LecunNormal", {}),
    "orthogonal": ("Orthogonal", {}),
}
OF_MLP = {"glorot_uniform": "of MLPClassifier"}

OF_NORMAL = "The uniform form, and the truncated normal one"
"""A heading of the derivations."""

NOT_CUT = "PyTorch's normal weights are not cut at two standard deviations, as those of EduNN and \
Keras are. The standard deviation is the same: the cut one is corrected."
ABOUT = """\
Generators differ, so that the distributions are compared: of 10 weights of 300 inputs and 200
outputs, 600,000 numbers, the standard deviation and the largest size, beside what the formula
says."""
"""What is compared, in the words of the page."""

NOTES: Notes = {
    **{(name, "PyTorch"): NOT_CUT for name in ("glorot_normal", "he_normal", "lecun_normal")},
    ("orthogonal",): "Of all three, W^T W is the identity, to a few roundings.",
    ("glorot_uniform", "scikit-learn"): "As measured with tanh; behind a logistic activation "
    "scikit-learn takes a third of the variance. It draws biases, too; EduNN's begin at 0.",
}


def names() -> dict[str, dict[str, str]]:
    """What every initializer is called elsewhere: entry -> peer -> name."""
    return {
        entry: {
            "PyTorch": PYTORCH[entry][0] if entry in PYTORCH else "",
            "Keras": KERAS[entry][0] if entry in KERAS else "",
            "SciPy": "",
            "scikit-learn": OF_MLP.get(entry, ""),
        }
        for entry in NAMES
    }


def drawn() -> Iterator[Drawn]:
    """Every initializer beside every peer that has it and is installed."""
    for entry, of_peer in names().items():
        random = np.random.default_rng(0)
        ours = [OURS[entry].draw(SHAPE, random) for _ in range(DRAWS)]
        for peer, name in of_peer.items():
            if name and peers.is_installed(peer):
                theirs = [weights(entry, peer, seed) for seed in range(DRAWS)]
                yield Drawn(entry, peer, expected(OURS[entry]), spread(ours), spread(theirs))


def weights(entry: str, peer: str, seed: int) -> Array:
    """Weights `(I, O)` that a peer draws."""
    return DRAW[peer](entry, seed)


def spread(drawn: list[Array]) -> Spread:
    """The standard deviation and the largest size of weights."""
    W = np.stack(drawn).astype(np.float64)
    return Spread(float(W.std()), float(np.abs(W).max()))


def expected(own: Initializer) -> Spread:
    """The standard deviation that the formula states, and the bound of sizes that follows."""
    if isinstance(own, VarianceScaling):
        deviation = sqrt(own.variance(INPUTS, OUTPUTS))
        is_normal = isinstance(own, NormalScaling)
        return Spread(deviation, deviation * (2 / TRUNCATED_STDDEV if is_normal else sqrt(3)))
    return FIXED[own]


FIXED: dict[Initializer, Spread] = {
    OURS["zeros"]: Spread(0.0, 0.0),
    OURS["ones"]: Spread(0.0, 1.0),
    OURS["constant"]: Spread(0.0, 0.3),
    OURS["random_normal"]: Spread(0.05, inf),
    OURS["random_uniform"]: Spread(0.05 / sqrt(3), 0.05),
    OURS["orthogonal"]: Spread(sqrt(1 / INPUTS), 1.0),
    OURS["article"]: Spread(sqrt(1 / 12), 1.0),
}
"""Of initializers that ignore the layer's size, and of columns of length 1."""


def _of_pytorch(entry: str, seed: int) -> Array:
    torch.manual_seed(seed)
    weights: Array = PYTORCH[entry][1](torch.empty(OUTPUTS, INPUTS)).numpy().T
    return weights


def _of_keras(entry: str, seed: int) -> Array:
    name, settings = KERAS[entry]
    is_drawn = not set(settings) & {"value"} and name not in ("Zeros", "Ones")
    own = getattr(keras, name)(**settings, **({"seed": seed} if is_drawn else {}))
    return np.asarray(own(SHAPE))


def _of_mlp(entry: str, seed: int) -> Array:
    network = mlp.MLPRegressor(activation="tanh")
    network._random_state = np.random.RandomState(seed)
    weights: Array = network._init_coef(INPUTS, OUTPUTS, np.float64)[0]
    return weights


DRAW: dict[str, Callable[[str, int], Array]] = {
    "PyTorch": _of_pytorch,
    "Keras": _of_keras,
    "scikit-learn": _of_mlp,
}


def formula(entry: str) -> str:
    """Where the variance comes from."""
    heading = "Orthogonal" if entry == "orthogonal" else OF_NORMAL
    return derived("weights", heading)
