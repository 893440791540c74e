"""`edunn data`: the data sets, and a look at one of them."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from edunn.cli import options
from edunn.cli.console import emit, note, page_width, show
from edunn.cli.options import Json, OptionalSource, Quiet, Target
from edunn.cli.outputs import STDOUT, TABLES, csv_of, json_of, refuse_bad_outputs, write_outputs
from edunn.cli.tables import table
from edunn.cli.words import in_terminal_words
from edunn.messages import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edunn.data import Column, Dataset


EXAMPLES = (
    "edunn data",
    "edunn data heart --head 10",
    "edunn data moons --output moons.csv",
)

Output = Annotated[
    list[Path] | None,
    options.output("all rows: a table (.csv, or - for standard output) or a .json document"),
]

MOST_INPUTS, FEWEST_INPUTS = 7, 3
"""Columns of the first rows, in wide and in narrow terminals."""


def data(
    name: OptionalSource = None,
    head: Annotated[int, typer.Option(min=0, metavar="N", help="Number of rows to show.")] = 5,
    target: Target = None,
    task: options.Task = None,
    missing: options.Missing = "impute",
    categorical: options.Categorical = None,
    numeric: options.Numeric = None,
    ignore: options.Ignore = None,
    missing_values: options.MissingValues = None,
    header: options.Header = None,
    output: Output = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """List the data sets, or show one of them.

    A CSV file is shown as `edunn train` would read it, with everything that was inferred about it.
    """
    if name is None:
        _list(json)
        return
    from edunn.cli.rows import read_dataset, reading_options

    places = output or ()
    refuse_bad_outputs(places, TABLES)
    reading = reading_options(categorical, numeric, ignore, missing_values, header)
    dataset = read_dataset(name, target, missing, task, **reading)
    names = [*dataset.columns.names, dataset.target_name]
    writers = {
        ".csv": lambda: csv_of(names, _cells(dataset)),
        ".json": lambda: json_of(_document(dataset, len(dataset))),
    }
    write_outputs(places, writers)
    for place in places:
        note(f"Wrote {len(dataset):,} rows to {place}.", quiet=quiet or place == STDOUT)
    if STDOUT in places:
        return
    if json:
        emit(_document(dataset, head))
    else:
        show(*_pages(dataset, head))


def _list(json: bool) -> None:
    from edunn.data import names

    if json:
        emit(names())
        return
    listing = table("Data sets", "name", "description", numbers=False)
    for name, about in names().items():
        listing.add_row(name, about)
    show(listing, "Train on any of these, or on a CSV file of your own: edunn train NAME")


def _pages(dataset: Dataset, head: int) -> list[Any]:
    rows, inputs = f"{len(dataset):,} rows", f"{len(dataset.feature_names):,} inputs"
    pages: list[Any] = [
        Text(f"{dataset.name}: {rows}, {inputs}, target {dataset.target_name}", "bold"),
        Text(dataset.description),
        *(Text(f"- {in_terminal_words(remark)}", "dim") for remark in dataset.notes),
    ]
    counts = _class_counts(dataset)
    if counts:
        listing = table("", "class", "rows", "share")
        for label, count in counts.items():
            listing.add_row(label, f"{count:,}", percent(count / len(dataset)))
        pages.append(listing)
    return [*pages, _head(dataset, head, page_width())] if head else pages


def _head(dataset: Dataset, rows: int, width: int) -> str:
    """The first rows, with as many columns as fit."""
    from edunn.data.rows_in_words import rows_in_words

    first = dataset.take(slice(rows))
    labels = first.targets if first.class_names is None else first.labels
    cells = first.feature_names, first.target_name, first.inputs, labels
    shown = [rows_in_words(*cells, most) for most in range(MOST_INPUTS, FEWEST_INPUTS - 1, -1)]
    return next((text for text in shown if len(text.split("\n")[0]) <= width), shown[-1])


def _document(dataset: Dataset, head: int) -> dict[str, Any]:
    first = dataset.take(slice(head))
    targets = first.targets if first.class_names is None else first.labels
    return {
        "name": dataset.name,
        "task": dataset.task,
        "rows": len(dataset),
        "features": dataset.feature_names,
        "target": dataset.target_name,
        "classes": _class_counts(dataset),
        "description": dataset.description,
        "notes": [in_terminal_words(remark) for remark in dataset.notes],
        "head": [
            [*row, label]
            for row, label in zip(first.inputs.tolist(), targets.tolist(), strict=True)
        ],
    }


def _class_counts(dataset: Dataset) -> dict[str, int]:
    import numpy as np

    if dataset.class_names is None:
        return {}
    counts = np.bincount(dataset.targets, minlength=len(dataset.class_names))
    return dict(zip(map(str, dataset.class_names), counts.tolist(), strict=True))


def _cells(dataset: Dataset) -> Iterator[list[str]]:
    """The values as they were read, missing ones empty, categories by name, the target last."""
    labels = dataset.targets if dataset.class_names is None else dataset.labels
    for values, label in zip(dataset.values, labels.tolist(), strict=True):
        cells = zip(dataset.columns.columns, values.tolist(), strict=True)
        yield [*(_cell(column, value) for column, value in cells), str(label)]


def _cell(column: Column, value: float) -> str:
    """One value as a table has it: `63`, `m`, or nothing where it is missing."""
    if isnan(value):
        return ""
    if column.kind == "categorical":
        return column.categories[int(value)]
    return str(int(value)) if value == int(value) else repr(float(value))
