"""`edunn train`: from a table of data to a trained network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from edunn.cli import options
from edunn.cli.console import curve_width, emit, note, refuse_bad_place, show
from edunn.cli.errors import INTERRUPTED, end
from edunn.cli.options import Json, Quiet, Source, Target, option
from edunn.cli.tables import curves, evaluation_pages
from edunn.cli.words import described, in_terminal_words
from edunn.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edunn.cli.recipes import PreparedTraining
    from edunn.cli.tables import Scored
    from edunn.training import Training

EXAMPLES = (
    "edunn train iris --save iris.edunn",
    "edunn train my.csv --target species",
    'edunn train iris --layers "4,2 relu,3 softmax" --algorithm gradient_descent --epochs 500',
    "edunn train iris --algorithm genetic_algorithm --set population_size=50",
)

Save = Annotated[
    Path | None,
    option(
        "The file to save the network to; after Ctrl-C, the network so far.",
        value="FILE",
        panel=options.OUTPUT,
    ),
]


def train(
    data: Source,
    target: Target = None,
    task: options.Task = None,
    missing: options.Missing = "impute",
    categorical: options.Categorical = None,
    numeric: options.Numeric = None,
    ignore: options.Ignore = None,
    missing_values: options.MissingValues = None,
    header: options.Header = None,
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
    save: Save = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Train a network, and evaluate it on held-out rows.

    The defaults depend on the data: hidden layers, feature scaling, epochs and the settings of
    Adam. A quarter of the rows is held out.
    """
    from edunn.cli.reading import read_settings
    from edunn.cli.recipes import PreparedTraining, recipe_for
    from edunn.cli.rows import read_dataset, reading_options
    from edunn.data.origin import Origin

    others = read_settings(settings or ())
    _refuse_to_overwrite(save, data)
    reading = reading_options(categorical, numeric, ignore, missing_values, header)
    examples = read_dataset(data, target, missing, task, **reading)
    recipe = recipe_for(
        examples, layers=layers, hidden=hidden, scale=scale, loss=loss, algorithm=algorithm,
        learning_rate=learning_rate, epochs=epochs, batch_size=batch_size, **others,
    )  # fmt: skip
    prepared = PreparedTraining.of(recipe, examples, test, seed)
    note(described(examples), *_plan_in_words(prepared), quiet=quiet)
    note(*prepared.training.history.notes, quiet=quiet)
    reading |= {"target": target, "missing": missing, "task": task}
    prepared.model.origin = Origin.of(reading, test, seed, prepared.held_out)
    is_finished = prepared.run(progress=False if quiet else None)
    if save is not None and len(prepared.training.history):
        prepared.model.save(save)
    if not is_finished:
        _end_early(prepared.training, save)
    _report(prepared, save, json)


def _refuse_to_overwrite(save: Path | None, data: str) -> None:
    """Check, before hours of training, that the network can be saved and overwrites no data."""
    refuse_bad_place("--save", save)
    if save is not None and save.exists() and Path(data).exists() and save.samefile(data):
        raise SettingError(f"--save {save} would overwrite the data. Choose another name.")


def _plan_in_words(prepared: PreparedTraining) -> Iterator[str]:
    from edunn.cli.recipes import notes_on_targets

    recipe, rows = prepared.recipe, prepared.rows
    yield from notes_on_targets(rows, recipe)
    if prepared.held_out is None:
        yield from (f"  {sentence}" for sentence in rows.holding_out_note)
    yield (
        f"{recipe.network_in_words}, {recipe.algorithm}, {recipe.epochs} epochs; "
        f"training set: {len(rows):,} rows, held out: {len(prepared.held_out or ()):,} rows, "
        f"seed {prepared.seed}"
    )


def _end_early(training: Training, save: Path | None) -> NoReturn:
    """After Ctrl-C: report how far the training got, and whether that was saved."""
    done = len(training.history)
    kept = "nothing was saved" if save is None or not done else f"the network so far is in {save}"
    end(f"Interrupted after {done} of {training.plan.epochs} epochs; {kept}.", INTERRUPTED)


def _report(prepared: PreparedTraining, save: Path | None, json: bool) -> None:
    scored = prepared.evaluations()
    if json:
        emit(_document(prepared, scored) | {"saved": save})
        return
    show(*curves(prepared.training.history, curve_width()), *evaluation_pages(scored))
    show(*_remarks(prepared, scored))
    if save is not None:
        show(f"Saved {save}. To see its contents: edunn inspect {save}")


def _remarks(prepared: PreparedTraining, scored: Scored) -> list[str]:
    """What went wrong, in a sentence each; after a healthy training there is none."""
    *_, (last, _) = scored.values()
    said = prepared.training.history.notes
    return said or list(filter(None, [last.remark]))


def _document(prepared: PreparedTraining, scored: Scored) -> dict[str, Any]:
    data, recipe, history = prepared.rows, prepared.recipe, prepared.training.history
    parts = {"training": data, "held_out": prepared.held_out}
    evaluations = {name: evaluation.to_dict() for name, (evaluation, _) in scored.items()}
    return {
        "data": data.name,
        "task": data.task,
        "notes": [in_terminal_words(text) for text in (*data.notes, *data.holding_out_note)],
        "rows": {part: len(rows) for part, rows in parts.items() if rows},
        "network": recipe.network,
        "parameters": prepared.model.theta.size,
        "algorithm": recipe.algorithm,
        "seed": prepared.seed,
        "epochs": len(history),
        "ending": history.ending,
        "remarks": _remarks(prepared, scored),
        "history": history.history,
        "training": evaluations["training set"],
        "held_out": evaluations.get("held-out rows"),
    }
