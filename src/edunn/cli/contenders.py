"""The contenders of a race from a line of text: `adam learning_rate=0.01, pgpe`."""

from collections.abc import Iterable, Sequence
from typing import Any

from edunn.cli.settings import read_value
from edunn.errors import SettingError
from edunn.experiments.race import Contender

OF_THE_RACE = {
    "seed": "--seeds",
    "random_state": "--seeds",
    "algorithm": "the first word",
    "inputs": "DATA",
    "labels": "--target",
    "validation_data": "--test",
    "validation_split": "--test",
}
"""Settings that are the same for all contenders, and where they are given."""

EXAMPLE = "Write --between 'adam learning_rate=0.01, pgpe'."


def read_contenders(texts: Iterable[str]) -> tuple[Contender, ...]:
    """Contenders separated by commas: each an algorithm, then its settings as name=value.

    Raises:
        SettingError: a contender without an algorithm, or a setting that is not one of its own.

    Example:
        >>> [it.name for it in read_contenders(["adam learning_rate=0.01,pgpe", "snes"])]
        ['adam learning_rate=0.01', 'pgpe', 'snes']
    """
    return tuple(_contender(piece.split()) for text in texts for piece in text.split(","))


def _contender(words: Sequence[str]) -> Contender:
    if not words or "=" in words[0]:
        fault = f"{' '.join(words)!r} is not an algorithm" if words else "a contender is empty"
        raise SettingError(f"--between: {fault}. {EXAMPLE}")
    algorithm, *pairs = words
    settings: dict[str, Any] = {}
    for pair in pairs:
        name, value = _setting(pair, algorithm)
        if name in settings:
            raise SettingError(f"--between: {algorithm} has {name} twice. Give it once.")
        settings[name] = value
    return Contender(algorithm, settings)


def _setting(pair: str, algorithm: str) -> tuple[str, Any]:
    name, equals, text = pair.partition("=")
    name = name.replace("-", "_")
    if not (equals and name.isidentifier() and text):
        raise SettingError(
            f"--between: {pair!r} after {algorithm} is not name=value. Contenders are separated by "
            f"commas. {EXAMPLE}"
        )
    if name in OF_THE_RACE:
        raise SettingError(
            f"--between: {name} is the same for all contenders; use {OF_THE_RACE[name]} for it."
        )
    return name, read_value(text)
