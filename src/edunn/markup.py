"""HTML and SVG from function calls: `tag("p", "Iris has ", tag("b", "150"), " flowers.")`.

A tag is an element of the standard library's ElementTree, and all text is escaped when it is
written. Reports, plots and notebooks are made of these.
"""

from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

Content: TypeAlias = Element | str | None
"""What stands in an element: another one, a text, or nothing."""


def tag(name: str, /, *contents: Content, **attributes: str | float) -> Element:
    """An element with its contents in order; None is left out.

    `class_` and `for_` stand for attributes that are words of Python, `stroke_width` for
    `stroke-width`; numbers are cut to two decimals.

    Example:
        >>> as_text(tag("p", "1 < 2", tag("br"), "always", class_="fact"))
        '<p class="fact">1 &lt; 2<br>always</p>'
    """
    element = Element(name, {_attribute(key): _value(v) for key, v in attributes.items()})
    for content in contents:
        if isinstance(content, Element):
            element.append(content)
        elif content is not None:
            _append_text(element, content)
    return element


def as_text(element: Element) -> str:
    """The element as HTML, SVG inside included."""
    return tostring(element, encoding="unicode", method="html")


def _append_text(element: Element, text: str) -> None:
    """ElementTree keeps text after a child as that child's tail."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = element.text + text if element.text else text  # a message stays one


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
