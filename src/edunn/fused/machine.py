"""Machine code: compiled once by Numba, kept in a file, and called by its address.

The compiler takes seconds for its work, and half a second to be imported; a processor needs neither
to run what came out. So the first process on a computer compiles, and the others load a file (see
`binary`) in a few hundredths of a second. A function gets its arguments written out flat, in the
order in which Numba expects them.
"""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import Any, final

import numpy as np

from edunn.fused import binary

Function = Callable[..., int]

Form = tuple[str, ...]
"""What the code depends on: of which kind each number and each array is."""


@final
class Machine:
    """A function of numbers, arrays, and tuples of them, that gives a whole number.

    It is compiled for each form of its arguments by whoever calls it first on this computer.

    Args:
        source: gives the Python function; not asked if the machine code is found in a file.

    Example:
        >>> def total():
        ...     def add(pair: tuple[int, int]) -> int:
        ...         return pair[0] + pair[1]
        ...     return add
        >>> Machine(total)((2, 3))
        5
    """

    def __init__(self, source: Callable[[], Function]) -> None:
        self.source = source
        self.loaded: dict[Form, Function] = {}
        """What is ready to be called, by the form of the arguments."""

    def __call__(self, *arguments: Any) -> int:
        form, words = flat(arguments)
        if form not in self.loaded:
            self.loaded[form] = self._found(form) or self._compiled(form, arguments)
        result = ctypes.c_int64()
        self.loaded[form](ctypes.byref(result), None, *words)
        return result.value

    def _found(self, form: Form) -> Function | None:
        for folder in binary.folders():
            with suppress(OSError, RuntimeError, ValueError):
                return _callable(binary.load(folder / self._file(form)), form)
        return None

    def _compiled(self, form: Form, arguments: tuple[Any, ...]) -> Function:
        from edunn.fused.compiled import compiled

        _announce()
        code, address = compiled(self.source(), arguments)
        for folder in binary.folders():
            with suppress(OSError):
                binary.keep(code, folder / self._file(form))
                break
        return _callable(address, form)

    def _file(self, form: Form) -> str:
        """A name that no other sources, processor, or arguments have."""
        import llvmlite.binding as llvm

        processor = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
        facts = binary.STAMP, self.source.__qualname__, form, llvm.llvm_version_info, processor
        return f"{sha256(repr(facts).encode()).hexdigest()[:32]}.machine"


def flat(arguments: tuple[Any, ...]) -> tuple[Form, list[Any]]:
    """The form of arguments, and their words: what machine code is handed, one by one.

    An array is its owner, its parent, two sizes, its address, its shape and its strides.

    Example:
        >>> flat((1, (2, 3.5)))
        (('i', 'i', 'f'), [1, 2, 3.5])
        >>> flat((np.zeros((2, 3)),))[0]
        ('<f8|2',)
    """
    form: list[str] = []
    words: list[Any] = []
    _flatten(arguments, form, words)
    return tuple(form), words


def _flatten(arguments: tuple[Any, ...], form: list[str], words: list[Any]) -> None:
    for argument in arguments:
        if isinstance(argument, tuple):
            _flatten(argument, form, words)
        elif isinstance(argument, np.ndarray):
            form.append(_kind_of(argument.dtype, argument.ndim))
            address = argument.__array_interface__["data"][0]
            words += (None, None, argument.size, argument.itemsize, address)
            words += argument.shape
            words += argument.strides
        else:
            form.append("f" if isinstance(argument, float) else "i")
            words.append(argument)


@cache
def _kind_of(dtype: np.dtype[Any], dimensions: int) -> str:
    return f"{dtype.str}|{dimensions}"


def _callable(address: int, form: Form) -> Function:
    """The function at that address; Numba's take a place for the result, and one for errors."""
    kinds: list[Any] = [ctypes.c_void_p, ctypes.c_void_p]
    for kind in form:
        _, _, dimensions = kind.partition("|")
        if dimensions:
            kinds += [ctypes.c_void_p] * 2 + [ctypes.c_int64] * 2 + [ctypes.c_void_p]
            kinds += [ctypes.c_int64] * (2 * int(dimensions))
        else:
            kinds.append(ctypes.c_double if kind == "f" else ctypes.c_int64)
    return ctypes.CFUNCTYPE(ctypes.c_int32, *kinds)(address)


def _announce() -> None:
    """Say why nothing seems to happen, if somebody is watching."""
    if sys.stderr.isatty() or "ipykernel" in sys.modules:
        print("Compiling the fused engine, once for this computer: seconds.", file=sys.stderr)
