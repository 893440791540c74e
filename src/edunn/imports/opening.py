"""`open_model`: the library that a network comes from, and the file that reads it.

A library is recognized by the name of the module that the thing's class was defined in. So torch,
Keras and scikit-learn are not imported: whoever passes an object of theirs has done that already.
"""

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from edunn.arrays import Shape
from edunn.errors import ArchitectureError, SettingError
from edunn.guards import require_count
from edunn.imports.building import Meaning, model_of
from edunn.imports.draft import Draft
from edunn.imports.files import refuse_programs
from edunn.imports.keras_models import load_keras, read_keras
from edunn.imports.onnx_file import load_onnx, read_onnx
from edunn.imports.sklearn_networks import read_sklearn
from edunn.imports.torch_modules import read_torch
from edunn.model import Model

Reader = Callable[[Any, Meaning, Shape | None], tuple[Draft, Meaning]]

READERS: dict[str, Reader] = {
    "sklearn": lambda thing, meaning, shape: read_sklearn(thing, meaning),
    "torch": read_torch,
    "keras": read_keras,
    "onnx": read_onnx,
}
"""By the name of a library: what reads a network of it."""

LOADERS: dict[str, Callable[[Path], Any]] = {".keras": load_keras, ".onnx": load_onnx}
"""By the ending of a file's name: what loads it; all others are files of EduNN."""

WHAT_TO_TRY = (
    "Pass the path of a file of EduNN, ONNX or Keras; a module of PyTorch, a model of Keras or "
    "ONNX, or a fitted MLPClassifier, MLPRegressor or Pipeline of scikit-learn."
)


def open_model(
    thing: Any,
    *,
    input_shape: int | Sequence[int] | None = None,
    class_names: Sequence[Any] | None = None,
    feature_names: Sequence[Any] | None = None,
    loss_function: Any = None,
    ending: str | None = None,
) -> Model:
    """A network of another library, or of a file, as a `Model` with the same numbers.

    The model is in the state of prediction. What concerns training alone stays behind: optimizer,
    learning rate, penalties and initializers are chosen anew, by `model.train`. Opening never runs
    code from a file.

    Args:
        thing: the path of a file of EduNN, ONNX or Keras; a module of PyTorch whose layers follow
            one another; a model of Keras or ONNX; a fitted `MLPClassifier` or `MLPRegressor` of
            scikit-learn, or a Pipeline of scalers with one of them behind. docs/open.md has all.
        input_shape: the shape of one row in the other library, where the network does not tell it.
        class_names: the name of each class, if the network has none or others are wanted.
        feature_names: the name of each input.
        loss_function: for the trace and further training; None is the one that belongs to the
            last layer: "cross_entropy" for softmax, "binary_cross_entropy" for sigmoid, else "mse".
        ending: "softmax" or "sigmoid" for a network that gives logits.

    Raises:
        ArchitectureError: a layer that EduNN does not have, with its place and what to try.
        FileFormatError: a file of another kind, with the line that loads it in its own library.
        SettingError, DataError: names or a loss that do not fit the outputs.

    Example:
        >>> from sklearn.neural_network import MLPRegressor
        >>> network = MLPRegressor(hidden_layer_sizes=2, solver="lbfgs", random_state=0)
        >>> network = network.fit([[0], [1], [2], [3]], [0, 2, 4, 6])
        >>> model = open_model(network)
        >>> model
        <Model 1 - 2 relu - 1, 7 parameters, float64>
        >>> bool(model.predict([[5]])[0, 0] == network.predict([[5]])[0])
        True
    """
    meaning = Meaning(class_names, feature_names, loss_function, ending)
    found = thing_in(Path(thing)) if isinstance(thing, (str, PathLike)) else thing
    found = getattr(found, "model_", found)  # an estimator of edunn.sklearn has one of ours
    if isinstance(found, Model):
        if not meaning.is_empty or input_shape is not None:
            raise SettingError("an EduNN model has its names, shape and loss. Pass it alone.")
        return found
    draft, meaning = reader_of(found)(found, meaning, _shape(input_shape))
    return model_of(draft, meaning)


def thing_in(path: Path) -> Any:
    """What a file holds: a model of ours, or a network of another library.

    Raises:
        FileFormatError: a file that EduNN does not open, and what to do instead.
    """
    refuse_programs(path)
    load = LOADERS.get(path.suffix.lower()) if path.is_file() else None
    return Model.from_file(path) if load is None else load(path)


def reader_of(thing: Any) -> Reader:
    """What reads a network of the library that the thing comes from.

    Raises:
        ArchitectureError: it is none.
    """
    library = library_of(thing)
    if isinstance(thing, type):
        raise ArchitectureError(f"{thing.__name__} is a class. Pass a trained object of it.")
    if isinstance(thing, Mapping):
        raise ArchitectureError(
            "a state_dict has weights, but no layers. Build the network in its own library, call "
            "network.load_state_dict with it, and pass the network."
        )
    if library is None:
        raise ArchitectureError(f"a {type(thing).__name__} is no network. {WHAT_TO_TRY}")
    return READERS[library]


def _shape(given: int | Sequence[int] | None) -> Shape | None:
    """The shape of a row as a tuple of whole numbers.

    Raises:
        SettingError: a number is no size.
    """
    if given is None:
        return None
    shape: tuple[Any, ...] = tuple(given) if isinstance(given, (tuple, list)) else (given,)
    for size in shape:
        require_count("input_shape", size)
    return shape


def library_of(thing: Any) -> str | None:
    """The library that a thing's class, or a class that it extends, comes from.

    Example:
        >>> from sklearn.linear_model import LinearRegression
        >>> library_of(LinearRegression()), library_of([1, 2])
        ('sklearn', None)
    """
    modules = [kind.__module__.partition(".")[0] for kind in type(thing).__mro__]
    return next((name for name in modules if name in READERS), None)
