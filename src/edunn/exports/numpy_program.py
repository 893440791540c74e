"""A network as a program in plain NumPy: its numbers, and its forward pass line by line.

The program runs where there is no EduNN, as `python net.py 5.1 3.5 1.4 0.2`, and can be imported.
Its letters are those of a trace (W1, z1, a1), its functions the very lines of EduNN.
"""

from collections.abc import Iterator

from edunn.exports.numpy_layers import lines_of
from edunn.exports.python_program import python_program, row_check
from edunn.exports.source_code import SourceCode
from edunn.exports.stages import Computation


def numpy_program(computation: Computation, file: str = "net.py") -> str:
    r"""The text of the program.

    Args:
        file: its name, for its own instructions.

    Raises:
        SettingError: an activation or a layer of your own whose source cannot be copied.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> model = Model([[1], [1]], seed=0)
        >>> model.theta = [0.5, 0.25]
        >>> print(numpy_program(computation_of(model)).split("\n\n\n")[1])
        W1 = np.array([[0.5]], "float32")
        b1 = np.array([0.25], "float32")
    """
    code = SourceCode()
    forward = "\n".join(_forward(computation, code))
    kind = "plain NumPy"
    return python_program(computation, kind, file, code.imports, code.text(), forward)


def _forward(computation: Computation, code: SourceCode) -> Iterator[str]:
    yield from row_check(computation)
    for k, stage in enumerate(computation.stages):
        yield from (f"    {line}" for line in lines_of(stage, code))
        if k == 0 and computation.entry != computation.dtype:
            yield f'    {stage.y} = {stage.y}.astype("{computation.dtype}")'
    yield f"    return {_in_unit(computation)}"


def _in_unit(computation: Computation) -> str:
    """The last array, in the unit of the targets."""
    unit, y = computation.unit, computation.output
    return y if unit is None else f"{y} * deviation + mean"
