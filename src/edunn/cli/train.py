"""`edunn train`: from a table to a network that has learned it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from edunn.cli import options
from edunn.cli.options import Json, Quiet, Source, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edunn.cli.learning import Parts, Wish
    from edunn.cli.tables import Scored
    from edunn.cli.units import Unit
    from edunn.model import Model
    from edunn.training import Training


EXAMPLES = (
    "edunn train iris --save iris.edunn",
    "edunn train my.csv --target species",
    'edunn train iris --layers "4,2 relu,3 softmax" --way gradient_descent --epochs 500',
    "edunn train iris --way genetic_algorithm --set population_size=50",
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
    way: options.Way = None,
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
    from edunn.cli.learning import Parts, Wish
    from edunn.cli.settings import read_settings
    from edunn.cli.units import unit_for

    wish = Wish(
        layers, hidden, scale, loss, way, learning_rate, epochs, batch_size, seed,
        read_settings(settings or ()),
    )  # fmt: skip
    _refuse_a_bad_place(save, data)
    examples = sources.read(data, target, missing, task)
    parts = Parts.of(examples, test, seed)
    model = wish.model(parts.training)
    unit = unit_for(model, parts.training)
    training = wish.training(model, parts.in_unit(unit))
    note(repr(examples), *_plan_in_words(wish, training, parts, unit), quiet=quiet)
    interrupted = _learn(training, quiet)
    if unit is not None:
        unit.taken_back(model)
    if save is not None and len(training.history):
        model.save(save)
    if interrupted:
        _end_early(training, save)
    _report(wish, model, training, parts, save, json)


def _refuse_a_bad_place(save: Path | None, data: str) -> None:
    """Before hours of training: is there a folder to save in, and would the data be overwritten?"""
    from edunn.errors import SettingError

    if save is None:
        return
    if save.is_dir() or not save.parent.is_dir():
        raise SettingError(f"--save {save}: give a file's name in a folder that exists.")
    if save.exists() and Path(data).exists() and save.samefile(data):
        raise SettingError(f"--save {save} would overwrite the data. Choose another name.")


def _plan_in_words(
    wish: Wish, training: Training, parts: Parts, unit: Unit | None
) -> Iterator[str]:
    from edunn.cli.networks import in_words

    held_out = 0 if parts.held_out is None else len(parts.held_out)
    if unit is not None:
        yield (
            f"  {parts.training.target_name} is learned in units of its spread "
            f"(mean {unit.mean:.4g}, deviation {unit.deviation:.4g}): so are the losses on the way"
        )
    yield (
        f"{in_words(wish.network(parts.training))}, learning by {wish.way or 'adam'}, "
        f"{training.plan.epochs} epochs; {len(parts.training):,} rows to learn from, "
        f"{held_out:,} held out, seed {wish.seed}"
    )


def _learn(training: Training, quiet: bool) -> bool:
    """Go to the end, or until Ctrl-C; whether it was that."""
    from edunn.progress import watch

    try:
        watch(training, False if quiet else None)
    except KeyboardInterrupt:
        return True
    return False


def _end_early(training: Training, save: Path | None) -> NoReturn:
    """After Ctrl-C: say how far it got, and whether that was kept."""
    from edunn.cli.boundary import INTERRUPTED, end

    done = len(training.history)
    kept = "nothing was saved" if save is None or not done else f"the network so far is in {save}"
    end(f"Interrupted after {done} of {training.plan.epochs} epochs; {kept}.", INTERRUPTED)


def _report(
    wish: Wish, model: Model, training: Training, parts: Parts, save: Path | None, json: bool
) -> None:
    from edunn.cli.console import curve_width, emit, show
    from edunn.cli.tables import curves, evaluation_pages

    scored = {
        group: (model.evaluate(rows), len(rows))
        for group, rows in zip(("training rows", "held-out rows"), parts, strict=True)
        if rows is not None
    }
    if json:
        emit(_document(wish, model, training, parts, scored) | {"saved": save})
        return
    show(*curves(training.history, curve_width()), *evaluation_pages(scored))
    if save is not None:
        show(f"Saved {save}. Look inside: edunn inspect {save}")


def _document(
    wish: Wish,
    model: Model,
    training: Training,
    parts: Parts,
    scored: Scored,
) -> dict[str, Any]:
    data = parts.training
    return {
        "data": data.name,
        "task": data.task,
        "notes": data.notes,
        "rows": {group: len(rows) for group, rows in parts._asdict().items() if rows},
        "network": wish.network(data),
        "parameters": model.theta.size,
        "way": wish.way or "adam",
        "seed": wish.seed,
        "epochs": len(training.history),
        "ending": training.history.ending,
        "history": training.history.history,
        "training": scored["training rows"][0].to_dict(),
        "held_out": scored["held-out rows"][0].to_dict() if parts.held_out else None,
    }
