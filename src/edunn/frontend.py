"""Frontend: whether a notebook of Jupyter or marimo is there, and one output of it to update."""

import sys
from importlib import import_module
from typing import Any, Protocol, final

KERNELS = ("ipykernel", "pyodide_kernel")
"""What runs the cells of a notebook of Jupyter: on a computer, or within a browser."""


class Output(Protocol):
    """A place of the page that shows one value after the other."""

    def show(self, value: object) -> None:
        """Show this value in the place of the one before."""


def notebook_output() -> Output | None:
    """An output in the cell that is being run; None in a terminal and in a pipe.

    Example:
        >>> notebook_output() is None
        True
    """
    marimo = sys.modules.get("marimo")
    if marimo is not None and marimo.running_in_notebook():
        return _MarimoOutput()
    if any(name in sys.modules for name in KERNELS) and _shell() is not None:
        return _JupyterOutput()
    return None


def _shell() -> Any:
    """The shell of IPython that runs this program; None in a program that only imports it."""
    return import_module("IPython").get_ipython()


@final
class _JupyterOutput:
    """A display with an id: a second value replaces the first."""

    def __init__(self) -> None:
        self.handle: Any = None

    def show(self, value: object) -> None:
        if self.handle is None:
            self.handle = import_module("IPython.display").display(value, display_id=True)
        else:
            self.handle.update(value)


@final
class _MarimoOutput:
    """The output of the cell; its last value takes the place in the end."""

    def show(self, value: object) -> None:
        sys.modules["marimo"].output.replace(value)
