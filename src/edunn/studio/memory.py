"""Memory: what is not used any more is given back to the system.

The GNU C library keeps memory that was freed for later, in several *arenas*, so that threads need
not wait for each other; of the many threads of the studio, each would soon have its own. Two are
enough, and `malloc_trim` gives back what is not in use. Other C libraries need none of that.
"""

import ctypes
import gc
import sys
from typing import Any

ARENAS = 2
"""As many as a laptop has processors that compute at the same time, or nearly."""

M_ARENA_MAX = -8
"""The parameter of `mallopt` with this meaning, see malloc.h."""


def share_arenas() -> None:
    """Have all threads share a few arenas; to be called before they begin.

    Example:
        >>> share_arenas()
    """
    mallopt = _of_the_c_library("mallopt")
    if mallopt is not None:
        mallopt(M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """Give unused memory back; takes some milliseconds.

    Example:
        >>> give_back()
    """
    gc.collect()
    trim = _of_the_c_library("malloc_trim")
    if trim is not None:
        trim(0)


def _of_the_c_library(name: str) -> Any:
    """A function of the GNU C library; None where there is another one."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return getattr(library, name, None) if hasattr(library, "gnu_get_libc_version") else None
