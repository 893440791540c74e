"""Formats: by which ending a file says what it is, and what is written into it."""

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from edunn.errors import SettingError, UnknownNameError
from edunn.exports.javascript_program import html_page, javascript_program
from edunn.exports.keras_program import keras_program
from edunn.exports.numpy_program import numpy_program
from edunn.exports.onnx_file import onnx_file
from edunn.exports.pytorch_program import pytorch_program
from edunn.exports.sklearn_program import sklearn_program
from edunn.exports.stages import Computation, computation_of
from edunn.files.atomic import write_atomically
from edunn.messages import Message
from edunn.prediction import Predictor


class Format(NamedTuple):
    """One format.

    Example:
        >>> FORMATS["numpy"].ending
        '.py'
    """

    title: str
    """Its name in a sentence."""
    ending: str
    written: Callable[[Computation, str], str | bytes]
    """The content, given the name of the file."""


FORMATS: dict[str, Format] = {
    "onnx": Format("ONNX", ".onnx", lambda computation, _: onnx_file(computation)),
    "numpy": Format("NumPy", ".py", numpy_program),
    "torch": Format("PyTorch", ".py", pytorch_program),
    "keras": Format("Keras", ".py", keras_program),
    "sklearn": Format("scikit-learn", ".py", sklearn_program),
    "javascript": Format("JavaScript", ".js", javascript_program),
    "html": Format("a web page", ".html", html_page),
}
"""Every format by its name; where several have one ending, the first is meant by it."""

ALIASES = {"pytorch": "torch", "js": "javascript", "scikit-learn": "sklearn", "web": "html"}
"""Other names that one may expect."""


def export(model: Predictor, path: str | PathLike[str], to: str | None = None) -> None:
    """Write a network into a file for other programs; a crash leaves the old file or the new one.

    Args:
        model: trained or not; an untrained one has no names of classes yet.
        path: the file.
        to: a name in `FORMATS`; None is the format of the ending: ONNX for `.onnx`, NumPy for
            `.py`.

    Raises:
        SettingError, UnknownNameError: the ending and the format do not fit, the format cannot hold
            something in the network, or a package is not installed.
        OSError: the file cannot be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from edunn import Model
        >>> with TemporaryDirectory() as folder:
        ...     export(Model([[4], [3, "softmax"]]), Path(folder) / "net.py")
        ...     (Path(folder) / "net.py").read_text().splitlines()[2]
        '    python net.py 0 0 0 0'
    """
    name = format_of(path, to)
    write_atomically(path, content_of(model, name, Path(path).name))


def content_of(model: Predictor, name: str, file: str) -> bytes:
    """What `export` writes, given the name of the format and that of the file.

    Example:
        >>> from edunn import Model
        >>> content_of(Model([[4], [3, "softmax"]]), "numpy", "net.py").splitlines()[2]
        b'    python net.py 0 0 0 0'
    """
    written = FORMATS[name].written(computation_of(model), file)
    return written if isinstance(written, bytes) else written.encode()


def known_format(to: str) -> str:
    """The name of a format, as it stands in `FORMATS`.

    Raises:
        UnknownNameError: there is none of that name.

    Example:
        >>> known_format("PyTorch")
        'torch'
    """
    name = ALIASES.get(to.lower(), to.lower()) if isinstance(to, str) else to
    if name not in FORMATS:
        raise UnknownNameError.of("format", to, FORMATS)
    return name


def format_of(path: str | PathLike[str], to: str | None = None) -> str:
    """The name of the format of a file.

    Raises:
        UnknownNameError: `to` is no format.
        SettingError: no format has this ending, or another one than `to`.

    Example:
        >>> format_of("net.onnx"), format_of("net.py")
        ('onnx', 'numpy')
    """
    ending = Path(path).suffix.lower()
    if to is not None:
        name = known_format(to)
        if FORMATS[name].ending != ending:
            wanted = FORMATS[name]
            raise SettingError(
                Message("export.other_ending", file=str(path), to=name, ending=wanted.ending)
            )
        return name
    for name, it in FORMATS.items():
        if it.ending == ending:
            return name
    known = ", ".join(dict.fromkeys(it.ending for it in FORMATS.values()))
    raise SettingError(Message("export.unknown_ending", file=str(path), known=known))
