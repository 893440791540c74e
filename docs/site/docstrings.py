"""EduNN's docstrings, prepared for Sphinx: formulas are typeset, and plain text stays as it is.

Docstrings are written to be read in a terminal, where `2 * x` is a product. So signs that mean
something in reStructuredText are escaped, indented lines become blocks of code, and the sections
`Formula:`, `Derivative:`, `Gradient:`, `Shapes:` and `Source:` become fields.
"""

import inspect
import re
from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from edunn.formulas import Formula
from edunn.formulas import symbol as latex_of_name

FIELD = re.compile(r"(Formula|Derivative|Gradient|Shapes|Source|State):\s+(\S.*)")
SECTION = re.compile(r"(Args|Raises|Returns|Yields|Attributes|Example|Examples):$")
COMPUTED = {"Formula", "Derivative", "Gradient"}
LEFT = {  # the attribute that has the formula, and what stands left of its equals sign
    "formula": ("Formula", "y"),
    "cost_formula": ("Formula", r"\operatorname{cost}(y, t)"),
    "penalty_formula": ("Formula", r"\operatorname{penalty}(W)"),
    "derivative_formula": ("Derivative", ""),
    "gradient_formula": ("Gradient", "dW"),
}


def formulas_of(thing: object) -> Iterator[tuple[str, str]]:
    """The LaTeX of a class's own formulas, each with the name of the field that it belongs to."""
    if not inspect.isclass(thing) or inspect.isabstract(thing):
        return
    for name, formula in read(thing, "formulas", {}).items():
        left = latex_of_name(name)
        yield "Formula", f"{left}' = {formula.latex}"
    for equation in read(thing, "equations", ()):
        yield "Formula", equation.latex
    for attribute, (field, left) in LEFT.items():
        formula = read(thing, attribute, None)
        if isinstance(formula, Formula) and formula.latex:
            above = "y" if read(thing, "formula", None) else r"\operatorname{cost}"
            below = "x" if above == "y" else "y"
            derivative = rf"\frac{{d{above}}}{{d{below}}}"
            yield field, f"{left or derivative} = {formula.latex}"


def read(thing: type, attribute: str, otherwise: Any) -> Any:
    """An attribute of a class, or of its instance with the usual settings."""
    value = getattr(thing, attribute, otherwise)
    if not isinstance(value, property):
        return value
    try:
        return getattr(thing(), attribute)
    except TypeError:  # it has settings without a usual value
        return otherwise


def escaped(line: str) -> str:
    """Plain text, of which only what is between backticks is special."""
    parts = line.split("`")
    parts[::2] = [re.sub(r"([*|\\])|(?<=\w)_(?!\w)", _escape, part) for part in parts[::2]]
    return "`".join(parts)


def _escape(sign: re.Match[str]) -> str:
    return "\\" + sign[0]


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip())


def block_from(lines: list[str], at: int, indent: int) -> list[str]:
    """The lines from `at` on that are indented by more, without those that are empty at its end."""
    end = at
    while end < len(lines) and (not lines[end].strip() or indent_of(lines[end]) > indent):
        end += 1
    while end > at and not lines[end - 1].strip():
        end -= 1
    return lines[at:end]


def prepared(lines: list[str], typeset: list[tuple[str, str]]) -> Iterator[str]:
    """The docstring as reStructuredText, for Napoleon to read next."""
    at = 0
    while at < len(lines):
        line = lines[at]
        found = FIELD.fullmatch(line)
        inside = block_from(lines, at + 1, indent_of(line)) if line.strip() else []
        if found:
            latex = [formula for name, formula in typeset if name == found[1]]
            yield from field_of(found[1], [found[2], *map(str.strip, inside)], latex)
        elif SECTION.fullmatch(line):
            inside_text = inside if line.startswith("Example") else map(escaped, inside)
            yield from (line, *inside_text)
        elif line.startswith("    "):
            inside = block_from(lines, at, 0)
            yield from ("::", "", *inside, "")
            at -= 1
        else:
            yield escaped(line)
            inside = []
        at += 1 + len(inside)


def field_of(name: str, text: list[str], latex: list[str]) -> Iterator[str]:
    """A section as a field: its formulas, then its text."""
    yield f":{name}:"
    for formula in latex:
        yield from ("    .. math::", "", f"        {formula}", "")
    if name in COMPUTED:
        yield from ("    .. code-block:: text", "", *(f"        {line}" for line in text), "")
    else:
        yield from (*(f"    {escaped(line)}" for line in text), "")


def prepare(
    app: Sphinx, what: str, name: str, thing: object, options: Any, lines: list[str]
) -> None:
    """Replace a docstring, for autodoc."""
    lines[:] = list(prepared(list(lines), list(formulas_of(thing))))


def is_left_out(
    app: Sphinx, what: str, name: str, thing: object, skip: bool, options: Any
) -> bool | None:
    """Formulas stand in the text of their class, and scikit-learn's own methods in its pages."""
    is_formula = isinstance(thing, Formula) or name in ("formulas", *LEFT)
    return True if is_formula or re.fullmatch(r"[sg]et_\w*_(request|routing)", name) else None


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect it all to autodoc."""
    app.connect("autodoc-process-docstring", prepare, priority=400)  # Napoleon comes at 500
    app.connect("autodoc-skip-member", is_left_out)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
