"""Runs: numbers side by side in memory, copied and added eight at a time.

A patch of an image is made of short runs. A plain loop over each of them spends its time on
beginning: Numba checks every index for being negative, LLVM whether the arrays overlap. These
functions read and write eight numbers as one, as the processor's registers hold them, and trust
their caller that the numbers are there.
"""

from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from edunn.arrays import Array
from edunn.fused.compiled import njit

EIGHT = 8


def _place(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    """The address of eight numbers, from an index on."""
    number = context.get_value_type(kind.dtype)
    data = cgutils.create_struct_proxy(kind)(context, builder, array).data
    address = builder.gep(data, [index])
    ir = cgutils.ir  # pyright: ignore[reportPrivateImportUsage]  # Numba's own, of its LLVM
    return builder.bitcast(address, ir.VectorType(number, EIGHT).as_pointer())


def _copy_eight(typing: Any, x: Any, p: Any, y: Any, q: Any) -> Any:
    """y[q : q + 8] = x[p : p + 8]."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        size = x.dtype.bitwidth // 8
        source = _place(context, builder, x, *arguments[:2])
        target = _place(context, builder, y, *arguments[2:])
        builder.store(builder.load(source, align=size), target, align=size)
        return context.get_dummy_value()

    return types.void(x, types.int64, y, types.int64), generate


def _add_eight(typing: Any, x: Any, p: Any, y: Any, q: Any) -> Any:
    """y[q : q + 8] += x[p : p + 8]."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        size = x.dtype.bitwidth // 8
        source = _place(context, builder, x, *arguments[:2])
        target = _place(context, builder, y, *arguments[2:])
        numbers = builder.load(source, align=size), builder.load(target, align=size)
        builder.store(builder.fadd(*numbers), target, align=size)
        return context.get_dummy_value()

    return types.void(x, types.int64, y, types.int64), generate


copy_eight: Any = intrinsic(_copy_eight)
add_eight: Any = intrinsic(_add_eight)


@njit
def copy_run(x: Array, p: int, y: Array, q: int, count: int) -> None:
    """y[q : q + count] = x[p : p + count]; up to seven more may be copied as well."""
    for m in range(0, count, EIGHT):
        copy_eight(x, p + m, y, q + m)


@njit
def add_run(x: Array, p: int, y: Array, q: int, count: int) -> None:
    """y[q : q + count] += x[p : p + count]."""
    whole = count - count % EIGHT
    for m in range(0, whole, EIGHT):
        add_eight(x, p + m, y, q + m)
    for m in range(whole, count):
        y[q + m] += x[p + m]
