"""Rules of gradient descent: learning rates, schedules, momentum, scales and penalties."""

import numpy as np

from edunn.arrays import Array
from edunn.catalogue import label_of
from edunn.doctor.case import Case
from edunn.doctor.finding import Change, Finding
from edunn.doctor.quality import LOSS
from edunn.doctor.rules.changes import (
    calmer_momentum,
    faster,
    faster_rate,
    halving,
    weakened,
    weaker,
    with_scaled_targets,
    with_scaling,
)
from edunn.messages import Message
from edunn.optimizers import Optimizer, Schedule
from edunn.regularizers import Regularizer
from edunn.training.notes import LARGE

GOOD = 0.97
"""A training quality above this needs no more training."""


POOR_QUALITY = 0.8

STILL = 1e-3
"""Parameters that training has moved by less have not moved."""


def large_inputs_diverge(case: Case) -> Finding | None:
    """Training led to infinity, and the inputs are large: as it was said then."""
    advice = case.advice
    if advice is None or advice.code != "training.diverged.inputs":
        return None
    change = Change(Message("doctor.change.standardize"), with_scaling)
    return Finding(advice, change, {"largest": case.largest_input}, "inputs")


def large_targets_diverge(case: Case) -> Finding | None:
    """Training led to infinity, and the targets are large: as it was said then."""
    advice = case.advice
    if advice is None or advice.code != "training.diverged.targets":
        return None
    change = Change(Message("doctor.change.standardize_targets"), with_scaled_targets)
    return Finding(advice, change, {"largest": float(advice.values["largest"])}, "targets")


def inputs_unscaled(case: Case) -> Finding | None:
    """Large inputs, no layer that scales them, and nothing learned."""
    largest = case.largest_input
    if largest <= LARGE or not case.is_useless:
        return None
    change = Change(Message("doctor.change.standardize"), with_scaling)
    message = Message("doctor.inputs_unscaled", largest=largest)
    return Finding(message, change, {"largest": largest}, "inputs")


def columns_unscaled(case: Case) -> Finding | None:
    """Columns of very different sizes, and a network that answers the same for all."""
    if case.is_scaled or not case.classifies or case.diverged or case.flat.shape[1] < 2:
        return None
    widths = case.flat.std(axis=0)
    widths = widths[widths > 0]
    if not len(widths) or widths.max() / widths.min() <= 30 or widths.max() <= 5:
        return None
    if case.train_quality > case.majority + 0.1 and case.commonest_answer < 0.95:
        return None
    ratio = float(widths.max() / widths.min())
    told = {"accuracy": case.train_quality, "majority": case.majority}
    return Finding(
        Message("doctor.columns_unscaled", ratio=ratio, **told),
        Change(Message("doctor.change.standardize"), with_scaling),
        {"widths": ratio, "one_class": case.commonest_answer},
        "inputs",
    )


