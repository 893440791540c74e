"""`edunn data`: the data sets, and a look at one of them."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from edunn.cli import options
from edunn.cli.console import emit, note, refuse_bad_place, show, write_csv
from edunn.cli.options import Json, Target, argument, option
from edunn.cli.tables import table
from edunn.cli.words import in_terminal_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edunn.data import Column, Dataset


EXAMPLES = (
    "edunn data",
    "edunn data heart --head 10",
    "edunn data moons --export moons.csv",
)


def data(
    name: Annotated[str | None, argument("DATA", "The name of a data set, or a CSV file.")] = None,
    head: Annotated[int, typer.Option(min=0, help="Number of rows to show.")] = 5,
    target: Target = None,
    task: options.Task = None,
    missing: options.Missing = "impute",
    categorical: options.Categorical = None,
    numeric: options.Numeric = None,
    ignore: options.Ignore = None,
    missing_values: options.MissingValues = None,
    header: options.Header = None,
    export: Annotated[Path | None, option("Write all rows to a CSV file.", value="FILE")] = None,
    json: Json = False,
) -> None:
    """List the data sets, or show one of them.

    A CSV file is shown as `edunn train` would read it, with everything that was inferred about it.
    """
    if name is None:
        _list(json)
        return
    from edunn.cli.rows import read_dataset, reading_options

    refuse_bad_place("--export", export)
    reading = reading_options(categorical, numeric, ignore, missing_values, header)
    dataset = read_dataset(name, target, missing, task, **reading)
    if export is not None:
        write_csv(export, [*dataset.columns.names, dataset.target_name], _cells(dataset))
        note(f"Wrote {len(dataset):,} rows to {export}.")
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
            listing.add_row(label, f"{count:,}", f"{count / len(dataset):.1%}")
        pages.append(listing)
    return [*pages, dataset.head(head)] if head else pages


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
