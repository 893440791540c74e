"""Results: report, confusion matrix, confidence and errors, of training and held-out rows."""

from typing import Any, NamedTuple

import numpy as np
from flask import Response
from pydantic import Field

from edunn.arrays import Array
from edunn.data import Dataset
from edunn.evaluation import Evaluation
from edunn.metrics import Report, calibration_error
from edunn.model import Model
from edunn.studio.messages import Message, Number
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.views.boundary import model_of, predictions, probabilities
from edunn.studio.views.histograms import BINS, Bin, ErrorBin, bins, error_bins
from edunn.studio.views.packing import Part, Places, Row, evenly, rows_of
from edunn.text import as_json, finite

api = topic("results")

MOST_MISSES, MOST_ANSWERS = 60, 400
MOST_TRAINING_ROWS = 10_000
"""Rows of the training set to evaluate at most, evenly spaced, so that the page need not wait."""


MEASURES = ("loss", "accuracy", "mae", "rmse", "r2")


class ClassScore(Message):
    """One line of the classification report."""

    name: str
    precision: Number
    recall: Number
    f1: Number
    support: int


class Miss(Message):
    """A misclassified row."""

    example: Row
    chosen: str
    confidence: float


class Worst(Message):
    """A row of a regression whose prediction is far from its target."""

    example: Row
    answer: float = Field(description="The prediction.")


class PartResults(Message):
    """The metrics of one part of the rows; of classes, or of a regression."""

    part: Part
    rows: int
    loss: Number
    accuracy: Number = None
    classes: list[ClassScore] = Field(
        default=[], description="With macro and weighted averages at the end."
    )
    confusion: list[list[int]] = Field(default=[], description="Rows: true; columns: predicted.")
    confidence: list[Bin] = Field(default=[])
    calibration_error: Number = Field(default=None, description="In the same bins.")
    misses: list[Miss] = Field(default=[], description="At most 60, the most confident first.")
    missed: int = Field(default=0, description="The number of misclassified rows.")
    mae: Number = None
    rmse: Number = None
    r2: Number = None
    answers: list[tuple[float, float]] = Field(
        default=[], description="Target and prediction, <= 400."
    )
    errors: list[ErrorBin] = Field(default=[], description="A regression's, on all rows.")
    worst: list[Worst] = Field(default=[], description="At most 60, the largest error first.")


class ResultsQuery(Message):
    """A request for results; with both classes, only errors of that kind."""

    individual: int | None = Field(
        default=None, ge=0, description="Evolution: its place; null is the run's network."
    )

    truth: int | None = Field(default=None, ge=0, description="The place of the true class.")
    chosen: int | None = Field(default=None, ge=0, description="The place of the predicted class.")


class ResultsView(Message):
    """Report, confusion matrix and misses; training beside held-out rows."""

    run: int
    epoch: int
    classes: list[str]
    parts: list[PartResults]
    report: str = Field(description="The held-out report as text.")


class Evaluated(NamedTuple):
    """Rows of a part that are evaluated: those at these places."""

    data: Dataset
    part: Part
    places: Places

    @property
    def rows(self) -> Dataset:
        """These rows as a data set."""
        return self.data if len(self.places) == len(self.data) else self.data.take(self.places)


def results_view(run: int, snapshot: Snapshot, query: ResultsQuery | None = None) -> ResultsView:
    """The metrics of the network on the training set and on held-out rows.

    Args:
        run: its number.
        snapshot: the run at one moment.
        query: the kind of errors to show; by default some of every kind.

    Example:
        >>> from edunn.studio.example import example
        >>> training, held_out = results_view(1, example()).parts
        >>> training.rows, held_out.rows, sum(map(sum, held_out.confusion))
        (112, 38, 38)
    """
    training, held_out = snapshot.planned.training, snapshot.planned.held_out
    places = evenly(len(training), MOST_TRAINING_ROWS)
    every = np.arange(len(held_out))
    model = snapshot.model if query is None else model_of(snapshot, query.individual)
    whole = model.evaluate(held_out)
    parts = [
        _part(model, Evaluated(training, "training", places), query),
        _part(model, Evaluated(held_out, "held_out", every), query, whole),
    ]
    report = str(whole)
    if len(places) < len(training):
        report += f"\nOf the training set's {len(training):,} rows, {len(places):,} were evaluated."
    classes = list(map(str, training.class_names or ()))
    return ResultsView(run=run, epoch=snapshot.epoch, classes=classes, parts=parts, report=report)


def _part(
    model: Model, evaluated: Evaluated, query: ResultsQuery | None, known: Evaluation | None = None
) -> PartResults:
    rows = evaluated.rows
    evaluation = known or model.evaluate(rows)
    y = model.predict(rows.inputs)
    found: dict[str, Any] = {name: finite(getattr(evaluation, name)) for name in MEASURES}
    if rows.class_names is None:
        found |= _of_numbers(evaluated, y)
    else:
        found |= _of_classes(model, evaluated, evaluation, y, query)
    return PartResults(part=evaluated.part, rows=len(rows), **found)


