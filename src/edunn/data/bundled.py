"""The data sets that come with EduNN: Iris, Heart and MNIST, ready without a network connection."""

import numpy as np
import numpy.typing as npt

from edunn.data.column import Column
from edunn.data.columns import Columns
from edunn.data.dataset import Dataset
from edunn.data.idx import parse_idx
from edunn.data.missing import Missing
from edunn.data.reading import parse_table
from edunn.data.table import Table

HEART_CODES = frozenset({"sex", "cp", "fbs", "restecg", "exang", "slope", "ca", "thal"})
"""Heart's columns that hold codes for categories, not quantities."""


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
    """Read 303 patients of Cleveland: thirteen findings each, heart disease or not.

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

    The first 60,000 are the training rows of its authors, and `split()` keeps to that. Pixels stay
    bytes inside and are divided by `unit` when `inputs` are asked for (float32).

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


def _bundled(name: str) -> bytes:
    from importlib.resources import files  # a slow import, and not every program asks for data

    return (files("edunn.data") / "files" / name).read_bytes()


def _bundled_table(name: str) -> Table:
    return parse_table(_bundled(name), name)


def _idx(name: str) -> npt.NDArray[np.uint8]:
    from gzip import decompress  # only MNIST needs it

    return parse_idx(decompress(_bundled(f"mnist/{name}.gz")))
