"""Laws about the source itself: which way imports point, how long things are, what is explained."""

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
FILES = sorted((SRC / "edunn").rglob("*.py"))

FLOORS = [  # a package (a file or folder of src/edunn) imports only from the floors below its own
    {"messages"},
    {"errors"},
    {"arrays", "frontend", "habits", "markup", "text"},
    {"formulas", "guards", "parameters", "seeds", "column_order", "label_cells", "mathml", "plots"},
    {"notebook"},
    {"labels"},
    {"operations"},
    {"activations", "regularizers", "metrics", "data", "workers"},
    {"initializers", "losses"},
    {"layers"},
    {"network"},
    {"objective"},
    {"optimizers", "targets"},
    {"evolution"},
    {"fused", "catalogue"},
    {"short_form"},
    {"architecture"},
    {"training"},
    {"boundary", "diagram", "evaluation", "files", "pretrained", "progress"},
    {"trace"},
    {"parametric"},
    {"prediction"},
    {"exports"},
    {"learning"},
    {"doctor"},
    {"model"},
    {"checks", "imports", "sklearn"},
    {"experiments"},
    {"exercises", "lessons", "worksheets"},
    {"studio"},
    {"cli"},
]
FLOOR = {package: height for height, packages in enumerate(FLOORS) for package in packages}

GUESTS = {  # what a package may import of others, besides NumPy
    "files": {"safetensors"},
    "workers": {"threadpoolctl"},  # only in processes that others started
    "progress": {"rich"},  # only when a bar is drawn
    "fused": {"numba"},
    "exports": {"onnx"},  # only when such a file is written
    "imports": {
        "keras",
        "onnx",
        "torch",
    },  # only for files, and modules with a forward of their own
    "sklearn": {"sklearn"},
    "plots": {"matplotlib"},  # only when it draws
    "cli": {"typer", "rich"},
    "studio": {
        *("flask", "flask_openapi3", "pydantic", "waitress", "werkzeug"),
        *("markdown_it", "mdit_py_plugins"),
    },
}

LONGEST_FUNCTION = 40  # lines without the docstring; aim for half
LONGEST_FILE = 320  # aim for 200


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """All nodes of the syntax tree of a file, read once."""
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def module_of(path: Path) -> str:
    """Name the module in a file: .../src/edunn/losses/__init__.py is edunn.losses."""
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def package_of(module: str) -> str:
    return module.split(".")[1]


MODULES = {module_of(path): path for path in FILES}
INSIDE = [name for name in MODULES if name not in ("edunn", "edunn.__main__")]


