"""The directive `public`: all public names of a package, as its `__all__` lists them.

A name that two packages have is described once, and the other place leads to it.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective

import edunn


@cache
def packages() -> dict[str, ModuleType]:
    """EduNN and all packages in it, by name."""
    found = pkgutil.walk_packages(edunn.__path__, "edunn.")
    names = ["edunn", *(module.name for module in found if module.ispkg)]
    return {name: importlib.import_module(name) for name in names}


@cache
def home_of(value_id: int) -> str:
    """The package that describes this object: the shortest name, but for that of the whole."""
    owners = [
        name
        for name, package in packages().items()
        if any(id(getattr(package, public)) == value_id for public in package.__all__)
    ]
    return min(owners, key=lambda name: (name == "edunn", len(name), name))


def described(package: str, name: str) -> list[str]:
    """The directive that describes a public name."""
    value = getattr(packages()[package], name)
    full = f"{package}.{name}"
    if inspect.ismodule(value):
        return [] if value.__name__ in packages() else [f".. automodule:: {full}", "   :members:"]
    if not (inspect.isclass(value) or inspect.isroutine(value)):
        return [*head("data", package, name), *(f"   {line}" for line in text_of(package, name))]
    kind = "class" if inspect.isclass(value) else "function"
    if home_of(id(value)) != package:
        there = f"{home_of(id(value))}.{name}"
        return [*head(kind, package, name), f"   The same as :py:obj:`{there}`."]
    inherits = ["   :inherited-members:"] if name == "Model" else []
    return [f".. auto{kind}:: {full}", *(["   :members:", *inherits] if kind == "class" else [])]


def head(kind: str, package: str, name: str) -> list[str]:
    """The directive of a description that autodoc cannot write."""
    return [f".. py:{kind}:: {name}", f"   :module: {package}", ""]


def text_of(package: str, name: str) -> list[str]:
    """The text below the definition of a constant, wherever in the package that is."""
    inside = pkgutil.walk_packages(packages()[package].__path__, f"{package}.")
    for module in (package, *(found.name for found in inside)):
        analyzer = ModuleAnalyzer.for_module(module)
        analyzer.analyze()
        if ("", name) in analyzer.attr_docs:
            return analyzer.attr_docs["", name]
    return []


def page_of(package: str) -> Iterator[str]:
    """The directives for a package and for those inside it."""
    for name, module in packages().items():
        if name == package or (name.startswith(f"{package}.") and package != "edunn"):
            yield from (f".. rubric:: {name}", "") if name != package else ()
            yield from (f".. automodule:: {name}", "   :no-members:", "")
            for public in module.__all__:
                yield from (*described(name, public), "")


class Public(SphinxDirective):
    """`public` with the name of a package: what it says of itself, then each of its names."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The descriptions, made by autodoc."""
        text = "\n".join(page_of(self.arguments[0]))
        return self.parse_text_to_nodes(f"````{{eval-rst}}\n{text}\n````")


def setup(app: Sphinx) -> dict[str, bool]:
    """Give Sphinx the directive."""
    app.add_directive("public", Public)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
