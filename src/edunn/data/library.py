"""The library: data sets that `load` finds by name.

Some are real and come with EduNN (`edunn.data.bundled`), some are truth tables of four rows, and
the toys are drawn from a seed (`edunn.data.toys`, and `edunn.data.sequences` for sequences).
"""

from collections.abc import Callable
from inspect import signature
from typing import Any

from edunn.data import bundled, sequences, toys
from edunn.data.dataset import Dataset
from edunn.errors import SettingError, UnknownNameError, did_you_mean

LIBRARY: dict[str, tuple[Callable[..., Dataset], str]] = {
    "iris": (bundled.iris, "150 flowers, 4 lengths, 3 species (Fisher, 1936)"),
    "heart": (bundled.heart, "303 patients, 13 findings, heart disease or not (Cleveland, 1988)"),
    "mnist": (bundled.mnist, "70,000 handwritten digits of 28 x 28 pixels (LeCun et al.)"),
    "penguins": (bundled.penguins, "344 penguins, 6 findings, 3 species (Gorman et al., 2014)"),
    "wine": (
        bundled.wine,
        "178 wines, 13 chemical analyses, 3 cultivars (Aeberhard, Forina, 1992)",
    ),
    "breast_cancer": (
        bundled.breast_cancer,
        "569 masses, 30 measurements, malignant or benign (Wisconsin, 1993)",
    ),
    "diabetes": (
        bundled.diabetes,
        "442 patients, 10 findings, progression after a year: regression (Efron et al., 2004)",
    ),
    "digits_8x8": (
        bundled.digits_8x8,
        "1,797 handwritten digits of 8 x 8 pixels (Alpaydin, Kaynak, 1998)",
    ),
    "and": (toys.logical_and, "the truth table of AND, 4 rows: one straight border"),
    "or": (toys.logical_or, "the truth table of OR, 4 rows: one straight border"),
    "xor": (toys.logical_xor, "the truth table of XOR, 4 rows: needs a hidden layer"),
    "blobs": (toys.blobs, "round clouds: straight borders are enough"),
    "noisy_xor": (toys.noisy_xor, "four quarters with blurred borders: needs a hidden layer"),
    "moons": (toys.moons, "two half circles that reach into each other"),
    "circles": (toys.circles, "a circle inside a circle"),
    "spirals": (toys.spirals, "arms wound around each other: the hard one"),
    "curve": (toys.curve, "a noisy sine: regression"),
    "parity": (sequences.parity, "sequences of bits: is the number of ones odd?"),
    "echo": (sequences.echo, "sequences of numbers: which one came some steps ago?"),
    "adding": (sequences.adding, "sequences with two marked numbers: their sum (regression)"),
    "sine": (sequences.sine, "parts of a noisy sine: the next number (regression)"),
    "alice": (sequences.alice, "parts of a text: the next letter (Carroll, 1865)"),
}


def names() -> dict[str, str]:
    """The names that `load` accepts, with a line about each.

    Example:
        >>> names()["xor"]
        'the truth table of XOR, 4 rows: needs a hidden layer'
    """
    return {name: about for name, (_, about) in LIBRARY.items()}


def load(name: str, **settings: Any) -> Dataset:
    """Load a bundled or a toy data set by its name.

    Args:
        name: one of `names()`.
        settings: heart and penguins take `missing` ("impute" or "drop"), mnist takes `unit` (255);
            toys take `rows`, `noise` and `seed`; blobs and spirals `classes` as well; sequences
            `length`.

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
            noisy = " For many points with noise, load noisy_xor." if known == "xor" else ""
            raise SettingError(
                f"{known} has no setting {setting!r}.{hint} It takes {these}.{noisy}"
            )
    return make(**settings)