def schedule_too_fast(case: Case) -> Finding | None:
    """A learning rate that is gone before the training is."""
    rate = case.setting("learning_rate")
    if not isinstance(rate, Schedule) or rate.depends_on_loss or case.planned_updates < 10:
        return None
    first, later = rate(0), rate(max(1, case.planned_updates // 5))
    if later >= 0.01 * first:  # as after a warm-up, which begins at 0
        return None
    left = float(later / first)
    return Finding(
        Message("doctor.schedule_too_fast", left=left),
        Change(
            f"ExponentialDecay(initial, factor=0.5, steps={max(1, case.planned_updates // 2)})",
            lambda it: it.with_algorithm(learning_rate=halving(it, case.planned_updates)),
        ),
        {"rate_left": left},
    )


def momentum_overshoots(case: Case) -> Finding | None:
    """A momentum that carries past the minimum again and again."""
    decay = case.setting("decay", 0.0)
    half = case.loss[len(case.loss) // 2 :]
    if decay < 0.97 or len(half) < 10 or not _descends(case):
        return None
    rising = float((np.diff(half) > 0).mean())
    if rising <= 0.25:
        return None
    return Finding(
        Message("doctor.momentum_overshoots", rising=rising, decay=float(decay)),
        Change(
            Message("doctor.change.calmer_momentum", rate=case.rate / 30),
            calmer_momentum,
            measure=LOSS,
        ),
        {"rising": rising, "decay": float(decay)},
    )


def adam_rate_too_high(case: Case) -> Finding | None:
    """Adam's step is about the rate itself."""
    name = label_of(case.setup.algorithm).lower() if case.setup else ""
    rate = case.rate
    if name not in ("adam", "adamw", "rmsprop") or rate <= 0.1:
        return None
    moved = float(np.mean(np.abs(np.concatenate([W.ravel() for W in case.weights]))))
    if moved <= 3 and not case.diverged:
        return None
    return Finding(
        Message("doctor.adam_rate_too_high", name=name, rate=rate, moved=moved),
        Change("learning_rate=0.003", lambda it: it.with_algorithm(learning_rate=0.003)),
        {"moved": moved, "rate": rate},
    )


def rate_too_high(case: Case) -> Finding | None:
    """A loss that goes up and down in jumps, or led to infinity."""
    if case.setup is None or not isinstance(case.setup.algorithm, Optimizer):
        return None
    message = _overshoots(case)
    if message is None:
        return None
    slower = f"learning_rate={case.rate / 10:g}"
    change = Change(slower, lambda it: it.with_algorithm(learning_rate=case.rate / 10))
    return Finding(message, change, {"rate": case.rate})


def _overshoots(case: Case) -> Message | None:
    """In which way the steps are too long."""
    if case.diverged:
        return case.advice or Message("doctor.rate_too_high", rate=case.rate)
    if len(case.loss) > 4 and case.loss[-1] > 1.5 * case.loss[0]:
        return Message("doctor.rate_too_high.loss", rate=case.rate)
    is_poor = case.is_useless or (case.classifies and case.train_quality < POOR_QUALITY)
    if len(case.loss) > 4 and is_poor and _jumps(case.loss):
        return Message("doctor.rate_too_high.jumps", rate=case.rate)
    return None


def _jumps(loss: Array) -> bool:
    """Whether a loss goes up nearly as often and as far as down."""
    steps = np.diff(loss[len(loss) // 2 :])
    return bool(steps.size and np.abs(steps).mean() > 0.2 * abs(loss.mean()))


def l1_too_strong(case: Case) -> Finding | None:
    """A penalty that pulls every weight to 0."""
    if not case.model.objective.is_penalized:
        return None
    W = np.abs(np.concatenate([W.ravel() for W in case.weights]))
    gone = float((W < 0.01).mean())
    if gone <= 0.9 or case.test_quality > POOR_QUALITY:
        return None
    return Finding(
        Message("doctor.l1_too_strong", gone=gone),
        Change(
            Message("doctor.change.weaker_penalty", penalty=f"{_weaker_penalty(case)!r}"), weaker
        ),
        {"gone": gone},
    )


def _weaker_penalty(case: Case) -> Regularizer:
    """The first penalty of the network, weaker."""
    penalties = (layer.regularizer for layer in case.layers)
    return weakened(next(penalty for penalty in penalties if penalty is not None))


def rate_too_low(case: Case) -> Finding | None:
    """A loss that falls all the time and gets nowhere, or weights that stand still."""
    if not _descends(case) or len(case.loss) < 10 or not case.loss[0] > 0:
        return None
    fall = float(1 - case.loss[-1] / case.loss[0])
    falls = 0 <= fall < 0.05 and case.falling > 0.9 and case.train_quality <= GOOD
    is_still = case.moved < STILL and case.is_useless
    if not falls and not is_still:
        return None
    message = Message("doctor.rate_too_low", fall=fall, epochs=case.epochs)
    if is_still:
        told = {"moved": case.moved, "rate": case.rate}
        message = Message("doctor.rate_too_low.still", epochs=case.epochs, **told)
    change = Change(Message("doctor.change.faster", rate=faster_rate(case.rate)), faster)
    return Finding(message, change, {"fall": fall, "falling": case.falling, "rate": case.rate})


def _descends(case: Case) -> bool:
    is_optimizer = case.setup is not None and isinstance(case.setup.algorithm, Optimizer)
    return is_optimizer and not case.diverged and len(case.loss) > 1
