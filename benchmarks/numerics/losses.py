"""Losses beside their peers: the loss of each row, and gradients where the peer has them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from benchmarks.numerics import peers
from benchmarks.numerics.comparison import Comparison, Notes, Results, derived, dtypes
from benchmarks.numerics.exact import exact, softmax_of
from benchmarks.numerics.outputs_and_targets import (
    INPUTS,
    Inputs,
    certain,
    errors,
    no_distribution,
)
from edunn.activations import Sigmoid, Softmax
from edunn.arrays import Array
from edunn.formulas import settings_of
from edunn.losses import (
    NAMES,
    BinaryCrossEntropy,
    CrossEntropy,
    Loss,
    SigmoidBinaryCrossEntropy,
    SoftmaxCrossEntropy,
    fused_loss,
)

torch = peers.module("torch")
functional = peers.module("torch.nn.functional")
keras = peers.module("keras.losses")
special = peers.module("scipy.special")
metrics = peers.module("sklearn.metrics")

OF_LOGITS = {
    "cross_entropy of logits": fused_loss(CrossEntropy(), Softmax()),
    "binary_cross_entropy of logits": fused_loss(BinaryCrossEntropy(), Sigmoid()),
}
"""The losses that training uses behind a softmax or sigmoid."""

LOSSES: dict[str, Loss] = {name: kind() for name, kind in NAMES.items()} | {
    name: loss for name, loss in OF_LOGITS.items() if loss is not None
}

Row = Callable[[Any, Any], Any]
"""The loss of each row, `(B,)`, of `y` and `t`."""


class Their(NamedTuple):
    """A peer's loss: its name, and the call that gives the loss of each row."""

    name: str
    rows: Row


PYTORCH = {
    "mse": Their("mse_loss", lambda y, t: functional.mse_loss(y, t, reduction="none").mean(-1)),
    "mae": Their("l1_loss", lambda y, t: functional.l1_loss(y, t, reduction="none").mean(-1)),
    "huber": Their(
        "huber_loss", lambda y, t: functional.huber_loss(y, t, reduction="none").mean(-1)
    ),
    "binary_cross_entropy": Their(
        "binary_cross_entropy",
        lambda y, t: functional.binary_cross_entropy(y, t, reduction="none").mean(-1),
    ),
    "kl_divergence": Their(
        "kl_div of log y", lambda y, t: functional.kl_div(y.log(), t, reduction="none").sum(-1)
    ),
    "cross_entropy of logits": Their(
        "cross_entropy", lambda y, t: functional.cross_entropy(y, t, reduction="none")
    ),
    "binary_cross_entropy of logits": Their(
        "binary_cross_entropy_with_logits",
        lambda y, t: functional.binary_cross_entropy_with_logits(y, t, reduction="none").mean(-1),
    ),
}
KERAS = {
    "mse": Their("mean_squared_error", lambda y, t: keras.mean_squared_error(t, y)),
    "mae": Their("mean_absolute_error", lambda y, t: keras.mean_absolute_error(t, y)),
    "huber": Their("huber", lambda y, t: keras.huber(t, y)),
    "log_cosh": Their("log_cosh", lambda y, t: keras.log_cosh(t, y)),
    "cross_entropy": Their(
        "categorical_crossentropy", lambda y, t: keras.categorical_crossentropy(t, y)
    ),
    "binary_cross_entropy": Their(
        "binary_crossentropy", lambda y, t: keras.binary_crossentropy(t, y)
    ),
    "hinge": Their("hinge", lambda y, t: keras.hinge(t, y)),
    "kl_divergence": Their("kl_divergence", lambda y, t: keras.kl_divergence(t, y)),
    "cross_entropy of logits": Their(
        "categorical_crossentropy, from_logits",
        lambda y, t: keras.categorical_crossentropy(t, y, from_logits=True),
    ),
    "binary_cross_entropy of logits": Their(
        "binary_crossentropy, from_logits",
        lambda y, t: keras.binary_crossentropy(t, y, from_logits=True),
    ),
}
SCIPY = {
    "huber": Their("special.huber", lambda y, t: special.huber(1.0, y - t).mean(-1)),
    "cross_entropy": Their("special.xlogy", lambda y, t: -special.xlogy(t, y).sum(-1)),
    "kl_divergence": Their("special.rel_entr", lambda y, t: special.rel_entr(t, y).sum(-1)),
    "cross_entropy of logits": Their(
        "special.log_softmax", lambda y, t: -(t * special.log_softmax(y, axis=-1)).sum(-1)
    ),
    "binary_cross_entropy of logits": Their(
        "special.log_expit",
        lambda y, t: -(t * special.log_expit(y) + (1 - t) * special.log_expit(-y)).mean(-1),
    ),
}
LEARN = {
    "mse": Their("mean_squared_error", lambda y, t: _by_row(metrics.mean_squared_error, y, t)),
    "mae": Their("mean_absolute_error", lambda y, t: _by_row(metrics.mean_absolute_error, y, t)),
    "hinge": Their("hinge_loss", lambda y, t: [metrics.hinge_loss(t[:, 0], y[:, 0])]),
    "cross_entropy": Their("log_loss", lambda y, t: _log_loss(y, t)),
}
THEIRS = {"PyTorch": PYTORCH, "Keras": KERAS, "SciPy": SCIPY, "scikit-learn": LEARN}

