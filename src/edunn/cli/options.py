"""Options and their help texts: those of several verbs, and those of `train`."""

from pathlib import Path
from typing import Annotated

import typer

DATA, NETWORK, TRAINING, OUTPUT = "Data", "Network", "Training", "Output"
"""The panels of `--help`."""

Source = Annotated[
    str,
    typer.Argument(
        metavar="DATA", help="The name of a data set, or a CSV file.", show_default=False
    ),
]
ModelFile = Annotated[
    Path,
    typer.Argument(
        metavar="MODEL", help="A file written by `edunn train --save`.", show_default=False
    ),
]
Row = Annotated[
    str | None,
    typer.Option(metavar="VALUES", help="The raw values of one row: 5.1,3.5,1.4,0.2."),
]
Target = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN",
        help="The column of a CSV file to predict; by default the last.",
        rich_help_panel=DATA,
    ),
]
Task = Annotated[
    str | None,
    typer.Option(
        metavar="classification|regression",
        help="The kind of target, if the automatic choice is wrong.",
        rich_help_panel=DATA,
    ),
]
Missing = Annotated[
    str,
    typer.Option(
        metavar="impute|drop",
        help="Fill in missing values, or drop the rows that have any.",
        rich_help_panel=DATA,
    ),
]
Test = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE",
        help="The share of rows to hold out, 0 for none; by default 0.25.",
        rich_help_panel=DATA,
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        help="The seed of all random numbers: the same seed gives the same result.",
        rich_help_panel=TRAINING,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", help="Number of processes; by default one per core."),
]
Json = Annotated[
    bool,
    typer.Option("--json", help="Print one JSON document instead of text.", rich_help_panel=OUTPUT),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help="Print no notes and no progress bar on stderr.",
        rich_help_panel=OUTPUT,
    ),
]

Layers = Annotated[
    str | None,
    typer.Option(
        "--layers",
        "--network",
        metavar="TEXT",
        help="The whole network: '4,2 relu,3 softmax'.",
        rich_help_panel=NETWORK,
    ),
]
Hidden = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", help="The hidden layers only: '16' or '8,4 tanh'.", rich_help_panel=NETWORK
    ),
]
Scale = Annotated[
    str | None,
    typer.Option(
        metavar="standardize|min_max|center|none",
        help="Feature scaling.",
        rich_help_panel=NETWORK,
    ),
]
Loss = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The loss; by default cross_entropy for classes, mse for numbers.",
        rich_help_panel=NETWORK,
    ),
]
Algorithm = Annotated[
    str | None,
    typer.Option(
        "--algorithm",
        "--optimizer",
        metavar="NAME",
        help="The algorithm: adam, gradient_descent, genetic_algorithm ...",
        rich_help_panel=TRAINING,
    ),
]
LearningRate = Annotated[
    float | None,
    typer.Option(help="The length of a step relative to the gradient.", rich_help_panel=TRAINING),
]
Epochs = Annotated[
    int | None,
    typer.Option(help="Passes over the training set, or generations.", rich_help_panel=TRAINING),
]
BatchSize = Annotated[
    int | None, typer.Option(help="Rows per mini-batch.", rich_help_panel=TRAINING)
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Another setting of the algorithm, as in population_size=50.",
        rich_help_panel=TRAINING,
    ),
]
