"""`edunn train`: from a table of data to a trained network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from typer import BadParameter

from edunn.cli import options
from edunn.cli.console import curve_width, emit, note, show
from edunn.cli.errors import end
from edunn.cli.interrupts import INTERRUPTED, raised
from edunn.cli.options import Json, OptionalSource, Quiet, Target
from edunn.cli.outputs import PAGES, json_of, refuse_bad_outputs, write_outputs
from edunn.cli.tables import curves, evaluation_pages
from edunn.cli.words import described, in_terminal_words
from edunn.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from edunn.cli.recipes import PreparedTraining
    from edunn.cli.tables import Scored
    from edunn.training import Training

EXAMPLES = (
    "edunn train iris --output iris.edunn",
    "edunn train my.csv --target species -o report.html",
    "edunn train --resume iris.edunn",
    'edunn train iris --layers "4,2 relu,3 softmax" --algorithm gradient_descent --epochs 500',
    "edunn train iris --algorithm genetic_algorithm --set population_size=50",
)

MODEL = ".edunn"
"""The ending of a model's file."""

Output = Annotated[
    list[Path] | None,
    options.output(
        "the network (.edunn; after Ctrl-C, the network so far), a report with curves and a "
        "confusion matrix (.html), or its numbers (.json)"
    ),
]


