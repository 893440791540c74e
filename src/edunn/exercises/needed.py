"""What a program needs of the cells above it: their statements that make its names, and no others.

In a notebook the cells above an exercise have run, and its answer may use their names. A check that
ran all of them would train every network of a lesson again; so only the statements run that the
names of the answer lead to, back to the imports.
"""

import ast
from collections.abc import Iterator, Sequence


def needed_of(cells: Sequence[str], program: str) -> list[str]:
    r"""The statements of some cells that a program needs, in order.

    A statement is needed if it gives a value to a needed name, or may change what is behind one: it
    sets an element or an attribute, or calls a method. Cells that are no Python are left out.

    Example:
        >>> cells = ["import numpy as np\nx = np.ones(3)", "x[0] = 2", "print(x)\nz = 5"]
        >>> needed_of(cells, "def f():\n    return x.sum()")
        ['import numpy as np', 'x = np.ones(3)', 'x[0] = 2']
    """
    wanted = set(_loaded(_tree_of(program)))
    found: list[str] = []
    for cell in reversed(cells):
        for statement in reversed(_tree_of(cell).body):
            if wanted.intersection(_made(statement)):
                wanted.update(_loaded(statement))
                found.append(_source_of(cell, statement))
    return found[::-1]


def unknown_in(program: str, cells: Sequence[str]) -> set[str]:
    r"""The names that a program uses, and neither it nor any of the cells makes.

    Example:
        >>> sorted(unknown_in("def f(x):\n    return g(x) + a", ["a = 1"]))
        ['g']
    """
    made = set().union(*map(defined_in, (*cells, program)))
    return set(_loaded(_tree_of(program))) - made


def defined_in(program: str) -> set[str]:
    r"""The names that a program gives a value to, anywhere in it.

    Example:
        >>> sorted(defined_in("import numpy as np\ndef f(x):\n    y = x"))
        ['f', 'np', 'x', 'y']
    """
    return {name for node in ast.walk(_tree_of(program)) for name in _bound(node)}


def _tree_of(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _source_of(cell: str, statement: ast.stmt) -> str:
    lines = cell.splitlines()
    decorators = getattr(statement, "decorator_list", [])
    first = min(node.lineno for node in (statement, *decorators))
    return "\n".join(lines[first - 1 : statement.end_lineno])


def _loaded(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _made(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement gives a value to, or behind which it may change something."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield statement.name
        return
    for node in ast.walk(statement):
        yield from _bound(node)
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
            yield from _root(node)
        elif isinstance(node, ast.Expr | ast.Assign) and isinstance(node.value, ast.Call):
            yield from _root(node.value.func)


def _bound(node: ast.AST) -> Iterator[str]:
    """The names that a node itself gives a value to."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.alias):
        yield node.asname or node.name.split(".")[0]
    elif isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name


def _root(node: ast.AST) -> Iterator[str]:
    """The name at the beginning of `model.layers[0].W`; none of a plain call's `print`."""
    is_inside = False
    while isinstance(node, ast.Attribute | ast.Subscript):
        node, is_inside = node.value, True
    if is_inside and isinstance(node, ast.Name):
        yield node.id
