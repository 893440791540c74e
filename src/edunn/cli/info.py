"""`edunn info`: what a report of a bug should say about the installation."""

import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from rich.console import Console

from edunn.cli.console import emit, show
from edunn.cli.options import Json, Quiet
from edunn.cli.studio import WORKSPACE
from edunn.text import plural

EXAMPLES = ("edunn info", "edunn info --json")

NEEDED = re.compile(r"([\w.-]+)[^;]*; extra == ['\"](\w+)['\"]")
"""A package that an extra needs, in the metadata of the installation."""

FOR_DEVELOPERS = ("all", "bench", "dev", "test")

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def info(json: Json = False, quiet: Quiet = False) -> None:
    """Show versions, machine and terminal, for a report of a bug.

    There is nothing private in it: no names of users, folders or files.
    """
    facts = dict(_facts())
    if json:
        emit(facts)
    else:
        width = max(map(len, facts))
        show(*(f"{name:<{width}}  {words}" for name, words in facts.items()))


def _facts() -> Iterator[tuple[str, str]]:
    from edunn.experiments.versions import blas, versions

    yield from versions(("numba", "safetensors", "typer", "rich")).items()
    yield "BLAS", blas()
    yield (
        "threads",
        ", ".join(f"{name}={os.environ[name]}" for name in THREADS if name in os.environ),
    )
    yield "system", f"{platform.system()} {platform.release()} {platform.machine()}"
    yield "cores", _cores()
    yield "terminal", _terminal()
    yield (
        "extras",
        ", ".join(
            f"{name}{'' if is_there else ' (not installed)'}" for name, is_there in extras().items()
        ),
    )
    yield "studio", _studio(WORKSPACE)


def _cores() -> str:
    """The cores of the machine, and how many of them this process may use."""
    count = os.cpu_count() or 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else count
    return f"{count}" if usable == count else f"{count}, {usable} of them for this process"


def _terminal() -> str:
    """The encoding of stdout, and what it is connected to."""
    console = Console()
    kind = f"{console.width} columns, {os.environ.get('TERM', 'no TERM')}"
    colours = (
        "" if console.no_color or not console.color_system else f", {console.color_system} colours"
    )
    return f"{sys.stdout.encoding}, {kind + colours if console.is_terminal else 'no terminal'}"


def extras() -> Mapping[str, bool]:
    """The extras of the installation, and whether all that they need is there.

    Example:
        >>> {"fast", "studio"} <= set(extras())
        True
    """
    from edunn.experiments.versions import version_of

    try:
        needed = [NEEDED.match(line) for line in requires("edunn-lab") or ()]
    except PackageNotFoundError:  # run from its source
        return {}
    found: dict[str, bool] = {}
    for package, extra in (match.groups() for match in needed if match):
        if extra not in FOR_DEVELOPERS:
            found[extra] = found.get(extra, True) and version_of(package) is not None
    return found


def _studio(workspace: Path) -> str:
    """Whether the studio was used in this folder."""
    if not workspace.is_dir():
        return f"no {workspace} in this folder"
    runs: list[Any] = [*workspace.glob("runs/*.edunn")]
    return f"{workspace} in this folder has {plural(len(runs), 'run')}"
