"""The machine of a run: the facts that belong to every number measured on it."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import numpy as np

from edunn import __version__

PACKAGES = ("numba", "torch", "scikit-learn", "keras", "jax", "pygad", "deap", "evosax")


def machine(threads: int) -> dict[str, str]:
    """Date, hardware, system and versions: a line each."""
    return {
        "Date": date.today().isoformat(),
        "Processor": f"{processor()}, {os.cpu_count()} cores",
        "System": f"{platform.system()} {platform.machine()}",
        "Threads": f"{threads} for everybody",
        "Busy before": busy(),
        "Python": platform.python_version(),
        "EduNN": __version__,
        "NumPy": f"{np.__version__}, {blas()}",
        **{name: installed(name) for name in PACKAGES},
        "C compiler": compiler(),
    }


def processor() -> str:
    """The processor's name; its place differs between systems."""
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text("utf-8").splitlines() if listing.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"


def busy() -> str:
    """The load before the run: it affects times, but hardly ratios."""
    if not hasattr(os, "getloadavg"):
        return "unknown"
    return f"{os.getloadavg()[0]:.1f} programs on average, in the minute before the run"


def blas() -> str:
    """The library behind NumPy's matrix products."""
    build = np.show_config(mode="dicts")
    library = build["Build Dependencies"]["blas"] if build else {}
    return f"{library.get('name', 'unknown BLAS')} {library.get('version', '')}".strip()


def installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def compiler() -> str:
    if not which("cc"):
        return "not installed"
    return subprocess.run(["cc", "--version"], capture_output=True, text=True).stdout.partition(
        "\n"
    )[0]


@contextmanager
def threads_limited(threads: int) -> Iterator[None]:
    """Give all contestants this number of threads.

    JAX uses as many threads as the process has cores, so the process gets only so many, where the
    system can do that. Without threadpoolctl, NumPy's BLAS keeps its own number.
    """
    if find_spec("torch"):
        import_module("torch").set_num_threads(threads)
    with cores_limited(threads):
        if not find_spec("threadpoolctl"):
            yield
            return
        with import_module("threadpoolctl").threadpool_limits(threads):
            yield


@contextmanager
def cores_limited(count: int) -> Iterator[None]:
    """Limit this process, and those that it starts, to this number of cores."""
    if sys.platform != "linux":
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(cores)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
