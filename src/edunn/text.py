"""Text: tables to print, numbers, counts and settings in a sentence, values as JSON."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from itertools import takewhile
from math import isfinite
from numbers import Integral, Real
from typing import Any


def shown(cell: object) -> str:
    """Format a number with at most six digits, and anything else as it is.

    Example:
        >>> shown(1 / 3), shown("setosa")
        ('0.333333', 'setosa')
    """
    is_float = isinstance(cell, Real) and not isinstance(cell, Integral)  # NumPy's included
    return f"{cell:g}" if is_float else str(cell)


CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that a terminal obeys instead of showing them, line breaks and tabs excepted.

They move its cursor, change its title, or turn the direction of the text around.
"""


def visible(text: str) -> str:
    r"""A text with its control characters written as Python writes them.

    Example:
        >>> print(visible("a stranger's \x1b[31mclass"))
        a stranger's \x1b[31mclass
    """
    return CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def visible_in_json(text: str) -> str:
    r"""The same for JSON, which means the same characters as before.

    Example:
        >>> print(visible_in_json('{"name": "\x9b2J"}'))
        {"name": "\u009b2J"}
    """
    return CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def text_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], left: Collection[int] = ()
) -> str:
    """Align texts in columns, flush right; those of the columns `left` flush left.

    Example:
        >>> print(text_table(["x", "kind"], [["1.5", "a"], ["10", "b"]], left=[1]))
          x  kind
        1.5  a
         10  b
    """
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    columns = [("<" if k in left else ">", width) for k, width in enumerate(widths)]
    lines = (
        "  ".join(f"{cell:{side}{width}}" for cell, (side, width) in zip(row, columns, strict=True))
        for row in (header, *rows)
    )
    return "\n".join(map(str.rstrip, lines))


def abridged(cells: Sequence[str], most: int = 7) -> list[str]:
    """Shorten a long row to its first cells, an ellipsis, and its last cell.

    Example:
        >>> abridged(["a", "b", "c", "d", "e"], most=4)
        ['a', 'b', '...', 'e']
    """
    return list(cells) if len(cells) <= most else [*cells[: most - 2], "...", cells[-1]]


def in_turn(numbers: Sequence[float]) -> str:
    """Numbers as a list, short.

    Example:
        >>> in_turn([250_000.0, 1 / 3])
        '250000, 0.333333'
    """
    return ", ".join(abridged(list(map(shown, numbers))))


def plural(count: int, word: str) -> str:
    """A count and its noun, in the singular or the plural.

    Example:
        >>> plural(1, "row"), plural(1500, "class")
        ('1 row', '1,500 classes')
    """
    ending = "" if count == 1 else "es" if word.endswith("s") else "s"
    return f"{count:,} {word}{ending}"


def finite(value: float | None) -> float | None:
    """The number; None where it is missing, NaN or infinite, none of which JSON has.

    Example:
        >>> finite(0.5), finite(float("inf"))
        (0.5, None)
    """
    return float(value) if value is not None and isfinite(value) else None


def joined(names: Sequence[str]) -> str:
    """Names as a list in a sentence.

    Example:
        >>> joined(["adam", "pgpe", "snes"]), joined(["adam"])
        ('adam, pgpe and snes', 'adam')
    """
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def as_json(value: Any) -> Any:
    """A value as JSON has it: arrays and tuples as lists, NaN and infinity as null.

    Objects that JSON does not have, such as a path or an optimizer, become their text.

    Example:
        >>> import numpy as np
        >>> as_json({"theta": np.array([1.0, np.nan]), "size": (np.int64(4), 3)})
        {'theta': [1.0, None], 'size': [4, 3]}
    """
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(name): as_json(item) for name, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_json(item) for item in value]
    if isinstance(value, float):
        return finite(value)
    return value if isinstance(value, (str, int, type(None))) else str(value)


def spoken(name: str) -> str:
    """Write a name of the code in words.

    Example:
        >>> spoken("gradient_descent")
        'gradient descent'
    """
    return name.replace("_", " ")


def in_words(value: Any) -> str:
    """Write a setting in words: numbers short, a network as its layers.

    Example:
        >>> in_words(0.0031622776601683794), in_words({"scale": "standardize"})
        ('0.00316228', '(scale standardize)')
        >>> in_words([[4], [3, "softmax"]])
        '4 - 3 softmax'
        >>> from edunn.optimizers import StepDecay
        >>> in_words(StepDecay(0.1, steps=50))
        'StepDecay(initial=0.1, steps=50)'
    """
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return "(" + ", ".join(f"{spoken(k)} {in_words(v)}" for k, v in value.items()) + ")"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return network_in_words(value)
    return _object(value) if is_dataclass(value) else str(value)


def network_in_words(network: Sequence[Any]) -> str:
    """Write the short form of a network in one line.

    Example:
        >>> network_in_words([[4, {"scale": "standardize"}], [2, "relu"], [3, "softmax"]])
        '4 (scale standardize) - 2 relu - 3 softmax'
        >>> network_in_words([[8, 8, 1], ["conv", 4, [3, 3], "relu"], ["flatten"], [2]])
        '8x8x1 - conv 4 3x3 relu - flatten - 2'
        >>> network_in_words([[4], ["residual", [[4, "relu"], [4]]], [2]])
        '4 - residual [4 relu - 4] - 2'
    """
    return " - ".join(map(_layer, network))


def _object(value: Any) -> str:
    """An object with those of its settings that are not the defaults."""
    own = [(f, getattr(value, f.name)) for f in fields(value) if f.init]
    changed = (f"{f.name}={in_words(it)}" for f, it in own if it != _default(f))
    return f"{type(value).__name__}({', '.join(changed)})"


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _layer(layer: Any) -> str:
    """An element of the short form; the sizes of an input belong together."""
    if not isinstance(layer, Sequence) or isinstance(layer, str):
        return in_words(layer)
    sizes = list(takewhile(_is_size, layer))
    parts = list(layer[len(sizes) :])
    return " ".join(([_sizes(sizes)] if sizes else []) + list(map(_part, parts)))


def _part(part: Any) -> str:
    """A word of an element: a setting, a pair of sizes, or the layers inside it."""
    if not isinstance(part, Sequence) or isinstance(part, str):
        return in_words(part)
    if all(map(_is_size, part)):
        return _sizes(part)
    return f"[{network_in_words(part)}]"


def _is_size(part: Any) -> bool:
    return isinstance(part, Integral)


def _sizes(sizes: Sequence[Any]) -> str:
    return "x".join(map(str, sizes))
