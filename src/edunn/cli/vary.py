"""What varies: `--vary learning_rate=0.01,0.1`, and a recipe for each combination."""

from collections.abc import Sequence
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import Any

from edunn.cli.defaults import Defaults
from edunn.cli.learning import Request
from edunn.cli.settings import read_value
from edunn.data import Dataset
from edunn.errors import SettingError, UnknownNameError
from edunn.experiments import Grid, Recipe

AS_WRITTEN = ("layers", "hidden", "scale", "loss", "way")
"""Whose values are words, commas and all."""

ALIASES = {"optimizer": "way", "network": "layers"}
OWN = (*(f.name for f in fields(Request) if f.name not in ("seed", "settings")), *ALIASES)
EXAMPLE = "--vary learning_rate=0.01,0.1"


def read_axes(varied: Sequence[str]) -> dict[str, list[Any]]:
    """Read `name=value,value` pairs; where values have commas in them, semicolons part them.

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


def grid_of(request: Request, axes: dict[str, list[Any]], data: Dataset) -> Grid[Recipe]:
    """A recipe for each combination, with what was asked for beside it.

    Raises:
        EduNNError: a network that does not fit the data, or a value that comes twice.

    Example:
        >>> from edunn.data import load
        >>> grid = grid_of(Request(way="adam"), {"epochs": [5, 50]}, load("iris"))
        >>> print(grid.cells["epochs 50"])
        4 (scale standardize) - 16 relu - 3 softmax; adam, 50 epochs
    """

    def made(**settings: Any) -> Recipe:
        own = {name: value for name, value in settings.items() if name in OWN}
        others = {name: value for name, value in settings.items() if name not in OWN}
        asked = replace(request, **own, settings={**request.settings, **others})
        return recipe_of(asked, data)

    return Grid.over(axes, made)


def recipe_of(request: Request, data: Dataset) -> Recipe:
    """What `edunn train` would do with this request, as a recipe.

    Example:
        >>> from edunn.data import load
        >>> print(recipe_of(Request(hidden="8"), load("iris")).training_in_words)
        adam, rate 0.01, 100 epochs, batch 32
    """
    recipe = Recipe(request.network(data), request.way or "adam", loss=request.loss)
    return recipe.varied(**request.told(Defaults.suiting(data, request.way)))


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
