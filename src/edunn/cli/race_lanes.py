"""Lanes of a race from a line of text: `adam learning_rate=0.01, pgpe`."""

from collections.abc import Iterable, Sequence
from typing import Any

from edunn.cli.settings import read_value
from edunn.errors import SettingError
from edunn.experiments.race.race import Lane

OF_THE_RACE = {
    "seed": "--seeds",
    "random_state": "--seeds",
    "way": "the first word",
    "inputs": "DATA",
    "labels": "--target",
    "validation_data": "--test",
    "validation_split": "--test",
}
"""What is the same for all lanes, and where it is said."""

EXAMPLE = "Write --between 'adam learning_rate=0.01, pgpe'."


def read_lanes(texts: Iterable[str]) -> tuple[Lane, ...]:
    """Lanes parted by commas; in each first the way, then its settings as name=value.

    Raises:
        SettingError: a lane without a way, or a setting that is none, or is not a lane's.

    Example:
        >>> [lane.name for lane in read_lanes(["adam learning_rate=0.01,pgpe", "snes"])]
        ['adam learning_rate=0.01', 'pgpe', 'snes']
    """
    return tuple(_lane(piece.split()) for text in texts for piece in text.split(","))


def _lane(words: Sequence[str]) -> Lane:
    if not words or "=" in words[0]:
        told = f"{' '.join(words)!r} names no way of learning" if words else "a lane is empty"
        raise SettingError(f"--between: {told}. {EXAMPLE}")
    way, *pairs = words
    settings: dict[str, Any] = {}
    for pair in pairs:
        name, value = _setting(pair, way)
        if name in settings:
            raise SettingError(f"--between: {way} has {name} twice. Give it once.")
        settings[name] = value
    return Lane(way, settings)


def _setting(pair: str, way: str) -> tuple[str, Any]:
    name, equals, text = pair.partition("=")
    name = name.replace("-", "_")
    if not (equals and name.isidentifier() and text):
        raise SettingError(
            f"--between: {pair!r} after {way} is not name=value. Lanes are parted by commas. "
            f"{EXAMPLE}"
        )
    if name in OF_THE_RACE:
        raise SettingError(
            f"--between: {name} is the same for all lanes: {OF_THE_RACE[name]} is for that."
        )
    return name, read_value(text)
