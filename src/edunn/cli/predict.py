"""`edunn predict`: the predictions of a trained network for new rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edunn.cli.options import Json, ModelFile, Row, argument, option

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from edunn.cli.predictions import Prediction
    from edunn.data import Table as Cells
    from edunn.model import Model

SHOWN = 20
"""Rows that are printed in a terminal; a file or a JSON document has all of them."""


EXAMPLES = (
    "edunn predict iris.edunn --row 5.1,3.5,1.4,0.2",
    "edunn predict iris.edunn new.csv --out predictions.csv",
)


Out = Annotated[
    Path | None, option("Write the rows with their predictions to a CSV file.", value="FILE")
]


def predict(
    model: ModelFile,
    csv: Annotated[Path | None, argument("CSV", "A CSV file of new rows.")] = None,
    row: Row = None,
    out: Out = None,
    json: Json = False,
) -> None:
    """Predict new rows with a trained network.

    Give raw values: the network scales them. The columns of a file may come in any order; columns
    that the network was not trained on are ignored.
    """
    from edunn.cli.predictions import predictions
    from edunn.cli.rows import inputs_from, inputs_of, table_for
    from edunn.model import Model

    if (csv is None) == (row is None):
        raise typer.BadParameter("give either a CSV file or --row with the values of one row")
    if out is not None and csv is None:
        raise typer.BadParameter("--out is for the rows of a CSV file")
    network = Model.from_file(model)
    table = None if csv is None else table_for(network, csv)
    inputs = inputs_from(network, row or "") if table is None else inputs_of(network, table)
    found = predictions(network, inputs)
    if out is not None and table is not None:
        _write(table, found, out)
    _print(network, found, json, out)


def _print(model: Model, found: list[Prediction], json: bool, out: Path | None) -> None:
    from edunn.cli.console import emit, note, show
    from edunn.cli.predictions import to_dict

    if json:
        emit({"predictions": [to_dict(model, prediction) for prediction in found]})
    elif out is None:
        show(*([_page(model, found)] if len(found) > 1 else _one(found[0])))
        if len(found) > SHOWN:
            note(f"... {len(found) - SHOWN:,} more rows; use --out FILE or --json for all of them.")
    if out is not None:
        note(f"Wrote {len(found):,} rows with their predictions to {out}.")


def _page(model: Model, found: list[Prediction]) -> Table:
    """A row for each prediction; of many classes only the probability of the predicted one."""
    from edunn.cli.predictions import are_probabilities, output_names
    from edunn.cli.tables import MOST_COLUMNS, figure, table

    names = output_names(model)
    few = len(names) <= MOST_COLUMNS
    write = "{:.4f}".format if are_probabilities(model) else figure
    classes = ["class"] if model.class_names else []
    made = table("", "row", *classes, *(names if few else ["probability"]))
    for number, prediction in enumerate(found[:SHOWN], start=1):
        outputs = prediction.outputs.values() if few else [max(prediction.outputs.values())]
        predicted = [] if prediction.predicted is None else [prediction.predicted]
        made.add_row(str(number), *predicted, *map(write, outputs))
    return made


def _one(prediction: Prediction) -> list[RenderableType]:
    """A single prediction: the class, and a bar for the probability of each."""
    from rich.text import Text

    from edunn.cli.tables import bars

    if prediction.predicted is None:
        return [", ".join(f"{name} {value:.6g}" for name, value in prediction.outputs.items())]
    return [Text(prediction.predicted, "bold"), *bars(prediction.outputs)]


def _write(table: Cells, found: list[Prediction], path: Path) -> None:
    """The table as it was, with the predictions in new columns on the right."""
    import csv

    names = list(found[0].outputs)
    classes = found[0].predicted is not None
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*table.header, *(["prediction"] if classes else []), *names])
        for cells, prediction in zip(table.rows, found, strict=True):
            predicted = [prediction.predicted] if classes else []
            outputs = (f"{value:.6g}" for value in prediction.outputs.values())
            writer.writerow([*cells, *predicted, *outputs])
