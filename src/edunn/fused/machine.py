"""Machine code: compiled once by Numba, kept in a file, and called by its address.

The compiler takes seconds for its work, and half a second to be imported; a processor needs neither
to run what came out. So the first process on a computer compiles, and the others load a file (see
`binary`) in a few hundredths of a second. A function gets its arguments written out flat, in the
order in which Numba expects them, through a `door`.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from ctypes import addressof, c_char
from functools import cache
from hashlib import sha256
from struct import Struct
from typing import Any, final

import numpy as np

from edunn.arrays import Array
from edunn.fused import binary
from edunn.fused.door import INTEGER, NUMBER, door_to

Function = Callable[..., int]

Door = Callable[[bytes], int]
"""A function whose arguments are a row of bytes."""

Form = tuple[str, ...]
"""What the code depends on: of which kind each number and each array is."""


@final
class Ready:
    """An argument that is handed over again and again, written out once.

    Example:
        >>> flat((Ready((2, 3.5)), 1))[0]
        ('i', 'f', 'i')
        >>> flat((Ready((Ready(2), 1)),))[0]
        ('i', 'i')
    """

    def __init__(self, argument: Any) -> None:
        self.argument = argument
        """Arrays in it live as long as this, so their addresses hold."""
        self.form, self.words = flat((argument,))

    def __reduce__(self) -> tuple[Any, ...]:
        return Ready, (self.argument,)  # a copy has addresses of its own


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
        self.loaded: dict[Form, Door] = {}
        """What is ready to be called, by the form of the arguments."""

    def __call__(self, *arguments: Any) -> int:
        return self.call(Ready(arguments))

    def call(self, arguments: Ready) -> int:
        """The same, with all arguments written out before: what changes is what is in the arrays.

        Example:
            >>> def first():
            ...     def of(q: np.ndarray) -> int:
            ...         return int(q[0])
            ...     return of
            >>> q = np.array([5.0])
            >>> machine, once = Machine(first), Ready((q,))
            >>> answers = [machine.call(once)]
            >>> q[0] = 6.0
            >>> [*answers, machine.call(once)]
            [5, 6]
        """
        form = arguments.form
        if form not in self.loaded:
            self.loaded[form] = self._found(form) or self._compiled(form, arguments.argument)
        return self.loaded[form](arguments.words)

    def _found(self, form: Form) -> Door | None:
        for folder in binary.folders():
            with suppress(OSError, RuntimeError, ValueError):
                return door_to(binary.load(folder / self._file(form)), kinds(form))
        return None

    def _compiled(self, form: Form, arguments: tuple[Any, ...]) -> Door:
        from edunn.fused.compiled import compiled

        _announce()
        code, address = compiled(self.source(), tuple(map(_plain, arguments)))
        for folder in binary.folders():
            with suppress(OSError):
                binary.keep(code, folder / self._file(form))
                break
        return door_to(address, kinds(form))

    def _file(self, form: Form) -> str:
        """A name that no other sources, processor, or arguments have."""
        import llvmlite.binding as llvm

        processor = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
        facts = binary.STAMP, self.source.__qualname__, form, llvm.llvm_version_info, processor
        return f"{sha256(repr(facts).encode()).hexdigest()[:32]}.machine"


def flat(arguments: tuple[Any, ...]) -> tuple[Form, bytes]:
    """The form of arguments, and their words: what machine code is handed, eight bytes each.

    An array is its owner, its parent, two sizes, its address, its shape and its strides.

    Example:
        >>> flat((1, (2, 3.5)))[0]
        ('i', 'i', 'f')
        >>> form, words = flat((np.zeros((2, 3)),))
        >>> form, len(words) // 8
        (('<f8|2',), 9)
    """
    form: list[str] = []
    words: list[bytes] = []
    _flatten(arguments, form, words)
    return tuple(form), b"".join(words)


def kinds(form: Form) -> list[str]:
    """The kind of each word of arguments of this form.

    Example:
        >>> kinds(("f", "<f8|1"))
        ['double', 'i64', 'i64', 'i64', 'i64', 'i64', 'i64', 'i64']
    """
    found: list[str] = []
    for kind in form:
        _, _, dimensions = kind.partition("|")
        single = [NUMBER if kind == "f" else INTEGER]
        found += [INTEGER] * (5 + 2 * int(dimensions)) if dimensions else single
    return found


def _plain(argument: Any) -> Any:
    return argument.argument if isinstance(argument, Ready) else argument


def _flatten(arguments: tuple[Any, ...], form: list[str], words: list[bytes]) -> None:
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            kind, writer = _kind_of(argument.dtype, argument.ndim)
            place = 0, 0, argument.size, argument.itemsize, _address_of(argument)
            form.append(kind)
            words.append(writer.pack(*place, *argument.shape, *argument.strides))
        elif isinstance(argument, tuple):
            _flatten(argument, form, words)
        elif isinstance(argument, Ready):
            form += argument.form
            words.append(argument.words)
        else:
            is_number = isinstance(argument, float)
            form.append("f" if is_number else "i")
            words.append((DOUBLE if is_number else WHOLE).pack(argument))


WHOLE, DOUBLE = Struct("q"), Struct("d")
"""What writes a word."""


def _address_of(q: Array) -> int:
    """Where the numbers are; arrays that are empty or may not be written are asked themselves."""
    try:
        return addressof(c_char.from_buffer(q.data))
    except (TypeError, ValueError):
        address: int = q.__array_interface__["data"][0]
        return address


@cache
def _kind_of(dtype: np.dtype[Any], dimensions: int) -> tuple[str, Struct]:
    """What an array is called in a form, and what writes its words."""
    return f"{dtype.str}|{dimensions}", Struct(f"{5 + 2 * dimensions}q")


def _announce() -> None:
    """Say why nothing seems to happen, if somebody is watching."""
    if sys.stderr.isatty() or "ipykernel" in sys.modules:
        print("Compiling the fused engine, once for this computer: seconds.", file=sys.stderr)
