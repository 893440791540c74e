"""`edunn evaluate`: the loss and accuracy of a trained network on labelled rows."""

from typing import Annotated

from edunn.cli import options
from edunn.cli.console import emit, note, show
from edunn.cli.options import Json, ModelFile, Source, Target, option
from edunn.cli.tables import evaluation_pages

EXAMPLES = (
    "edunn evaluate iris.edunn iris --held-out",
    "edunn evaluate flowers.edunn new.csv --target species",
)

HeldOut = Annotated[
    bool,
    option("Only the rows that `train` held out, with the same --test and --seed.", "--held-out"),
]


def evaluate(
    model: ModelFile,
    data: Source,
    target: Target = None,
    held_out: HeldOut = False,
    test: options.Test = None,
    seed: options.Seed = 0,
    json: Json = False,
) -> None:
    """Evaluate a trained network on labelled rows.

    Reports the loss, the accuracy, precision and recall of each class, and the confusion matrix.
    """
    from edunn.cli.rows import labelled, read_dataset, read_labelled
    from edunn.errors import DataError
    from edunn.model import Model

    network = Model.from_file(model)
    if held_out:
        examples = read_dataset(data, target)
        if test is None and examples.is_tiny:
            raise DataError(f"{''.join(examples.holding_out_note)}. Leave out --held-out.")
        rows = labelled(network, examples.split(test, seed)[1])
    else:
        rows = read_labelled(network, data, target)
    note(*rows.notes)
    evaluation, count = network.evaluate(rows.inputs, rows.labels), len(rows.labels)
    if json:
        emit({"data": rows.name, "rows": count, **evaluation.to_dict()})
    else:
        show(*evaluation_pages({rows.name: (evaluation, count)}))
