"""`edunn evaluate`: the loss and accuracy of a trained network on labelled rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from edunn.cli import options
from edunn.cli.options import Json, ModelFile, Source, Target

if TYPE_CHECKING:
    from edunn.cli.rows import LabelledRows
    from edunn.model import Model


EXAMPLES = (
    "edunn evaluate iris.edunn iris --held-out",
    "edunn evaluate flowers.edunn new.csv --target species",
)


def evaluate(
    model: ModelFile,
    data: Source,
    target: Target = None,
    held_out: Annotated[
        bool,
        typer.Option(
            "--held-out",
            help="Only the rows that `train` held out, with the same --test and --seed.",
        ),
    ] = False,
    test: options.Test = None,
    seed: options.Seed = 0,
    json: Json = False,
) -> None:
    """Evaluate a trained network on labelled rows.

    Reports the loss, the accuracy, precision and recall of each class, and the confusion matrix.
    """
    from edunn.cli.rows import labelled, read_dataset, read_labelled
    from edunn.model import Model

    network = Model.from_file(model)
    if held_out:
        _, part = read_dataset(data, target).split(test, seed)
        rows = labelled(network, part)
    else:
        rows = read_labelled(network, data, target)
    _print(network, rows, json)


def _print(model: Model, rows: LabelledRows, json: bool) -> None:
    from edunn.cli.console import emit, note, show
    from edunn.cli.tables import evaluation_pages

    note(*rows.notes)
    evaluation = model.evaluate(rows.inputs, rows.labels)
    count = len(rows.labels)
    if json:
        emit({"data": rows.name, "rows": count, **evaluation.to_dict()})
    else:
        show(*evaluation_pages({rows.name: (evaluation, count)}))