SHARE = 0.1
SMOOTHED: dict[tuple[str, str], Row] = {
    ("cross_entropy", "Keras"): lambda y, t: keras.categorical_crossentropy(
        t, y, label_smoothing=SHARE
    ),
    ("binary_cross_entropy", "Keras"): lambda y, t: keras.binary_crossentropy(
        t, y, label_smoothing=SHARE
    ),
    ("cross_entropy of logits", "PyTorch"): lambda y, t: functional.cross_entropy(
        y, t, reduction="none", label_smoothing=SHARE
    ),
    ("cross_entropy of logits", "Keras"): lambda y, t: keras.categorical_crossentropy(
        t, y, from_logits=True, label_smoothing=SHARE
    ),
}
"""The losses that a peer has with label smoothing."""

ENDS = "value, certain rows"
NO_SUM = "value, sums not 1"
CERTAIN = {ENDS: certain, NO_SUM: no_distribution}

INFINITE = "EduNN clips a probability to 1e-7, as Keras does, so that a certain wrong answer costs \
16.1. In PyTorch and SciPy it costs infinitely much, or 0 log 0 is no number."

ABOUT = """\
The loss of each row, and its gradient. Errors are from 0 to 1e15, probabilities from 1e-6 to
1 - 1e-6, logits from -1e30 to 1e30. *Certain rows* have probabilities of 0 and 1; *of logits*
is what training uses behind a softmax or a sigmoid. scikit-learn's networks minimize half the
squared error; its metrics do not halve it."""
"""What is compared, in the words of the page."""

NOTES: Notes = {
    (
        "cross_entropy",
        "Keras",
        NO_SUM,
    ): "Keras first divides a row by its sum. EduNN takes it as it "
    "is: dividing would hide the gradient of a row that is no distribution.",
    ("cross_entropy", "SciPy", ENDS): INFINITE,
    (
        "cross_entropy",
        "scikit-learn",
        ENDS,
    ): "scikit-learn clips to the distance from 1 to the next "
    "float, 2e-16 in float64, so that a certain wrong answer costs 36.",
    ("binary_cross_entropy", "PyTorch", "value"): "PyTorch takes log1p(-y). EduNN and Keras take "
    "the logarithm of 1 - y, which has rounded: what is lost is below a rounding of 1. Training "
    "works on logits, where nothing is lost.",
    (
        "binary_cross_entropy",
        "PyTorch",
        ENDS,
    ): "EduNN and Keras clip a probability to 1e-7, so that "
    "a certain wrong answer costs 16.1; PyTorch keeps the logarithm above -100.",
    ("kl_divergence", "Keras"): "Keras clips the targets to 1e-7 as well, so that a class that the "
    "target excludes adds a little; EduNN has 0 log 0 = 0.",
    ("kl_divergence", "PyTorch", ENDS): INFINITE,
    ("kl_divergence", "SciPy", ENDS): INFINITE,
    (
        "binary_cross_entropy of logits",
        "Keras",
    ): "On its NumPy backend Keras takes the sigmoid first "
    "and clips it, so that the loss ends at 15.9. EduNN does not pass through the probability.",
}


def names() -> dict[str, dict[str, str]]:
    """What every loss is called elsewhere: entry -> peer -> name."""
    return {
        entry: {peer: table[entry].name if entry in table else "" for peer, table in THEIRS.items()}
        for entry in LOSSES
    }


def comparisons() -> Iterator[Comparison]:
    """Every loss beside every peer that has it and is installed."""
    for entry in LOSSES:
        for peer, table in THEIRS.items():
            if entry not in table or not peers.is_installed(peer):
                continue
            yield Comparison(entry, peer, "value", partial(_values, entry, peer), dtypes(peer))
            if peer == "PyTorch":
                yield Comparison(entry, peer, "gradient", partial(_gradients, entry))
            if (entry, peer) in SMOOTHED:
                results = partial(_smoothed, entry, peer)
                yield Comparison(entry, peer, "value, smoothed labels", results, dtypes(peer))
            for of in (ENDS, NO_SUM):
                if (entry, peer, of) in NOTES:
                    results = partial(_values, entry, peer, inputs=CERTAIN[of])
                    yield Comparison(entry, peer, of, results, dtypes(peer))


