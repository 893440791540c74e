"""The library: data sets that `load` finds by name.

Iris, Heart and MNIST come with EduNN and need no connection; the toys are drawn from a seed.

MNIST is stored as its authors stored it in 1998, in the IDX format, one of the simplest there is:

    bytes 0, 1     zero
    byte 2         the type of number: 8 is an unsigned byte, all that MNIST needs
    byte 3         D, the number of axes
    4 D bytes      the length of each axis, four bytes each, most significant byte first
    the rest       the numbers, last axis fastest

Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, "File
formats".
"""

import math
from collections.abc import Callable
from inspect import signature
from typing import Any

import numpy as np
import numpy.typing as npt

from edunn.data import toys
from edunn.data.cleaning import Missing
from edunn.data.columns import Column, Columns
from edunn.data.dataset import Dataset
from edunn.data.reading import parse_table
from edunn.data.table import Table
from edunn.errors import FileFormatError, SettingError, UnknownNameError, did_you_mean

HEART_CODES = frozenset({"sex", "cp", "fbs", "restecg", "exang", "slope", "ca", "thal"})
"""Heart's columns that hold codes for categories, not quantities."""

UNSIGNED_BYTE = 8
"""The IDX code of bytes."""


def iris() -> Dataset:
    """Read Fisher's 150 flowers: four lengths in centimetres, three species.

    Example:
        >>> print(iris().head(1))
        sepal_length_cm  sepal_width_cm  petal_length_cm  petal_width_cm  species
                    5.1             3.5              1.4             0.2   setosa
    """
    table = _bundled_table("iris.csv")
    columns = Columns.numeric(table.header[:-1])
    species = table.cells("species")
    class_names = tuple(dict.fromkeys(species))
    return Dataset(
        name="iris",
        values=columns.read(table),
        targets=np.array([class_names.index(name) for name in species]),
        columns=columns,
        class_names=class_names,
        target_name="species",
        description='Iris. R. A. Fisher, "The use of multiple measurements in taxonomic problems", '
        "Annals of Eugenics 7 (1936). Public domain.",
    ).refitted()


def heart(missing: Missing = "impute") -> Dataset:
    """Read 303 patients of Cleveland: thirteen findings each, with heart disease or without.

    Six cells are missing; they are filled, or with missing="drop" their rows are left out.

    Example:
        >>> heart(missing="drop")
        Dataset 'heart': 297 rows, 13 inputs -> 2 classes (no disease: 160, disease: 137)
          6 rows with a missing cell dropped (ca: 4, thal: 2), 297 rows left
    """
    table = _bundled_table("heart.csv")
    columns = Columns(
        tuple(
            Column(name, "coded" if name in HEART_CODES else "numeric")
            for name in table.header[:-1]
        )
    )
    whole = Dataset(
        name="heart",
        values=columns.read(table),
        targets=np.array(table.cells("disease"), dtype=np.intp),
        columns=columns,
        class_names=("no disease", "disease"),
        target_name="disease",
        description="Heart Disease (Cleveland). A. Janosi, W. Steinbrunn, M. Pfisterer, "
        "R. Detrano, UCI Machine Learning Repository (1988). CC BY 4.0. `disease` is (num > 0).",
    )
    return whole.refitted().treat_missing(missing)


def mnist(unit: float = 255.0) -> Dataset:
    """Read 70,000 handwritten digits, 784 pixels each: 0.0 is paper and 1.0 is ink.

    The first 60,000 are its authors' training set, and `split()` keeps to that. Pixels are stored
    as bytes; `inputs` divides them by `unit` (float32).

    Example:
        >>> training, test = mnist().split()
        >>> len(training), len(test)
        (60000, 10000)
    """
    pixels = np.concatenate([_idx("train-images-idx3-ubyte"), _idx("t10k-images-idx3-ubyte")])
    digits = np.concatenate([_idx("train-labels-idx1-ubyte"), _idx("t10k-labels-idx1-ubyte")])
    names = tuple(f"pixel_{row}_{column}" for row in range(28) for column in range(28))
    return Dataset(
        name="mnist",
        values=pixels.reshape(-1, 784),  # (70000, 28, 28) -> (70000, 784)
        targets=digits.astype(np.intp),
        columns=Columns.numeric(names, unit=unit),
        class_names=tuple("0123456789"),
        target_name="digit",
        description="The MNIST database of handwritten digits. Y. LeCun, C. Cortes, "
        "C. J. C. Burges. CC BY-SA 3.0.",
        training_rows=60_000,
    )


