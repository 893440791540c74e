"""BLAS for compiled code: the matrix product of the very library that NumPy calls.

`gemm` is C = alpha A B + beta C, the work of a dense layer forward and backward. NumPy reaches it
through a Python call for each product; a kernel that calls it directly has nothing else to wait
for. EduNN calls it on one thread at a time and lets two threads of its own share a mini-batch.
"""

import ctypes
import sys
from functools import cache
from typing import Any

from edunn.workers.threads import blas_libraries

ROW_MAJOR, AS_IS, TRANSPOSED = 101, 111, 112
"""BLAS's own constants: rows lie one behind the other; the matrix itself, or its transpose."""


@cache
def gemm(dtype: str) -> Any:
    """`cblas_sgemm` or `cblas_dgemm` of NumPy's OpenBLAS; None where NumPy has another library.

    Example:
        >>> gemm("float16") is None
        True
    """
    kind = {"float32": ("s", ctypes.c_float), "float64": ("d", ctypes.c_double)}.get(dtype)
    if kind is None:
        return None
    letter, number = kind
    name = f"scipy_cblas_{letter}gemm64_"  # NumPy's wheels rename OpenBLAS' functions
    found = (getattr(library, name, None) for library in blas_libraries())
    function = next(filter(None, found), None)
    if function is not None:
        choice, size, address = ctypes.c_int, ctypes.c_int64, ctypes.c_ssize_t
        function.restype = None
        function.argtypes = [
            *(choice, choice, choice),  # row-major? A transposed? B transposed?
            *(size, size, size),  # rows of C, columns of C, columns of A
            *(number, address, size, address, size),  # alpha, A, its row length, B, its row length
            *(number, address, size),  # beta, C, its row length
        ]
    return function


def has_gemm() -> bool:
    """Whether compiled code can call NumPy's BLAS; if so, for both dtypes."""
    return gemm("float32") is not None


@cache
def offer_core() -> Any:
    """The system's function for it."""
    if sys.platform == "win32":
        function = ctypes.windll.kernel32.SwitchToThread
    else:
        function = ctypes.CDLL(None).sched_yield
    function.restype, function.argtypes = ctypes.c_int, []
    return function
