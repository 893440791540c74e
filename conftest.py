"""How the whole test run behaves: documentation is executed, and random examples are not timed."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

settings.register_profile("edunn", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("edunn")


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
