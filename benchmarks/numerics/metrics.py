"""Metrics beside their peers: over 200 sets of labels or numbers, the edges among them."""

from collections.abc import Callable, Iterator
from functools import partial
from inspect import isroutine
from typing import Any, NamedTuple

import numpy as np

from benchmarks.numerics import peers
from benchmarks.numerics.comparison import Comparison, Notes, Results, derived
from edunn import metrics
from edunn.arrays import Array

learn = peers.module("sklearn.metrics")
keras = peers.module("keras.metrics")

NAMES = tuple(name for name in metrics.__all__ if isroutine(getattr(metrics, name)))
"""Every function that measures."""


class Case(NamedTuple):
    """True and predicted labels `(B,)` of so many classes; not every class need occur."""

    true: Any
    predicted: Any
    classes: int = 0


def label_sets() -> list[Case]:
    """Labels by chance, and the edges: one row, an absent class, all wrong, all of one class."""
    random = np.random.default_rng(0)
    sets = [
        Case(np.array(true), np.array(predicted), 3)
        for true, predicted in (
            ([0], [0]),
            ([0], [1]),
            ([0, 0, 1], [0, 1, 1]),  # no row of class 2, and none predicted
            ([0, 1, 2], [0, 1, 1]),  # class 2 is never predicted
            ([0, 0, 1], [0, 2, 1]),  # class 2 never occurs
            ([0, 1, 2], [1, 2, 0]),
            ([1, 1, 1], [1, 1, 1]),
        )
    ]
    for _ in range(200 - len(sets)):
        rows, classes = random.integers(1, 60), int(random.integers(2, 7))
        true, predicted = random.integers(0, classes, (2, rows))
        sets.append(Case(true, predicted, classes))
    return sets


def number_sets() -> list[Case]:
    """Targets and predictions by chance, and the edges: constant targets, huge and tiny numbers."""
    random = np.random.default_rng(1)
    constant = np.full(4, 2.0)
    sets = [Case(constant, constant), Case(constant, constant + 1.0)]
    for _ in range(200 - len(sets)):
        size = 10.0 ** random.integers(-6, 7)
        t = size * random.normal(size=int(random.integers(2, 60)))
        sets.append(Case(t, t + size * random.normal(size=len(t))))
    return sets


Measure = Callable[[Case], Any]

OURS: dict[str, Measure] = {
    "accuracy": lambda q: metrics.accuracy(q.true, q.predicted),
    "confusion_matrix": lambda q: metrics.confusion_matrix(*q[:2], range(q.classes)),
    "precision": lambda q: metrics.precision(*q[:2], range(q.classes)),
    "recall": lambda q: metrics.recall(*q[:2], range(q.classes)),
    "f1": lambda q: metrics.f1(*q[:2], range(q.classes)),
    "support": lambda q: metrics.support(*q[:2], range(q.classes)),
    "classification_report": lambda q: _letters(
        metrics.classification_report(*q[:2], classes=range(q.classes), digits=4)
    ),
    "mean_absolute_error": lambda q: metrics.mean_absolute_error(*q[:2]),
    "root_mean_squared_error": lambda q: metrics.root_mean_squared_error(*q[:2]),
    "r2": lambda q: metrics.r2(*q[:2]),
}
LEARN: dict[str, tuple[str, Measure]] = {
    "accuracy": ("accuracy_score", lambda q: learn.accuracy_score(*q[:2])),
    "confusion_matrix": (
        "confusion_matrix",
        lambda q: learn.confusion_matrix(*q[:2], labels=range(q.classes)),
    ),
    "precision": ("precision_score", lambda q: _shares(q)[0]),
    "recall": ("recall_score", lambda q: _shares(q)[1]),
    "f1": ("f1_score", lambda q: _shares(q)[2]),
    "support": ("precision_recall_fscore_support", lambda q: _shares(q)[3]),
    "classification_report": (
        "classification_report",
        lambda q: _letters(
            learn.classification_report(
                *q[:2], labels=range(q.classes), digits=4, zero_division=0.0
            )
        ),
    ),
    "mean_absolute_error": ("mean_absolute_error", lambda q: learn.mean_absolute_error(*q[:2])),
    "root_mean_squared_error": (
        "root_mean_squared_error",
        lambda q: learn.root_mean_squared_error(*q[:2]),
    ),
    "r2": ("r2_score", lambda q: learn.r2_score(*q[:2])),
}
KERAS: dict[str, tuple[str, Measure]] = {
    "accuracy": ("Accuracy", lambda q: _of_keras("Accuracy", *q[:2])),
    "precision": ("Precision(class_id)", lambda q: _by_class("Precision", q)),
    "recall": ("Recall(class_id)", lambda q: _by_class("Recall", q)),
    "f1": ("F1Score", lambda q: _of_keras("F1Score", *_one_hot(q))),
    "mean_absolute_error": ("MeanAbsoluteError", lambda q: _of_keras("MeanAbsoluteError", *q[:2])),
    "root_mean_squared_error": (
        "RootMeanSquaredError",
        lambda q: _of_keras("RootMeanSquaredError", *q[:2]),
    ),
    "r2": ("R2Score", lambda q: _of_keras("R2Score", q.true[:, None], q.predicted[:, None])),
}
THEIRS = {"PyTorch": {}, "Keras": KERAS, "SciPy": {}, "scikit-learn": LEARN}
OF_NUMBERS = ("mean_absolute_error", "root_mean_squared_error", "r2")
CONSTANT = 2
"""So many of the sets of numbers, the first ones, have constant targets."""

