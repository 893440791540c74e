"""The story of one step: input, forward, loss, backward, update, each told by its cards."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.evolution.base import Strategy
from edunn.network import Views
from edunn.objective import Objective
from edunn.optimizers import Optimizer
from edunn.trace import layer_cards, loss_cards, update_cards
from edunn.trace.cards import Step, Trace
from edunn.trace.layer_workings import rows_of
from edunn.trace.letters import Letters, letters_of, named, places_of
from edunn.trace.loss_workings import Pulled
from edunn.trace.notes import Notes, take_notes
from edunn.training.records import Examples


def trace_step(
    objective: Objective,
    way: Optimizer | Strategy,
    theta: Array,
    rows: Examples,
    statistics: Views,
    random: np.random.Generator | None = None,
) -> Trace:
    """One step of training from `theta`, `(n,)`, told in full; nothing given is changed.

    Args:
        objective: the network and its loss.
        way: an optimizer, which takes its first step from `theta`.
        rows: what the mini-batch consists of.
        statistics: the measured numbers of each layer.
        random: what training would give to dropout; None leaves everything in.

    Raises:
        SettingError: a way of learning that does not follow the slope.

    Example:
        >>> from edunn.layers import Dense
        >>> from edunn.losses import MeanSquaredError
        >>> from edunn.network import Network
        >>> from edunn.optimizers import GradientDescent
        >>> hill = Objective(Network((Dense(1),), (1,)), MeanSquaredError())
        >>> rows = Examples(np.array([[2.0]]), np.array([[1.0]]))
        >>> theta = np.array([3.0, 0.0])
        >>> trace = trace_step(hill, GradientDescent(0.01), theta, rows, [{}])
        >>> trace["W1_new"].lines()
        ['W1_new[0,0] = 3 - 0.01*20 = 2.8']
    """
    if isinstance(way, Strategy):
        raise SettingError(
            f"{type(way).__name__} follows no slope, so there is no step to trace. "
            'Pass an optimizer, such as "gradient_descent" or "adam".'
        )
    notes = take_notes(objective, way, theta, rows, statistics, random)
    with np.errstate(all="ignore"):
        steps = tuple(_steps(notes))
    count = f"{len(rows.x)} row{'s' if len(rows.x) > 1 else ''}"
    return Trace(steps, f"One step of {named(way)} on {count}, with every number.")


def _steps(notes: Notes) -> Iterator[Step]:
    letters = letters_of(notes.objective)
    pulled = _pulled(notes, letters)
    yield _input(notes)
    yield from _forward(notes, letters)
    answer = letters[-1].y
    y = notes.objective.outputs(notes.scores)
    yield loss_cards.loss_card(notes, answer, y, pulled)
    if notes.dscores.size:
        scores = letters[len(notes.diaries) - 1].y
        yield loss_cards.slope_card(notes, scores, answer, y)
        yield from _backward(notes, letters, pulled)
        places = places_of(notes.objective.network, letters)
        yield update_cards.slope_card(notes, places)
        yield from update_cards.update_cards(notes, places)


def _input(notes: Notes) -> Step:
    x, t, weights = notes.rows
    values = {"x": x, "t": t} | ({} if weights is None else {"weights": weights})
    words = "What comes in, and the targets t: what should come out."
    return Step("input", "x", "x, t", words, values, working=partial(rows_of, values))


def _forward(notes: Notes, letters: tuple[Letters, ...]) -> Iterator[Step]:
    network = notes.objective.network
    p = network.layout.views(notes.before.theta)
    for k, page in enumerate(notes.diaries):
        yield layer_cards.forward_card(
            network.layers[k], p[k], notes.statistics[k], letters[k], page
        )
    if notes.objective.fused_loss:
        y = notes.objective.outputs(notes.scores)
        yield loss_cards.answer_card(notes, letters[-1], y)


def _backward(notes: Notes, letters: tuple[Letters, ...], pulled: Pulled) -> Iterator[Step]:
    network = notes.objective.network
    p, dp = (network.layout.views(q) for q in (notes.before.theta, notes.g))
    pulls = {name: regularizer for name, _, regularizer in pulled}
    for k in reversed(range(len(notes.diaries))):
        it, page = letters[k], notes.diaries[k]
        yield from layer_cards.backward_cards(network.layers[k], p[k], it, page, frozenset(pulls))
        if it.parameter("W") in pulls and "W" in page.dp:
            regularizer = pulls[it.parameter("W")]
            data, total = page.dp["W"], dp[k]["W"]
            yield loss_cards.pull_card(regularizer, it.parameter("W"), p[k]["W"], data, total)


def _pulled(notes: Notes, letters: tuple[Letters, ...]) -> Pulled:
    names = {at.where.start: at.name for at in places_of(notes.objective.network, letters)}
    return [(names[where.start], where, pull) for where, pull in notes.objective.penalties]