def train(
    data: OptionalSource = None,
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
    resume: options.Resume = None,
    output: Output = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Train a network, and evaluate it on held-out rows.

    The defaults depend on the data: hidden layers, feature scaling, epochs and the settings of
    Adam. A quarter of the rows is held out.
    """
    from edunn.cli.rows import reading_options

    reading = reading_options(categorical, numeric, ignore, missing_values, header)
    reading |= {"target": target, "missing": missing, "task": task}
    asked = {
        "layers": layers, "hidden": hidden, "scale": scale, "loss": loss, "algorithm": algorithm,
        "learning_rate": learning_rate, "epochs": epochs, "batch_size": batch_size,
        "settings": settings,
    }  # fmt: skip
    places = _places(output, resume, data)
    if resume is not None:
        prepared = _resumed(resume, data, {**reading, **asked, "test": test, "seed": seed})
    else:
        prepared = _begun(data, reading, asked, test, seed)
    note(*_notes_on(prepared), quiet=quiet)
    is_finished = prepared.run(progress=False if quiet else None)
    saved = _saved(prepared, places, is_finished)
    if not is_finished:
        _end_early(prepared.training, saved)
    _report(prepared, places, json)


def _places(output: Sequence[Path] | None, resume: Path | None, data: str | None) -> list[Path]:
    """The files to write, checked before hours of training; by default the one that is resumed."""
    places = list(output or ())
    for place in places:
        if data and place.exists() and Path(data).exists() and place.samefile(data):
            raise SettingError(f"--output {place} would overwrite the data. Choose another name.")
    if resume is not None and not any(place.suffix == MODEL for place in places):
        places.append(resume)
    refuse_bad_outputs(places, (MODEL, *PAGES))
    return places


def _begun(
    data: str | None, reading: Mapping[str, Any], asked: Mapping[str, Any], test: float | None,
    seed: int,
) -> PreparedTraining:  # fmt: skip
    """A new training."""
    from edunn.cli.recipes import PreparedTraining
    from edunn.cli.resuming import recipe_asked_for, source_named
    from edunn.cli.rows import read_dataset
    from edunn.data.origin import Origin

    if data is None:
        raise BadParameter(f"edunn train needs DATA. For example: {EXAMPLES[0]}")
    examples = read_dataset(data, **reading)
    prepared = PreparedTraining.of(recipe_asked_for(examples, asked), examples, test, seed)
    origin = Origin.of(reading, test, seed, prepared.held_out)
    prepared.model.origin = origin.asked(source_named(data), asked)
    return prepared


def _resumed(place: Path, data: str | None, options: Mapping[str, Any]) -> PreparedTraining:
    """An interrupted training; everything about it is in its file."""
    from edunn.cli.commands import asked_for
    from edunn.cli.resuming import resumed

    given = asked_for(options)
    if given:
        raise SettingError(
            f"{given[0]} cannot be changed in mid-training: {place} has it. Leave it out."
        )
    return resumed(place, data)


def _saved(prepared: PreparedTraining, places: Sequence[Path], is_finished: bool) -> list[Path]:
    """The models' files, after they were written; a training in mid-run is saved in them, too."""
    saved = [place for place in places if place.suffix == MODEL]
    with raised():
        for place in saved:
            prepared.model.save(place, None if is_finished else prepared.training)
    return saved


def _notes_on(prepared: PreparedTraining) -> Iterator[str]:
    """The data, what was guessed about it, and the plan."""
    from edunn.cli.recipes import notes_on_targets

    recipe, rows, done = prepared.recipe, prepared.rows, len(prepared.training.history)
    yield described(prepared.data)
    yield from notes_on_targets(rows, recipe)
    if prepared.held_out is None:
        yield from (f"  {sentence}" for sentence in rows.holding_out_note)
    yield (
        f"{recipe.network_in_words}, {recipe.algorithm}, {recipe.epochs} epochs; "
        f"training set: {len(rows):,} rows, held out: {len(prepared.held_out or ()):,} rows, "
        f"seed {prepared.seed}"
    )
    if done:
        yield f"{done} epochs are done; {recipe.epochs - done} are to come."
    yield from prepared.training.history.notes


def _end_early(training: Training, saved: Sequence[Path]) -> NoReturn:
    """After Ctrl-C: report how far the training got, and whether that was saved."""
    done = len(training.history)
    kept = "nothing was saved: -o FILE would keep the network so far."
    if saved:
        kept = f"to go on: edunn train --resume {saved[0]}"
    end(f"Interrupted after {done} of {training.plan.epochs} epochs; {kept}", INTERRUPTED)


def _report(prepared: PreparedTraining, places: Sequence[Path], json: bool) -> None:
    scored = prepared.evaluations()
    document = _document(prepared, scored)
    others = [place for place in places if place.suffix != MODEL]
    writers = {".json": lambda: json_of(document), ".html": lambda: _page(prepared, scored)}
    write_outputs(others, writers)
    if json:
        emit(document | {"files": places})
        return
    show(*curves(prepared.training.history, curve_width()), *_tables(prepared, scored))
    show(*_remarks(prepared, scored))
    for place in places:
        look = f" To see its contents: edunn inspect {place}" if place.suffix == MODEL else ""
        show(f"Written: {place}.{look}")


def _tables(prepared: PreparedTraining, scored: Scored) -> list[RenderableType]:
    """The evaluations, with losses in the unit of the curve."""
    from edunn.cli.units import as_in_training, unit_notes

    model, shown = prepared.model, {}
    for name, rows in prepared.parts.items():
        evaluation, count = scored[name]
        labels = rows.targets if rows.class_names is None else rows.labels
        shown[name] = as_in_training(evaluation, model, rows.inputs, labels), count
    return [*evaluation_pages(shown), *unit_notes(model)]


def _page(prepared: PreparedTraining, scored: Scored) -> str:
    """The report as an HTML page."""
    from edunn.cli.commands import command_of
    from edunn.experiments.pages.training import TrainingReport, html_training

    data, recipe, origin = prepared.data, prepared.recipe, prepared.model.origin
    evaluated = {name.capitalize(): evaluation for name, (evaluation, _) in scored.items()}
    settings = {
        "Data": f"{data.name}, target {data.target_name}",
        "Rows": "; ".join(f"{name}: {count:,}" for name, (_, count) in scored.items()),
        "Network": recipe.network_in_words,
        "Training": recipe.training_in_words,
        "Seed": str(prepared.seed),
    }
    if data.notes:
        settings["Notes"] = "; ".join(map(in_terminal_words, data.notes))
    repeat = "Command", command_of(origin) if origin else ""
    found = prepared.model, evaluated, prepared.held_out or prepared.rows
    told = settings, repeat, _remarks(prepared, scored)
    return html_training(TrainingReport(f"A network for {data.name}", *found, *told))


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
