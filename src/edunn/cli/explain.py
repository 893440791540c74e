"""`edunn explain`: one training step on one row, with every number."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edunn.cli import completion, options
from edunn.cli.console import emit, note, page_width, show
from edunn.cli.options import Json, Quiet, Seed, Target, argument, option
from edunn.errors import SettingError

if TYPE_CHECKING:
    from edunn.arrays import Array
    from edunn.cli.rows import LabelledRows
    from edunn.data import Dataset
    from edunn.model import Model

TABLES = (".csv", ".tsv", ".txt")
"""The file name endings of tables, on which a network is trained first; others are models."""

SMALL = "2"
"""The hidden layer of a network that is trained only to be explained: few numbers to read."""

EXAMPLES = (
    "edunn explain iris --row 3",
    "edunn explain iris.edunn iris --row 3",
    "edunn explain iris.edunn --row 5.1,3.5,1.4,0.2 --label setosa",
)

Explained = Annotated[
    str,
    argument(
        "MODEL|DATA",
        "A model file; or a data set, on which a small network is trained first.",
        completion.models_and_sources,
    ),
]
Labelled = Annotated[
    str | None, argument("DATA", "The data set that --row N refers to.", completion.sources)
]
RowOrNumber = Annotated[
    str, option("The number of a row, from 1, or raw values.", value="N|VALUES")
]
Label = Annotated[str | None, option("The true label of the values given by --row.", value="LABEL")]

Digits = Annotated[int, typer.Option(min=1, max=16, metavar="N", help="Significant digits.")]


def explain(
    model: Explained,
    data: Labelled = None,
    row: RowOrNumber = "1",
    label: Label = None,
    target: Target = None,
    task: options.Task = None,
    missing: options.Missing = "impute",
    categorical: options.Categorical = None,
    numeric: options.Numeric = None,
    ignore: options.Ignore = None,
    missing_values: options.MissingValues = None,
    header: options.Header = None,
    digits: Digits = 4,
    seed: Seed = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show one training step on one row, with every number.

    The forward pass, the loss, the backward pass and the update. If no label is given, the
    network's own prediction is used as the label.
    """
    from edunn.cli.rows import reading_options

    reading = reading_options(categorical, numeric, ignore, missing_values, header)
    reading |= {"target": target, "missing": missing, "task": task}
    network, known, notes = _network(model, data, reading, seed, quiet)
    x, t = _row(network, known, row, label)
    if t is None:
        t = (network.classify(x) if network.class_names else network.predict(x))[0]
        notes += (f"The prediction, {t}, is used as the label; --label gives another.",)
    note(*notes, quiet=quiet)
    trace = network.trace(x, [t])
    if json:
        emit(trace.to_dict(digits))
    else:
        show(trace.text(digits, page_width()))


def _network(
    model: str, data: str | None, reading: dict[str, Any], seed: int, quiet: bool
) -> tuple[Model, LabelledRows | None, tuple[str, ...]]:
    """The network to explain, the labelled rows, if there are any, and notes on both."""
    from edunn.cli.rows import STDIN, labelled, read_dataset, read_labelled
    from edunn.data import names
    from edunn.model import Model

    is_table = model == STDIN or Path(model).suffix.lower() in TABLES
    if model.lower() not in names() and not is_table:
        _refuse_options_of_a_table(model, reading)
        network = Model.from_file(model)
        known = None if data is None else read_labelled(network, data, reading["target"])
        return network, known, ()
    if data is not None:
        raise typer.BadParameter(
            f"{model} is a data set, not a model file: give {model} alone, or MODEL {data}"
        )
    examples = read_dataset(model, **reading)
    network = _trained(examples, seed, quiet)
    trained = f"Trained {network!r} on {model}, in order to explain it."
    return network, labelled(network, examples), (trained,)


def _refuse_options_of_a_table(model: str, reading: dict[str, Any]) -> None:
    """Check that nothing is said about columns, where the model's file has how they are read."""
    told = {name: value for name, value in reading.items() if name != "target"}
    given = [name for name, value in told.items() if value not in (None, "impute")]
    if given:
        option = f"--{given[0].replace('_', '-')}"
        raise SettingError(
            f"{option} is for a table on which a network is trained first: {model} is a model, and "
            "its file has how its columns are read. Leave it out."
        )


def _trained(examples: Dataset, seed: int, quiet: bool) -> Model:
    from edunn.cli.recipes import PreparedTraining, recipe_for

    prepared = PreparedTraining.of(recipe_for(examples, hidden=SMALL), examples, 0, seed)
    prepared.run(progress=False if quiet else None)  # after Ctrl-C, the network so far is explained
    return prepared.model


def _row(
    model: Model, known: LabelledRows | None, row: str, label: str | None
) -> tuple[Array, Any]:
    """Inputs `(1, I)`, and the label, or None where it is not known."""
    from edunn.cli.rows import inputs_from, label_for
    from edunn.errors import DataError

    given = None if label is None else label_for(model, label)
    if known is None or not row.isdecimal():
        return inputs_from(model, row), given
    place = int(row) - 1
    if not 0 <= place < len(known.labels):
        raise DataError(f"--row {row}: {known.name} has rows 1 to {len(known.labels)}.")
    return known.inputs[place : place + 1], known.labels[place] if label is None else given
