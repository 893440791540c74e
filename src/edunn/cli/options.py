"""Options and their help texts: those of several verbs, and those of `train`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from edunn.cli import completion

DATA, NETWORK, TRAINING, OUTPUT = "Data", "Network", "Training", "Output"
"""The panels of `--help`."""


Words = Callable[..., Sequence[Any]]
"""What the Tab key offers: see `edunn.cli.completion`."""


def argument(metavar: str, text: str, words: Words | None = None) -> Any:
    """A positional argument with its help text."""
    return typer.Argument(metavar=metavar, help=text, show_default=False, autocompletion=words)


def option(
    text: str,
    *names: str,
    value: str | None = None,
    panel: str | None = None,
    words: Words | None = None,
) -> Any:
    """An option with its help text; `value` stands for the value, names are made if there are none.

    The default is shown where it is one; None is explained by the help text.
    """
    return typer.Option(
        *names, metavar=value, help=text, rich_help_panel=panel, autocompletion=words
    )


def one_of(*choices: str) -> dict[str, Any]:
    """The settings of an option that takes one of these words."""
    return {
        "value": "|".join(choices),
        "words": lambda incomplete: [word for word in choices if word.startswith(incomplete)],
    }


def output(files: str) -> Any:
    """The option that names the files to write; their endings decide what is written."""
    text = f"Write {files}. May be given several times."
    return option(text, *("--output", "-o"), value="FILE", panel=OUTPUT)


_SOURCE = argument(
    "DATA", "The name of a data set, or a CSV file; - is standard input.", completion.sources
)
Source = Annotated[str, _SOURCE]
OptionalSource = Annotated[str | None, _SOURCE]
ModelFile = Annotated[
    Path, argument("MODEL", "A file written by `edunn train -o`.", completion.models)
]

Row = Annotated[str | None, option("The raw values of one row: 5.1,3.5,1.4,0.2.", value="VALUES")]
Target = Annotated[
    str | None,
    option(
        "The column of a CSV file to predict; by default the last.",
        value="COLUMN",
        panel=DATA,
        words=completion.columns,
    ),
]
Task = Annotated[
    str | None,
    option(
        "The kind of target, if the automatic choice is wrong.",
        **one_of("classification", "regression"),
        panel=DATA,
    ),
]
Missing = Annotated[
    str,
    option(
        "Fill in missing values, or drop the rows that have any.",
        **one_of("impute", "drop"),
        panel=DATA,
    ),
]
COLUMNS: dict[str, Any] = {"value": "COLUMNS", "words": completion.columns}
Categorical = Annotated[
    list[str] | None,
    option("Columns that hold categories: 'month' or 'month,day'.", panel=DATA, **COLUMNS),
]
Numeric = Annotated[
    list[str] | None,
    option("Columns that hold numbers; words in them are missing.", panel=DATA, **COLUMNS),
]
Ignore = Annotated[list[str] | None, option("Columns to leave out.", panel=DATA, **COLUMNS)]
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
        **one_of("refuse", "zeros"),
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
    option("Feature scaling.", **one_of("standardize", "min_max", "center", "none"), panel=NETWORK),
]
Loss = Annotated[
    str | None,
    option(
        "The loss; by default that of the last layer for classes, mse for numbers.",
        value="NAME",
        words=completion.losses,
        panel=NETWORK,
    ),
]

Algorithm = Annotated[
    str | None,
    option(
        "The algorithm: adam, gradient_descent, genetic_algorithm ...",
        *("--algorithm", "--optimizer"),
        value="NAME",
        words=completion.algorithms,
        panel=TRAINING,
    ),
]
LearningRate = Annotated[
    float | None,
    option("The length of a step relative to the gradient.", value="RATE", panel=TRAINING),
]
Epochs = Annotated[
    int | None, option("Passes over the training set, or generations.", value="N", panel=TRAINING)
]
BatchSize = Annotated[int | None, option("Rows per mini-batch.", value="N", panel=TRAINING)]
Seed = Annotated[
    int,
    option(
        "The seed of all random numbers: the same seed gives the same result.",
        value="N",
        panel=TRAINING,
    ),
]
Resume = Annotated[
    Path | None,
    option(
        "Go on with an interrupted training, from the file that it was saved in.",
        value="FILE",
        panel=TRAINING,
    ),
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

_SEEDS = option(
    "Number of seeds: each holds out other rows and draws other initial weights.",
    value="N",
    panel=TRAINING,
)
Seeds = Annotated[int, _SEEDS]
OptionalSeeds = Annotated[int | None, _SEEDS]

Json = Annotated[bool, option("Print one JSON document instead of text.", "--json", panel=OUTPUT)]
Quiet = Annotated[
    bool,
    option("Print no notes and no progress bar on stderr.", *("--quiet", "-q"), panel=OUTPUT),
]