def _values(
    entry: str, peer: str, dtype: str, inputs: Callable[[str], Inputs] | None = None
) -> Results:
    y, t = (inputs or INPUTS.get(entry, errors))(dtype)
    if peer == "scikit-learn" and entry == "cross_entropy":
        y, t = (q[t.max(axis=-1) == 1] for q in (y, t))  # it has whole classes only
    ours, theirs = LOSSES[entry].per_example(y, t), _theirs(peer, THEIRS[peer][entry].rows, y, t)
    if len(theirs) < len(ours):  # only the mean over rows
        return Results(ours.mean(keepdims=True), theirs)
    is_finite = inputs is not certain
    referee = partial(_exact_value, LOSSES[entry], y, t) if is_finite else None
    return Results(ours, theirs, _where(y, t), referee)


def _smoothed(entry: str, peer: str, dtype: str) -> Results:
    y, t = INPUTS[entry](dtype)
    loss: Any = LOSSES[entry]
    ours = replace(loss, label_smoothing=SHARE).per_example(y, t)
    return Results(ours, _theirs(peer, SMOOTHED[entry, peer], y, t), _where(y, t))


def _theirs(peer: str, rows: Row, y: Array, t: Array) -> Array:
    if peer == "PyTorch":
        return np.asarray(rows(torch.tensor(y), torch.tensor(t)).numpy())
    return np.asarray(rows(y, t))


def _gradients(entry: str, dtype: str) -> Results:
    y, t = INPUTS.get(entry, errors)(dtype)
    leaf = torch.tensor(y, requires_grad=True)
    PYTORCH[entry].rows(leaf, torch.tensor(t)).sum().backward()
    ours = LOSSES[entry].gradient(y, t)
    referee = partial(_exact_gradient, LOSSES[entry], y, t)
    return Results(ours, leaf.grad.numpy(), _where(y, t, y.shape[1]), referee)


def _where(y: Array, t: Array, outputs: int = 1) -> Callable[[int], str]:
    def words(k: int) -> str:
        numbers = (", ".join(f"{q:.6g}" for q in row[k // outputs]) for row in (y, t))
        return "y = {}; t = {}".format(*numbers)

    return words


def _exact_value(loss: Loss, y: Array, t: Array, k: int) -> Any:
    """The row's loss by the formula that the class states, without clipping."""
    terms = [_exact_cost(loss, y[k], t[k], o) for o in range(y.shape[1])]
    return sum(terms) / (len(terms) if loss.is_mean else 1)


def _exact_cost(loss: Any, y: Array, t: Array, o: int) -> Any:
    if isinstance(loss, SoftmaxCrossEntropy):
        return exact(CrossEntropy.cost_formula, y=softmax_of(y, o), t=t[o]) if t[o] else 0
    is_logit = isinstance(loss, SigmoidBinaryCrossEntropy)
    formula = loss.logit_formula if is_logit else loss.cost_formula
    if t[o] == 0 and not loss.is_mean:
        return 0  # 0 log 0
    return exact(formula, **settings_of(loss, formula), y=y[o], t=t[o])


def _exact_gradient(loss: Any, y: Array, t: Array, k: int) -> Any:
    """The derivative of the row's loss by one output, by the formula that the class states."""
    row, o = divmod(k, y.shape[1])
    p = y[row, o]
    if isinstance(loss, SoftmaxCrossEntropy):
        p = softmax_of(y[row], o)
    elif isinstance(loss, SigmoidBinaryCrossEntropy):
        p = exact(Sigmoid.formula, x=p)
    known = settings_of(loss, loss.derivative_formula)
    derivative = exact(loss.derivative_formula, **known, y=p, t=t[row, o])
    return derivative / (y.shape[1] if loss.is_mean else 1)


def _log_loss(y: Array, t: Array) -> Any:
    return [metrics.log_loss(t.argmax(-1), y, labels=range(t.shape[1]))]


def _by_row(metric: Any, y: Array, t: Array) -> Any:
    """A metric that is a mean over rows, of each row: its outputs are turned into rows."""
    return metric(t.T, y.T, multioutput="raw_values")


def formula(entry: str) -> str:
    """What one output costs, as the class states it."""
    formula: Any = NAMES[entry.removesuffix(" of logits")].cost_formula
    return f"`cost = {formula.text}` {derived('losses', type(LOSSES[entry]).__name__)}"
