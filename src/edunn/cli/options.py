"""Options and their help texts: those of several verbs, and those of `train`."""

from pathlib import Path
from typing import Annotated, Any

import typer

DATA, NETWORK, TRAINING, OUTPUT = "Data", "Network", "Training", "Output"
"""The panels of `--help`."""


def argument(metavar: str, text: str) -> Any:
    """A positional argument with its help text."""
    return typer.Argument(metavar=metavar, help=text, show_default=False)


def option(text: str, *names: str, value: str | None = None, panel: str | None = None) -> Any:
    """An option with its help text; `value` stands for the value, names are made if there are none.

    The default is shown where it is one; None is explained by the help text.
    """
    return typer.Option(*names, metavar=value, help=text, rich_help_panel=panel)


def output(pages: str) -> Any:
    """The option that names the files to write."""
    text = f"Write {pages}; may be given twice."
    return option(text, "--output", value="FILE", panel=OUTPUT)


Source = Annotated[str, argument("DATA", "The name of a data set, or a CSV file.")]
ModelFile = Annotated[Path, argument("MODEL", "A file written by `edunn train --save`.")]

Row = Annotated[str | None, option("The raw values of one row: 5.1,3.5,1.4,0.2.", value="VALUES")]
Target = Annotated[
    str | None,
    option("The column of a CSV file to predict; by default the last.", value="COLUMN", panel=DATA),
]
Task = Annotated[
    str | None,
    option(
        "The kind of target, if the automatic choice is wrong.",
        value="classification|regression",
        panel=DATA,
    ),
]
Missing = Annotated[
    str,
    option(
        "Fill in missing values, or drop the rows that have any.", value="impute|drop", panel=DATA
    ),
]
Categorical = Annotated[
    list[str] | None,
    option("Columns that hold categories: 'month' or 'month,day'.", value="COLUMNS", panel=DATA),
]
Numeric = Annotated[
    list[str] | None,
    option("Columns that hold numbers; words in them are missing.", value="COLUMNS", panel=DATA),
]
Ignore = Annotated[list[str] | None, option("Columns to leave out.", value="COLUMNS", panel=DATA)]
MissingValues = Annotated[
    list[str] | None,
    option("Words that stand for a missing value: '-999,unknown'.", value="WORDS", panel=DATA),
]
Header = Annotated[
    bool | None,
    typer.Option(
        "--header/--no-header",
        help="Whether the first row of a file holds names; detected by default.",
        rich_help_panel=DATA,
        show_default=False,
    ),
]
Unseen = Annotated[
    str,
    option(
        "A word that was not in the training set: refuse it, or set its inputs to 0.",
        value="refuse|zeros",
    ),
]
Test = Annotated[
    float | None,
    option(
        "The share of rows to hold out, 0 for none; by default 0.25.", value="SHARE", panel=DATA
    ),
]

Layers = Annotated[
    str | None,
    option(
        "The whole network: '4,2 relu,3 softmax' or '28x28x1, conv 8 5 relu, flatten, 10 softmax'.",
        *("--layers", "--network"),
        value="TEXT",
        panel=NETWORK,
    ),
]
Hidden = Annotated[
    str | None,
    option(
        "The hidden layers only: '16', '8,4 tanh' or 'conv 8 5 relu, max_pool 2, flatten, 64'.",
        value="TEXT",
        panel=NETWORK,
    ),
]
Scale = Annotated[
    str | None,
    option("Feature scaling.", value="standardize|min_max|center|none", panel=NETWORK),
]
Loss = Annotated[
    str | None,
    option(
        "The loss; by default that of the last layer for classes, mse for numbers.",
        value="NAME",
        panel=NETWORK,
    ),
]

Algorithm = Annotated[
    str | None,
    option(
        "The algorithm: adam, gradient_descent, genetic_algorithm ...",
        *("--algorithm", "--optimizer"),
        value="NAME",
        panel=TRAINING,
    ),
]
LearningRate = Annotated[
    float | None, option("The length of a step relative to the gradient.", panel=TRAINING)
]
Epochs = Annotated[
    int | None, option("Passes over the training set, or generations.", panel=TRAINING)
]
BatchSize = Annotated[int | None, option("Rows per mini-batch.", panel=TRAINING)]
Seed = Annotated[
    int,
    option("The seed of all random numbers: the same seed gives the same result.", panel=TRAINING),
]
Settings = Annotated[
    list[str] | None,
    option(
        "Another setting of the algorithm, as in population_size=50.",
        "--set",
        value="NAME=VALUE",
        panel=TRAINING,
    ),
]
Workers = Annotated[int | None, option("Number of processes; by default one per core.", value="N")]

Json = Annotated[bool, option("Print one JSON document instead of text.", "--json", panel=OUTPUT)]
Quiet = Annotated[
    bool,
    option("Print no notes and no progress bar on stderr.", *("--quiet", "-q"), panel=OUTPUT),
]
