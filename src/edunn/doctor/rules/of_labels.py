"""Rules of the labels and of the split."""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from edunn.catalogue import find
from edunn.doctor.case import Case
from edunn.doctor.experiment import Experiment
from edunn.doctor.finding import Change, Finding
from edunn.doctor.measures import (
    evenly,
    neighbour_accuracy,
    outlier_distance,
)
from edunn.doctor.quality import MEAN_RECALL, TYPICAL_ERROR, Measure
from edunn.doctor.rows import Pair, split_pair
from edunn.doctor.rules.changes import balanced, huber, with_scaled_targets
from edunn.messages import Message
from edunn.training.notes import LARGE

FEW = 30
"""With fewer rows than this, what columns tell is chance."""


SORTED = ("note.class_only_held_out", "note.class_not_held_out")


def labels_slipped(case: Case) -> Finding | None:
    """Labels that belong to the row before or behind."""
    table = case.table
    if table is None or not case.classifies or len(table.x) < FEW:
        return None
    labels = case.classes_of(table)
    rows = table.x.reshape(len(table.x), -1).astype(np.float64)
    here = neighbour_accuracy(rows, labels) if len(rows) <= 2000 else 1.0
    if here >= 0.6:
        return None
    by = max((-1, 1), key=lambda step: neighbour_accuracy(rows, np.roll(labels, step)))
    moved = neighbour_accuracy(rows, np.roll(labels, by))
    if moved <= 0.85:
        return None
    return Finding(
        Message("doctor.labels_slipped", here=here, moved=moved),
        Change(f"labels = np.roll(labels, {by})", partial(_moved_by, table, by)),
        {"neighbours": here, "moved_by_one": moved},
        "labels",
    )


def _moved_by(table: Pair, by: int, it: Experiment) -> Experiment:
    """The table with every label moved, split anew."""
    train, test = split_pair(Pair(table.x, np.roll(np.asarray(table.labels), by)), 0.25, 0)
    return replace(it, train=train, test=test)


def split_of_sorted_rows(case: Case) -> Finding | None:
    """A class that only one part has."""
    name = _class_on_one_side(case)
    if name is None:
        return None
    return Finding(
        case.note(*SORTED) or Message("doctor.split_of_sorted_rows", name=str(name)),
        Change(
            "train, validation = data.split(test=0.25, seed=0)",
            partial(_split_anew, seed=0),
            compared=partial(_resplit, case),
            measure=Measure(Message("doctor.measure.held_out_accuracy")),
        ),
        {"unseen_classes": 1.0},
        "labels",
    )


def _class_on_one_side(case: Case) -> Any:
    """The name of a class that is learned or held out only; None if there is none."""
    note = case.note(*SORTED)
    if note is not None:
        return note.values["name"]
    names = case.model.class_names or ()
    if case.test is None or not names:
        return None
    learned = np.bincount(case.classes_of(case.train), minlength=len(names))
    held = np.bincount(case.classes_of(case.test), minlength=len(names))
    unseen = np.flatnonzero((learned == 0) & (held > 0))
    return names[int(unseen[0])] if len(unseen) else None


def _resplit(case: Case, it: Experiment, seed: int) -> tuple[float, float]:
    """Accuracy on the held-out rows as they were, and on rows drawn from each class."""
    held = case.curve("val_accuracy")
    before = float(held[-1]) if len(held) else case.test_quality
    return before, _split_anew(it, seed).score(seed)


def _split_anew(it: Experiment, seed: int) -> Experiment:
    """All rows, split by chance, each class in proportion."""
    return it.whole.split(0.25, seed)


def sorted_rows(case: Case) -> Finding | None:
    """Mini-batches of a single class each."""
    plan = case.setup.plan if case.setup else None
    if plan is None or plan.shuffle or not case.classifies or case.batch_size >= len(case.train.x):
        return None
    size = case.batch_size
    classes = case.classes_of(case.train)
    batches = [classes[k : k + size] for k in range(0, len(classes), size)]
    kinds = float(np.mean([len(set(batch.tolist())) for batch in batches]))
    if kinds >= 1.3 or size < 3:
        return None
    return Finding(
        Message("doctor.sorted_rows", kinds=kinds),
        Change("shuffle_data=True", lambda it: it.with_options(shuffle_data=True)),
        {"classes_a_batch": kinds},
        "rows",
    )


