"""The bundled data sets: real measurements that come with EduNN and need no connection.

Tables are CSV files. Images are stored as MNIST's authors stored theirs in 1998, in the IDX format,
one of the simplest there is:

    bytes 0, 1     zero
    byte 2         the type of number: 8 is an unsigned byte, all that images need
    byte 3         D, the number of axes
    4 D bytes      the length of each axis, four bytes each, most significant byte first
    the rest       the numbers, last axis fastest

Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, "File
formats".
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from edunn.data.cleaning import Missing
from edunn.data.columns import Column, Columns
from edunn.data.dataset import Dataset
from edunn.data.reading import parse_table
from edunn.data.table import Table
from edunn.errors import FileFormatError

HEART_CODES = ("sex", "cp", "fbs", "restecg", "exang", "slope", "ca", "thal")
"""Heart's columns that hold codes for categories, not quantities."""

ISLANDS = ("Biscoe", "Dream", "Torgersen")

UNSIGNED_BYTE = 8
"""The IDX code of bytes."""


def iris() -> Dataset:
    """Read Fisher's 150 flowers: four lengths in centimetres, three species.

    Example:
        >>> print(iris().head(1))
        sepal_length_cm  sepal_width_cm  petal_length_cm  petal_width_cm  species
                    5.1             3.5              1.4             0.2   setosa
    """
    return _classes(
        *("iris", "species", ("setosa", "versicolor", "virginica")),
        description='Iris. R. A. Fisher, "The use of multiple measurements in taxonomic problems", '
        "Annals of Eugenics 7 (1936). Public domain.",
    )


def heart(missing: Missing = "impute") -> Dataset:
    """Read 303 patients of Cleveland: thirteen findings each, with heart disease or without.

    Six cells are missing; they are filled, or with missing="drop" their rows are left out.

    Example:
        >>> heart(missing="drop")
        Dataset 'heart': 297 rows, 13 inputs -> 2 classes (no disease: 160, disease: 137)
          6 rows with a missing cell dropped (ca: 4, thal: 2), 297 rows left
    """
    return _classes(
        *("heart", "disease", ("no disease", "disease")),
        cells=("0", "1"),
        special=[Column(name, "coded") for name in HEART_CODES],
        description="Heart Disease (Cleveland). A. Janosi, W. Steinbrunn, M. Pfisterer, "
        "R. Detrano, UCI Machine Learning Repository (1988). CC BY 4.0. `disease` is (num > 0).",
    ).treat_missing(missing)


def penguins(missing: Missing = "impute") -> Dataset:
    """Read 344 penguins of three species, as measured in the Palmer Archipelago, Antarctica.

    Nineteen cells are missing; they are filled, or with missing="drop" their rows are left out.

    Example:
        >>> print(len(penguins()), len(penguins(missing="drop")), *penguins().class_names)
        344 333 Adelie Chinstrap Gentoo
    """
    return _classes(
        *("penguins", "species", ("Adelie", "Chinstrap", "Gentoo")),
        special=[
            Column("island", "categorical", ISLANDS),
            Column("sex", "categorical", ("female", "male")),
        ],
        description="Palmer penguins. K. B. Gorman, T. D. Williams, W. R. Fraser, Palmer Station "
        "Long Term Ecological Research (2014); prepared by A. Horst, A. Hill and K. Gorman as "
        "palmerpenguins (2020), here without the year. CC0.",
    ).treat_missing(missing)


def wine() -> Dataset:
    """Read 178 wines from one region of Italy: thirteen chemical analyses, three cultivars.

    Example:
        >>> wine()
        Dataset 'wine': 178 rows, 13 inputs -> 3 classes (1: 59, 2: 71, 3: 48)
    """
    return _classes(
        *("wine", "cultivar", ("1", "2", "3")),
        description="Wine. S. Aeberhard, M. Forina, UCI Machine Learning Repository (1992). "
        "CC BY 4.0.",
    )


def breast_cancer() -> Dataset:
    """Read 569 breast masses: thirty measurements of cell nuclei each, malignant or benign.

    Example:
        >>> breast_cancer()
        Dataset 'breast_cancer': 569 rows, 30 inputs -> 2 classes (malignant: 212, benign: 357)
    """
    return _classes(
        *("breast_cancer", "diagnosis", ("malignant", "benign")),
        description="Breast Cancer Wisconsin (Diagnostic). W. Wolberg, O. Mangasarian, N. Street, "
        "W. Street, UCI Machine Learning Repository (1993). CC BY 4.0.",
    )


