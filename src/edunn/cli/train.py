"""`edunn train`: from a table to a network that has learned it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from edunn.cli import options
from edunn.cli.options import Json, Quiet, Source, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edunn.cli.learning import Lesson
    from edunn.cli.tables import Scored
    from edunn.training import Training

EXAMPLES = (
    "edunn train iris --save iris.edunn",
    "edunn train my.csv --target species",
    'edunn train iris --layers "4,2 relu,3 softmax" --algorithm gradient_descent --epochs 500',
    "edunn train iris --algorithm genetic_algorithm --set population_size=50",
)


def train(
    data: Source,
    target: Target = None,
    task: options.Task = None,
    missing: options.Missing = "impute",
    test: options.Test = None,
    layers: options.Layers = None,
    hidden: options.Hidden = None,
    scale: options.Scale = None,
    loss: options.Loss = None,
    algorithm: options.Algorithm = None,
    learning_rate: options.LearningRate = None,
    epochs: options.Epochs = None,
    batch_size: options.BatchSize = None,
    seed: options.Seed = 0,
    settings: options.Settings = None,
    save: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the network here; after Ctrl-C, as far as it got.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Train a network, and test it on rows it never saw.

    What you do not say suits the data: hidden layer, scaling, Adam, a quarter of the rows held out.
    """
    from edunn.cli import sources
    from edunn.cli.console import note
    from edunn.cli.learning import Lesson, Parts, recipe_for
    from edunn.cli.settings import read_settings

    told = read_settings(settings or ())
    _refuse_a_bad_place(save, data)
    examples = sources.read(data, target, missing, task)
    recipe = recipe_for(
        examples, layers=layers, hidden=hidden, scale=scale, loss=loss, algorithm=algorithm,
        learning_rate=learning_rate, epochs=epochs, batch_size=batch_size, **told,
    )  # fmt: skip
    lesson = Lesson.begun(recipe, Parts.of(examples, test, seed), seed)
    note(repr(examples), *_plan_in_words(lesson), quiet=quiet)
    if lesson.training.history.note:
        note(f"The readable engine learns: {lesson.training.history.note}.", quiet=quiet)
    is_finished = lesson.learn(progress=False if quiet else None)
    if save is not None and len(lesson.training.history):
        lesson.model.save(save)
    if not is_finished:
        _end_early(lesson.training, save)
    _report(lesson, save, json)


def _refuse_a_bad_place(save: Path | None, data: str) -> None:
    """Before hours of training: is there a folder to save in, and would the data be overwritten?"""
    from edunn.errors import SettingError

    if save is None:
        return
    if save.is_dir() or not save.parent.is_dir():
        raise SettingError(f"--save {save}: give a file's name in a folder that exists.")
    if save.exists() and Path(data).exists() and save.samefile(data):
        raise SettingError(f"--save {save} would overwrite the data. Choose another name.")


def _plan_in_words(lesson: Lesson) -> Iterator[str]:
    from edunn.cli.learning import notes_on_units

    recipe, (rows, held_out) = lesson.recipe, lesson.parts
    yield from notes_on_units(rows, recipe)
    yield (
        f"{recipe.network_in_words}, {recipe.algorithm}, {recipe.epochs} epochs; "
        f"{len(rows):,} training rows, {0 if held_out is None else len(held_out):,} held out, "
        f"seed {lesson.seed}"
    )


def _end_early(training: Training, save: Path | None) -> NoReturn:
    """After Ctrl-C: say how far it got, and whether that was kept."""
    from edunn.cli.errors import INTERRUPTED, end

    done = len(training.history)
    kept = "nothing was saved" if save is None or not done else f"the network so far is in {save}"
    end(f"Interrupted after {done} of {training.plan.epochs} epochs; {kept}.", INTERRUPTED)


def _report(lesson: Lesson, save: Path | None, json: bool) -> None:
    from edunn.cli.console import curve_width, emit, show
    from edunn.cli.tables import curves, evaluation_pages

    scored = lesson.scored()
    if json:
        emit(_document(lesson, scored) | {"saved": save})
        return
    show(*curves(lesson.training.history, curve_width()), *evaluation_pages(scored))
    if save is not None:
        show(f"Saved {save}. Look inside: edunn inspect {save}")


def _document(lesson: Lesson, scored: Scored) -> dict[str, Any]:
    data, recipe, history = lesson.parts.training, lesson.recipe, lesson.training.history
    evaluations = {name: evaluation.to_dict() for name, (evaluation, _) in scored.items()}
    return {
        "data": data.name,
        "task": data.task,
        "notes": data.notes,
        "rows": {part: len(rows) for part, rows in lesson.parts._asdict().items() if rows},
        "network": recipe.network,
        "parameters": lesson.model.theta.size,
        "algorithm": recipe.algorithm,
        "seed": lesson.seed,
        "epochs": len(history),
        "ending": history.ending,
        "history": history.history,
        "training": evaluations["training rows"],
        "held_out": evaluations.get("held-out rows"),
    }
