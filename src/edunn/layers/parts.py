"""Parts: the names of what belongs to the parts of a layer, such as "query.W" or "0.b"."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

Thing = TypeVar("Thing")


def of_part(named: Mapping[str, Thing], part: str | int) -> dict[str, Thing]:
    """What belongs to one part, by the names that the part itself has for it.

    Example:
        >>> of_part({"query.W": 1, "query.b": 2, "key.W": 3}, "query")
        {'W': 1, 'b': 2}
    """
    front = f"{part}."
    return {name.removeprefix(front): it for name, it in named.items() if name.startswith(front)}


def joined(parts: Iterable[tuple[str | int, Mapping[str, Thing]]]) -> dict[str, Thing]:
    """What belongs to all parts, the name of each part in front.

    Example:
        >>> joined([("query", {"W": 1, "b": 2}), ("key", {"W": 3})])
        {'query.W': 1, 'query.b': 2, 'key.W': 3}
    """
    return {f"{part}.{name}": it for part, named in parts for name, it in named.items()}
