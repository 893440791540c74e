"""The peers: the libraries that EduNN is compared with, where they are installed."""

import os
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "numpy")  # Keras' own formulas; read when it is imported

PACKAGES = {
    "PyTorch": "torch",
    "Keras": "keras",
    "SciPy": "scipy",
    "scikit-learn": "sklearn",
}
"""Every peer, and the name that it is imported by."""

NAMES = tuple(PACKAGES)


def is_installed(peer: str) -> bool:
    """Whether a peer can be compared with here.

    Keras' NumPy backend imports JAX.

    Example:
        >>> is_installed("SciPy")
        True
    """
    needed = [PACKAGES[peer], *(["jax"] if peer == "Keras" else [])]
    return all(find_spec(package) for package in needed)


def module(name: str) -> Any:
    """A module of a peer; None where the peer is not installed."""
    package = name.partition(".")[0]
    peer = next(peer for peer, own in PACKAGES.items() if own == package)
    return import_module(name) if is_installed(peer) else None


def versions() -> dict[str, str]:
    """The version of every peer that is installed."""
    distributions = {peer: package for peer, package in PACKAGES.items() if is_installed(peer)}
    return {
        peer: version("scikit-learn" if package == "sklearn" else package)
        for peer, package in distributions.items()
    }
