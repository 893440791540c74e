"""`edunn predict`: the predictions of a trained network for new rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from rich.text import Text

from edunn.cli import completion, options
from edunn.cli.console import emit, note, show
from edunn.cli.options import Json, ModelFile, Quiet, Row, Unseen, argument
from edunn.cli.outputs import (
    STDOUT,
    TABLES,
    as_cell,
    csv_of,
    json_of,
    refuse_bad_outputs,
    write_outputs,
)
from edunn.cli.tables import MOST_COLUMNS, bars, figure, table

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from edunn.arrays import Array
    from edunn.data import Table as Cells
    from edunn.model import Model

SHOWN = 20
"""Rows that are printed in a terminal; a file or a JSON document has all of them."""

EXAMPLES = (
    "edunn predict iris.edunn --row 5.1,3.5,1.4,0.2",
    "edunn predict iris.edunn new.csv --output predictions.csv",
)

Output = Annotated[
    list[Path] | None,
    options.output(
        "the rows with their predictions: a table (.csv, or - for standard output) or a .json "
        "document"
    ),
]


def predict(
    model: ModelFile,
    csv: Annotated[
        Path | None,
        argument("CSV", "A CSV file of new rows; - is standard input.", completion.sources),
    ] = None,
    row: Row = None,
    unseen: Unseen = "refuse",
    output: Output = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Predict new rows with a trained network.

    Give raw values: the network scales them. The columns of a file may come in any order; columns
    that the network was not trained on are ignored.
    """
    from edunn.cli.rows import columns_of, row_from, table_for
    from edunn.data.cleaning import filling_notes
    from edunn.guards import require_choice
    from edunn.model import Model

    if (csv is None) == (row is None):
        raise typer.BadParameter("give either a CSV file or --row with the values of one row")
    places = output or ()
    refuse_bad_outputs(places, TABLES)
    network = Model.from_file(model)
    require_choice("--unseen", unseen, ("refuse", "zeros"))
    given = row_from(network, row or "") if csv is None else table_for(network, csv)
    columns = columns_of(network, given)
    values = columns.read(given, "zeros" if unseen == "zeros" else "refuse")
    note(*columns.notes_on_unseen(given), *filling_notes(columns, values), quiet=quiet)
    found = predictions(network, columns.expand(values))
    document = _document(network, found)
    writers = {".csv": lambda: _as_csv(given, found), ".json": lambda: json_of(document)}
    write_outputs(places, writers)
    for place in places:
        written = f"Wrote {len(found):,} rows with their predictions to {place}."
        note(written, quiet=quiet or place == STDOUT)
    if json:
        emit(document)
    elif not places:
        _print(network, found, quiet)


class Prediction(NamedTuple):
    """The outputs of a network for one row, with their names."""

    predicted: str | None
    """The predicted class; None for numbers."""

    outputs: dict[str, float]
    """The probability of each class, where the outputs are probabilities; else each number."""


def predictions(model: Model, inputs: Array) -> list[Prediction]:
    """The prediction for each row of inputs, `(N, I)`.

    Raises:
        EduNNError: the rows do not fit the model.

    Example:
        >>> from edunn import Model
        >>> model = Model([[1], [2, "softmax"]], seed=0)
        >>> _ = model.train("adam", [[-1], [1]], ["no", "yes"], epochs=200, learning_rate=0.1)
        >>> predictions(model, [[2.0]])[0].predicted
        'yes'
    """
    import numpy as np

    y = model.predict(inputs)
    names = _output_names(model)
    if len(names) > y.shape[1]:  # one sigmoid output, the probability of the second of two classes
        y = np.hstack([1.0 - y, y])  # (N, 1) -> (N, 2)
    classes = [str(c) for c in model.classify(inputs)] if model.class_names else [None] * len(y)
    return [
        Prediction(predicted, dict(zip(names, row, strict=True)))
        for predicted, row in zip(classes, y.tolist(), strict=True)
    ]


def _are_probabilities(model: Model) -> bool:
    """Whether the outputs are between 0 and 1 and, over all classes, sum to 1."""
    last = model.network.last_activation
    if model.class_names is None or last is None:
        return False
    return last.is_distribution or (last.is_probability and model.network.shapes[-1] == (1,))


def _output_names(model: Model) -> list[str]:
    """The names of the outputs: classes, or the column predicted; `value`, or `y1, y2 ...`."""
    outputs = model.network.shapes[-1][0]
    if model.class_names and (outputs > 1 or _are_probabilities(model)):
        return [str(name) for name in model.class_names]
    if model.targets is not None and model.targets.names:
        return [*model.targets.names]
    return ["value"] if outputs == 1 else [f"y{k + 1}" for k in range(outputs)]


def _print(model: Model, found: list[Prediction], quiet: bool) -> None:
    show(*([_page(model, found)] if len(found) > 1 else _one(found[0])))
    if len(found) > SHOWN:
        more = f"... {len(found) - SHOWN:,} more rows; --output FILE or --json gives all of them."
        note(more, quiet=quiet)


def _document(model: Model, found: list[Prediction]) -> dict[str, object]:
    kind = "probabilities" if _are_probabilities(model) else "outputs"
    return {"predictions": [_facts(prediction, kind) for prediction in found]}


def _facts(prediction: Prediction, kind: str) -> dict[str, object]:
    chosen = {} if prediction.predicted is None else {"class": prediction.predicted}
    return {**chosen, kind: prediction.outputs}


def _page(model: Model, found: list[Prediction]) -> Table:
    """A row for each prediction; of many classes only the probability of the predicted one."""
    names = list(found[0].outputs)
    few = len(names) <= MOST_COLUMNS
    write = "{:.4f}".format if _are_probabilities(model) else figure
    classes = ["class"] if model.class_names else []
    made = table("", "row", *classes, *(names if few else ["probability"]))
    for number, prediction in enumerate(found[:SHOWN], start=1):
        outputs = prediction.outputs.values() if few else [max(prediction.outputs.values())]
        predicted = [] if prediction.predicted is None else [prediction.predicted]
        made.add_row(str(number), *predicted, *map(write, outputs))
    return made


def _one(prediction: Prediction) -> list[RenderableType]:
    """A single prediction: the class, and a bar for the probability of each."""
    if prediction.predicted is None:
        return [", ".join(f"{name} {value:.6g}" for name, value in prediction.outputs.items())]
    return [Text(prediction.predicted, "bold"), *bars(prediction.outputs)]


def _as_csv(given: Cells, found: list[Prediction]) -> str:
    """The table as it was, with the predictions in new columns on the right."""
    has_classes, outputs = found[0].predicted is not None, [*found[0].outputs]
    if not has_classes:
        outputs = ["prediction"] if len(outputs) == 1 else [f"predicted {it}" for it in outputs]
    rows = (
        [
            *cells,
            *([as_cell(str(predicted))] * has_classes),
            *map("{:.6g}".format, numbers.values()),
        ]
        for cells, (predicted, numbers) in zip(given.rows, found, strict=True)
    )
    header = [*given.header, *(["prediction"] * has_classes), *map(as_cell, outputs)]
    return csv_of(header, rows)
