"""`edunn explain`: one row's way through a network, with every number."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edunn.cli.options import Json, Seed, Target

if TYPE_CHECKING:
    from edunn.arrays import Array
    from edunn.cli.labelled import Labelled
    from edunn.model import Model
    from edunn.trace import Trace

TABLES = (".csv", ".tsv", ".txt")
"""How the names of tables end, which are to be learned first; other files are models."""

SMALL = "2"
"""The hidden layer of a network that is trained only to be explained: few numbers to follow."""


EXAMPLES = (
    "edunn explain iris --row 3",
    "edunn explain iris.edunn iris --row 3",
    "edunn explain iris.edunn --row 5.1,3.5,1.4,0.2 --label setosa",
)


def explain(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL|DATA",
            help="A model's file; or a data set, for which a small network is trained first.",
            show_default=False,
        ),
    ],
    data: Annotated[
        str | None,
        typer.Argument(metavar="DATA", help="Where --row N is found.", show_default=False),
    ] = None,
    row: Annotated[
        str, typer.Option(metavar="N|VALUES", help="Row N of the data, from 1, or raw values.")
    ] = "1",
    label: Annotated[
        str | None,
        typer.Option(metavar="ANSWER", help="The right answer, for values given by --row."),
    ] = None,
    target: Target = None,
    digits: Annotated[int, typer.Option(min=1, max=16, help="Digits of each number.")] = 4,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Follow one row through a network, with every number.

    Forward, the loss, backward, and the step of learning. Where the right answer is not given, the
    network's own is taken for it.
    """
    from edunn.cli.console import emit, page_width, show

    network, known = _network(model, data, target, seed)
    x, t = _row(network, known, row, label)
    trace = _trace(network, x, t)
    if json:
        emit(trace.to_dict(digits))
    else:
        show(trace.text(digits, page_width()))


def _network(
    model: str, data: str | None, target: str | None, seed: int
) -> tuple[Model, Labelled | None]:
    """The network to explain, and the rows that there are."""
    from edunn.cli import labelled
    from edunn.cli.console import note
    from edunn.data import names
    from edunn.model import Model

    if model.lower() not in names() and Path(model).suffix.lower() not in TABLES:
        network = Model.from_file(model)
        return network, None if data is None else labelled.read(network, data, target)
    if data is not None:
        raise typer.BadParameter(f"{model} is data already; with {data} beside it, name a model")
    network = _trained(model, target, seed)
    note(f"Trained {network!r} on {model}, to have something to explain.")
    return network, labelled.read(network, model, target)


def _trained(source: str, target: str | None, seed: int) -> Model:
    from edunn.cli import sources
    from edunn.cli.learning import Lesson, Parts, Request

    examples = sources.read(source, target)
    lesson = Lesson.begun(Request(hidden=SMALL, seed=seed), Parts(examples, None))
    lesson.learn(progress=None)  # after Ctrl-C, what it knows so far is explained
    return lesson.model


def _row(model: Model, known: Labelled | None, row: str, label: str | None) -> tuple[Array, Any]:
    """Inputs `(1, I)`, and the right answer, or None where nobody knows it."""
    from edunn.cli import rows
    from edunn.cli.labelled import label_for
    from edunn.errors import DataError

    answer = None if label is None else label_for(model, label)
    if known is None or not row.isdecimal():
        return rows.of_text(model, row), answer
    place = int(row) - 1
    if not 0 <= place < len(known.labels):
        raise DataError(f"--row {row}: {known.name} has rows 1 to {len(known.labels)}.")
    return known.inputs[place : place + 1], known.labels[place] if label is None else answer


def _trace(model: Model, x: Array, t: Any) -> Trace:
    """A step of training on this row; where nobody knows the answer, the model's own is right."""
    from edunn.cli.answers import answers
    from edunn.cli.console import note

    if t is None:
        answer = answers(model, x)[0]
        t = model.classify(x)[0] if answer.choice is not None else model.predict(x)[0]
        note(f"Its own answer, {answer.choice or t}, is taken for right. --label names another.")
    return model.trace(x, [t])
