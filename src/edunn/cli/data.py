"""`edunn data`: what there is to learn from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edunn.cli.options import Json, Target

if TYPE_CHECKING:
    from edunn.data import Dataset


EXAMPLES = (
    "edunn data",
    "edunn data heart --head 10",
    "edunn data moons --export moons.csv",
)


def data(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="DATA", help="A data set's name, or a CSV file.", show_default=False
        ),
    ] = None,
    head: Annotated[int, typer.Option(min=0, help="How many rows to show.")] = 5,
    target: Target = None,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write all rows to a CSV file.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """List the data sets, or look at one.

    A CSV file is shown as `edunn train` would read it, with all that was guessed about it.
    """
    if name is None:
        _list(json)
        return
    from edunn.cli import sources
    from edunn.cli.console import emit, note, show
    from edunn.cli.exporting import write_csv

    dataset = sources.read(name, target)
    if export is not None:
        write_csv(dataset, export)
        note(f"Wrote {len(dataset):,} rows to {export}.")
    if json:
        emit(_document(dataset, head))
    else:
        show(*_pages(dataset, head))


def _list(json: bool) -> None:
    from edunn.cli.console import emit, show
    from edunn.cli.tables import table
    from edunn.data import names

    if json:
        emit(names())
        return
    listing = table("Data sets", "name", "what it is", numbers=False)
    for name, about in names().items():
        listing.add_row(name, about)
    show(listing, "Any of these, or a CSV file of your own: edunn train NAME")


def _pages(dataset: Dataset, head: int) -> list[Any]:
    from rich.text import Text

    from edunn.cli.tables import table

    rows, inputs = f"{len(dataset):,} rows", f"{len(dataset.feature_names):,} inputs"
    pages: list[Any] = [
        Text(f"{dataset.name}: {rows}, {inputs}, target {dataset.target_name}", "bold"),
        Text(dataset.description),
        *(Text(f"- {remark}", "dim") for remark in dataset.notes),
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
        "notes": dataset.notes,
        "head": [
            [*row, answer]
            for row, answer in zip(first.inputs.tolist(), targets.tolist(), strict=True)
        ],
    }


def _class_counts(dataset: Dataset) -> dict[str, int]:
    import numpy as np

    if dataset.class_names is None:
        return {}
    counts = np.bincount(dataset.targets, minlength=len(dataset.class_names))
    return dict(zip(dataset.class_names, counts.tolist(), strict=True))
