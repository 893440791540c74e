"""Exercises as notebooks for two systems that hand out, collect and grade: nbgrader and otter.

Only their formats are written; neither has to be installed. Both get the task, a cell with the
solution between the marks that the system cuts out for students, and the check.

Source: nbgrader's cell metadata, schema version 3, and partial credit as the value of a test cell;
Otter Assign's notebook format, raw cells as delimiters.
"""

import ast
import sys
from collections.abc import Callable, Mapping, Sequence
from inspect import getsource
from textwrap import dedent
from types import ModuleType
from typing import Any

from edunn.errors import UnknownNameError
from edunn.exercises.attempt import WEIGHTS, Attempt
from edunn.exercises.exercise import Exercise, Program

Notebook = dict[str, Any]
Cell = dict[str, Any]

POINTS = 10
"""What one exercise counts."""

TOLD = {
    "shapes": "The results do not have the shapes that were asked for.",
    "small": "Not right for small inputs.",
    "edge": "Not right in special cases.",
    "random": "Not right for random inputs.",
    "stability": "Not right for extreme numbers.",
    "arguments": "Your function changes its arguments, or has other shapes.",
}
"""What Otter says of each property that a function lacks."""


def notebook_of(exercises: Sequence[Exercise], format: str) -> Notebook:
    """A notebook with these exercises, as a document for JSON.

    Raises:
        UnknownNameError: a format that is neither "nbgrader" nor "otter".

    Example:
        >>> from edunn.exercises import find
        >>> notebook = notebook_of([find("sigmoid")], "nbgrader")
        >>> [cell["metadata"]["nbgrader"]["grade_id"] for cell in notebook["cells"][1:]]
        ['sigmoid-task', 'sigmoid', 'sigmoid-check']
    """
    if format not in FORMATS:
        raise UnknownNameError.of("format", format, FORMATS)
    first, cells_of = FORMATS[format]
    cells = [cell for exercise in exercises for cell in cells_of(exercise)]
    return {
        "cells": [*first(), *cells],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 4,
    }


def _cell(kind: str, source: str, metadata: Mapping[str, Any] | None = None) -> Cell:
    cell = {"cell_type": kind, "metadata": dict(metadata or {}), "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _task(exercise: Exercise) -> str:
    """The task as a paragraph; the docstring in the cell below says the rest."""
    first = exercise.task.split("\n\n")[0].replace("\n", " ")
    return (
        f"### {exercise.title[0].upper()}{exercise.title[1:]}\n\nWrite `{exercise.name}`. {first}"
    )


def _solution(exercise: Exercise, begin: str, end: str) -> str:
    """The function with its solution, which is cut out for students."""
    head = exercise.stub.rstrip().removesuffix("...").rstrip()
    body = [begin, *body_of(exercise.solution), end]
    return "\n".join([head, *(f"    {line}".rstrip() for line in body)])


def body_of(function: Program) -> list[str]:
    r"""The lines of a function without its docstring, and before them the imports they need.

    Example:
        >>> from edunn.exercises import find
        >>> print(*body_of(find("sigmoid").solution), sep="\n")
        from edunn.catalogue import find
        <BLANKLINE>
        return find("activation", "sigmoid").value(x)
    """
    source = dedent(getsource(function))
    tree = ast.parse(source).body[0]
    _, first, *_ = tree.body  # type: ignore[attr-defined]  # behind the docstring
    lines = dedent("\n".join(source.splitlines()[first.lineno - 1 :])).splitlines()
    used = dict.fromkeys(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    scope: dict[str, Any] = function.__globals__
    imports = [_import_of(name, scope[name], function) for name in used if name in scope]
    return [*sorted(imports), "", *lines] if imports else lines


def _import_of(name: str, value: Any, function: Program) -> str:
    if isinstance(value, ModuleType):
        return f"import {value.__name__} as {name}"
    home = getattr(value, "__module__", function.__module__)
    is_at_home = getattr(sys.modules[home], name, None) is value
    return f"from {home if is_at_home else function.__module__} import {name}"


def _first_cells() -> list[Cell]:
    return [_cell("code", "import numpy as np\n\nimport edunn")]


def _nbgrader(exercise: Exercise) -> list[Cell]:
    name = exercise.name
    check = (
        f'result = edunn.check("{name}", {name})\nprint(result)\n'
        f"assert result.credit > 0\n{POINTS} * result.credit"
    )
    return [
        _cell("markdown", _task(exercise), _metadata(f"{name}-task", locked=True)),
        _cell(
            "code",
            _solution(exercise, "### BEGIN SOLUTION", "### END SOLUTION"),
            _metadata(name, solution=True),
        ),
        _cell("code", check, _metadata(f"{name}-check", locked=True, points=POINTS)),
    ]


def _metadata(
    id: str, locked: bool = False, solution: bool = False, points: int = 0
) -> dict[str, Any]:
    kinds = {"grade": points > 0, "locked": locked, "solution": solution, "task": False}
    worth = {"points": points} if points else {}
    return {"nbgrader": {"grade_id": id, "schema_version": 3, **kinds, **worth}}


def _otter_first_cells() -> list[Cell]:
    return [_cell("raw", "# ASSIGNMENT CONFIG\ngenerate: true"), *_first_cells()]


def _otter(exercise: Exercise) -> list[Cell]:
    name, properties = exercise.name, list(Attempt.known(exercise).properties)
    return [
        _cell("raw", f"# BEGIN QUESTION\nname: {name}\npoints: {_points(properties)}"),
        _cell("markdown", _task(exercise)),
        _cell("raw", "# BEGIN SOLUTION"),
        _cell("code", _solution(exercise, "# BEGIN SOLUTION", "# END SOLUTION")),
        _cell("raw", "# END SOLUTION"),
        _cell("code", f'edunn.check("{name}", {name})'),
        _cell("raw", "# BEGIN TESTS"),
        *(_otter_test(name, of) for of in properties),
        _cell("raw", "# END TESTS"),
        _cell("raw", "# END QUESTION"),
    ]


def _points(properties: Sequence[str]) -> list[float]:
    """What each property counts of the points of a question, as in the credit of a check."""
    total = sum(WEIGHTS[of] for of in properties)
    return [round(POINTS * WEIGHTS[of] / total, 7) for of in properties]


def _otter_test(name: str, of: str) -> Cell:
    """A test of one property; its stored output is what Otter expects of a submission."""
    told = f"failure_message: {TOLD[of]} The check under your function says more."
    config = f'""" # BEGIN TEST CONFIG\n{told}\n""" # END TEST CONFIG\n'
    call = f'edunn.check("{name}", {name}).properties.get("{of}", False)'
    cell = _cell("code", config + call)
    output = {
        "output_type": "execute_result",
        "execution_count": 1,
        "metadata": {},
        "data": {"text/plain": "True"},
    }
    return cell | {"execution_count": 1, "outputs": [output]}


FORMATS: dict[str, tuple[Callable[[], list[Cell]], Callable[[Exercise], list[Cell]]]] = {
    "nbgrader": (_first_cells, _nbgrader),
    "otter": (_otter_first_cells, _otter),
}
"""The first cells, and those of an exercise, by format."""
