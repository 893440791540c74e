"""A page of its own: no script, no link to anywhere, readable on paper and on a phone."""

from importlib.resources import files
from xml.etree.ElementTree import Element

from edunn.experiments.pages.markup import Content, as_text, tag


def html_page(title: str, *contents: Content, style: str = "") -> str:
    """The page as a text, with the style sheet that all reports share, and one of its own.

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
    page: Element = tag("html", head, tag("body", *contents), lang="en")
    return "<!doctype html>\n" + as_text(page) + "\n"


def cell(name: str, content: Content) -> Element:
    """A cell of a table with the name of its column, which a narrow page shows beside it.

    Example:
        >>> as_text(cell("Median", "0.9"))
        '<td role="cell"><span class="label">Median</span>0.9</td>'
    """
    return tag("td", tag("span", name, class_="label"), content, role="cell")
