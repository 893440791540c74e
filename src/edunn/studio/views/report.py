"""A run as a self-contained HTML report, the page that `edunn train -o report.html` writes."""

from collections.abc import Mapping
from typing import NamedTuple

from edunn.data import Dataset
from edunn.evaluation import Evaluation
from edunn.experiments.pages.training import TrainingReport, html_training
from edunn.model import Model
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.session import Session
from edunn.studio.views.packing import evenly
from edunn.studio.views.results import MOST_TRAINING_ROWS
from edunn.studio.views.script import script_of_run

ALL_ROWS = "All rows: none is held out"


class Evaluated(NamedTuple):
    """A network, how it does on each part of the rows, and the rows to be drawn."""

    model: Model
    parts: Mapping[str, Evaluation]
    rows: Dataset


def evaluated_view(run: int, snapshot: Snapshot) -> Evaluated:
    """The network of a run, evaluated; of a very large training set, on rows evenly spaced.

    Example:
        >>> from edunn.studio.example import example
        >>> list(evaluated_view(1, example()).parts)
        ['Training set', 'Held-out rows']
    """
    model, training, held_out = snapshot.model, snapshot.planned.training, snapshot.planned.held_out
    if not snapshot.planned.holds_out:
        return Evaluated(model, {ALL_ROWS: model.evaluate(training)}, training)
    places = evenly(len(training), MOST_TRAINING_ROWS)
    is_whole = len(places) == len(training)
    title = "Training set" if is_whole else f"Training set, {len(places):,} rows of it"
    learned = training if is_whole else training.take(places)
    parts = {title: model.evaluate(learned), "Held-out rows": model.evaluate(held_out)}
    return Evaluated(model, parts, held_out)


def report_of_run(session: Session, run: int) -> str:
    """The HTML report of a run."""
    found = session.view(run, evaluated_view)
    active, message = session.runs.open(run).run, session.runs.message(run)
    planned = active.planned
    settings = {
        "Data": f"{planned.training.name}, target {planned.training.target_name}",
        "Network": message.network,
        "Training": f"{planned.recipe.training_in_words}; {message.epoch} done",
        "Seed": str(planned.experiment.seed),
        "Changed": "; ".join(change.in_words for change in active.changes) or "nothing",
    }
    repeat = "Python code", script_of_run(session, run).script
    ending = str(found.model.history.ending)  # is told above the curves
    said = [sentence.text for sentence in (message.note, *message.notes)]
    notes = [text for text in said if text not in ("", ending)]
    return html_training(TrainingReport(message.name, *found, settings, repeat, notes))
