"""HTML for notebooks: tables, folds and notes, in the colours and letters of the page around them.

A notebook calls `_repr_html_` of the last value of a cell. There is no script and no style sheet
here: JupyterLab, VS Code and marimo each have a bright and a dark page, and what is shown inherits
theirs.
"""

from collections.abc import Collection, Sequence
from typing import final
from xml.etree.ElementTree import Element

from edunn.errors import DataError
from edunn.markup import Content, as_text, tag
from edunn.mathml import mathml

RULE = "1px solid color-mix(in srgb, currentColor 25%, transparent)"
PALE = "opacity: 0.7"
MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"


def page(title: str, *contents: Content) -> str:
    """The whole of what a value shows: its title in bold letters, and its parts.

    Example:
        >>> page("History", tag("p", "empty"))[-38:]
        '<b>History</b></div><p>empty</p></div>'
    """
    head = tag("div", tag("b", title)) if title else None
    return as_text(tag("div", head, *contents, class_="edunn", style="line-height: 1.45"))


def text(words: str, pale: bool = False) -> Element:
    """A paragraph."""
    style = "margin: 0.2em 0; max-width: 60em"
    return tag("div", words, style=f"{style}; {PALE}" if pale else style)


def listed(sentences: Sequence[str]) -> Element | None:
    """A list of sentences; None of none."""
    if not sentences:
        return None
    items = (tag("li", sentence) for sentence in sentences)
    return tag("ul", *items, style="margin: 0.2em 0; padding-left: 1.4em")


def table(
    header: Sequence[str], rows: Sequence[Sequence[Content]], left: Collection[int] = ()
) -> Element:
    """A table, flush right; the columns `left` are flush left.

    Example:
        >>> as_text(table(["x"], [["1"]])).count("</td>")
        1
    """

    def side(k: int) -> str:
        return f"text-align: {'left' if k in left else 'right'}; padding: 0.15em 0.7em"

    head = tag("tr", *(tag("th", name, style=side(k)) for k, name in enumerate(header)))
    lines = (tag("tr", *(tag("td", cell, style=side(k)) for k, cell in enumerate(r))) for r in rows)
    style = "border-collapse: collapse; margin: 0.4em 0; font-size: inherit"
    style += "; font-variant-numeric: tabular-nums"
    ruled = tag("thead", head, style=f"border-bottom: {RULE}")
    return tag(
        "div", tag("table", ruled, tag("tbody", *lines), style=style), style="overflow: auto"
    )


def fold(summary: Content, *contents: Content, is_open: bool = False) -> Element:
    """A part that opens with a click on its summary."""
    head = tag("summary", summary, style="cursor: pointer")
    inside = tag("div", *contents, style="margin: 0.2em 0 0.6em 1.1em")
    opened = {"open": "open"} if is_open else {}
    return tag("details", head, inside, **opened)


def code(lines: str) -> Element:
    """Lines in letters of one width."""
    style = f"margin: 0.3em 0; overflow: auto; font-family: {MONO}; font-size: 0.95em"
    return tag("pre", lines, style=f"{style}; background: none; color: inherit; padding: 0")


def formula(latex: str, plain: str) -> Element:
    """A formula as a browser draws it, or, where it is more than that, in plain letters."""
    try:
        drawn = mathml(latex)
    except DataError:
        return code(plain)
    return tag("div", drawn, style="margin: 0.3em 0; overflow: auto", title=plain)


@final
class TextTable(str):
    r"""A table as text, which a notebook shows as a table of HTML.

    Args:
        words: the text.
        header, rows, left: the table, as for `table`.
        note: a line below it.

    Example:
        >>> TextTable("x  y\n1  2", ["x", "y"], [["1", "2"]])
        x  y
        1  2
    """

    __slots__ = ("element",)
    element: Element

    def __new__(
        cls,
        words: str,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        left: Collection[int] = (),
        note: str = "",
    ) -> "TextTable":
        """The text, with the table beside it."""
        it = super().__new__(cls, words)
        it.element = tag("div", table(header, rows, left), text(note, pale=True) if note else None)
        return it

    def _repr_html_(self) -> str:
        return page("", self.element)

    def __repr__(self) -> str:
        return str(self)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)
