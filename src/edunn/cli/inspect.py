"""`edunn inspect`: the contents of a model file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from edunn.cli.console import curve_width, emit, show
from edunn.cli.options import Json, ModelFile, Quiet
from edunn.cli.tables import curves
from edunn.text import abridged

if TYPE_CHECKING:
    from edunn.model import Model

EXAMPLES = (
    "edunn inspect iris.edunn",
    "edunn inspect iris.edunn --json",
)


def inspect(model: ModelFile, json: Json = False, quiet: Quiet = False) -> None:
    """Show the contents of a model file.

    Layers, classes, columns, and the history of its training. Nothing in the file is executed. If
    it is not a model file, the message says what it is.
    """
    from edunn.files.container import facts_of, read_bytes
    from edunn.model import Model

    network = Model.from_file(model)
    facts = facts_of(read_bytes(model), model)
    document = _document(network, facts) | {"file": model, "bytes": model.stat().st_size}
    if json:
        emit(document)
    else:
        show(*_pages(network, document))


def _document(model: Model, facts: dict[str, Any]) -> dict[str, Any]:
    from edunn.catalogue import describe

    return {
        "format": facts["format"],
        "written_by": facts["edunn"],
        "layers": [describe(layer) for layer in model.layers],
        "shapes": model.network.shapes,
        "parameters": model.theta.size,
        "dtype": model.dtype,
        "loss": describe(model.objective.loss),
        "columns": None if model.columns is None else model.columns.to_json()["columns"],
        "features": model.feature_names,
        "classes": model.class_names,
        "outputs": model.targets.names if model.targets else (),
        "epochs": len(model.history),
        "ending": model.history.ending,
        "notes": model.history.notes,
        "history": model.history.history,
        "unfinished_training": model.checkpoint is not None,
    }


def _pages(model: Model, document: dict[str, Any]) -> list[Any]:
    head = f"{document['file']}: {document['parameters']:,} parameters, {document['bytes']:,} bytes"
    pages: list[Any] = [Text(head, "bold"), "", model.summary(), "", *_facts(model, document)]
    if len(model.history):
        pages += ["", Text(f"Training: {model.history}"), *curves(model.history, curve_width())]
    if model.checkpoint is not None:
        pages.append("It contains an unfinished training: Model.resume continues it.")
    return pages


def _facts(model: Model, document: dict[str, Any]) -> list[str]:
    from edunn.catalogue import name_of

    classes = [str(name) for name in model.class_names or ()]
    facts = {
        "inputs": ", ".join(abridged(list(model.feature_names))),
        "classes": ", ".join(abridged(classes, most=12)),
        "outputs": ", ".join(model.targets.names) if model.targets else "",
        "loss": name_of(model.objective.loss),
        "dtype": model.dtype,
        "format": f"{document['format']}, written by EduNN {document['written_by']}",
    }
    return [f"{name:<8} {words}" for name, words in facts.items() if words]
