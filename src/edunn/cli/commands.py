"""Commands: what to type in order to repeat a training."""

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from edunn.data.origin import Origin

DEFAULTS = {"missing": "impute"}
"""Options that are always there, and their usual value."""

COMMAS = ("categorical", "numeric", "ignore", "missing_values")
"""Options whose lists are one word, separated by commas."""


def command_of(origin: Origin) -> str:
    """The command that trained a model, with the options that were given; a file without folders.

    Example:
        >>> asked = {"hidden": "8, 4 tanh", "epochs": 5, "settings": ["beta1=0.8"]}
        >>> reading = {"missing": "impute", "header": False}
        >>> print(command_of(Origin(reading, None, 3, "").asked("my.csv", asked)))
        edunn train my.csv --no-header --hidden '8, 4 tanh' --epochs 5 --set beta1=0.8 --seed 3
    """
    words = ["edunn", "train", origin.source or "-"]
    for name, value in {**origin.reading, **origin.options, "test": origin.test}.items():
        if value is not None and DEFAULTS.get(name) != value:
            words += _option(name, value)
    if origin.seed:
        words += ["--seed", str(origin.seed)]
    return shlex.join(words)


def _option(name: str, value: Any) -> Iterator[str]:
    option = f"--{name.replace('_', '-')}"
    if isinstance(value, bool):
        yield option if value else f"--no-{name}"
    elif name == "settings":
        for pair in value:
            yield from ("--set", pair)
    elif name in COMMAS:
        yield f"{option}={','.join(value)}"
    else:
        yield from (option, str(value))


def asked_for(options: Mapping[str, Any]) -> list[str]:
    """The names of the options that were given, as they are written."""
    named = {"settings": "--set"}
    return [
        named.get(name, f"--{name.replace('_', '-')}")
        for name, value in options.items()
        if value not in (None, 0, *DEFAULTS.values())
    ]