def _scores(report: Report) -> list[ClassScore]:
    lines = [
        *zip(report.names, report.classes, strict=True),
        ("macro avg", report.macro),
        ("weighted avg", report.weighted),
    ]
    return [ClassScore(name=name, **scores._asdict()) for name, scores in lines]


def _of_classes(
    model: Model, evaluated: Evaluated, evaluation: Evaluation, y: Array, query: ResultsQuery | None
) -> dict[str, Any]:
    """Report, confusion matrix, the confidence of predictions, and the errors to show."""
    data, part, places = evaluated
    chosen, sure = predictions(model, y)
    true, names = data.targets[places], data.class_names or ()
    wrong = np.flatnonzero(chosen != true)
    misses = wrong[errors_to_show(true[wrong], chosen[wrong], sure[wrong], query)]
    return {
        "classes": _scores(evaluation.report) if evaluation.report else [],
        "confusion": as_json(evaluation.confusion_matrix),
        "confidence": bins(sure, chosen == true),
        "calibration_error": _calibration(model, true, y),
        "missed": len(wrong),
        "misses": [
            Miss(example=example, chosen=str(names[int(chosen[k])]), confidence=float(sure[k]))
            for example, k in zip(rows_of(data, part, places[misses]), misses, strict=True)
        ],
    }


def errors_to_show(true: Places, chosen: Places, sure: Array, query: ResultsQuery | None) -> Places:
    """The errors to show, the most confident first: those of one kind, or some of each.

    Example:
        >>> true, chosen, sure = np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([0.5, 0.6, 0.9])
        >>> errors_to_show(true, chosen, sure, None)
        array([2, 1, 0])
        >>> errors_to_show(true, chosen, sure, ResultsQuery(truth=0, chosen=2))
        array([1])
    """
    by_sureness = np.argsort(-sure, kind="stable")
    if query is None or query.truth is None or query.chosen is None:
        kinds = true * (chosen.max(initial=0) + 1) + chosen
        return by_sureness[of_all_kinds(kinds[by_sureness], MOST_MISSES)]
    is_of_that_kind = (true == query.truth) & (chosen == query.chosen)
    of_that_kind: Places = by_sureness[is_of_that_kind[by_sureness]]
    return of_that_kind[:MOST_MISSES]


def of_all_kinds(kinds: Places, most: int) -> Places:
    """Places of at most so many, in order: the first of each kind, the second of each, and so on.

    So one frequent confusion of two classes leaves room for all others.

    Example:
        >>> of_all_kinds(np.array([7, 7, 7, 3, 3]), most=3)
        array([0, 1, 3])
    """
    by_kind = np.argsort(kinds, kind="stable")
    _, counts = np.unique(kinds, return_counts=True)
    turns = np.empty(len(kinds), np.intp)
    turns[by_kind] = [turn for count in counts for turn in range(count)]
    return np.sort(np.argsort(turns, kind="stable")[:most])


def _calibration(model: Model, true: Places, y: Array) -> float | None:
    if model.targets is None or len(true) == 0:
        return None
    return finite(calibration_error(true, probabilities(model.targets, y), BINS))


def _of_numbers(evaluated: Evaluated, y: Array) -> dict[str, Any]:
    """Targets and predictions, their errors, and the rows with the largest ones."""
    data, part, places = evaluated
    answers = y[:, 0]
    errors = answers - np.ravel(data.targets)[places]
    by_size = np.argsort(-np.abs(errors), kind="stable")
    largest = by_size[np.isfinite(errors[by_size])][:MOST_MISSES]
    return {
        "answers": _answers(evaluated.rows, y),
        "errors": error_bins(errors),
        "worst": [
            Worst(example=example, answer=float(answers[k]))
            for example, k in zip(rows_of(data, part, places[largest]), largest, strict=True)
        ],
    }


def _answers(data: Dataset, y: Array) -> list[tuple[float, float]]:
    """Target and prediction of some rows, without predictions that are not finite."""
    places = evenly(len(data), MOST_ANSWERS)
    pairs = zip(np.ravel(data.targets)[places].tolist(), y[places, 0].tolist(), strict=True)
    return [(t, answer) for t, answer in pairs if np.isfinite(answer)]


@api.get("/runs/<int:run>/results", responses={200: ResultsView})
def get_results(path: RunPath, query: ResultsQuery) -> Response:
    """Report, confusion matrix and errors."""
    is_of_one = query.individual is not None
    found = session().view(path.run, results_view, query, with_generations=is_of_one)
    return reply(found)
