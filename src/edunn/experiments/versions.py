"""Versions: of what a number depends on, for reports and for reports of bugs."""

import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any


def version_of(package: str) -> str | None:
    """The version of an installed package; None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def versions(packages: Iterable[str] = ("numba",)) -> dict[str, str]:
    """EduNN's, Python's, NumPy's, and those of further packages, as far as they are installed.

    Example:
        >>> list(versions(()))
        ['EduNN', 'Python', 'NumPy']
    """
    found = {
        "EduNN": version_of("edunn-lab") or "from its source",
        "Python": platform.python_version(),
        "NumPy": version_of("numpy"),
        **{NAMES.get(package, package): version_of(package) for package in packages},
    }
    return {name: number for name, number in found.items() if number is not None}


NAMES: dict[str, str] = {"numba": "Numba"}
"""How a package writes its own name, where that is not the name it is installed by."""


def blas() -> str:
    """The library that multiplies NumPy's matrices, and its version.

    Example:
        >>> bool(blas())
        True
    """
    import numpy as np

    config: Any = np.show_config(mode="dicts")
    facts = config.get("Build Dependencies", {}).get("blas", {})
    return f"{facts.get('name', 'unknown')} {facts.get('version', '')}".strip()
