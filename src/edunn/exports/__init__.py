"""Exports: a network for other programs and libraries, with the same numbers.

    export(model, "net.onnx")                 a file for any runtime of ONNX
    export(model, "net.py")                   a program in plain NumPy that a student can read
    export(model, "net.py", to="torch")       the same for PyTorch, Keras or scikit-learn
    export(model, "net.js")                   a module of JavaScript, and net.html a page with it

`formats` lists what there is. A network becomes a `Computation`, a list of stages with their arrays
(`stages`), and each format writes those. What a layer is called elsewhere is in `library_names`.
"""

from edunn.exports.formats import FORMATS, Format, content_of, export, format_of, known_format
from edunn.exports.library_names import (
    ACTIVATIONS,
    GATES,
    LAYERS,
    SETTINGS,
    Elsewhere,
    named_in,
    with_gates_of,
)
from edunn.exports.stages import Computation, Stage, computation_of

__all__ = [
    "ACTIVATIONS",
    "FORMATS",
    "GATES",
    "LAYERS",
    "SETTINGS",
    "Computation",
    "Elsewhere",
    "Format",
    "Stage",
    "computation_of",
    "content_of",
    "export",
    "format_of",
    "known_format",
    "named_in",
    "with_gates_of",
]
