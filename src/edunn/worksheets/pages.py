"""The pages of worksheets and of their key: HTML for a printer, a page for each student."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from xml.etree.ElementTree import Element

import numpy as np

from edunn.arrays import Array
from edunn.experiments.pages.document import html_page
from edunn.markup import tag
from edunn.worksheets.expressions import as_written
from edunn.worksheets.sheet import Sheet

Sheets = Mapping[str, Sheet]
"""The worksheet of each student, by name."""


def worksheet_page(sheets: Sheets) -> str:
    """All worksheets, to be printed and filled in.

    Example:
        >>> from edunn.worksheets import KINDS, sheet_for
        >>> "Ada" in worksheet_page({"Ada": sheet_for(KINDS["loss"], "Ada", seed=7)})
        True
    """
    return _page(
        "Worksheets", [_sheet(name, sheet, _blanks(sheet)) for name, sheet in sheets.items()]
    )


def key_page(sheets: Sheets) -> str:
    """The answer key: every line with its formula, its numbers, and the result.

    Example:
        >>> from edunn.worksheets import KINDS, sheet_for
        >>> "mae" in key_page({"Ada": sheet_for(KINDS["loss"], "Ada", seed=7)})
        True
    """
    return _page(
        "Answer key", [_sheet(name, sheet, _solved(sheet)) for name, sheet in sheets.items()]
    )


def _page(title: str, sheets: list[Element]) -> str:
    style = (files("edunn.worksheets") / "worksheets.css").read_text("utf-8")
    return html_page(title, *sheets, style=style)


def _sheet(student: str, sheet: Sheet, lines: Element) -> Element:
    given = [_given(name, np.asarray(array)) for name, array in sheet.given.items()]
    return tag(
        "section",
        tag(
            "p",
            tag("span", "EduNN: " + sheet.kind.replace("_", " ")),
            tag("b", student),
            class_="name",
        ),
        tag("h1", sheet.title),
        tag("p", sheet.instructions),
        tag("ul", *(tag("li", formula) for formula in sheet.formulas), class_="formulas"),
        tag("div", *given, class_="given"),
        lines,
        class_="sheet",
    )


def _given(name: str, array: Array) -> Element:
    """One array with its indices, a number by itself, or a row of a vector."""
    if array.ndim == 0:
        return tag("p", tag("var", name), " = ", as_written(float(array)))
    head = [tag("th", str(k), scope="col") for k in range(array.shape[-1])]
    rows = [array] if array.ndim == 1 else list(array)
    return tag(
        "table",
        tag("caption", tag("var", name)),
        tag("tr", tag("td"), *head),
        *(_row(str(k) if array.ndim == 2 else "", row) for k, row in enumerate(rows)),
    )


def _row(head: str, numbers: Array) -> Element:
    cells = [tag("td", as_written(float(number))) for number in numbers]
    return tag("tr", tag("th", head, scope="row") if head else tag("td"), *cells)


def _blanks(sheet: Sheet) -> Element:
    lines = (
        tag("li", tag("var", line.label), " = ", tag("span", class_="blank"))
        for line in sheet.lines
    )
    return tag("ol", *lines, class_="lines")


def _solved(sheet: Sheet) -> Element:
    return tag("ol", *_solutions(sheet), class_="solutions")


def _solutions(sheet: Sheet) -> Iterator[Element]:
    known = sheet.numbers | sheet.key
    for line in sheet.lines:
        steps = f" = {line.derivation(known)} = "
        yield tag("li", tag("var", line.label), steps, tag("b", as_written(known[line.label])))
