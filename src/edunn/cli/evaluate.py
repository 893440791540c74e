"""`edunn evaluate`: the loss and accuracy of a trained network on labelled rows."""

from typing import Annotated

from edunn.cli import options
from edunn.cli.console import emit, note, show
from edunn.cli.options import Json, ModelFile, Quiet, Source, Target, option
from edunn.cli.tables import evaluation_pages

EXAMPLES = (
    "edunn evaluate iris.edunn iris --held-out",
    "edunn evaluate flowers.edunn new.csv --target species",
)

HeldOut = Annotated[
    bool,
    option("Only the rows that `train` held out; the model's file tells which.", "--held-out"),
]

OptionalSeed = Annotated[
    int | None,
    option(
        "The seed of the split, for models whose file does not tell it.",
        value="N",
        panel=options.DATA,
    ),
]


def evaluate(
    model: ModelFile,
    data: Source,
    target: Target = None,
    held_out: HeldOut = False,
    test: options.Test = None,
    seed: OptionalSeed = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Evaluate a trained network on labelled rows.

    Reports the loss, the accuracy, precision and recall of each class, and the confusion matrix.
    """
    from edunn.cli.rows import held_out_rows, read_labelled
    from edunn.cli.units import as_in_training, unit_notes
    from edunn.model import Model

    network = Model.from_file(model)
    if held_out:
        rows = held_out_rows(network, data, target, test, seed)
    else:
        rows = read_labelled(network, data, target)
    note(*rows.notes, quiet=quiet)
    evaluation, count = network.evaluate(rows.inputs, rows.labels), len(rows.labels)
    if json:
        emit({"data": rows.name, "rows": count, **evaluation.to_dict()})
    else:
        shown = as_in_training(evaluation, network, rows.inputs, rows.labels)
        show(*evaluation_pages({rows.name: (shown, count)}), *unit_notes(network))
