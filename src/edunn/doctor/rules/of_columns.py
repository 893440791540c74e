"""Rules of the columns: what they are is not what they seem."""

from functools import partial

import numpy as np

from edunn.doctor.case import Case
from edunn.doctor.experiment import Experiment
from edunn.doctor.finding import Change, Finding
from edunn.doctor.measures import (
    category_accuracy,
    cut_accuracy,
    evenly,
    sentinel_share,
)
from edunn.doctor.quality import Measure, quality
from edunn.doctor.rules.changes import narrowed, with_filled, with_one_hot
from edunn.messages import Message

FEW = 30
"""With fewer rows than this, what columns tell is chance."""


def answer_in_disguise(case: Case) -> Finding | None:
    """One column that tells the answer by itself."""
    columns = case.flat.shape[1]
    if not case.classifies or columns < 3 or len(case.flat) < FEW or case.majority > 0.9:
        return None
    if len(case.model.class_names or ()) != 2:
        return None
    scores = np.array([cut_accuracy(case.flat[:, k], case.classes) for k in range(columns)])
    order = scores.argsort()
    best, second = float(scores[order[-1]]), float(scores[order[-2]])
    if best <= 0.95 or second > best - 0.1:
        return None
    column = int(order[-1])
    return Finding(
        Message("doctor.answer_in_disguise", column=_name(case, column), best=best, second=second),
        Change(
            Message("doctor.change.leave_out", column=_name(case, column), number=column),
            partial(narrowed, column=column),
            compared=partial(_unknown_column, column),
            measure=Measure(Message("doctor.measure.without_column")),
        ),
        {"alone": best, "next_best": second},
        f"column {column}",
    )


def _unknown_column(column: int, it: Experiment, seed: int) -> tuple[float, float]:
    rows = it.test or it.train
    x = np.array(rows.x, dtype=np.float64)
    x[:, column] = np.random.default_rng(seed).permutation(x[:, column])
    return quality(it.model(seed), rows._replace(x=x)), narrowed(it, column).score(seed)


def missing_as_999(case: Case) -> Finding | None:
    """A number that stands for a missing one."""
    if len(case.flat) < FEW:
        return None
    rows = case.flat[evenly(len(case.flat), 2000)]
    for column in range(rows.shape[1]):
        share, value = sentinel_share(rows[:, column])
        if share > 0.02:
            return Finding(
                Message(
                    "doctor.missing_as_999", column=_name(case, column), value=value, share=share
                ),
                Change(
                    Message("doctor.change.missing", value=value),
                    partial(with_filled, value=value),
                ),
                {"sentinel": share, "value": value},
                f"column {column}",
            )
    return None


def colours_as_numbers(case: Case) -> Finding | None:
    """Categories that go in as one number."""
    if not case.classifies or len(case.flat) < FEW or len(case.model.class_names or ()) != 2:
        return None
    if case.train_quality > 0.9 or case.flat.shape[1] > 50:
        return None
    for column in range(case.flat.shape[1]):
        values = case.flat[:, column]
        kinds = np.unique(values)
        if not 3 < len(kinds) <= 20 or (kinds % 1).any():
            continue
        cut, known = cut_accuracy(values, case.classes), category_accuracy(values, case.classes)
        if known - max(cut, case.train_quality) > 0.15:
            name, one_hot = _name(case, column), partial(with_one_hot, column=column, kinds=kinds)
            told = {"column": name, "kinds": len(kinds), "known": known, "cut": cut}
            return Finding(
                Message("doctor.colours_as_numbers", **told),
                Change(Message("doctor.change.one_hot", column=name), one_hot),
                {"one_hot_gain": known - cut},
                f"column {column}",
            )
    return None


def column_twice(case: Case) -> Finding | None:
    """Two columns that say the same."""
    if case.flat.shape[1] < 2 or case.flat.shape[1] > 200 or len(case.flat) < FEW:
        return None
    with np.errstate(all="ignore"):
        correlation = np.abs(np.nan_to_num(np.corrcoef(case.flat.T)))
    np.fill_diagonal(correlation, 0.0)
    one, other = np.unravel_index(correlation.argmax(), correlation.shape)
    found = float(correlation[one, other])
    if found <= 0.9995 or len(np.unique(case.flat[:, one])) < 3:
        return None
    first, second = sorted((int(one), int(other)))
    names = _name(case, first), _name(case, second)
    return Finding(
        Message("doctor.column_twice", one=names[0], other=names[1], correlation=found),
        Change(
            Message("doctor.change.leave_out", column=names[1], number=second),
            partial(narrowed, column=second),
            compared=partial(_weights_apart, second),
            measure=Measure(Message("doctor.measure.weights_apart"), larger_wins=False),
        ),
        {"correlation": found},
        f"columns {first} and {second}",
    )


def _weights_apart(column: int, it: Experiment, seed: int) -> tuple[float, float]:
    return _apart(it, seed), _apart(narrowed(it, column), seed)


def _apart(it: Experiment, seed: int) -> float:
    one, other = (it.model(2 * seed + k) for k in range(2))
    first = [next(p["W"] for p in model.parameters if "W" in p) for model in (one, other)]
    return float(np.abs(first[0] - first[1]).max())


def _name(case: Case, column: int) -> str:
    names = case.model.feature_names
    return repr(names[column]) if len(names) == case.flat.shape[1] else str(column)
