"""Rules of results that deceive."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.doctor.case import Case
from edunn.doctor.experiment import Experiment
from edunn.doctor.finding import Change, Finding
from edunn.doctor.quality import Measure, quality, score
from edunn.learning import Learner
from edunn.messages import Message

PROMISE = Measure(Message("doctor.measure.promise"), larger_wins=False)


def patients_in_both_parts(case: Case) -> Finding | None:
    """Rows of the same patient on both sides of the split."""
    if case.groups is None:
        return None
    inside, outside = (np.asarray(part) for part in case.groups)
    shared = float(np.isin(outside, inside).mean())
    if shared <= 0.2 or case.test is None:
        return None
    people = np.concatenate([inside, outside])
    return Finding(
        Message("doctor.patients_in_both_parts", shared=shared),
        Change(
            Message("doctor.change.split_by_group"),
            partial(_held_out, people=people, part=0, seed=0),
            compared=partial(_by_group, people),
            measure=PROMISE,
        ),
        {"shared": shared},
        "rows",
    )


def _by_group(people: Any, it: Experiment, seed: int) -> tuple[float, float]:
    """How far the promise of each kind of split is from the accuracy for people never seen."""
    truth, promise = (_held_out(it, people, part, seed).score(seed) for part in (0, 1))
    return abs(it.score(seed) - truth), abs(promise - truth)


def _held_out(it: Experiment, people: Any, part: int, seed: int) -> Experiment:
    """All rows, with those of a quarter of the people held out."""
    rows = it.whole.train
    order = np.random.default_rng(seed).permutation(np.unique(people))
    held = np.isin(people, order[part::4])
    return replace(it, train=rows.at(~held), test=rows.at(held))


def best_of_fifty(case: Case) -> Finding | None:
    """The best of many on the same test rows."""
    models = models_among(case.others)
    if len(models) < 10 or case.test is None:
        return None
    scores = np.array([quality(it, case.test) for it in (case.model, *models)])
    fresh = None if case.asked is None else quality(case.model, case.asked)
    lost = None if fresh is None else scores[0] - fresh
    chance = float(np.sqrt(max(scores.mean() * (1 - scores.mean()), 1e-6) / len(case.test.x)))
    is_chosen = scores[0] >= scores.max() - 1e-9 and scores[0] > scores.mean() + chance
    if not is_chosen or (lost is not None and lost < 0.05):
        return None
    return Finding(
        _best_of(scores, fresh, case.classifies),
        Change(
            Message("doctor.change.choose_by_validation"),
            rescored=lambda seed: (abs(scores[0] - (fresh or scores.mean())), 0.0),
            measure=PROMISE,
        ),
        {"best": float(scores[0]), "mean": float(scores.mean()), "chance": chance},
    )


def _best_of(scores: Array, fresh: float | None, classifies: bool) -> Message:
    best, mean = score(float(scores[0]), classifies), score(float(scores.mean()), classifies)
    if fresh is None:
        return Message("doctor.best_of_fifty", count=len(scores), best=best, mean=mean)
    fresh_score = score(fresh, classifies)
    return Message(
        "doctor.best_of_fifty.fresh", count=len(scores), best=best, mean=mean, fresh=fresh_score
    )


def one_lucky_seed(case: Case) -> Finding | None:
    """Trainings that differ in their seed only, and end anywhere."""
    models = models_among(case.others)
    if not len(models) >= 3:
        return None
    rows = case.test or case.train
    scores = np.array([quality(it, rows) for it in (case.model, *models)])
    span = float(np.ptp(scores))
    if span <= 0.15:
        return None
    low, high = (score(float(it), case.classifies) for it in (scores.min(), scores.max()))
    return Finding(
        Message("doctor.one_lucky_seed", count=len(scores), low=low, high=high),
        Change(
            "repeat(recipe, data, seeds=20)",
            rescored=partial(_one_or_ten, scores),
            measure=Measure(Message("doctor.measure.from_the_middle"), larger_wins=False),
        ),
        {"range": span, "median": float(np.median(scores))},
    )


def _one_or_ten(scores: Array, seed: int) -> tuple[float, float]:
    """How far one run is from the middle of all, and how far the median of ten."""
    random, middle = np.random.default_rng(seed), float(np.median(scores))
    one = np.abs(random.choice(scores, 20) - middle).mean()
    ten = np.abs(np.median(random.choice(scores, (20, 10)), axis=1) - middle).mean()
    return float(one), float(ten)


def tiny_test_set(case: Case) -> Finding | None:
    """A test that chance decides."""
    if case.test is None or not case.classifies or len(case.test.x) > 20:
        return None
    n = len(case.test.x)
    p = (case.test_quality * n + 1) / (n + 2)  # Laplace's rule: no certainty from few rows
    error = float(np.sqrt(p * (1 - p) / n))
    if error <= 0.08:
        return None
    return Finding(
        Message("doctor.tiny_test_set", rows=n, each=1 / n),
        Change(
            Message("doctor.change.larger_test_set"),
            lambda it: it.whole.split(0.4, 0),
            compared=partial(_scatter, n),
            measure=Measure(Message("doctor.measure.scatter"), larger_wins=False),
        ),
        {"error": error, "rows": float(n)},
        "test rows",
    )


def _scatter(n: int, it: Experiment, seed: int) -> tuple[float, float]:
    """How far the accuracy scatters over splits: with so few test rows, and with more."""
    whole = it.whole
    small, large = (
        [whole.split(share, 10 * seed + k).score(seed) for k in range(4)]
        for share in (n / len(whole.train.x), 0.4)
    )
    return float(np.std(small)), float(np.std(large))


def models_among(others: Sequence[Any]) -> list[Learner]:
    """The models among further material; a run is represented by its model."""
    found = [it if isinstance(it, Learner) else getattr(it, "model", None) for it in others]
    return [it for it in found if isinstance(it, Learner)]
