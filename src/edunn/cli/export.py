"""`edunn export`: a trained network for other programs and libraries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from edunn.cli.console import emit, show
from edunn.cli.options import Json, ModelFile, Quiet, argument, option

EXAMPLES = (
    "edunn export iris.edunn iris.onnx",
    "edunn export iris.edunn iris.py",
    "edunn export iris.edunn iris.py --to torch",
    "edunn export iris.edunn iris.html",
)

File = Annotated[
    Path, argument("FILE", "The file to write: its ending, .onnx .py .js .html, is the format.")
]
To = Annotated[
    str | None,
    option(
        "Which kind of Python program; NumPy by default.",
        value="numpy|torch|keras|sklearn",
    ),
]


def export(
    model: ModelFile, file: File, to: To = None, json: Json = False, quiet: Quiet = False
) -> None:
    """Write a network for other programs and libraries.

    The file gives the same numbers as `edunn predict`, and needs no EduNN: an ONNX file, a program
    in plain NumPy, for PyTorch, Keras or scikit-learn, a module of JavaScript, or a web page.
    """
    from edunn.exports import FORMATS, export, format_of
    from edunn.model import Model

    name = format_of(file, to)
    export(Model.from_file(model), file, to)
    size = file.stat().st_size
    if json:
        emit({"file": file, "format": name, "bytes": size})
    else:
        show(f"{file}: {FORMATS[name].title}, {size:,} bytes.")
