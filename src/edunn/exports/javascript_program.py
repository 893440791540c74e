"""A network as a module of JavaScript, for a web page or for Node; and as a page that uses it."""

import json
from collections.abc import Iterator
from html import escape
from math import prod

from edunn.arrays import Array
from edunn.exports.arrays_as_text import are_legible, base64_of, literal
from edunn.exports.javascript_layers import JavaScriptCode, lines_of
from edunn.exports.page import PAGE
from edunn.exports.programs import in_comment
from edunn.exports.python_program import described
from edunn.exports.stages import Computation
from edunn.text import plural

TYPED = {"float32": "Float32Array", "float64": "Float64Array"}


def javascript_program(computation: Computation, file: str = "net.js") -> str:
    """The text of an ES module with `predict` and, for classes, `classify`, of one row each.

    Args:
        file: its name, for its own instructions.

    Raises:
        SettingError: JavaScript has no program for a layer.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> program = javascript_program(computation_of(Model([[4], [3, "softmax"]])))
        >>> "const z1 = dense(x, W1, b1);" in program
        True
    """
    code = JavaScriptCode()
    forward = [line for stage in computation.stages for line in lines_of(stage, code)]
    is_legible = are_legible(computation.arrays)
    if not is_legible:
        code.add("decoded")
    arrays = "\n".join(_array_lines(computation.arrays, is_legible))
    parts = [
        _heading(computation, file),
        "\n".join(_constants(computation)),
        "\n\n".join(code.functions.values()),
        arrays,
        _predict(computation, forward),
        _classify(computation),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def html_page(computation: Computation, file: str = "net.html") -> str:
    """A page with a field for each input, which shows the outputs; the module is within it.

    Raises:
        SettingError: JavaScript has no program for a layer.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> html_page(computation_of(Model([[4], [3, "softmax"]]))).splitlines()[0]
        '<!doctype html>'
    """
    program = javascript_program(computation, file).replace("</", "<\\/").replace("<!--", "<\\!--")
    return PAGE.replace("TITLE", escape(file.rpartition(".")[0])).replace("PROGRAM", program)


def _heading(computation: Computation, file: str) -> str:
    return f"""// A neural network in JavaScript, written by EduNN: {described(computation)}.
//
//     import {{ predict }} from "./{in_comment(file)}";
//     predict(row)        // the outputs of a row of {plural(prod(computation.shape), "number")}"""


def _constants(computation: Computation) -> Iterator[str]:
    named = {
        "inputs": computation.feature_names,
        "classes": computation.classes,
        "labels": computation.marks,
        "names": output_names(computation),
        "size": prod(computation.shape),
        "usual": tuple(computation.usual),
    }
    for word, value in named.items():
        given = list(value) if isinstance(value, tuple) else value
        yield f"export const {word} = {json.dumps(given, ensure_ascii=False)};"


def output_names(computation: Computation) -> list[str]:
    """A name for each output: of a class or label, or its number.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> output_names(computation_of(Model([[4], [2]])))
        ['output 1', 'output 2']
    """
    classes, outputs = computation.classes, computation.outputs
    named = classes[-1:] if outputs == 1 else classes
    named = named or computation.marks
    return [str(it) for it in named] or [f"output {k + 1}" for k in range(outputs)]


def _array_lines(arrays: dict[str, Array], is_legible: bool) -> Iterator[str]:
    for name, array in arrays.items():
        flat = array if array.ndim == 2 else array.ravel()
        if is_legible:
            start = f"const {name} = "
            yield f"{start}{literal(flat, len(start))};"
        else:
            columns = flat.shape[-1] if flat.ndim == 2 else 0
            kind = TYPED[str(array.dtype)]
            yield f'const {name} = decoded("{base64_of(flat)}", {columns}, {kind});'


def _predict(computation: Computation, forward: list[str]) -> str:
    size, y = prod(computation.shape), computation.output
    numbers = plural(size, "number")
    rounded = "Math.fround" if computation.entry == "float32" else "Number"
    unit = f"{y}.map((q, i) => q * deviation[i] + mean[i])" if computation.unit else y
    lines = "\n  ".join(forward)
    return f"""/** The outputs of one row of {numbers}. */
export function predict(row) {{
  const x = Array.from(row).flat(Infinity).map({rounded});
  if (x.length !== {size}) throw new RangeError(`a row is {numbers}, not ${{x.length}}`);
  if (!x.every(Number.isFinite)) throw new RangeError("a number is missing");
  {lines}
  return {unit};
}}"""


def _classify(computation: Computation) -> str:
    middle = computation.middle
    if computation.marks:
        return f"""/** The labels of one row. */
export function classify(row) {{
  const y = predict(row);
  return labels.filter((_, i) => y[i] > {middle});
}}"""
    if not computation.classes:
        return ""
    chosen = "y.indexOf(Math.max(...y))"
    chosen = f"y[0] > {middle} ? 1 : 0" if computation.outputs == 1 else chosen
    return f"""/** The class of one row. */
export function classify(row) {{
  const y = predict(row);
  return classes[{chosen}];
}}"""
