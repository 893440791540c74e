"""The loader: a kernel is compiled once by Numba, stored in a file, and called by its address.

The compiler takes seconds for its work, and half a second to be imported; a processor needs neither
to run what came out. So the first process on a computer compiles, and the others load a file (see
`object_cache`) in a few hundredths of a second.

The calling convention: a kernel takes thirty arrays or more, and an array is nine arguments. To
hand over each by itself takes Python longer than a small kernel needs for its work. So a function
is generated here, in LLVM's language, that takes one address, reads all words from there, and calls
the kernel.
"""

import ctypes
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from ctypes import addressof, c_char
from functools import cache
from hashlib import sha256
from struct import Struct
from typing import Any, final

import numpy as np

from edunn.arrays import Array
from edunn.fused import object_cache

Function = Callable[..., int]

Entry = Callable[[bytes], int]
"""A function that takes its arguments as a row of bytes."""

Form = tuple[str, ...]
"""What the code depends on: of which kind each number and each array is."""


@final
class Packed:
    """An argument that is handed over again and again, written out once.

    Example:
        >>> flat((Packed((2, 3.5)), 1))[0]
        ('i', 'f', 'i')
        >>> flat((Packed((Packed(2), 1)),))[0]
        ('i', 'i')
    """

    def __init__(self, argument: Any) -> None:
        self.argument = argument
        """Arrays in it live as long as this, so their addresses hold."""
        self.form, self.words = flat((argument,))

    def __reduce__(self) -> tuple[Any, ...]:
        return Packed, (self.argument,)  # a copy has addresses of its own


@final
class Kernel:
    """A function of numbers, arrays, and tuples of them, that gives a whole number.

    It is compiled for each form of its arguments at the first call on this computer.

    Args:
        source: gives the Python function; not called if the machine code is found in a file.

    Example:
        >>> def total():
        ...     def add(pair: tuple[int, int]) -> int:
        ...         return pair[0] + pair[1]
        ...     return add
        >>> Kernel(total)((2, 3))
        5
    """

    def __init__(self, source: Callable[[], Function]) -> None:
        self.source = source
        self.loaded: dict[Form, Entry] = {}
        """What is ready to be called, by the form of the arguments."""

    def __call__(self, *arguments: Any) -> int:
        return self.call(Packed(arguments))

    def call(self, arguments: Packed) -> int:
        """The same, with all arguments written out before: what changes is what is in the arrays.

        Example:
            >>> def first():
            ...     def of(q: np.ndarray) -> int:
            ...         return int(q[0])
            ...     return of
            >>> q = np.array([5.0])
            >>> kernel, once = Kernel(first), Packed((q,))
            >>> results = [kernel.call(once)]
            >>> q[0] = 6.0
            >>> [*results, kernel.call(once)]
            [5, 6]
        """
        form = arguments.form
        if form not in self.loaded:
            self.loaded[form] = self._found(form) or self._compiled(form, arguments.argument)
        return self.loaded[form](arguments.words)

    def _found(self, form: Form) -> Entry | None:
        for folder in object_cache.folders():
            with suppress(OSError, RuntimeError, ValueError):
                return entry_to(object_cache.load(folder / self._file(form)), kinds(form))
        return None

    def _compiled(self, form: Form, arguments: tuple[Any, ...]) -> Entry:
        from edunn.fused.compiled import compiled

        _announce()
        code, address = compiled(self.source(), tuple(map(_plain, arguments)))
        for folder in object_cache.folders():
            with suppress(OSError):
                object_cache.keep(code, folder / self._file(form))
                break
        return entry_to(address, kinds(form))

    def _file(self, form: Form) -> str:
        """A name that no other sources, processor, or arguments have."""
        import llvmlite.binding as llvm

        processor = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
        facts = (
            object_cache.STAMP,
            self.source.__qualname__,
            form,
            llvm.llvm_version_info,
            processor,
        )
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
    return argument.argument if isinstance(argument, Packed) else argument


def _flatten(arguments: tuple[Any, ...], form: list[str], words: list[bytes]) -> None:
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            kind, writer = _kind_of(argument.dtype, argument.ndim)
            place = 0, 0, argument.size, argument.itemsize, _address_of(argument)
            form.append(kind)
            words.append(writer.pack(*place, *argument.shape, *argument.strides))
        elif isinstance(argument, tuple):
            _flatten(argument, form, words)
        elif isinstance(argument, Packed):
            form += argument.form
            words.append(argument.words)
        else:
            is_number = isinstance(argument, float)
            form.append("f" if is_number else "i")
            words.append((DOUBLE if is_number else WHOLE).pack(argument))


WHOLE, DOUBLE = Struct("q"), Struct("d")
"""What writes a word."""


def _address_of(q: Array) -> int:
    """Where the numbers are; empty and read-only arrays have no writable buffer."""
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
    """Print why nothing seems to happen, in a terminal or notebook."""
    if sys.stderr.isatty() or "ipykernel" in sys.modules:
        print("Compiling the fused engine, once for this computer: seconds.", file=sys.stderr)


INTEGER, NUMBER = "i64", "double"
"""LLVM's names of the two kinds of words; an address is an integer."""


def entry_to(address: int, kinds: Sequence[str]) -> Callable[[bytes], int]:
    """The function at that address, to be called with all its arguments in a row of bytes.

    Args:
        address: of a function as Numba makes it: it takes an address for its result, one for its
            errors, and then the words.
        kinds: of each word, INTEGER or NUMBER.
    """
    place = object_cache.assembled(text(address, kinds), "entry")
    call: Any = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_char_p)(place)
    return call  # type: ignore[no-any-return]


def text(address: int, kinds: Sequence[str]) -> str:
    """The function that unpacks arguments, in LLVM's language.

    Example:
        >>> written = text(99, ["i64", "double"])
        >>> "call i32 %kernel(i64 %result, i64 0, i64 %w0, double %w1)" in written
        True
    """
    words = ", ".join(["i64 %result", "i64 0", *(f"{kind} %w{k}" for k, kind in enumerate(kinds))])
    takes = ", ".join([INTEGER, INTEGER, *kinds])
    kernel, place, numbers = (
        object_cache.pointer(to) for to in (f"i32 ({takes})", INTEGER, NUMBER)
    )
    read = "\n".join(
        f"%p{k} = getelementptr {kind}, {numbers if kind == NUMBER else place} "
        f"%{'numbers' if kind == NUMBER else 'words'}, i64 {k}\n"
        f"%w{k} = load {kind}, {numbers if kind == NUMBER else place} %p{k}"
        for k, kind in enumerate(kinds)
    )
    return f"""
define i64 @entry({place} %words) {{
%numbers = bitcast {place} %words to {numbers}
%room = alloca i64
%result = ptrtoint {place} %room to i64
%kernel = inttoptr i64 {address} to {kernel}
{read}
%status = call i32 %kernel({words})
%value = load i64, {place} %room
ret i64 %value
}}"""
