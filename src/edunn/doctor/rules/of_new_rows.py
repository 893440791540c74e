"""Rules of rows that are asked afterwards, and of answers to them."""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.doctor.case import Case
from edunn.doctor.experiment import Experiment
from edunn.doctor.finding import Change, Finding
from edunn.doctor.quality import ACCURACY, Measure, quality
from edunn.doctor.rows import Pair, split_pair
from edunn.learning import Learner
from edunn.messages import Message

NEW_ROWS = Measure(Message("doctor.measure.new_rows"))
DIFFERENCE = Measure(Message("doctor.measure.two_answers"), larger_wins=False)


def dropout_while_predicting(case: Case) -> Finding | None:
    """The same rows, and other answers."""
    answers = [np.asarray(it) for it in case.others if isinstance(it, np.ndarray | list | tuple)]
    if len(answers) < 2 or answers[0].shape != answers[1].shape:
        return None
    one, other = (it.argmax(axis=-1) if it.ndim > 1 else it for it in answers[:2])
    differ = float((one != other).mean())
    if differ <= 0.005:
        return None
    asked = case.asked or case.test

    def steady(seed: int) -> tuple[float, float]:
        again = [] if asked is None else [case.model.predict(asked.x) for _ in range(2)]
        return differ, float(np.abs(again[0] - again[1]).max()) if again else 0.0

    return Finding(
        Message("doctor.dropout_while_predicting", differ=differ),
        Change("model.predict(x)", rescored=steady, measure=DIFFERENCE),
        {"differ": differ},
    )


def labels_from_one(case: Case) -> Finding | None:
    """Labels that count from 1 beside answers that count from 0."""
    if case.asked is None or not case.classifies:
        return None
    given = np.asarray(case.asked.labels)
    if given.dtype.kind not in "iuf" or given.ndim != 1:
        return None
    answers = _answers(case.model, case.asked)
    for step in (1, -1):
        moved, right = float((answers + step == given).mean()), float((answers == given).mean())
        if moved > 0.8 and right < 0.3:
            return Finding(
                Message("doctor.labels_from_one", step=f"{step:+d}", moved=moved, right=right),
                Change(
                    f"labels {'-' if step > 0 else '+'} 1",
                    rescored=partial(_always, (right, moved)),
                    measure=ACCURACY,
                ),
                {"plus_one": moved, "accuracy": right},
                "labels",
            )
    return None


def _always(scores: tuple[float, float], seed: int) -> tuple[float, float]:
    """The same scores for every seed: nothing random is in them."""
    return scores


def new_rows_scaled_by_themselves(case: Case) -> Finding | None:
    """Rows whose own mean is 0 in every column."""
    asked = _rows(case.asked)
    if asked is None or len(asked) < 3 or case.is_scaled or asked.shape == case.flat.shape:
        return None
    with np.errstate(all="ignore"):
        mean, spread = np.abs(asked.mean(axis=0)).max(), asked.std(axis=0)
    by_themselves = mean < 1e-6 and np.abs(spread[spread > 0] - 1).max(initial=0.0) < 1e-6
    if not by_themselves or np.abs(case.flat.mean(axis=0)).max() > 0.5:
        return None
    shift, scale = case.flat.mean(axis=0), case.flat.std(axis=0)
    return Finding(
        Message("doctor.new_rows_scaled_by_themselves"),
        Change(
            Message("doctor.change.scaled_by_training_rows"),
            compared=_on_raw_rows,
            measure=NEW_ROWS,
        ),
        {"mean": float(mean), "shift": float(np.abs(shift).max()), "scale": float(scale.max())},
        "inputs",
    )


def _on_raw_rows(it: Experiment, seed: int) -> tuple[float, float]:
    """Accuracy on a part of the training rows, scaled by itself, class by class, and as it is."""
    train, held = split_pair(it.train, 0.3, seed)
    model = replace(it, train=train, test=None, is_validated=False).model(seed)
    labels = np.asarray(held.labels)
    own = np.array(held.x, dtype=np.float64)
    for name in np.unique(labels):
        box = own[labels == name]
        own[labels == name] = (box - box.mean(axis=0)) / np.maximum(box.std(axis=0), 1e-12)
    return quality(model, held._replace(x=own)), quality(model, held)


def inverted_pictures(case: Case) -> Finding | None:
    """Bright paper where the training pictures are dark."""
    asked = _rows(case.asked)
    if asked is None or case.flat.shape[1] < 49 or case.flat.min() < 0 or asked.min() < 0:
        return None
    top = max(float(case.flat.max()), 1e-12)
    here, there = float(asked.mean()) / top, float(case.flat.mean()) / top
    if here <= 0.5 or there >= 0.4 or case.asked is None:
        return None
    turned = case.asked._replace(x=top - np.asarray(case.asked.x))
    return Finding(
        Message("doctor.inverted_pictures", here=here, there=there),
        Change(
            f"{top:g} - x",
            rescored=lambda seed: (_agreement(case, case.asked), _agreement(case, turned)),
            measure=NEW_ROWS,
        ),
        {"brightness": here, "training": there},
        "inputs",
    )


def raw_rows_at_prediction(case: Case) -> Finding | None:
    """Rows far away from all that was learned from."""
    asked = _rows(case.asked)
    if asked is None or asked.shape[1] != case.flat.shape[1]:
        return None
    mean, spread = case.flat.mean(axis=0), case.flat.std(axis=0)
    seen = spread > 0
    far = np.abs(asked[:, seen] - mean[seen]) > 3 * spread[seen]
    share = float(far.mean()) if far.size else 0.0
    if share <= 0.3:
        return None
    ours = np.array(case.asked.x, dtype=np.float64) if case.asked else asked
    own, deviation = ours.mean(axis=0), np.maximum(ours.std(axis=0), 1e-12)
    scaled = Pair((ours - own) / deviation * spread + mean, case.asked.labels if case.asked else ())
    return Finding(
        Message("doctor.raw_rows_at_prediction", share=share),
        Change(
            "(x - train_mean) / train_deviation",
            rescored=lambda seed: (_agreement(case, case.asked), _agreement(case, scaled)),
            measure=NEW_ROWS,
        ),
        {"far": share},
        "inputs",
    )


def _answers(model: Learner, rows: Pair) -> Any:
    y = model.predict(rows.x)
    return y.argmax(axis=-1) if y.shape[-1] > 1 else (y.ravel() > 0.5).astype(int)


def _agreement(case: Case, rows: Pair | None) -> float:
    """How often the numbers of classes agree with the labels."""
    if rows is None:
        return 0.0
    return float((_answers(case.model, rows) == np.asarray(rows.labels)).mean())


def _rows(pair: Pair | None) -> Array | None:
    return None if pair is None else np.asarray(pair.x, dtype=np.float64).reshape(len(pair.x), -1)
