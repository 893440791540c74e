"""A grid: settings along axes, and a recipe for each combination of their values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any, Generic, TypeVar, final

from edunn.errors import EduNNError, SettingError
from edunn.text import in_words

Made = TypeVar("Made")


@final
@dataclass(frozen=True)
class Axis:
    """A setting and its values.

    Example:
        >>> Axis("learning_rate", (0.01, 0.1)).words
        ('0.01', '0.1')
    """

    name: str
    values: tuple[Any, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The values as text."""
        return tuple(map(in_words, self.values))

    @classmethod
    def of(cls, name: str, values: Any) -> "Axis":
        """The axis with these values, arrays of NumPy included.

        Raises:
            SettingError: not a list, or an empty one, or a value twice.

        Example:
            >>> Axis.of("epochs", [])
            Traceback (most recent call last):
            edunn.errors.SettingError: epochs has no values. Give it some: epochs=[10, 100].
        """
        listed = values.tolist() if hasattr(values, "tolist") else values
        if isinstance(listed, str) or not isinstance(listed, Iterable):
            raise SettingError(
                f"{name} is {values!r}, but an axis of a grid takes a list of values. Settings "
                "that do not vary belong in the recipe."
            )
        axis = cls(name, tuple(listed))
        axis._refuse_gaps_and_twins()
        return axis

    def _refuse_gaps_and_twins(self) -> None:
        if not self.values:
            raise SettingError(f"{self.name} has no values. Give it some: {self.name}=[10, 100].")
        for word in self.words:
            if self.words.count(word) > 1:
                raise SettingError(f"{self.name} has the value {word} twice. Give it once.")


@final
@dataclass(frozen=True)
class Grid(Generic[Made]):
    """One cell for each combination of the axes' values; the last axis varies fastest.

    Example:
        >>> Grid.over({"a": [1, 2], "b": [3]}, lambda a, b: a + b).cells
        {'a 1, b 3': 4, 'a 2, b 3': 5}
    """

    axes: tuple[Axis, ...]
    cells: Mapping[str, Made]

    @classmethod
    def over(cls, axes: Mapping[str, Sequence[Any]], make: Callable[..., Made]) -> "Grid[Made]":
        """Make a cell for each combination, named after it.

        Raises:
            SettingError: no axis, or one without values, or with a value twice.
            EduNNError: a cell cannot be made; the message begins with its name.
        """
        lines = tuple(Axis.of(name, values) for name, values in axes.items())
        if not lines:
            raise SettingError("a grid needs an axis. Try learning_rate=[0.001, 0.01, 0.1].")
        places = list(product(*(range(len(line.values)) for line in lines)))
        cells = {}
        for at in places:
            with naming(_name(lines, at)) as name:
                cells[name] = make(**_combination(lines, at))
        return cls(lines, cells)


@contextmanager
def naming(name: str) -> Iterator[str]:
    """Put a name in front of the message of an error: of a recipe, or of a cell of a grid.

    Example:
        >>> with naming("small"):
        ...     raise SettingError("epochs is 0.")
        Traceback (most recent call last):
        edunn.errors.SettingError: small: epochs is 0.
    """
    try:
        yield name
    except EduNNError as error:
        raise type(error)(f"{name}: {error}") from None


def _name(axes: tuple[Axis, ...], place: tuple[int, ...]) -> str:
    return ", ".join(f"{axis.name} {axis.words[k]}" for axis, k in zip(axes, place, strict=True))


def _combination(axes: tuple[Axis, ...], place: tuple[int, ...]) -> dict[str, Any]:
    return {axis.name: axis.values[k] for axis, k in zip(axes, place, strict=True)}
