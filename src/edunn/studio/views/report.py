"""A run as a self-contained HTML report, the page that `edunn train -o report.html` writes."""

from collections.abc import Mapping
from typing import NamedTuple

from edunn.data import Dataset
from edunn.evaluation import Evaluation
from edunn.experiments.pages.training import TrainingReport, html_training
from edunn.messages import LanguageCode, Message, Names, listed
from edunn.model import Model
from edunn.studio.messages import Sentence
from edunn.studio.runs.active_run import ActiveRun
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.session import Session
from edunn.studio.views.packing import evenly
from edunn.studio.views.results import MOST_TRAINING_ROWS
from edunn.studio.views.script import script_of_run


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
        return Evaluated(model, {Message("report.all_rows"): model.evaluate(training)}, training)
    places = evenly(len(training), MOST_TRAINING_ROWS)
    is_whole = len(places) == len(training)
    some = Message("report.part_of_training_set", rows=len(places))
    title = Message("report.training_set") if is_whole else some
    learned = training if is_whole else training.take(places)
    parts: dict[str, Evaluation] = {
        title: model.evaluate(learned),
        Message("report.held_out"): model.evaluate(held_out),
    }
    return Evaluated(model, parts, held_out)


def report_of_run(session: Session, run: int, language: LanguageCode = "en") -> str:
    """The HTML report of a run, in a language."""
    found = session.view(run, evaluated_view)
    active, message = session.runs.open(run).run, session.runs.message(run)
    settings = _settings(active, message.network, message.epoch)
    repeat = Message("report.python_code"), script_of_run(session, run).script
    ending = str(found.model.history.ending)  # is told above the curves
    said = [it for it in (message.note, *message.notes) if it.text not in ("", ending)]
    notes = [_note(sentence, language) for sentence in said]
    return html_training(
        TrainingReport(message.name, *found, settings, repeat, notes, language=language)
    )


def _settings(active: ActiveRun, network: str, epochs: int) -> dict[str, str]:
    planned = active.planned
    data = {"data": planned.training.name, "target": planned.training.target_name}
    recipe = planned.recipe.training_in_words
    changes = listed([change.in_words for change in active.changes])
    told = {
        "data": Message("report.data_and_target", **data),
        "network": Names(network),
        "training": Message("report.recipe_and_epochs", recipe=recipe, epochs=epochs),
        "seed": str(planned.experiment.seed),
        "changed": changes or Message("report.nothing_changed"),
    }
    return {Message(f"report.{name}"): value for name, value in told.items()}


def _note(sentence: Sentence, language: LanguageCode) -> str:
    """A sentence of the page, whose English words are not always those of Python."""
    return sentence.text if language == "en" else sentence.coded
