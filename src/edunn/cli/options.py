"""Options with their words for `--help`; those of several verbs, and the many of `train`."""

from pathlib import Path
from typing import Annotated

import typer

DATA, NETWORK, TRAINING, OUTPUT = "Data", "Network", "Training", "Output"
"""The panels of `--help`."""

Source = Annotated[
    str,
    typer.Argument(metavar="DATA", help="A data set's name, or a CSV file.", show_default=False),
]
ModelFile = Annotated[
    Path,
    typer.Argument(
        metavar="MODEL", help="A file written by `edunn train --save`.", show_default=False
    ),
]
Row = Annotated[
    str | None,
    typer.Option(metavar="VALUES", help="Raw values of one row: 5.1,3.5,1.4,0.2."),
]
Target = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN",
        help="Column of a CSV file to predict; the last one by default.",
        rich_help_panel=DATA,
    ),
]
Task = Annotated[
    str | None,
    typer.Option(
        metavar="classification|regression",
        help="What the target is, where the guess would be wrong.",
        rich_help_panel=DATA,
    ),
]
Missing = Annotated[
    str,
    typer.Option(
        metavar="impute|drop",
        help="Fill the gaps, or drop the rows that have one.",
        rich_help_panel=DATA,
    ),
]
Test = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE",
        help="Share of the rows to hold out, 0 for none; 0.25 by default.",
        rich_help_panel=DATA,
    ),
]
Seed = Annotated[
    int, typer.Option(help="The same seed gives the same result.", rich_help_panel=TRAINING)
]
Json = Annotated[
    bool,
    typer.Option("--json", help="Print one JSON document instead.", rich_help_panel=OUTPUT),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", help="No notes and no progress on stderr.", rich_help_panel=OUTPUT
    ),
]

Layers = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", help="The whole network: '4,2 relu,3 softmax'.", rich_help_panel=NETWORK
    ),
]
Hidden = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", help="Only the hidden layers: '16' or '8,4 tanh'.", rich_help_panel=NETWORK
    ),
]
Scale = Annotated[
    str | None,
    typer.Option(
        metavar="standardize|min_max|center|none",
        help="How columns are brought to one size.",
        rich_help_panel=NETWORK,
    ),
]
Loss = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="cross_entropy for classes, mse for numbers.", rich_help_panel=NETWORK
    ),
]
Way = Annotated[
    str | None,
    typer.Option(
        "--way",
        "--optimizer",
        metavar="NAME",
        help="adam, gradient_descent, genetic_algorithm ...",
        rich_help_panel=TRAINING,
    ),
]
LearningRate = Annotated[
    float | None, typer.Option(help="The length of a step.", rich_help_panel=TRAINING)
]
Epochs = Annotated[
    int | None,
    typer.Option(help="Passes over the rows, or generations.", rich_help_panel=TRAINING),
]
BatchSize = Annotated[
    int | None, typer.Option(help="Rows of a mini-batch.", rich_help_panel=TRAINING)
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Another setting of the way: population_size=50.",
        rich_help_panel=TRAINING,
    ),
]
