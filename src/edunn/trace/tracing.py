"""One step of training as a trace: input, forward, loss, backward, update."""

from collections.abc import Iterator

import numpy as np

from edunn.arrays import Array
from edunn.catalogue import label_of
from edunn.errors import SettingError
from edunn.evolution.base import Strategy
from edunn.formulas import Formula
from edunn.messages import Message
from edunn.network import Views
from edunn.objective import Examples, Objective
from edunn.optimizers import Optimizer
from edunn.targets import Targets
from edunn.text import in_turn
from edunn.trace import losses, updates
from edunn.trace.derivation import Listed
from edunn.trace.layers import around
from edunn.trace.recorder import LayerRecord, StepRecord, record_step
from edunn.trace.steps import Step, Trace
from edunn.trace.symbols import Symbols, places_of, roles_of, symbols_of


def trace_step(
    objective: Objective,
    algorithm: Optimizer | Strategy,
    theta: Array,
    rows: Examples,
    statistics: Views,
    random: np.random.Generator | None = None,
    targets: Targets | None = None,
) -> Trace:
    """One step of training from `theta`, `(n,)`, in full; nothing given is changed.

    Args:
        objective: the network and its loss.
        algorithm: an optimizer, which takes its first step from `theta`.
        rows: the mini-batch.
        statistics: the running statistics of each layer.
        random: the source of randomness for dropout; None drops nothing.
        targets: in which unit those of the rows are; None is as they are.

    Raises:
        SettingError: an algorithm that does not use the gradient.

    Example:
        >>> from edunn.layers import Dense
        >>> from edunn.losses import MeanSquaredError
        >>> from edunn.network import Network
        >>> from edunn.optimizers import GradientDescent
        >>> objective = Objective(Network((Dense(1),), (1,)), MeanSquaredError())
        >>> rows = Examples(np.array([[2.0]]), np.array([[1.0]]))
        >>> theta = np.array([3.0, 0.0])
        >>> trace = trace_step(objective, GradientDescent(0.01), theta, rows, [{}])
        >>> trace["W1_new"].lines()
        ['W1_new[0,0] = 3 - 0.01*20 = 2.8']
    """
    if isinstance(algorithm, Strategy):
        raise SettingError(Message("trace.no_gradient", name=type(algorithm).__name__))
    record = record_step(objective, algorithm, theta, rows, statistics, random)
    with np.errstate(all="ignore"):
        steps = tuple(_steps(record, targets))
    count = f"{len(rows.x)} row{'s' if len(rows.x) > 1 else ''}"
    heading = f"One step of {label_of(algorithm)} on {count}, with every number."
    return Trace(steps, heading, roles_of(objective))


def _steps(record: StepRecord, targets: Targets | None) -> Iterator[Step]:
    symbols = symbols_of(record.objective)
    places = places_of(record.objective.network, symbols)
    names = {at.where.start: at.name for at in places}
    penalized = [(names[where.start], where, q) for where, q in record.objective.penalties]
    y, output = record.objective.outputs(record.z), symbols[-1].y
    yield _input(record, targets)
    yield from _forward(record, symbols, y)
    yield losses.loss_step(record, output, y, penalized)
    if record.dz.size:
        yield losses.gradient_step(record, symbols[len(record.layers) - 1].y, output, y)
        yield from _backward(record, symbols, penalized)
        yield updates.whole_gradient_step(record, places)
        yield from updates.update_steps(record, places)


def _input(record: StepRecord, targets: Targets | None) -> Step:
    x, t, weights = record.rows
    values = {"x": x, "t": t} | ({} if weights is None else {"weights": weights})
    derivation = Listed("x", values, all_rows=True)
    formula, words = Formula("x, t", r"x,\; t"), Message("trace.example")
    if targets is not None and targets.mean:
        mean, deviation = in_turn(targets.mean), in_turn(targets.deviation)
        words = Message("trace.example_in_units", mean=mean, deviation=deviation)
    return Step("input", "example", "x", formula, words, values, derivation=derivation)


def _forward(record: StepRecord, symbols: tuple[Symbols, ...], y: Array) -> Iterator[Step]:
    layers, network = list(record.layers), record.objective.network
    if record.objective.fused_loss:  # the last activation, which is part of the loss
        layers.append(LayerRecord(record.z, y, {"x": record.z, "y": y}))
    p = network.layout.views(record.before.theta)
    for k, layer in enumerate(layers):
        at = around(network.layers[k], p[k], record.statistics[k], symbols[k], layer)
        yield from at.forward()


def _backward(
    record: StepRecord, symbols: tuple[Symbols, ...], penalized: losses.Penalized
) -> Iterator[Step]:
    network = record.objective.network
    p, dp = (network.layout.views(q) for q in (record.before.theta, record.g))
    regularizers = {name: regularizer for name, _, regularizer in penalized}
    for k in reversed(range(len(record.layers))):
        it, layer = symbols[k], record.layers[k]
        statistics, names = record.statistics[k], frozenset(regularizers)
        yield from around(network.layers[k], p[k], statistics, it, layer, names).backward()
        for name, data in layer.dp.items():
            W = it.parameter(name)
            if W in regularizers:
                yield losses.penalty_step(regularizers[W], W, p[k][name], data, dp[k][name])