def diabetes() -> Dataset:
    """Read 442 patients with diabetes: ten findings each, and the progression a year later.

    The findings are raw: age in years, body mass index, average blood pressure, and six
    measurements of blood serum. `sex` is a code, 1 or 2, which its source does not explain.

    Example:
        >>> print(diabetes().take([0, 1]).targets)
        [151.  75.]
    """
    table = _table("diabetes.csv")
    columns = _columns(table, [Column("sex", "coded")])
    return Dataset(
        name="diabetes",
        values=columns.read(table),
        targets=np.array(table.cells("progression"), dtype=np.float64),
        columns=columns,
        target_name="progression",
        description='Diabetes. B. Efron, T. Hastie, I. Johnstone, R. Tibshirani, "Least angle '
        'regression", Annals of Statistics 32 (2004). Its authors name no licence; this copy is '
        "the one that scikit-learn distributes (BSD 3-Clause).",
    ).refitted()


def digits_8x8() -> Dataset:
    """Read 1,797 handwritten digits of 8 x 8 pixels: 0.0 is paper and 1.0 is ink.

    A pixel counts the dots of ink in a square of 4 x 4, so it is stored as a byte from 0 to 16.

    Example:
        >>> print(digits_8x8().inputs[0, :8])  # the uppermost row of pixels
        [0.     0.     0.3125 0.8125 0.5625 0.0625 0.     0.    ]
    """
    return _images(
        "digits_8x8",
        _idx("digits_8x8/images-idx3-ubyte"),
        _idx("digits_8x8/labels-idx1-ubyte"),
        unit=16.0,
        description="Optical Recognition of Handwritten Digits, the test set. E. Alpaydin, "
        "C. Kaynak, UCI Machine Learning Repository (1998). CC BY 4.0.",
    )


def mnist(unit: float = 255.0) -> Dataset:
    """Read 70,000 handwritten digits, 784 pixels each: 0.0 is paper and 1.0 is ink.

    The first 60,000 are its authors' training set, and `split()` keeps to that. Pixels are stored
    as bytes; `inputs` divides them by `unit` (float32).

    Example:
        >>> training, test = mnist().split()
        >>> len(training), len(test)
        (60000, 10000)
    """
    images = [_idx(f"mnist/{part}-images-idx3-ubyte") for part in ("train", "t10k")]
    digits = [_idx(f"mnist/{part}-labels-idx1-ubyte") for part in ("train", "t10k")]
    return _images(
        *("mnist", np.concatenate(images), np.concatenate(digits)),
        unit=unit,
        description="The MNIST database of handwritten digits. Y. LeCun, C. Cortes, "
        "C. J. C. Burges. CC BY-SA 3.0.",
        training_rows=60_000,
    )


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


def _classes(
    name: str,
    target: str,
    class_names: tuple[str, ...],
    *,
    description: str,
    cells: Sequence[str] = (),
    special: Sequence[Column] = (),
) -> Dataset:
    """The table `name`, to be classified; its target, the last column, holds `cells`, or names."""
    table = _table(f"{name}.csv")
    columns = _columns(table, special)
    known = list(cells or class_names)
    return Dataset(
        name=name,
        values=columns.read(table),
        targets=np.array([known.index(cell) for cell in table.cells(target)]),
        columns=columns,
        class_names=class_names,
        target_name=target,
        description=description,
    ).refitted()


def _columns(table: Table, special: Sequence[Column]) -> Columns:
    """All columns but the last one, the target: numeric, except the special ones."""
    known = {column.name: column for column in special}
    return Columns(tuple(known.get(name, Column(name)) for name in table.header[:-1]))


def _images(
    name: str,
    images: npt.NDArray[np.uint8],
    digits: npt.NDArray[np.uint8],
    *,
    unit: float,
    description: str,
    training_rows: int | None = None,
) -> Dataset:
    """Images (N, side, side) of digits, a column for each pixel."""
    count, side, _ = images.shape
    names = tuple(f"pixel_{row}_{column}" for row in range(side) for column in range(side))
    return Dataset(
        name=name,
        values=images.reshape(count, -1),  # (N, side, side) -> (N, side * side)
        targets=digits.astype(np.intp),
        columns=Columns.numeric(names, unit=unit),
        class_names=tuple("0123456789"),
        target_name="digit",
        description=description,
        training_rows=training_rows,
        row_shape=(side, side, 1),
    )


def _table(name: str) -> Table:
    return parse_table(_bytes(name), name)


def _idx(name: str) -> npt.NDArray[np.uint8]:
    from gzip import decompress  # only images need it

    return parse_idx(decompress(_bytes(f"{name}.gz")))


def _bytes(name: str) -> bytes:
    from importlib.resources import files  # a slow import, and not every program asks for data

    return (files("edunn.data") / "files" / name).read_bytes()
