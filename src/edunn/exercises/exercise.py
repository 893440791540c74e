"""An exercise: one function to write, and what is known about writing it wrong.

The right function is the library's own code where the library has it, so each formula is written
once. Beside it stand the wrong programs that people do write, each with the sentence that a
teacher would say. A program is compared on *cases*, which come in four kinds:

    small      readable by hand
    edge       zeros, ties, a single row, a class that does not occur
    random     numbers of a generator, in shapes of its choice
    stability  numbers so large or small that a careless formula overflows
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from inspect import cleandoc, signature
from typing import Any, TypeAlias, final

import numpy as np

from edunn.operations import Operation

Program: TypeAlias = Callable[..., Any]
Arguments: TypeAlias = tuple[Any, ...]
Summary: TypeAlias = Callable[[Any, Arguments], Mapping[str, Any]]

KINDS = ("small", "edge", "random", "stability")
ORDINARY = ("small", "edge", "random")
PLAIN = ("small", "random")

RANDOM_CASES = 3
"""How many random cases an exercise has: few, because each has another shape."""


@final
@dataclass(frozen=True)
class Case:
    """Arguments to call a program with.

    Example:
        >>> Case("small", (np.zeros((2, 3)), 0.1)).size
        7
    """

    kind: str
    arguments: Arguments

    @property
    def size(self) -> int:
        """How many numbers a reader has to take in."""
        return sum(np.size(q) for q in self.arguments)


@final
@dataclass(frozen=True)
class Mistake:
    """A wrong program that people write, and what to say about it.

    Args:
        id: its name within the exercise, as in "exponent-sign".
        what: what is wrong, a sentence without a full stop.
        why: why it is wrong, in the teacher's words.
        program: the wrong program.

    Example:
        >>> from edunn.exercises import find
        >>> print(find("mse").mistakes[0].why)
        Mean: otherwise the loss grows with the number of examples.
    """

    id: str
    what: str
    why: str
    program: Program


def mistake(what: str, why: str) -> Callable[[Program], Mistake]:
    """A decorator for a wrong program, whose name is `exercise__id`.

    Example:
        >>> @mistake("One is added", "Return x as it came.")
        ... def same__one_added(x):
        ...     return x + 1
        >>> same__one_added.id
        'one-added'
    """

    def made(program: Program) -> Mistake:
        return Mistake(program.__name__.split("__")[1].replace("_", "-"), what, why, program)

    return made


@final
@dataclass(frozen=True)
class Exercise:
    """One function to write.

    Args:
        solution: the right function; its name, arguments and docstring are the task.
        title: what it is about, in a few words.
        lesson: the number of the lesson of the course to read.
        mistakes: the known wrong programs.
        small, edge, stability: arguments to call it with, by kind.
        random: draws arguments from a generator.
        outputs: the letters of what it returns.
        summary: what is compared where chance decides the numbers themselves, by name.
        tolerance: the relative error that is still right.
        operations: how the numbers of an output are made of the arguments, by its letter.

    Example:
        >>> from edunn.exercises import find
        >>> print(find("relu_backward").stub)  # doctest: +ELLIPSIS
        def relu_backward(dy, x):
            \"\"\"The backward pass of relu, y = max(x, 0): how the loss changes with each x.
        ...
            \"\"\"
            ...
    """

    solution: Program
    title: str
    lesson: int
    mistakes: tuple[Mistake, ...]
    small: Sequence[Arguments]
    random: Callable[[np.random.Generator], Arguments] | None = None
    edge: Sequence[Arguments] = ()
    stability: Sequence[Arguments] = ()
    outputs: tuple[str, ...] = ("result",)
    summary: Summary | None = None
    tolerance: float = 1e-6
    operations: Mapping[str, Operation] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the function."""
        return str(self.solution.__name__)

    @property
    def letters(self) -> tuple[str, ...]:
        """The names of its arguments."""
        return tuple(signature(self.solution).parameters)

    @property
    def parts(self) -> tuple[str, ...]:
        """The letters of what is compared: the outputs, or one summary of them."""
        return self.outputs if self.summary is None else ("",)

    @property
    def task(self) -> str:
        """What the function is to do: shapes, formula, conventions."""
        return cleandoc(self.solution.__doc__ or "")

    @property
    def stub(self) -> str:
        """The function as a student gets it: all but the body."""
        lines = self.task.splitlines()
        indented = [f"    {line}" if line else "" for line in lines[1:]]
        head = f"def {self.name}({', '.join(self.letters)}):"
        end = ['    """'] if indented else []
        text = [f'    """{lines[0]}' + ("" if indented else '"""'), *indented, *end]
        return "\n".join([head, *text, "    ..."]) + "\n"

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All cases: small and edge cases first, from small to large, then random ones."""
        given = {"small": self.small, "edge": self.edge, "stability": self.stability}
        cases = [Case(kind, arguments) for kind, of in given.items() for arguments in of]
        if self.random is not None:
            draws = [self.random(np.random.default_rng(seed)) for seed in range(RANDOM_CASES)]
            cases += [Case("random", arguments) for arguments in draws]
        return tuple(sorted(cases, key=lambda case: (KINDS.index(case.kind), case.size)))
