"""A habit: a word of another library, and what to write instead."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Habit(NamedTuple):
    """What to write instead of a word.

    Example:
        >>> Habit("it is learning_rate here", "Model([[1], [1]], learning_rate={value})", 0.1).value
        0.1
    """

    reason: str
    """What EduNN calls it, or does in its place."""

    line: str
    """The line to write; `{value}` in it is the value that came, if it can be repeated there."""

    value: object = None
    """A value such as belongs there, for where something of another kind came."""


Habits: TypeAlias = Mapping[str, Habit]
"""Habits by their words."""