def wild_targets(case: Case) -> Finding | None:
    """A few targets far away from all others, and a loss that squares."""
    loss = case.model.objective.loss
    if case.classifies or np.asarray(case.seen.labels).ndim != 1 or len(case.flat) < FEW:
        return None
    t = np.asarray(case.seen.labels, dtype=np.float64)
    distance = outlier_distance(t)
    if distance <= 15 or type(loss) is not type(find("loss", "mse")):
        return None
    return Finding(
        Message("doctor.wild_targets", distance=distance),
        Change('loss_function="huber"', huber, measure=TYPICAL_ERROR),
        {"outliers": distance},
        "targets",
    )


def nothing_to_learn(case: Case) -> Finding | None:
    """Inputs that do not know the answer."""
    if not case.classifies or len(case.flat) < 100 or case.majority > 0.8:
        return None
    if case.test_quality > case.majority + 0.08 or case.train_quality > case.majority + 0.25:
        return None
    rows = evenly(len(case.flat))
    best = max(neighbour_accuracy(case.flat[rows], case.classes[rows], k) for k in (1, 5, 15))
    if best > max(case.majority, 0.5) + 0.1:
        return None
    return Finding(
        Message("doctor.nothing_to_learn", best=best, majority=case.majority),
        Change(
            Message("doctor.change.other_inputs"),
            compared=_shuffled,
            measure=Measure(Message("doctor.measure.shuffled_labels")),
            is_control=True,
        ),
        {"neighbours": best, "majority": case.majority},
        "inputs",
    )


def _shuffled(it: Experiment, seed: int) -> tuple[float, float]:
    labels = np.random.default_rng(seed).permutation(np.asarray(it.train.labels))
    return it.score(seed), replace(it, train=it.train._replace(labels=labels)).score(seed)


def rows_alike(case: Case) -> Finding | None:
    """Rows that nothing tells apart."""
    if len(case.flat) < 2 or (case.flat != case.flat[:1]).any():
        return None
    change = Change(Message("doctor.change.other_inputs"))
    return Finding(Message("doctor.rows_alike"), change, where="inputs")


def targets_unscaled(case: Case) -> Finding | None:
    """Targets far from 0, learned as they are, and nothing learned."""
    targets = case.model.targets
    if targets is None or targets.classes or targets.marks or targets.mean or not case.is_useless:
        return None
    largest = float(np.abs(np.asarray(case.seen.labels, dtype=np.float64)).max())
    if largest <= LARGE:
        return None
    return Finding(
        Message("doctor.targets_unscaled", largest=largest),
        Change(Message("doctor.change.standardize_targets"), with_scaled_targets),
        {"largest": largest},
        "targets",
    )


def imbalance(case: Case) -> Finding | None:
    """A rare class that is never predicted."""
    if not case.classifies or case.majority < 0.85 or case.commonest_answer <= 0.97:
        return None
    return Finding(
        Message(
            "doctor.imbalance",
            majority=case.majority,
            named=case.commonest_answer,
            accuracy=case.test_quality,
        ),
        Change('class_weight="balanced"', balanced, measure=MEAN_RECALL),
        {"majority": case.majority},
        "labels",
    )


def duplicates_across_the_split(case: Case) -> Finding | None:
    """Test rows that were learned from."""
    if case.test is None or case.flat.shape[1] < 2 or not case.sees_all:
        return None
    known = {row.tobytes() for row in case.flat}
    distinct = max(len(np.unique(column)) for column in case.flat.T)
    if len(known) < 0.7 * len(case.flat) and distinct < 0.5 * len(known):
        return None  # few different rows can be: they repeat in any split
    rows = case.test.x.reshape(len(case.test.x), -1).astype(np.float64)
    share = float(np.mean([row.tobytes() in known for row in rows]))
    if share < 0.2:
        return None
    return Finding(
        Message("doctor.duplicates_across_the_split", share=share),
        Change(Message("doctor.change.unique_rows")),
        {"share": share},
        "rows",
    )