def imports_of(module: str) -> Iterator[str]:
    """Every module that this one imports, wherever in the file it does."""
    for node in nodes_of(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            submodules = (f"{node.module}.{name.name}" for name in node.names)
            yield from (name if name in MODULES else str(node.module) for name in submodules)


def own_imports_of(module: str) -> set[str]:
    return {name for name in imports_of(module) if name.split(".")[0] == "edunn"}


def floor_of(module: str) -> int:
    package = package_of(module)
    assert package in FLOOR, (
        f"add {package!r} to FLOORS in tests/test_source.py, above all it imports"
    )
    return FLOOR[package]


@pytest.mark.parametrize("module", INSIDE)
def test_imports_point_downwards(module):
    height = floor_of(module)
    for other in own_imports_of(module):
        assert other != "edunn", (
            f"{module}: import from the package itself, not through the front door"
        )
        assert package_of(other) == package_of(module) or floor_of(other) < height, (
            f"{module} imports {other}, whose package is not on a floor below "
            "(FLOORS in tests/test_source.py)"
        )


def test_the_design_page_lists_the_packages_as_they_are():
    page = (ROOT / "docs" / "design.md").read_text("utf-8")
    table = page.split("| package | what is in it |")[1].split("\n\n")[0].splitlines()[2:]
    listed = [set(re.findall(r"`(\w+)/?`", line.split("|")[1])) for line in table]
    built = {package_of(module) for module in INSIDE}
    assert listed == [floor & built for floor in FLOORS]


def test_no_imports_in_a_circle():
    graph = {module: own_imports_of(module) for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("these files import each other in a circle: " + " <- ".join(error.args[1]))


@pytest.mark.parametrize("module", INSIDE)
def test_numpy_is_the_only_guest_in_most_packages(module):
    packages = {name.split(".")[0] for name in imports_of(module)}
    guests = packages - sys.stdlib_module_names - {"edunn", "numpy"}
    assert guests <= GUESTS.get(package_of(module), set()), (
        f"{module} imports {guests}: do without, or welcome it in GUESTS of tests/test_source.py"
    )


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("module", MODULES)
def test_functions_fit_on_a_screen(module):
    for function in functions_of(MODULES[module]):
        first = function.body[min(ast.get_docstring(function) is not None, len(function.body) - 1)]
        lines = function.body[-1].end_lineno - first.lineno + 1
        assert lines <= LONGEST_FUNCTION, f"{module}.{function.name} has {lines} lines: split it"


@pytest.mark.parametrize("module", MODULES)
def test_files_hold_one_idea(module):
    lines = len(MODULES[module].read_text("utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{module} has {lines} lines: which second idea is in it?"


def classes_of(path: Path) -> Iterator[ast.ClassDef]:
    for node in nodes_of(path):
        if isinstance(node, ast.ClassDef):
            yield node


def bases_of(node: ast.ClassDef) -> set[str]:
    """Name its bases, without the parameters of generic ones."""
    return {ast.unparse(base).split("[")[0] for base in node.bases}


@cache
def extended() -> set[str]:
    """All bases of all classes."""
    return {base for path in FILES for node in classes_of(path) for base in bases_of(node)}


VALUES = {"NamedTuple", "Enum", "StrEnum", "IntEnum", "Message", "EduNNError", "Protocol"}


@pytest.mark.parametrize("module", MODULES)
def test_a_class_that_nothing_extends_is_final(module):
    for node in classes_of(MODULES[module]):
        is_final = any(ast.unparse(decorator) == "final" for decorator in node.decorator_list)
        assert is_final or node.name in extended() or bases_of(node) & VALUES, (
            f"{module}.{node.name}: decorate it with @final, or make it abstract"
        )


PACKAGES = [name for name, path in MODULES.items() if path.name == "__init__.py"]


def public_names_of(package: str) -> list[str]:
    """Read `__all__` without running the package, so that a broken one fails alone."""
    for node in ast.parse(MODULES[package].read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


EXPORTED = [(package, name) for package in PACKAGES for name in public_names_of(package)]


@cache
def documented_constants() -> set[str]:
    """The names of module-level values with a text right below them."""
    names: set[str] = set()
    for path in FILES:
        body = ast.parse(path.read_text("utf-8")).body
        for value, text in pairwise(body):
            is_text = isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
            if is_text and isinstance(value, ast.Assign | ast.AnnAssign):
                targets = value.targets if isinstance(value, ast.Assign) else [value.target]
                names.update(ast.unparse(target) for target in targets)
    return names


def is_shown_by_others(value: object) -> bool:
    """Modules, abstract classes and errors: their contents, children and raisers are examples."""
    is_error = inspect.isclass(value) and issubclass(value, BaseException)
    return is_error or inspect.isabstract(value) or inspect.ismodule(value)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_what_is_public(package):
    module = importlib.import_module(package)
    assert module.__doc__, f"{package} needs a docstring"
    assert public_names_of(package), f"{package} needs an __all__"


@pytest.mark.parametrize(("package", "name"), EXPORTED)
def test_every_public_name_is_explained_by_an_example(package, name):
    value = getattr(importlib.import_module(package), name)
    if not (inspect.isclass(value) or inspect.isroutine(value) or inspect.ismodule(value)):
        known = documented_constants() | {"__version__"}
        assert name in known, f"{package}.{name} needs a text in quotes right below its definition"
    elif is_shown_by_others(value):
        assert value.__doc__, f"{package}.{name} needs a docstring"
    else:
        example = ">>>" in (value.__doc__ or "")
        assert example, f"{package}.{name} needs a docstring with an example (>>>)"


@pytest.mark.parametrize(("package", "name"), EXPORTED)
def test_every_public_method_is_explained_here_or_in_its_base(package, name):
    value = getattr(importlib.import_module(package), name)
    methods = vars(value) if inspect.isclass(value) else {}
    for method, member in methods.items():
        is_code = inspect.isroutine(member) or isinstance(member, property | cached_property)
        if is_code and not method.startswith("_"):
            told = inspect.getdoc(getattr(value, method))
            assert told, f"{package}.{name}.{method}: say what it does"
