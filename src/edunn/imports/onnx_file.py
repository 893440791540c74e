"""ONNX files and models: loaded, checked, and read into a draft.

An ONNX file holds operators and numbers, no program. It is checked by ONNX itself before anything
is read from it.
"""

from pathlib import Path
from typing import Any

from edunn.arrays import Shape
from edunn.errors import FileFormatError, SettingError
from edunn.imports.building import Meaning
from edunn.imports.draft import Draft

NEEDED = "to open ONNX, EduNN needs the package onnx: pip install 'edunn-lab[onnx]'"


def load_onnx(path: Path) -> Any:
    """The model in an ONNX file.

    Raises:
        SettingError: the package onnx is not installed.
        FileFormatError: it is none, or damaged.
        OSError: the file cannot be read.
    """
    try:
        import onnx
    except ImportError as error:
        raise SettingError(f"{NEEDED} ({error}).") from None
    try:
        return onnx.load(path)
    except OSError:
        raise
    except Exception as error:  # protobuf has an error of its own, for what is no such file
        raise FileFormatError(f"{path} is no ONNX file, or damaged: {error}.") from None


def read_onnx(model: Any, meaning: Meaning, input_shape: Shape | None) -> tuple[Draft, Meaning]:
    """The layers of an ONNX model.

    Args:
        input_shape: the shape of one row, where the file leaves an axis open.

    Raises:
        FileFormatError: the model is not valid.
        ArchitectureError: an operator that EduNN does not have, with its place.
    """
    import onnx

    from edunn.imports.onnx_walk import read_graph

    try:
        onnx.checker.check_model(model)
    except onnx.checker.ValidationError as error:
        reason = str(error).strip().splitlines()[0]
        raise FileFormatError(f"the ONNX model is not valid: {reason}") from None
    return read_graph(model, meaning, input_shape)
