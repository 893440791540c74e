"""A door to machine code: one sheet of words instead of hundreds of arguments.

A kernel is given thirty arrays or more, and an array is nine arguments. To hand over each by itself
takes Python longer than a small kernel needs for its work. So a function is written here, in the
language of LLVM, that takes one address, reads all words from there, and calls the kernel.
"""

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

from edunn.fused import binary

INTEGER, NUMBER = "i64", "double"
"""LLVM's names of the two kinds of words; an address is an integer."""


def door_to(address: int, kinds: Sequence[str]) -> Callable[[bytes], int]:
    """The function at that address, to be called with all its arguments in a row of bytes.

    Args:
        address: of a function as Numba makes it: it takes an address for its result, one for its
            errors, and then the words.
        kinds: of each word, INTEGER or NUMBER.
    """
    place = binary.assembled(text(address, kinds), "door")
    call: Any = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_char_p)(place)
    return call  # type: ignore[no-any-return]


def text(address: int, kinds: Sequence[str]) -> str:
    """The door in LLVM's language.

    Example:
        >>> written = text(99, ["i64", "double"])
        >>> "call i32 %kernel(i64 %result, i64 0, i64 %w0, double %w1)" in written
        True
    """
    words = ", ".join(["i64 %result", "i64 0", *(f"{kind} %w{k}" for k, kind in enumerate(kinds))])
    takes = ", ".join([INTEGER, INTEGER, *kinds])
    kernel, place, numbers = (binary.pointer(to) for to in (f"i32 ({takes})", INTEGER, NUMBER))
    read = "\n".join(
        f"%p{k} = getelementptr {kind}, {numbers if kind == NUMBER else place} "
        f"%{'numbers' if kind == NUMBER else 'words'}, i64 {k}\n"
        f"%w{k} = load {kind}, {numbers if kind == NUMBER else place} %p{k}"
        for k, kind in enumerate(kinds)
    )
    return f"""
define i64 @door({place} %words) {{
%numbers = bitcast {place} %words to {numbers}
%room = alloca i64
%result = ptrtoint {place} %room to i64
%kernel = inttoptr i64 {address} to {kernel}
{read}
%status = call i32 %kernel({words})
%value = load i64, {place} %room
ret i64 %value
}}"""
