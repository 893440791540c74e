"""The machine of a run: what must be told with every number measured on it."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from edunn import __version__

PEERS = ("torch", "scikit-learn", "pygad")


def machine(threads: int) -> dict[str, str]:
    """What was measured on what, and when: a line each."""
    return {
        "Date": date.today().isoformat(),
        "Processor": f"{processor()}, {os.cpu_count()} cores",
        "System": f"{platform.system()} {platform.machine()}",
        "Threads": f"{threads}, for BLAS and for PyTorch alike",
        "Busy before": busy(),
        "Python": platform.python_version(),
        "EduNN": f"{__version__}, readable engine",
        "NumPy": f"{np.__version__}, {blas()}",
        **{name: installed(name) for name in PEERS},
    }


def processor() -> str:
    """The processor's name; systems tell it in different places."""
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text("utf-8").splitlines() if listing.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"


def busy() -> str:
    """How many programs were at work already: ratios bear it, times do not."""
    if not hasattr(os, "getloadavg"):
        return "unknown"
    return f"{os.getloadavg()[0]:.1f} programs on average, in the minute before the run"


def blas() -> str:
    """Which library multiplies NumPy's matrices."""
    build = np.show_config(mode="dicts")
    library = build["Build Dependencies"]["blas"] if build else {}
    return f"{library.get('name', 'unknown BLAS')} {library.get('version', '')}".strip()


def installed(package: str) -> str:
    """The version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


@contextmanager
def threads_limited(threads: int) -> Iterator[None]:
    """Let everybody's matrix products use so many threads, no more and no fewer.

    Without scikit-learn there is no threadpoolctl, and NumPy's BLAS keeps its own number.
    """
    if find_spec("torch"):
        import_module("torch").set_num_threads(threads)
    if not find_spec("threadpoolctl"):
        yield
        return
    with import_module("threadpoolctl").threadpool_limits(threads):
        yield
