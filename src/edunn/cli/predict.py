"""`edunn predict`: what a trained network says about rows it has never seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edunn.cli.options import Json, ModelFile, Row

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from edunn.cli.answers import Answer
    from edunn.data import Table as Cells
    from edunn.model import Model

SHOWN = 20
"""A terminal gets so many rows; a file or a JSON document gets all."""


EXAMPLES = (
    "edunn predict iris.edunn --row 5.1,3.5,1.4,0.2",
    "edunn predict iris.edunn new.csv --out answers.csv",
)


def predict(
    model: ModelFile,
    csv: Annotated[
        Path | None,
        typer.Argument(metavar="CSV", help="Rows to answer, one a line.", show_default=False),
    ] = None,
    row: Row = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the rows with their answers to a CSV file."),
    ] = None,
    json: Json = False,
) -> None:
    """Ask a trained network about new rows.

    Values are raw: the network scales them. A file's columns may come in any order; those that the
    network does not know are ignored.
    """
    from edunn.cli import rows
    from edunn.cli.answers import answers
    from edunn.model import Model

    if (csv is None) == (row is None):
        raise typer.BadParameter("give either a CSV file or --row with the values of one row")
    if out is not None and csv is None:
        raise typer.BadParameter("--out is for the rows of a CSV file")
    network = Model.from_file(model)
    table = None if csv is None else rows.table_for(network, csv)
    inputs = rows.of_text(network, row or "") if table is None else rows.of_table(network, table)
    found = answers(network, inputs)
    if out is not None and table is not None:
        _write(table, found, out)
    _print(network, found, json, out)


def _print(model: Model, found: list[Answer], json: bool, out: Path | None) -> None:
    from edunn.cli.answers import to_dict
    from edunn.cli.console import emit, note, show

    if json:
        emit({"answers": [to_dict(model, answer) for answer in found]})
    elif out is None:
        show(*([_page(model, found)] if len(found) > 1 else _one(found[0])))
        if len(found) > SHOWN:
            note(f"... {len(found) - SHOWN:,} more rows. --out FILE or --json gives them all.")
    if out is not None:
        note(f"Wrote {len(found):,} rows with their answers to {out}.")


def _page(model: Model, found: list[Answer]) -> Table:
    """A row an answer; of many classes only the probability of the chosen one."""
    from edunn.cli.answers import are_probabilities, output_names
    from edunn.cli.tables import MOST_COLUMNS, figure, table

    names = output_names(model)
    few = len(names) <= MOST_COLUMNS
    write = "{:.4f}".format if are_probabilities(model) else figure
    made = table(
        "", "row", *(["class"] if model.class_names else []), *(names if few else ["of it"])
    )
    for number, answer in enumerate(found[:SHOWN], start=1):
        outputs = answer.outputs.values() if few else [max(answer.outputs.values())]
        choice = [] if answer.choice is None else [answer.choice]
        made.add_row(str(number), *choice, *map(write, outputs))
    return made


def _one(answer: Answer) -> list[RenderableType]:
    """One answer at leisure: the class, and a bar for each that was possible."""
    from rich.text import Text

    from edunn.cli.tables import bars

    if answer.choice is None:
        return [", ".join(f"{name} {value:.6g}" for name, value in answer.outputs.items())]
    return [Text(answer.choice, "bold"), *bars(answer.outputs)]


def _write(table: Cells, found: list[Answer], path: Path) -> None:
    """The table as it came, with the answers in new columns on the right."""
    import csv

    names = list(found[0].outputs)
    chooses = found[0].choice is not None
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*table.header, *(["prediction"] if chooses else []), *names])
        for cells, answer in zip(table.rows, found, strict=True):
            choice = [answer.choice] if chooses else []
            writer.writerow([*cells, *choice, *(f"{v:.6g}" for v in answer.outputs.values())])
