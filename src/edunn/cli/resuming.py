"""Resuming: an interrupted training, from the file that it was saved in.

The file has the network, the state of the optimizer and of the random numbers, how the table was
read, which rows were held out, and the options of the command. So the result is the same, bit for
bit, as that of a training that was never interrupted.
"""

from pathlib import Path
from typing import Any

from edunn.cli.reading import read_settings
from edunn.cli.recipes import PreparedTraining, parts_of, recipe_for, watched_rows
from edunn.cli.rows import is_file, read_dataset
from edunn.data import Dataset
from edunn.data.origin import Origin
from edunn.errors import SettingError
from edunn.experiments import Recipe
from edunn.model import Model


def recipe_asked_for(data: Dataset, options: Any) -> Recipe:
    """The recipe for these rows that the options of `edunn train` ask for.

    Example:
        >>> from edunn.data import load
        >>> print(recipe_asked_for(load("iris"), {"hidden": "8", "settings": ["beta1=0.8"]}))
        4 (scale standardize) - 8 relu - 3 softmax; adam, rate 0.005, 100 epochs, beta1 0.8
    """
    own = {name: value for name, value in options.items() if name != "settings"}
    return recipe_for(data, **own, **read_settings(options.get("settings") or ()))


def source_named(source: str) -> str:
    """How a model's file names the source of its rows: without the folders, which are private.

    Example:
        >>> source_named("iris"), source_named("/home/ada/my.csv"), source_named("-")
        ('iris', 'my.csv', '')
    """
    if not is_file(source):
        return source
    return "" if source == "-" else Path(source).name


def resumed(place: Path, source: str | None) -> PreparedTraining:
    """The training in a file, where it was interrupted.

    Args:
        place: the file.
        source: its rows; None is where they were then.

    Raises:
        SettingError: there is no such training in the file.
        EduNNError: the rows are not those of the training.
    """
    model = Model.from_file(place)
    origin = _origin_of(model, place)
    data = read_dataset(source or _source_of(origin, place), **origin.reading)
    recipe = recipe_asked_for(data, origin.options)
    rows, held_out = parts_of(data, origin.test, origin.seed)
    training = model.resume(rows, validation_data=watched_rows(held_out, recipe))
    return PreparedTraining(recipe, data, rows, held_out, origin.seed, model, training)


def _origin_of(model: Model, place: Path) -> Origin:
    if model.checkpoint is None:
        raise SettingError(
            f"--resume {place}: its training has ended, nothing is left to do. To train a network "
            "for longer, start anew with more --epochs."
        )
    if model.origin is None or not model.origin.source + str(model.origin.options):
        raise SettingError(
            f"--resume {place}: it was saved by a program. Continue it there, with Model.resume."
        )
    return model.origin


def _source_of(origin: Origin, place: Path) -> str:
    """The source that the file names, if it is still there."""
    source = origin.source
    if not source or (is_file(source) and not Path(source).exists()):
        missing = f"there is no {source} here" if source else "they came through standard input"
        raise SettingError(
            f"--resume {place}: where are its rows? {missing[:1].upper()}{missing[1:]}. Name them: "
            f"edunn train DATA --resume {place}"
        )
    return source
