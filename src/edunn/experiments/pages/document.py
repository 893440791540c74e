"""HTML pages of `edunn.markup`: no script, no links, readable on paper and on a phone."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from xml.etree.ElementTree import Element

from edunn.markup import Content, as_text, tag
from edunn.messages import LanguageCode, language


def html_page(title: str, *contents: Content, style: str = "", code: LanguageCode = "en") -> str:
    """The page as text, with the style sheet that all reports share, and one of its own.

    Every text that is a message is said in the language of that code.

    Example:
        >>> html_page("Nothing", tag("p", "at all")).splitlines()[0]
        '<!doctype html>'
    """
    shared = (files("edunn.experiments.pages") / "report.css").read_text("utf-8")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", shared + style),
    )
    page, words = tag("html", head, tag("body", *contents), lang=code), language(code)
    for element in page.iter():
        element.text = None if element.text is None else words.said(element.text)
    return f"<!doctype html>\n{as_text(page)}\n"


def cell(name: str, content: Content) -> Element:
    """A cell of a table with the name of its column, which a narrow page shows beside it.

    Example:
        >>> as_text(cell("Median", "0.9"))
        '<td role="cell"><span class="label">Median</span>0.9</td>'
    """
    return tag("td", tag("span", name, class_="label"), content, role="cell")


def header(title: str, *contents: Content) -> Element:
    """The top of a page: the name of the program, the title, and an introduction."""
    return tag("header", tag("p", "EduNN", class_="brand"), tag("h1", title), *contents)


def section(title: str, *contents: Content) -> Element:
    """A part of a page with a heading."""
    return tag("section", tag("h2", title), *contents)


def table(columns: Sequence[str], rows: Iterable[Element]) -> Element:
    """A table with a row of headings; on a narrow page its rows become cards."""
    head = tag("tr", *(tag("th", name, scope="col", role="columnheader") for name in columns))
    body = tag("tbody", *rows)
    return tag("table", tag("thead", head), body, class_="results", role="table")


def row(head: Sequence[Content], cells: Mapping[str, Content]) -> Element:
    """A row of that table: its heading, and each cell by the name of its column."""
    first = tag("th", *head, scope="row", role="rowheader")
    return tag("tr", first, *(cell(*pair) for pair in cells.items()), role="row")
