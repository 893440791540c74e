"""Drawing a heat map: rows and columns of coloured cells, each with its numbers."""

from xml.etree.ElementTree import Element

from edunn.experiments.distribution import Distribution, shown
from edunn.experiments.heat import Heat
from edunn.experiments.pages.markup import tag
from edunn.experiments.pages.svg import picture
from edunn.experiments.palette import CIVIDIS

CELL_WIDTH, CELL_HEIGHT = 84, 44
TOP = 46
"""Room for the names above the cells."""

KEY = 42
"""Room for the colours' key below them."""


def heat_map(title: str, heat: Heat) -> Element:
    """The cells with their medians, and smaller their least and largest; a key to the colours."""
    left = 24 + 7.2 * max(len(word) for word in (*heat.rows.words, heat.rows.name))
    height = TOP + CELL_HEIGHT * len(heat.cells)
    width = max(left + CELL_WIDTH * len(heat.columns.values) + 8, left + 190)
    parts = [*_names(heat, left), *_cells(heat, left), *_key(left, height)]
    drawn = picture(title, in_words(heat), width, height + KEY, *parts)
    drawn.set("style", f"max-width: {1.3 * width:.0f}px; min-width: {0.8 * width:.0f}px")
    return drawn


def in_words(heat: Heat) -> str:
    """The map for those who do not see it: its medians, row by row."""
    rows = (
        f"{heat.rows.name} {word}: "
        + ", ".join(
            f"{shown(cell.median)} at {heat.columns.name} {column}"
            for cell, column in zip(row, heat.columns.words, strict=True)
        )
        for word, row in zip(heat.rows.words, heat.cells, strict=True)
    )
    return "; ".join(rows)


def _names(heat: Heat, left: float) -> list[Element]:
    middle = left + CELL_WIDTH * len(heat.columns.values) / 2
    parts = [
        tag("text", heat.columns.name, x=middle, y=16, class_="middle"),
        tag("text", heat.rows.name, x=left - 10, y=TOP - 10, class_="end"),
    ]
    for k, word in enumerate(heat.columns.words):
        x = left + (k + 0.5) * CELL_WIDTH
        parts.append(tag("text", word, x=x, y=TOP - 10, class_="middle name"))
    for k, word in enumerate(heat.rows.words):
        y = TOP + (k + 0.5) * CELL_HEIGHT + 4
        parts.append(tag("text", word, x=left - 10, y=y, class_="end name"))
    return parts


def _cells(heat: Heat, left: float) -> list[Element]:
    parts = []
    for i, row in enumerate(heat.cells):
        for j, cell in enumerate(row):
            ground, ink = heat.colours(i, j)
            corner = left + j * CELL_WIDTH, TOP + i * CELL_HEIGHT
            parts += _cell(corner, cell, ground.hex, ink.hex)
    return parts


def _cell(corner: tuple[float, float], cell: Distribution, ground: str, ink: str) -> list[Element]:
    x, y = corner
    middle = x + CELL_WIDTH / 2
    span = f"{shown(cell.low)} .. {shown(cell.high)}"
    return [
        tag("rect", x=x, y=y, width=CELL_WIDTH - 1, height=CELL_HEIGHT - 1, fill=ground),
        tag("text", shown(cell.median), x=middle, y=y + 20, style=_inked(ink, 14), class_="middle"),
        tag("text", span, x=middle, y=y + 35, style=_inked(ink, 10.5), class_="middle"),
    ]


def _inked(ink: str, size: float) -> str:
    return f"fill: {ink}; font-size: {size:g}px"


def _key(left: float, top: float) -> list[Element]:
    """The palette from worst to best, in words at both ends."""
    step, y = 12, top + 14
    start = left + 42
    parts = [tag("text", "worse", x=start - 6, y=y + 10, class_="end")]
    for k, colour in enumerate(CIVIDIS):
        parts.append(tag("rect", x=start + k * step, y=y, width=step, height=12, fill=colour.hex))
    end = start + len(CIVIDIS) * step
    return [*parts, tag("text", "better", x=end + 6, y=y + 10)]
