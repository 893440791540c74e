"""Settings of an algorithm as words: `--set population_size=50`."""

from collections.abc import Iterable
from typing import Any

from edunn.errors import SettingError

WORDS = {"true": True, "false": False, "none": None}

OWN_OPTIONS = {
    "learning_rate": "--learning-rate",
    "epochs": "--epochs",
    "batch_size": "--batch-size",
    "seed": "--seed",
    "algorithm": "--algorithm",
    "validation_data": "--test",
    "inputs": "DATA",
    "labels": "--target",
}
"""What has an option of its own, and needs no `--set`."""


def read_settings(pairs: Iterable[str]) -> dict[str, Any]:
    """Read `name=value` pairs; values are whole numbers, numbers, true, false, none or words.

    Raises:
        SettingError: a pair is not one, comes twice, or has an option of its own.

    Example:
        >>> read_settings(["population_size=50", "mutation_scale=0.1", "selection=rank"])
        {'population_size': 50, 'mutation_scale': 0.1, 'selection': 'rank'}
    """
    settings: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = (part.strip() for part in pair.partition("="))
        name = name.replace("-", "_")
        if not (equals and name.isidentifier() and text):
            raise SettingError(f"--set {pair!r} is not name=value, as in --set population_size=50.")
        if name in OWN_OPTIONS:
            raise SettingError(f"--set {pair!r}: that is what {OWN_OPTIONS[name]} is for.")
        if name in settings:
            raise SettingError(f"--set {name} comes twice. Give it once.")
        settings[name] = read_value(text)
    return settings


def read_value(text: str) -> Any:
    """Read one value: a number where it is one, else a word.

    Example:
        >>> [read_value(text) for text in ("3", "0.5", "1e-4", "True", "tournament")]
        [3, 0.5, 0.0001, True, 'tournament']
    """
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