LIBRARY: dict[str, tuple[Callable[..., Dataset], str]] = {
    "iris": (iris, "150 flowers, 4 lengths, 3 species (Fisher, 1936)"),
    "heart": (heart, "303 patients, 13 findings, heart disease or not (Cleveland, 1988)"),
    "mnist": (mnist, "70,000 handwritten digits of 28 x 28 pixels (LeCun et al.)"),
    "blobs": (toys.blobs, "round clouds: straight borders are enough"),
    "xor": (toys.xor, "four quarters: the problem that needs a hidden layer"),
    "moons": (toys.moons, "two half circles that reach into each other"),
    "circles": (toys.circles, "a circle inside a circle"),
    "spirals": (toys.spirals, "arms wound around each other: the hard one"),
    "curve": (toys.curve, "a noisy sine: regression"),
}


def names() -> dict[str, str]:
    """The names that `load` accepts, with a line about each.

    Example:
        >>> names()["xor"]
        'four quarters: the problem that needs a hidden layer'
    """
    return {name: about for name, (_, about) in LIBRARY.items()}


def load(name: str, **settings: Any) -> Dataset:
    """Load a bundled or a toy data set by its name.

    Args:
        name: one of `names()`.
        settings: heart takes `missing` ("impute" or "drop"), mnist takes `unit` (255); toys take
            `rows`, `noise` and `seed`; blobs and spirals `classes` as well.

    Raises:
        UnknownNameError: there is no such data set; the message offers near matches.
        SettingError: the data set has no such setting, or the value does not fit.

    Example:
        >>> load("iris")
        Dataset 'iris': 150 rows, 4 inputs -> 3 classes (setosa: 50, versicolor: 50, virginica: 50)
        >>> load("moons", rows=10, seed=1)
        Dataset 'moons': 10 rows, 2 inputs -> 2 classes (0: 5, 1: 5)
    """
    known = str(name).lower()
    if known not in LIBRARY:
        raise UnknownNameError.of("data set", name, LIBRARY)
    make, _ = LIBRARY[known]
    takes = list(signature(make).parameters)
    for setting in settings:
        if setting not in takes:
            hint = did_you_mean(setting, takes)
            these = ", ".join(takes) or "no settings"
            raise SettingError(f"{known} has no setting {setting!r}.{hint} It takes {these}.")
    return make(**settings)


def parse_idx(raw: bytes) -> npt.NDArray[np.uint8]:
    """Read an IDX file of bytes; the array is a read-only view of `raw`.

    Raises:
        FileFormatError: it is not IDX, holds another kind of number, or was cut short.

    Example:
        >>> parse_idx(bytes([0, 0, 8, 2,  0, 0, 0, 2,  0, 0, 0, 3]) + bytes(range(6)))
        array([[0, 1, 2],
               [3, 4, 5]], dtype=uint8)
    """
    if len(raw) < 4 or raw[0] or raw[1] or raw[2] != UNSIGNED_BYTE:
        raise FileFormatError(
            f"an IDX file of bytes starts with 0, 0, {UNSIGNED_BYTE}; "
            f"this one starts with {', '.join(map(str, raw[:3])) or 'nothing'}."
        )
    start = 4 + 4 * raw[3]
    shape = tuple(int.from_bytes(raw[k : k + 4], "big") for k in range(4, start, 4))
    if len(raw) != start + math.prod(shape):
        raise FileFormatError(
            f"an IDX file of shape {shape} has {start + math.prod(shape)} bytes, but this one has "
            f"{len(raw)}: it was cut short or is damaged. Fetch it again."
        )
    return np.frombuffer(raw, np.uint8, offset=start).reshape(shape)


def _bundled(name: str) -> bytes:
    from importlib.resources import files  # a slow import, and not every program asks for data

    return (files("edunn.data") / "files" / name).read_bytes()


def _bundled_table(name: str) -> Table:
    return parse_table(_bundled(name), name)


def _idx(name: str) -> npt.NDArray[np.uint8]:
    from gzip import decompress  # only MNIST needs it

    return parse_idx(decompress(_bundled(f"mnist/{name}.gz")))
