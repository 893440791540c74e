"""How the whole test run behaves: documentation is executed, and random examples are not timed."""

import os
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent

settings.register_profile("edunn", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("edunn")


def pytest_configure(config: pytest.Config) -> None:
    """Make the lessons' notebooks, which are not in git, unless they are newer than the lessons."""
    if hasattr(config, "workerinput") or not find_spec("jupytext"):
        return  # a worker comes after its parent; without jupytext only their own tests fail
    from hatch_build import has_notebooks, write_notebooks

    if not has_notebooks(ROOT):
        write_notebooks(ROOT)


def enter_a_folder_of_its_own(names: dict[str, Any]) -> None:
    """Let a page of the documentation save files without leaving any behind."""
    names["_home"], names["_folder"] = Path.cwd(), TemporaryDirectory()
    os.chdir(names["_folder"].name)


def leave_it(names: dict[str, Any]) -> None:
    os.chdir(names["_home"])
    names["_folder"].cleanup()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["*.md"],
    setup=enter_a_folder_of_its_own,
    teardown=leave_it,
).pytest()
