"""A Python program: what those for all libraries have in common.

docstring, imports, names        what it is
functions and classes            what the library lacks
W1 = np.array(...)               the numbers
def predict(x)                   the network
def classify(x)                  the name of the class
if __name__ == "__main__"        a row from the command line
"""

from collections.abc import Iterable, Iterator, Mapping
from math import prod

from edunn.arrays import Array, Shape
from edunn.exports.arrays_as_text import are_legible, base64_of, literal
from edunn.exports.programs import in_comment
from edunn.exports.stages import Computation
from edunn.text import plural

MOST_CELLS = 20
"""A row of more numbers is read from the standard input instead of the command line."""


def python_program(
    computation: Computation,
    kind: str,
    file: str,
    imports: Iterable[str],
    definitions: str,
    body: str,
) -> str:
    """The text of a program.

    Args:
        kind: such as "plain NumPy".
        file: its name, for its own instructions.
        imports: statements.
        definitions: functions and classes.
        body: from the arrays on, up to the end of `predict`.
    """
    is_legible = are_legible(computation.arrays)
    imports = _in_order({*imports, *ALWAYS, *([] if is_legible else ["import base64"])})
    opening = [_heading(computation, kind, file), "\n".join(imports), *_constants(computation)]
    parts = [
        "\n\n".join(opening),
        "" if is_legible else DECODED,
        definitions,
        "\n".join(_array_lines(computation.arrays, is_legible)),
        body,
        _naming(computation),
        _usage(computation),
    ]
    return "\n\n\n".join(filter(None, parts)) + "\n"


ALWAYS = ("import sys", "import numpy as np")
STANDARD = ("base64", "math", "sys")


def _in_order(imports: set[str]) -> list[str]:
    """Those of the standard library first."""

    def place(line: str) -> tuple[bool, str, bool]:
        verb, module, *_ = line.split()
        return module not in STANDARD, module, verb == "from"

    return sorted(imports, key=place)


def _array_lines(arrays: Mapping[str, Array], is_legible: bool) -> Iterator[str]:
    """A line of Python for each array: its numbers, or its bytes.

    Example:
        >>> import numpy as np
        >>> list(_array_lines({"b1": np.array([0.5, 1.0])}, is_legible=True))
        ['b1 = np.array([0.5, 1.0], "float64")']
    """
    for name, array in arrays.items():
        start = f"{name} = np.array("
        if is_legible:
            yield f'{start}{literal(array, len(start))}, "{array.dtype}")'
        else:
            yield f'{name} = decoded("{base64_of(array)}", {array.shape}, "{array.dtype}")'


DECODED = '''def decoded(text, shape, dtype):
    """An array whose numbers are too many to be written one by one: their bytes, in base64."""
    numbers = np.frombuffer(base64.b64decode(text), np.dtype(dtype).newbyteorder("<"))
    return numbers.astype(dtype).reshape(shape)'''


def _heading(computation: Computation, kind: str, file: str) -> str:
    """The docstring of a Python program.

    Args:
        kind: such as "plain NumPy".
        file: the name of the program.
    """
    what = described(computation)
    usual = computation.usual
    row = " ".join(f"{q:g}" for q in usual) if len(usual) <= MOST_CELLS else "< row.txt"
    names = ", `classify` its class" if computation.classes or computation.marks else ""
    return f'''"""A neural network in {kind}, written by EduNN: {what}.

    python {in_comment(file)} {row}

`predict` gives the outputs of a row of numbers{names}.
"""'''


def _constants(computation: Computation) -> Iterator[str]:
    """The names of inputs and classes, as lines of Python."""
    named = {
        "INPUTS": computation.feature_names,
        "CLASSES": computation.classes,
        "LABELS": computation.marks,
    }
    lines = [f"{word} = {list(names)!r}" for word, names in named.items() if names]
    if lines:
        yield "\n".join(lines)


