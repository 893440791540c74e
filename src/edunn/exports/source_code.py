"""Source code: functions of EduNN copied into a program that runs without it.

A function comes with all that it uses: other functions, constants and imports of its module, and
theirs in turn. So a program computes an activation by the very lines by which EduNN does, and no
formula is written a second time. The `value` of an activation becomes a function, with its settings
as numbers in it:

    class LeakyReLU:                                    def leaky_relu(x):
        slope_below: float = 0.01
        def value(self, x: Array) -> Array:         ->
            return np.where(                                return np.where(
                x > 0, x, self.slope_below * x)                 x > 0, x, 0.01 * x)
"""

import ast
import builtins
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from types import ModuleType
from typing import Any, final

from edunn.activations import ActivationFunction
from edunn.exports.programs import refuse


@final
class SourceCode:
    """The functions that a program needs, each once, in an order in which they can be defined.

    Example:
        >>> from edunn.activations import LeakyReLU
        >>> code = SourceCode()
        >>> code.add_activation(LeakyReLU(0.2), "leaky_relu")
        'leaky_relu'
        >>> print(code.text())
        def leaky_relu(x):
            \"\"\"A line of slope 1 above 0, and a flatter one below.\"\"\"
            return np.where(x > 0, x, 0.2 * x)
    """

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}
        """The text of each definition by its name; empty for one that another text defines."""
        self.imports: set[str] = set()
        """The statements, such as `import math`."""

    def add(self, function: Callable[..., Any]) -> str:
        """A function with all that it uses; its name is returned."""
        self._add_name(function.__name__, sys.modules[function.__module__])
        return function.__name__

    def add_activation(self, activation: ActivationFunction, name: str) -> str:
        """The `value` of an activation, as a function; its name there is returned.

        Args:
            name: that of the function, unless `value` only calls another one, which then is taken.

        Raises:
            SettingError: its source is not there, or is no function of `x` and of numbers.
        """
        kind = type(activation)
        module, method = sys.modules[kind.__module__], _method_of(activation, name)
        called = _called_alone(method)
        if called:
            self._add_name(called, module)
            return called
        if name not in self.parts:
            self._define(name, method, module)
        return name

    def text(self) -> str:
        """All definitions, in their order."""
        return "\n\n\n".join(filter(None, self.parts.values()))

    def _add_name(self, name: str, module: ModuleType) -> None:
        """What stands under a name in a module, unless it is Python's own or there already."""
        if name in self.parts or hasattr(builtins, name):
            return
        for node in _statements_of(module):
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._import(node, name)
            elif name in _names_defined(node):
                self._define(name, node, module)

    def _import(self, node: ast.Import | ast.ImportFrom, name: str) -> None:
        for alias in node.names:
            if name not in (alias.name, alias.asname):
                continue
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("edunn"):
                self._add_name(alias.name, sys.modules[str(node.module)])
            else:
                self.imports.add(ast.unparse(_only(alias, node)))

    def _define(self, name: str, node: ast.stmt, module: ModuleType) -> None:
        """The definition, without types, after those of all names in it."""
        plain, own = _Plain().visit(deepcopy(node)), _names_defined(node)
        for used in _names_used(plain):
            if used not in own:
                self._add_name(used, module)
        self.parts |= dict.fromkeys(own, "")
        self.parts[name] = ast.unparse(ast.fix_missing_locations(plain))


@cache
def _statements_of(module: ModuleType) -> list[ast.stmt]:
    """The source of a module, statement by statement."""
    return ast.parse(inspect.getsource(module)).body


def _only(alias: ast.alias, node: ast.Import | ast.ImportFrom) -> ast.stmt:
    """The statement that imports no more than this."""
    if isinstance(node, ast.ImportFrom):
        return ast.ImportFrom(node.module, [alias], node.level)
    return ast.Import([alias])


def _method_of(activation: ActivationFunction, name: str) -> ast.FunctionDef:
    """The method `value` as a function of `x` with this name, settings as numbers."""
    try:
        text = textwrap.dedent(inspect.getsource(type(activation).value))
    except (OSError, TypeError):
        refuse("NumPy", "activation", name, "export.no_source", "export.remedy.file")
    method: ast.FunctionDef = _Settings(activation, name).visit(ast.parse(text).body[0])
    method.name, method.args.args = name, method.args.args[1:]
    return method


def _called_alone(method: ast.FunctionDef) -> str:
    """The function that a method does no more than call with its own argument; else nothing."""
    last = method.body[-1]
    is_alone = len(method.body) == 1 + (ast.get_docstring(method) is not None)
    if not (is_alone and isinstance(last, ast.Return) and isinstance(last.value, ast.Call)):
        return ""
    names = [it.id for it in ast.walk(last.value) if isinstance(it, ast.Name)]
    is_whole = ast.unparse(last.value) == f"{names[0]}({method.args.args[0].arg})"
    return names[0] if is_whole else ""


@final
class _Settings(ast.NodeTransformer):
    """Numbers in place of `self.slope_below`."""

    def __init__(self, activation: ActivationFunction, name: str) -> None:
        self.activation, self.name = activation, name

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if not (isinstance(node.value, ast.Name) and node.value.id == "self"):
            return self.generic_visit(node)
        value = getattr(self.activation, node.attr)
        if not isinstance(value, int | float):
            refuse("NumPy", "activation", self.name, "export.no_function", "export.remedy.function")
        return ast.Constant(int(value) if isinstance(value, int) else float(value))


@final
class _Plain(ast.NodeTransformer):
    """No types, and of a docstring its first line."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns, node.decorator_list = None, []
        docstring = ast.get_docstring(node)
        if docstring:
            node.body[0] = ast.Expr(ast.Constant(docstring.splitlines()[0]))
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        return ast.Assign([node.target], node.value) if node.value else None


def _names_defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {it.id for target in targets for it in ast.walk(target) if isinstance(it, ast.Name)}


def _names_used(node: ast.AST) -> Iterator[str]:
    for it in ast.walk(node):
        if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Load):
            yield it.id
