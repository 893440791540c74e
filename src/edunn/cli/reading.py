"""Reading: settings, contenders and axes from the texts of the command line."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from edunn.errors import SettingError, UnknownNameError
from edunn.experiments import Recipe
from edunn.habits.keywords import TRAINING
from edunn.text import in_words

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
"""Settings that have an option of their own, and so need no `--set`."""

OF_THE_RACE = {
    "seed": "--seeds",
    "random_state": "--seeds",
    "algorithm": "the first word",
    "layers": "--layers",
    "network": "--layers",
    "loss": "--loss",
    "inputs": "DATA",
    "labels": "--target",
    "validation_data": "--test",
    "validation_split": "--test",
}
"""Settings that are the same for all contenders, and where they are given."""

AS_WRITTEN = ("layers", "hidden", "scale", "loss", "algorithm")
"""Options that may vary whose values are words, commas included."""

ALIASES = {"optimizer": "algorithm", "network": "layers"}
OPTIONS = (*AS_WRITTEN, "learning_rate", "epochs", "batch_size", *ALIASES)

BETWEEN = "Write --between 'adam learning_rate=0.01, pgpe'."
VARY = "--vary learning_rate=0.01,0.1"


def read_value(text: str) -> Any:
    """Read one value: a number if it is one, else a word.

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


def read_settings(pairs: Iterable[str]) -> dict[str, Any]:
    """Read `name=value` pairs; values are whole numbers, numbers, true, false, none or words.

    Raises:
        SettingError: a pair is malformed, comes twice, or has an option of its own.

    Example:
        >>> read_settings(["population_size=50", "mutation_scale=0.1", "selection=rank"])
        {'population_size': 50, 'mutation_scale': 0.1, 'selection': 'rank'}
    """
    settings: dict[str, Any] = {}
    for pair in pairs:
        name, text = _parted(pair)
        if not (name and text):
            raise SettingError(f"--set {pair!r} is not name=value, as in --set population_size=50.")
        if name in OWN_OPTIONS:
            raise SettingError(f"--set {pair!r}: that is what {OWN_OPTIONS[name]} is for.")
        if name in settings:
            raise SettingError(f"--set {name} comes twice. Give it once.")
        _refuse_words_of_others("--set", name)
        settings[name] = read_value(text)
    return settings


def read_contenders(texts: Iterable[str], shared: Recipe) -> dict[str, Recipe]:
    """Read contenders separated by commas: each an algorithm, then its settings as name=value.

    Args:
        texts: one or more such lists.
        shared: what all contenders have in common.

    Raises:
        SettingError: a contender without an algorithm, or there twice, or a setting that is not
            one of its own.

    Example:
        >>> shared = Recipe([[4], [3, "softmax"]])
        >>> list(read_contenders(["adam learning_rate=0.01,pgpe", "snes"], shared))
        ['adam learning_rate=0.01', 'pgpe', 'snes']
    """
    contenders: dict[str, Recipe] = {}
    for piece in (piece for text in texts for piece in text.split(",")):
        algorithm, settings = _contender(piece.split())
        name = " ".join([algorithm, *(f"{k}={in_words(v)}" for k, v in settings.items())])
        if name in contenders:
            raise SettingError(
                f"--between: {name} is there twice. Give one of them another setting, such as "
                "learning_rate=0.1."
            )
        contenders[name] = shared.varied(algorithm=algorithm, **settings)
    return contenders


def read_axes(varied: Sequence[str]) -> dict[str, list[Any]]:
    """Read `name=value,value` pairs; semicolons separate values that contain commas.

    Raises:
        SettingError: there is none, or one is malformed or comes twice.
        UnknownNameError: a misspelt name.

    Example:
        >>> read_axes(["learning_rate=0.01,0.1", "hidden=8;16,8 tanh"])
        {'learning_rate': [0.01, 0.1], 'hidden': ['8', '16,8 tanh']}
    """
    axes: dict[str, list[Any]] = {}
    for pair in varied:
        name, text = _parted(pair)
        if not name:
            raise SettingError(f"--vary {pair!r} is not name=value,value, as in {VARY}.")
        name = ALIASES.get(name, name)
        _refuse_what_cannot_vary(name, pair)
        if name in axes:
            raise SettingError(f"--vary {name} comes twice. Give all its values at once.")
        axes[name] = _values(name, text, pair)
    if not axes:
        raise SettingError(f"nothing varies, so there is nothing to compare. Add {VARY}.")
    return axes


def _parted(pair: str) -> tuple[str, str]:
    """The name and the text of `name=text`; no name where it is not such a pair."""
    name, equals, text = (part.strip() for part in pair.partition("="))
    name = name.replace("-", "_")
    return name if equals and name.isidentifier() else "", text


def _contender(words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    if not words or "=" in words[0]:
        fault = f"{' '.join(words)!r} is not an algorithm" if words else "a contender is empty"
        raise SettingError(f"--between: {fault}. {BETWEEN}")
    algorithm, *pairs = words
    settings: dict[str, Any] = {}
    for pair in pairs:
        name, text = _parted(pair)
        _refuse_what_is_no_setting(name, text, pair, algorithm)
        if name in settings:
            raise SettingError(f"--between: {algorithm} has {name} twice. Give it once.")
        settings[name] = read_value(text)
    return algorithm, settings


def _refuse_words_of_others(option: str, name: str) -> None:
    """Answer the name that another library has for a setting, without a line of Python."""
    if name in TRAINING:
        raise SettingError(f"{option} {name}: {TRAINING[name].reason}.")


def _refuse_what_is_no_setting(name: str, text: str, pair: str, algorithm: str) -> None:
    if not (name and text):
        raise SettingError(
            f"--between: {pair!r} after {algorithm} is not name=value. Contenders are separated by "
            f"commas. {BETWEEN}"
        )
    _refuse_words_of_others(f"--between: {algorithm}", name)
    if name in OF_THE_RACE:
        raise SettingError(
            f"--between: {name} is the same for all contenders; use {OF_THE_RACE[name]} for it."
        )


def _values(name: str, text: str, pair: str) -> list[Any]:
    parts = [part.strip() for part in text.split(";" if ";" in text else ",")]
    if not all(parts):
        raise SettingError(f"--vary {pair!r} has an empty value. Write it as in {VARY}.")
    return parts if name in AS_WRITTEN else [read_value(part) for part in parts]


def _refuse_what_cannot_vary(name: str, pair: str) -> None:
    if name in ("seed", "seeds"):
        raise SettingError(f"--vary {pair!r}: every recipe has the same seeds; see --seeds.")
    if name not in OPTIONS and get_close_matches(name, OPTIONS, n=1, cutoff=0.7):
        raise UnknownNameError.of("setting", name, OPTIONS)
