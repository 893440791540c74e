"""Data sets by name: what `load` knows."""

from collections.abc import Callable
from inspect import signature
from typing import Any

from edunn.data import bundled, toys
from edunn.data.dataset import Dataset
from edunn.errors import SettingError, UnknownNameError, did_you_mean

LIBRARY: dict[str, tuple[Callable[..., Dataset], str]] = {
    "iris": (bundled.iris, "150 flowers, 4 lengths, 3 species (Fisher, 1936)"),
    "heart": (bundled.heart, "303 patients, 13 findings, heart disease or not (Cleveland, 1988)"),
    "mnist": (bundled.mnist, "70,000 handwritten digits of 28 x 28 pixels (LeCun et al.)"),
    "blobs": (toys.blobs, "round clouds: straight borders are enough"),
    "xor": (toys.xor, "four quarters: the problem that needs a hidden layer"),
    "moons": (toys.moons, "two half circles that reach into each other"),
    "circles": (toys.circles, "a circle inside a circle"),
    "spirals": (toys.spirals, "arms wound around each other: the hard one"),
    "curve": (toys.curve, "a noisy sine: regression"),
}


def names() -> dict[str, str]:
    """Return what `load` knows, with a line about each.

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
