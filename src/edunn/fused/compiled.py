"""Numba's decorators, with types and the options of this package.

Numba keeps machine code on disk, and takes it for out of date when the *file* of the function has
changed; what that function calls may be in other files. `STAMP` is a number over all of them.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

from edunn.fused.object_cache import STAMP as STAMP
from edunn.fused.object_cache import Code

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {
    "nogil": True,
    "fastmath": {"contract"},  # a b + c in one rounding; sums stay in the order written
    "_nrt": False,  # no kernel makes an array, so no references have to be counted
    "error_model": "numpy",  # 1 / 0 is infinity, not an error
}

WITHIN: dict[str, Any] = OPTIONS | {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""For what only compiled code calls: without doors to Python, it is compiled in less time."""


def njit(function: Function) -> Function:
    """A small function, compiled into those that call it."""
    return cast(Function, numba.njit(**WITHIN)(function))


def formula(function: Function) -> Function:
    """A formula for one number, made a part of every loop around it, so that LLVM vectorizes it."""
    return cast(Function, numba.njit(forceinline=True, **WITHIN)(function))


def inlined(function: Function) -> Function:
    """A function with one caller, made a part of it, so that no arguments are handed over."""
    return cast(Function, numba.njit(inline="always", **WITHIN)(function))


def compiled(function: Callable[..., int], arguments: tuple[Any, ...]) -> tuple[Code, int]:
    """Kernel code of a function for arguments of this form; and where it is in memory by now."""
    dispatcher = numba.njit(**WITHIN)(function)  # it is called by its address
    dispatcher.compile(tuple(numba.typeof(argument) for argument in arguments))
    (result,) = dispatcher.overloads.values()
    _alive.append(result)
    name: str = result.fndesc.llvm_func_name
    _, _, (binary, _) = result.library.serialize_using_object_code()
    return Code(name, binary), result.library.get_pointer_to_function(name)


_alive: list[Any] = []
"""What owns the code that was compiled."""
