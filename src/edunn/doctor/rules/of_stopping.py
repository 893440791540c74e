"""Rules of the end of a training: too soon, too late, or by the wrong measure."""

import numpy as np

from edunn.doctor.case import Case
from edunn.doctor.finding import Change, Finding
from edunn.doctor.measures import (
    evenly,
    neighbour_accuracy,
)
from edunn.doctor.quality import HELD_OUT_LOSS
from edunn.doctor.rules.changes import stopped
from edunn.messages import Message
from edunn.optimizers import Optimizer

GOOD = 0.97
"""A training quality above this needs no more training."""


def batch_too_large(case: Case) -> Finding | None:
    """An epoch of a single step or two."""
    memory = 1 / (1 - case.setting("decay", 0.0))  # so many gradients are in a step of momentum
    if not _descends(case) or case.updates * memory >= 100 or case.falling <= 0.9:
        return None
    if 3 * case.batch_size < len(case.train.x) or case.epochs < 10 or case.train_quality > 0.88:
        return None
    if _last_fall(case) < 0.003:
        return None
    return Finding(
        Message(
            "doctor.batch_too_large",
            updates=case.updates,
            size=case.batch_size,
            rows=len(case.train.x),
        ),
        Change("batch_size=8", lambda it: it.with_options(batch_size=8)),
        {"updates": float(case.updates), "falling": case.falling},
    )


def too_few_epochs(case: Case) -> Finding | None:
    """It ended while the loss was still falling fast."""
    if not _descends(case) or len(case.loss) < 4 or case.train_quality > GOOD:
        return None
    fall = _last_fall(case)
    rule = case.setup.plan.early_stopping if case.setup else None
    if rule is not None or case.falling < 0.8 or fall <= (0.02 if case.epochs <= 40 else 0.001):
        return None
    if case.epochs > 40 and not case.is_useless:
        return None
    most = 50 * case.epochs
    return Finding(
        Message("doctor.too_few_epochs", fall=fall),
        Change(f"epochs={most}", lambda it: it.with_options(epochs=most)),
        {"last_fall": fall},
    )


def noisy_labels(case: Case) -> Finding | None:
    """Labels that are wrong here and there, learned by heart."""
    if not case.classifies or not _rose(case, 1.15):
        return None
    rows = evenly(len(case.flat))
    one = neighbour_accuracy(case.flat[rows], case.classes[rows])
    many = neighbour_accuracy(case.flat[rows], case.classes[rows], 15)
    noise = (1 - np.sqrt(max(0.0, 2 * one - 1))) / 2
    if noise < 0.2 or many - one < 0.05 or case.majority > 0.7:
        return None
    return Finding(
        Message("doctor.noisy_labels", noise=float(noise)),
        Change(
            'early_stopping=EarlyStopping("val_loss", patience=20)',
            stopped,
            measure=HELD_OUT_LOSS,
        ),
        {"noise": float(noise), "risen": float(case.val_loss[-1] / case.val_loss.min())},
    )


def watches_the_training_loss(case: Case) -> Finding | None:
    """Early stopping by the rows that are learned from."""
    rule = case.setup.plan.early_stopping if case.setup else None
    if rule is None or "val" in rule.monitor or not len(case.val_loss):
        return None
    rising = float(1 - (case.val_loss.argmin() + 1) / len(case.val_loss))
    if rising <= 0.3 or case.val_loss[-1] <= 1.1 * case.val_loss.min() + 0.01:
        return None
    return Finding(
        Message("doctor.watches_the_training_loss", monitor=rule.monitor, rising=rising),
        Change(
            f'EarlyStopping("val_loss", patience={rule.patience})',
            lambda it: stopped(it, rule.patience),
            measure=HELD_OUT_LOSS,
        ),
        {"rising_since": rising},
    )


def stopped_too_early(case: Case) -> Finding | None:
    """One worse epoch ended it."""
    rule = case.setup.plan.early_stopping if case.setup else None
    if rule is None or rule.patience > 3 or case.epochs >= 20 or case.setup is None:
        return None
    if case.epochs >= case.setup.plan.epochs:
        return None
    return Finding(
        Message("doctor.stopped_too_early", epochs=case.epochs, patience=rule.patience),
        Change(
            'early_stopping=EarlyStopping("val_loss", patience=60)',
            lambda it: stopped(it, 60),
            measure=HELD_OUT_LOSS,
        ),
        {"epochs": float(case.epochs), "patience": float(rule.patience)},
    )


def overfitting(case: Case) -> Finding | None:
    """The held-out loss rises while the training loss falls, as noted when training ended."""
    remark = case.model.history.remark
    if not remark:
        return None
    best = float(case.val_loss.argmin())
    change = Change(
        'early_stopping=EarlyStopping("val_loss", patience=20)', stopped, measure=HELD_OUT_LOSS
    )
    risen = float(case.val_loss[-1] / case.val_loss.min())
    return Finding(remark, change, {"best_epoch": best, "risen": risen})


def _descends(case: Case) -> bool:
    is_optimizer = case.setup is not None and isinstance(case.setup.algorithm, Optimizer)
    return is_optimizer and not case.diverged and len(case.loss) > 1


def _last_fall(case: Case) -> float:
    """By what share the loss fell in each of the last epochs."""
    back = min(3, len(case.loss) - 1)
    return (
        float(1 - (case.loss[-1] / case.loss[-1 - back]) ** (1 / back))
        if case.loss[-1] > 0
        else 0.0
    )


def _rose(case: Case, factor: float) -> bool:
    """Whether the held-out loss ended above its best, with the last weights kept."""
    if len(case.val_loss) < 5 or getattr(case.model.history.ending, "code", "") == (
        "training.weights_restored"
    ):
        return False
    return bool(case.val_loss[-1] > factor * case.val_loss.min() + 0.01)
