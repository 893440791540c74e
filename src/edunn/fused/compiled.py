"""Numba's decorators, with types and the options of this package.

Numba keeps the machine code of a kernel in a file, which the next process loads. It takes that for
out of date when the *file* of the kernel has changed; what the kernel calls is in other files. So
every kernel has a fingerprint of all of them in its closure, which is a part of Numba's key.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import CellType, FunctionType
from typing import Any, TypeVar, cast, final

import numba
from numba.core.event import Listener, register
from numba.extending import overload

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {
    "nogil": True,
    "fastmath": {"contract"},  # a b + c in one rounding; sums stay in the order written
    "_nrt": False,  # no kernel makes an array, so no references have to be counted
    "error_model": "numpy",  # 1 / 0 is infinity, not an error
    "no_cfunc_wrapper": True,  # nothing here is called from C
}

WITHIN: dict[str, Any] = OPTIONS | {"no_cpython_wrapper": True}
"""For what only compiled code calls: not to be called from Python, it is compiled in less time."""

PACKAGES = "activations", "fused", "losses", "optimizers"
"""The folders whose code is compiled."""


def fingerprint(root: Path) -> str:
    """A number over all files in them."""
    sources = sorted(path for package in PACKAGES for path in root.glob(f"{package}/*.py"))
    return sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


ROOT = Path(__file__).parents[1]
FINGERPRINT = fingerprint(ROOT)
"""Changes with any file in them."""


def kernel(function: Function) -> Function:
    """A function that Python calls, compiled once for each dtype on this computer.

    Example:
        >>> import numpy as np
        >>> @kernel
        ... def first(q):
        ...     return q[0]
        >>> first(np.array([2.5, 1.0]))
        2.5
    """
    code = function.__code__.replace(co_freevars=("fingerprint",))
    marked = FunctionType(
        code, function.__globals__, function.__name__, None, (CellType(FINGERPRINT),)
    )
    dispatcher = numba.njit(**OPTIONS)(marked)
    with suppress(RuntimeError):  # no folder can be written to: every process compiles
        dispatcher.enable_caching()
    return cast(Function, dispatcher)


def njit(function: Function) -> Function:
    """A small function, compiled into those that call it."""
    return cast(Function, numba.njit(**WITHIN)(function))


def formula(function: Function) -> Function:
    """A formula for one number, made a part of every loop around it, so that LLVM vectorizes it."""
    return cast(Function, numba.njit(forceinline=True, **WITHIN)(function))


def inlined(function: Function) -> Function:
    """A function with one caller, made a part of it, so that no arguments are handed over."""
    return cast(Function, numba.njit(inline="always", **WITHIN)(function))


def of_images(function: Function) -> Function:
    """A function of a `Job` with layers of images; for a job without them nothing is compiled.

    So networks of dense layers do not wait for what they never call.
    """

    def chosen(job: Any, *_: Any) -> Any:
        has_images = dict(zip(job.fields, job.types, strict=True))["images"] != numba.types.none
        return function if has_images else nothing

    options: Any = WITHIN
    overload(function, jit_options=options, strict=False)(chosen)
    return function


def nothing(job: Any, *_: Any) -> None:
    """No work."""


@final
class Announcement(Listener):  # type: ignore[misc]
    """Prints why nothing seems to happen, in a terminal or notebook, when a compilation starts."""

    printed = False

    def on_start(self, event: Any) -> None:
        """A function is compiled, ours or one that has nothing to do with EduNN."""
        is_ours = event.data["dispatcher"].py_func.__module__.startswith("edunn.")
        if is_ours and not self.printed and (sys.stderr.isatty() or "ipykernel" in sys.modules):
            self.printed = True
            print("Compiling the fused engine, once for this computer: seconds.", file=sys.stderr)

    def on_end(self, event: Any) -> None:
        """Nothing is printed at the end."""


register("numba:compile", Announcement())
