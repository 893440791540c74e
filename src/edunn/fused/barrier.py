"""A barrier: two threads of compiled code wait for each other, without calling Python.

Each arrival adds 1 to a counter in shared memory; whoever waits reads it until all have arrived.
Additions and reads are atomic: no thread sees half of another's write, and what was written before
the barrier is read after it.
"""

from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from edunn.fused.compiled import njit
from edunn.fused.stack import Whole

PATIENCE = 1_000
"""How often the counter is read before the thread offers its core to others."""


def _add_one(typing: Any, counter: Any) -> Any:
    """Add 1 to the first number of an array, atomically; the number before."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = cgutils.create_struct_proxy(counter)(context, builder, arguments[0])
        one = context.get_constant(types.int64, 1)
        return builder.atomic_rmw("add", array.data, one, "seq_cst")

    return types.int64(counter), generate


def _read(typing: Any, counter: Any) -> Any:
    """The first number of an array, read atomically."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = cgutils.create_struct_proxy(counter)(context, builder, arguments[0])
        return builder.load_atomic(array.data, "acquire", align=8)

    return types.int64(counter), generate


add_one: Any = intrinsic(_add_one)
read: Any = intrinsic(_read)


@njit
def wait(counter: Whole, arrivals: int, offer_core: Any) -> None:
    """Wait until so many threads have arrived here, over all barriers so far.

    Args:
        counter: one number, 0 before the first barrier.
        offer_core: a C function that lets another program run: spinning helps nobody then.
    """
    if add_one(counter) + 1 >= arrivals:
        return
    reads = 0
    while read(counter) < arrivals:
        reads += 1
        if reads > PATIENCE:
            offer_core()
