"""Laws of the house: the field's words, each member in one place, code that a student can read."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from tests.test_source import FILES, functions_of, nodes_of

from edunn.catalogue import FAMILIES

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "edunn"

STANDARD = {  # private word: the field's word
    "awarded": "utilities",
    "climb": "maximize",
    "climbs": "maximizes",
    "cloud": "search_distribution",
    "contest": "ranking",
    "courses": "shared trainings",
    "crew": "executor",
    "crowd": "population",
    "crowds": "population",
    "desk": "buffers",
    "diary": "recorder",
    "dice": "random_numbers",
    "doorkeeper": "authentication",
    "duel": "paired comparison",
    "flock": "population",
    "genome": "search_space",
    "glances": "view_cache",
    "heights": "fitness",
    "hired": "owned",
    "judge": "evaluate, evaluator",
    "keeper": "owner, writer",
    "lane": "contender",
    "lap": "measurement",
    "leap": "compiled step",
    "leg": "segment",
    "lent": "external",
    "likeness": "schema check",
    "memories": "caches, state dict",
    "parcels": "batches",
    "pencil": "number format",
    "prizes": "utilities, recombination weights",
    "room": "package",
    "rooms": "packages",
    "shard": "batch",
    "shards": "batches",
    "slope": "gradient (of a loss), derivative (of an activation)",
    "slopes": "gradients, derivatives",
    "spoke": "saliency",
    "staff": "backend",
    "stretch": "chunk",
    "surprise": "negative log-likelihood",
    "twins": "copies",
    "undone": "restored",
    "way": "algorithm",
    "ways": "algorithms",
    "wire": "messages",
    "workings": "derivation",
}
RIGHT = {"slope_below"}  # of LeakyReLU: the slope of a straight line, as in every textbook

FEW_LINES = {"cli": 25}  # of 95 % of a package's functions, without the docstring; elsewhere 20
DEEPEST = 3  # blocks within blocks
MOST_BRANCHES = 10

READABLE = ["training/gradient_descent.py", "training/evolution.py"]
"""What a student opens first: nothing in there knows that another engine exists."""


def package_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def words_of(name: str) -> list[str]:
    """Cut `RankOneCrowd` and `rank_one_crowd` into words."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")


def public_names_of(path: Path) -> Iterator[str]:
    """Names of files, classes, functions, methods, parameters and fields that a reader may use."""
    yield path.stem
    for node in nodes_of(path):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_names_are_the_words_of_the_field(path):
    names = {name for name in public_names_of(path) if not name.startswith("_")} - RIGHT
    private = {name: word for name in names for word in words_of(name) if word in STANDARD}
    told = [f"{name}: say {STANDARD[word]}" for name, word in sorted(private.items())]
    assert not told, f"{path.relative_to(ROOT)} has names that no textbook has: {'; '.join(told)}"


@cache
def imported(path: Path) -> set[tuple[str, str]]:
    """Every name that a file takes from another package: the package, and the name."""
    return set(imports_of(path))


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    nodes = nodes_of(path)
    packages: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("edunn"):
            package = node.module.split(".")[1] if "." in node.module else ""
            for alias in node.names:
                yield package, alias.name
                packages[alias.asname or alias.name] = package or alias.name
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield packages.get(node.value.id, ""), node.attr


MEMBERS = sorted({member for family in FAMILIES.values() for member in family.values()}, key=str)


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.__qualname__)
def test_a_member_is_named_in_at_most_one_file_outside_its_package(member):
    package, name = member.__module__.split(".")[1], member.__name__
    files = [
        path for path in FILES if (package, name) in imported(path) and package_of(path) != package
    ]
    assert len(files) <= 1, (
        f"{name} of {package}/ is named in {[str(path.relative_to(SRC)) for path in files]}: "
        "make what they know about it an attribute of the class"
    )


def test_prose_is_never_parsed():
    readers = {"__doc__", "getdoc"}
    parsing = [path for path in FILES if readers & names_in(path) and "re" in modules_of(path)]
    assert all(package_of(path) == "trace" for path in parsing), parsing
    assert len(parsing) <= 1, parsing


def names_in(path: Path) -> set[str]:
    nodes = nodes_of(path)
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in nodes if isinstance(node, ast.Name)}


def modules_of(path: Path) -> set[str]:
    nodes = nodes_of(path)
    return {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}


@pytest.mark.parametrize("path", READABLE)
def test_the_readable_loop_stands_alone(path):
    text = (SRC / path).read_text("utf-8")
    assert "fused" not in text
    assert "compiled" not in text


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function, from its name on, without the docstring."""
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    return lines - (first.end_lineno - first.lineno + 1 if ast.get_docstring(function) else 0)


def folder_of(path: Path) -> str:
    """Name the package that a file is read in: its folder, or the root with all its files."""
    return "root" if path.parent == SRC else package_of(path)


@pytest.mark.parametrize("package", sorted({folder_of(path) for path in FILES}))
def test_nearly_all_functions_are_short(package):
    sizes = [
        lines_of(f) for path in FILES if folder_of(path) == package for f in functions_of(path)
    ]
    limit = FEW_LINES.get(package, 20)
    assert not sizes or np.percentile(sizes, 95) <= limit, f"{package}: {sorted(sizes)[-20:]}"


BLOCKS = (
    ast.If | ast.For | ast.While | ast.With | ast.Try | ast.Match | ast.AsyncFor | ast.AsyncWith
)
BRANCHES = (
    ast.If
    | ast.For
    | ast.While
    | ast.IfExp
    | ast.ExceptHandler
    | ast.comprehension
    | ast.match_case
)


def depth_of(node: ast.AST, inside: int = 0) -> int:
    """Count the blocks within blocks; an `elif` is no deeper than its `if`."""
    deepest = inside
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef):
            chained = isinstance(node, ast.If) and [child] == node.orelse
            deeper = isinstance(child, BLOCKS) and not (chained and isinstance(child, ast.If))
            deepest = max(deepest, depth_of(child, inside + deeper))
    return deepest


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_functions_are_flat_and_take_few_branches(path):
    for function in functions_of(path):
        where = f"{path.relative_to(ROOT)}: {function.name}"
        assert depth_of(function) <= DEEPEST, f"{where} nests {depth_of(function)} blocks"
        branches = 1 + sum(isinstance(node, BRANCHES) for node in ast.walk(function))
        assert branches <= MOST_BRANCHES, f"{where} has {branches} branches: split it"
