"""Files: what a program defines, and the check of all its exercises."""

import ast
import linecache
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from edunn.errors import FileFormatError, did_you_mean
from edunn.exercises.catalogue import EXERCISES
from edunn.exercises.checking import check
from edunn.exercises.limits import TimeIsUp, time_limit
from edunn.exercises.outcomes import MOST_PRINTED, Printed, TooMuchPrintedError, unanswered
from edunn.exercises.permissions import NotAllowedError
from edunn.exercises.result import Result
from edunn.exercises.submissions import KINDS, Part, parts_of

DEFINES = (
    ast.FunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
)
"""Statements that still run after one that failed."""


def check_file(path: Path, seconds: float) -> tuple[list[Result], list[str]]:
    """Run a file, and check every function in it that has the name of an exercise.

    Returns:
        The results, and what went wrong while the file ran.

    Raises:
        FileFormatError: no such file, or no exercise in it.
    """
    _refuse_what_is_no_program(path)
    with beside(path.parent), held_open():
        names, remarks = defined_by(path, seconds)
        found = [name for name in EXERCISES if callable(names.get(name))]
        results = [check(name, names[name], seconds=seconds) for name in found]
    if not results and not remarks:
        raise FileFormatError(
            f"{path} has no function with the name of an exercise.{_nearly_named(names)} "
            "See them:  edunn exercise list"
        )
    return results, remarks


def _refuse_what_is_no_program(path: Path) -> None:
    if path.is_dir():
        raise FileFormatError(
            f"{path} is a folder. To check all programs in it:  edunn exercise grade {path}"
        )
    if not path.exists():
        own = "" if path.suffix else f" Name the one that you wrote, as in {path}.py."
        raise FileFormatError(f"there is no file {path}.{own}")
    if path.suffix not in KINDS or not path.is_file():
        raise FileFormatError(f"{path} is no program: name a file that ends in .py or .ipynb.")


def _nearly_named(names: Mapping[str, Any]) -> str:
    """Which function of a program has nearly the name of an exercise."""
    for name, value in names.items():
        near = did_you_mean(name, EXERCISES) if callable(value) else ""
        if near:
            return f" It has {name}.{near}"
    return ""


def defined_by(
    path: Path, seconds: float, given: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], list[str]]:
    """What a file defines, and what went wrong while it ran.

    A line that fails costs no grade: what was defined before it is kept, and what is defined after
    it counts as well. A cell of a notebook fails by itself.

    Args:
        given: names that the file may use, as if it had defined them.
    """
    module = ModuleType("submission")
    names = vars(module)
    names |= {**(given or {}), "__file__": str(path)}
    try:
        parts = parts_of(path)
    except FileFormatError as error:
        return names, [str(error)]
    return names, ran(parts, names, seconds)


def ran(parts: Sequence[Part], names: dict[str, Any], seconds: float) -> list[str]:
    """Run the parts of a program, which share their names; what went wrong."""
    return [remark for part in parts if (remark := _remark_of(part, names, seconds))]


def _remark_of(part: Part, names: dict[str, Any], seconds: float) -> str:
    """Run a part of a program; what went wrong, or ""."""
    lines = part.source.splitlines(keepends=True)
    linecache.cache[part.name] = (len(part.source), None, lines, part.name)
    try:
        tree = ast.parse(part.source, part.name)
        code = compile(tree, part.name, "exec")
    except (SyntaxError, ValueError) as error:
        return _unreadable(part, error)
    try:
        _run(code, names, seconds)
    except (Exception, SystemExit, TimeIsUp) as error:
        line = _line_of(error, part)
        for node in tree.body:
            if node.lineno > line and isinstance(node, DEFINES):
                _define(node, part, names, seconds)
        return _failed(part, line, error, seconds)
    return ""


def _run(code: Any, names: dict[str, Any], seconds: float) -> None:
    with time_limit(seconds), redirect_stdout(Printed()), unanswered():
        exec(code, names)


def _define(node: ast.stmt, part: Part, names: dict[str, Any], seconds: float) -> None:
    code = compile(ast.Module([node], []), part.name, "exec")
    with suppress(Exception, SystemExit, TimeIsUp):
        _run(code, names, seconds)


def _line_of(error: BaseException, part: Part) -> int:
    """The line of a part's own that an error comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno or 0 for f in frames if f.filename == part.name), 0)


def _unreadable(part: Part, error: Exception) -> str:
    line = getattr(error, "lineno", None)
    if not line:
        return f"{part.name} cannot be read as a program: {error}."
    return f"{part.name}, line {line}: {getattr(error, 'msg', error)} ({type(error).__name__})."


def _failed(part: Part, line: int, error: BaseException, seconds: float) -> str:
    where = f"{part.name}, line {line},"
    if isinstance(error, TimeIsUp):
        return f"{where} was still running after {seconds:g} seconds."
    if isinstance(error, EOFError):
        return f"{where} asks for input(), and nobody is there to answer: leave it out."
    if isinstance(error, SystemExit):
        return f"{where} ends the program (exit): leave it out."
    if isinstance(error, NotAllowedError):
        return f"{where} {error}: leave it out."
    if isinstance(error, TooMuchPrintedError):
        return f"{where} prints more than {MOST_PRINTED:,} characters: is there a print in a loop?"
    return f"{where} ends with {type(error).__name__}: {error}"


@contextmanager
def beside(folder: Path) -> Iterator[None]:
    """Let a program import the files beside it."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


@contextmanager
def held_open() -> Iterator[None]:
    """Let `os._exit` raise like `sys.exit`, so that a check never ends without a word."""

    def leave(status: int) -> None:
        raise SystemExit(status)

    before, os._exit = os._exit, leave  # type: ignore[assignment]
    try:
        yield
    finally:
        os._exit = before