SETS = {"Keras": slice(CONSTANT, 60), "scikit-learn": slice(0, 200)}
"""Of Keras fewer, as it makes new variables for each measure."""

OF_CONSTANT = "constant targets"

ABOUT = """\
Of up to 200 sets of labels or numbers: one row alone, a class that never occurs or is never
predicted, all wrong, numbers from 1e-6 to 1e6. A share of nothing is 0 (scikit-learn's
`zero_division=0`). Of a report, all letters are compared."""
"""What is compared, in the words of the page."""

DERIVATIONS = {"r2": "R squared"}
"""The headings about the metrics that have a note."""

NOTES: Notes = {
    (
        "r2",
        "Keras",
    ): "Keras takes the spread of the targets as the sum of squares less the mean times "
    "the sum, in float32, where digits cancel.",
    ("r2", "Keras", OF_CONSTANT): "The formula divides by 0. EduNN and scikit-learn give 1 where "
    "every prediction is right and else 0; Keras gives NaN and else 0.",
}


def names() -> dict[str, dict[str, str]]:
    """What every metric is called elsewhere: entry -> peer -> name."""
    return {
        entry: {peer: table[entry][0] if entry in table else "" for peer, table in THEIRS.items()}
        for entry in NAMES
    }


def comparisons() -> Iterator[Comparison]:
    """Every metric beside every peer that has it and is installed."""
    for entry in NAMES:
        for peer, table in THEIRS.items():
            if entry in table and peers.is_installed(peer):
                yield _comparison(entry, peer, f"{_count(SETS[peer])} sets", SETS[peer])
                if (entry, peer, OF_CONSTANT) in NOTES:
                    yield _comparison(entry, peer, OF_CONSTANT, slice(0, CONSTANT))


def _count(which: slice) -> int:
    return int(which.stop - which.start)


def _comparison(entry: str, peer: str, of: str, which: slice) -> Comparison:
    dtype = "float32" if peer == "Keras" else "float64"
    return Comparison(entry, peer, of, partial(_measures, entry, peer, which), (dtype,))


def _measures(entry: str, peer: str, which: slice, dtype: str) -> Results:
    sets = (number_sets() if entry in OF_NUMBERS else label_sets())[which]
    ours, theirs = (
        np.concatenate([np.ravel(measure(each)) for each in sets])
        for measure in (OURS[entry], THEIRS[peer][entry][1])
    )
    return Results(ours, theirs)


def _shares(q: Case) -> Any:
    return learn.precision_recall_fscore_support(*q[:2], labels=range(q.classes), zero_division=0.0)


def _letters(text: str) -> Array:
    """A text as numbers, so that a letter that differs is a difference."""
    return np.frombuffer(text.encode(), np.uint8).astype(np.float64)


def _one_hot(q: Case) -> tuple[Array, Array]:
    rows = np.eye(q.classes, dtype="float32")
    return rows[q.true], rows[q.predicted]


def _of_keras(name: str, true: Array, predicted: Array, **settings: Any) -> Array:
    metric = getattr(keras, name)(**settings)
    metric.update_state(true, predicted)
    return np.asarray(metric.result())


def _by_class(name: str, q: Case) -> list[Array]:
    return [_of_keras(name, *_one_hot(q), class_id=k) for k in range(q.classes)]


def formula(entry: str) -> str:
    """Where its formula comes from."""
    return derived("metrics", DERIVATIONS[entry])