def row_check(computation: Computation) -> Iterator[str]:
    """The lines of Python that begin `predict`: they take a row, and refuse one of another shape.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> for line in row_check(computation_of(Model([[4], [3]]))):
        ...     print(line[:61])
        def predict(x):
            \"\"\"The outputs of one row of 4 numbers, or of a batch of
            x = np.asarray(x, "float32")
            if x.shape[-1:] != (4,):
                raise ValueError(f"a row is 4 numbers, not {x.shape}"
    """
    shape, words = computation.shape, counted_in(computation.shape, "number")
    rows = f"one row of {words}, or of a batch of rows: (..., {computation.outputs})"
    yield "def predict(x):"
    yield f'    """The outputs of {rows}."""'
    yield f'    x = np.asarray(x, "{computation.entry}")'
    yield f"    if x.shape[-{len(shape)}:] != {shape}:"
    yield f'        raise ValueError(f"a row is {words}, not {{x.shape}}")'


def scaled_first(computation: Computation) -> tuple[int, str]:
    """Where a library begins: 1 where rows need more digits than it computes with, else 0.

    Then NumPy scales them first. The second value is the expression for the rows.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> scaled_first(computation_of(Model([[4], [3]])))
        (0, 'rows')
    """
    if computation.entry == computation.dtype:
        return 0, "rows"
    shift, scale = map(computation.stages[0].word, ("shift", "scale"))
    return 1, f'((rows - {shift}) / {scale}).astype("{computation.dtype}")'


def predict_by(computation: Computation, library: str, has_unit: bool = False) -> str:
    """A function `predict` that lets a library compute the outputs of a batch.

    Args:
        library: an expression for them, given `rows`, an array of NumPy.
        has_unit: whether they are in the unit of the data already.
    """
    unit = " * deviation + mean" if computation.unit and not has_unit else ""
    lines = [
        *row_check(computation),
        f"    rows = x.reshape(-1, {', '.join(map(str, computation.shape))})",
        f"    y = {library}{unit}",
        f"    return y.reshape(*x.shape[:-{len(computation.shape)}], {computation.outputs})",
    ]
    return "\n".join(lines)


def _naming(computation: Computation) -> str:
    """The Python function that gives the name of the class; nothing for numbers."""
    middle = computation.middle
    if computation.classes:
        chosen = "predict(x).argmax(axis=-1)"
        if computation.outputs == 1:
            chosen = f"(predict(x)[..., 0] > {middle}).astype(int)"
        return f'''def classify(x):
    """The class of a row, or of each row of a batch."""
    return np.array(CLASSES, object)[{chosen}]'''
    if computation.marks:
        return f'''def classify(x):
    """The labels of each row."""
    rows = np.atleast_2d(predict(x)) > {middle}
    return [[name for name, on in zip(LABELS, row) if on] for row in rows]'''
    return ""


def _usage(computation: Computation) -> str:
    """The end of a Python program: a row from the command line."""
    shape = computation.shape
    numbers = prod(shape)
    names = "CLASSES" if len(computation.classes) == computation.outputs else ""
    names = "LABELS" if computation.marks else names
    shown = "print(predict(row))"
    if names:
        shown = f"""for name, number in zip({names}, predict(row)):
        print(f"{{name}}: {{number:.6g}}")"""
    classes = "    print(classify(row))\n" if computation.classes or computation.marks else ""
    cells = "sys.argv[1:]"
    if numbers > MOST_CELLS:
        cells = 'sys.stdin.read().replace(",", " ").split()'
    return f"""if __name__ == "__main__":
    cells = {cells}
    if len(cells) != {numbers}:
        sys.exit(f"a row has {plural(numbers, "number")}, not {{len(cells)}}")
    row = np.reshape([float(cell) for cell in cells], {shape})
{classes}    {shown}"""


def parameters_of(computation: Computation) -> int:
    """How many numbers were learned."""
    return sum(
        stage.arrays[name].size
        for stage in computation.every()
        for name in stage.layer.parameter_shapes(stage.shape)
        if name in stage.arrays
    )


def described(computation: Computation) -> str:
    """The size of a network, in words.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> described(computation_of(Model([[4], [1]])))
        '4 inputs, 1 output, 5 parameters'
    """
    inputs, outputs = counted_in(computation.shape, "input"), plural(computation.outputs, "output")
    return f"{inputs}, {outputs}, {plural(parameters_of(computation), 'parameter')}"


def counted_in(shape: Shape, word: str) -> str:
    """The numbers of one row, in words.

    Example:
        >>> counted_in((28, 28, 1), "input"), counted_in((1,), "input")
        ('28 x 28 x 1 inputs', '1 input')
    """
    if len(shape) == 1:
        return plural(shape[0], word)
    return f"{' x '.join(map(str, shape))} {word}s"
