"""Matrices as pictures: heat maps of settings, and confusion matrices of classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final
from xml.etree.ElementTree import Element

from edunn.experiments.heat import CIVIDIS, Heat
from edunn.experiments.pages.document import tag
from edunn.experiments.pages.svg import WIDTH, picture
from edunn.experiments.statistics import Distribution, brief

CELL_WIDTH, CELL_HEIGHT = 84, 44
TOP = 46
"""Room for the names above the cells."""

KEY = 42
"""Room for the colour key below a heat map."""

Matrix = Sequence[Sequence[int]]


def heat_map(title: str, heat: Heat) -> Element:
    """Rows and columns of coloured cells, each with its median and its range, and a colour key."""
    left = 24 + 7.2 * max(len(word) for word in (*heat.rows.words, heat.rows.name))
    height = TOP + CELL_HEIGHT * len(heat.cells)
    width = max(left + CELL_WIDTH * len(heat.columns.values) + 8, left + 206)
    parts = [*_axes(heat, left), *_heat_cells(heat, left), *_key(left, height)]
    drawn = picture(title, heat_in_words(heat), width, height + KEY, *parts)
    drawn.set("style", f"max-width: {1.3 * width:.0f}px; min-width: {0.8 * width:.0f}px")
    return drawn


def heat_in_words(heat: Heat) -> str:
    """A text alternative for the map: its medians, row by row."""
    rows = (
        f"{heat.rows.name} {word}: "
        + ", ".join(
            f"{brief(cell.median)} at {heat.columns.name} {column}"
            for cell, column in zip(row, heat.columns.words, strict=True)
        )
        for word, row in zip(heat.rows.words, heat.cells, strict=True)
    )
    return "; ".join(rows)


def _axes(heat: Heat, left: float) -> list[Element]:
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


def _heat_cells(heat: Heat, left: float) -> list[Element]:
    parts = []
    for i, row in enumerate(heat.cells):
        for j, cell in enumerate(row):
            ground, ink = heat.colours(i, j)
            corner = left + j * CELL_WIDTH, TOP + i * CELL_HEIGHT
            parts += _heat_cell(corner, cell, ground.hex, ink.hex)
    return parts


def _heat_cell(
    corner: tuple[float, float], cell: Distribution, ground: str, ink: str
) -> list[Element]:
    x, y = corner
    middle = x + CELL_WIDTH / 2
    return [
        tag("rect", x=x, y=y, width=CELL_WIDTH - 1, height=CELL_HEIGHT - 1, fill=ground),
        tag(
            "text",
            brief(cell.median),
            x=middle,
            y=y + 20,
            style=_inked(ink, 14),
            class_="middle",
        ),
        tag("text", cell.range, x=middle, y=y + 35, style=_inked(ink, 10.5), class_="middle"),
    ]


def _inked(ink: str, size: float) -> str:
    return f"fill: {ink}; font-size: {size:g}px"


def _key(left: float, top: float) -> list[Element]:
    """The palette from worse to better."""
    step, y = 12, top + 14
    start = left + 42
    parts = [tag("text", "worse", x=start - 6, y=y + 10, class_="end")]
    for k, colour in enumerate(CIVIDIS):
        parts.append(tag("rect", x=start + k * step, y=y, width=step, height=12, fill=colour.hex))
    end = start + len(CIVIDIS) * step
    return [*parts, tag("text", "better", x=end + 6, y=y + 10)]


@final
@dataclass(frozen=True)
class Board:
    """The left edge of a confusion matrix, and the size of its cells and of their numbers."""

    left: float
    cell: float
    size: float

    @classmethod
    def of(cls, matrix: Matrix, classes: Sequence[str]) -> "Board":
        """A board with room for the longest name and the longest number.

        Example:
            >>> Board.of([[1, 0], [0, 1]], ["no", "yes"])
            Board(left=48.0, cell=172.0, size=16.0)
        """
        left = max(48.0, 16 + 7.0 * max(map(len, classes)))
        cell = (WIDTH - 8 - left) / len(classes)
        digits = max(len(str(count)) for row in matrix for count in row)
        return cls(left, cell, min(16.0, 0.4 * cell, 1.25 * cell / digits))

    def middle(self, place: int) -> float:
        """How far the middle of a row or column is from the first one's edge."""
        return (place + 0.5) * self.cell


def confusion(title: str, matrix: Matrix, classes: Sequence[str], kind: str) -> Element:
    """A confusion matrix: a row for each true class, a column for each predicted class.

    The opacity of a cell is its share of the row.

    Args:
        kind: the class that the style sheet colours: "training" or "held-out".
    """
    board = Board.of(matrix, classes)
    parts = [*_names(board, classes), *_cells(board, matrix, kind)]
    height = TOP + board.cell * len(classes) + 8
    return picture(title, confusion_in_words(matrix, classes), WIDTH, height, *parts)


def confusion_in_words(matrix: Matrix, classes: Sequence[str]) -> str:
    """A text alternative for the matrix.

    Example:
        >>> confusion_in_words([[3, 1], [0, 4]], ["cat", "dog"])
        'cat: 3 as cat, 1 as dog; dog: 0 as cat, 4 as dog'
    """
    rows = (
        ", ".join(f"{count} as {predicted}" for count, predicted in zip(row, classes, strict=True))
        for row in matrix
    )
    return "; ".join(f"{name}: {row}" for name, row in zip(classes, rows, strict=True))


def _names(board: Board, classes: Sequence[str]) -> list[Element]:
    parts = [
        tag("text", "predicted", x=(board.left + WIDTH - 8) / 2, y=14, class_="middle"),
        tag("text", "true", x=board.left - 8, y=34, class_="end"),
    ]
    for k, name in enumerate(classes):
        middle = board.middle(k)
        parts.append(tag("text", name, x=board.left + middle, y=34, class_="middle name"))
        parts.append(tag("text", name, x=board.left - 8, y=TOP + middle + 4, class_="end name"))
    return parts


def _cells(board: Board, matrix: Matrix, kind: str) -> list[Element]:
    parts = []
    for i, row in enumerate(matrix):
        for j, count in enumerate(row):
            parts += _cell(board, (i, j), count, count / max(sum(row), 1), kind)
    return parts


def _cell(
    board: Board, place: tuple[int, int], count: int, share: float, kind: str
) -> list[Element]:
    y, x = (board.middle(k) for k in place)
    side = board.cell - 1
    box = {"x": board.left + x - side / 2, "y": TOP + y - side / 2, "width": side, "height": side}
    middle = {"x": board.left + x, "y": TOP + y + 0.35 * board.size}
    ink = "on" if share > 0.6 else "off"
    font = f"font-size: {board.size:.1f}px"
    return [
        tag("rect", **box, class_="empty"),
        tag("rect", **box, fill_opacity=share, class_=kind),
        tag("text", f"{count}", **middle, style=font, class_=f"middle count {ink}"),
    ]
