"""What varies: `--vary learning_rate=0.01,0.1`, and a recipe for each combination."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from edunn.cli.learning import recipe_for
from edunn.cli.settings import read_value
from edunn.data import Dataset
from edunn.errors import SettingError, UnknownNameError
from edunn.experiments import Grid, Recipe

AS_WRITTEN = ("layers", "hidden", "scale", "loss", "algorithm")
"""Options whose values are words, commas included."""

ALIASES = {"optimizer": "algorithm", "network": "layers"}
OWN = (*AS_WRITTEN, "learning_rate", "epochs", "batch_size", *ALIASES)
EXAMPLE = "--vary learning_rate=0.01,0.1"


def read_axes(varied: Sequence[str]) -> dict[str, list[Any]]:
    """Read `name=value,value` pairs; semicolons separate values with commas in them.

    Raises:
        SettingError: none, or one that is no such pair, or comes twice.
        UnknownNameError: a slip in a name.

    Example:
        >>> read_axes(["learning_rate=0.01,0.1", "hidden=8;16,8 tanh"])
        {'learning_rate': [0.01, 0.1], 'hidden': ['8', '16,8 tanh']}
    """
    axes: dict[str, list[Any]] = {}
    for pair in varied:
        name, equals, text = (part.strip() for part in pair.partition("="))
        name = ALIASES.get(name.replace("-", "_"), name.replace("-", "_"))
        if not (equals and name.isidentifier()):
            raise SettingError(f"--vary {pair!r} is not name=value,value, as in {EXAMPLE}.")
        _refuse_what_cannot_vary(name, pair)
        if name in axes:
            raise SettingError(f"--vary {name} comes twice. Give all its values at once.")
        axes[name] = _values(name, text, pair)
    if not axes:
        raise SettingError(f"nothing varies, so there is nothing to compare. Add {EXAMPLE}.")
    return axes


def grid_of(options: Mapping[str, Any], axes: dict[str, list[Any]], data: Dataset) -> Grid[Recipe]:
    """A recipe for each combination; `options` are the same for all.

    Raises:
        EduNNError: a network that does not fit the data, or a value that comes twice.

    Example:
        >>> from edunn.data import load
        >>> grid = grid_of({"algorithm": "adam"}, {"epochs": [5, 50]}, load("iris"))
        >>> print(grid.cells["epochs 50"])
        4 (scale standardize) - 8 relu - 3 softmax; adam, 50 epochs
    """
    return Grid.over(axes, lambda **settings: recipe_for(data, **{**options, **settings}))


def _values(name: str, text: str, pair: str) -> list[Any]:
    parts = [part.strip() for part in text.split(";" if ";" in text else ",")]
    if not all(parts):
        raise SettingError(f"--vary {pair!r} has an empty value. Write it as in {EXAMPLE}.")
    return parts if name in AS_WRITTEN else [read_value(part) for part in parts]


def _refuse_what_cannot_vary(name: str, pair: str) -> None:
    if name in ("seed", "seeds"):
        raise SettingError(f"--vary {pair!r}: every recipe has the same seeds; see --seeds.")
    if name not in OWN and get_close_matches(name, OWN, n=1, cutoff=0.7):
        raise UnknownNameError.of("setting", name, OWN)
