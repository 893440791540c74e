"""Matrices as pictures: heat maps of settings, and confusion matrices of classes."""

from collections.abc import Sequence
from typing import NamedTuple
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


class Board(NamedTuple):
    """The left edge of a matrix, and the size of its cells.

    Example:
        >>> Board.of([[1, 0], [0, 1]], ["no", "yes"])
        Board(left=48.0, width=172.0, height=172.0, size=16.0)
    """

    left: float
    width: float
    height: float
    size: float = 0.0
    """Of the numbers in the cells."""

    @classmethod
    def of(cls, matrix: Matrix, classes: Sequence[str]) -> "Board":
        """A board of squares with room for the longest name and the longest number."""
        left = max(48.0, 16 + 7.0 * max(map(len, classes)))
        cell = (WIDTH - 8 - left) / len(classes)
        digits = max(len(str(count)) for row in matrix for count in row)
        return cls(left, cell, cell, min(16.0, 0.4 * cell, 1.25 * cell / digits))

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """The upper left corner of a cell."""
        return self.left + column * self.width, TOP + row * self.height

    def names(
        self, down: str, rows: Sequence[str], across: str, columns: Sequence[str]
    ) -> list[Element]:
        """What goes down and what goes across, and the name of each row and column."""
        edge, middle = self.left - 8, self.left + self.width * len(columns) / 2
        parts = [
            tag("text", across, x=middle, y=TOP - 30, class_="middle"),
            tag("text", down, x=edge, y=TOP - 10, class_="end"),
        ]
        for k, name in enumerate(columns):
            x = self.left + (k + 0.5) * self.width
            parts.append(tag("text", name, x=x, y=TOP - 10, class_="middle name"))
        for k, name in enumerate(rows):
            y = TOP + (k + 0.5) * self.height + 4
            parts.append(tag("text", name, x=edge, y=y, class_="end name"))
        return parts


def heat_map(title: str, heat: Heat) -> Element:
    """Rows and columns of coloured cells, each with its median and its range, and a colour key."""
    left = 24 + 7.2 * max(len(word) for word in (*heat.rows.words, heat.rows.name))
    board = Board(left, CELL_WIDTH, CELL_HEIGHT)
    height = TOP + CELL_HEIGHT * len(heat.cells)
    width = max(left + CELL_WIDTH * len(heat.columns.values) + 8, left + 206)
    names = board.names(heat.rows.name, heat.rows.words, heat.columns.name, heat.columns.words)
    parts = [*names, *_heat_cells(heat, board), *_key(left, height)]
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


def _heat_cells(heat: Heat, board: Board) -> list[Element]:
    parts = []
    for i, row in enumerate(heat.cells):
        for j, cell in enumerate(row):
            ground, ink = heat.colours(i, j)
            parts += _heat_cell(board.corner(i, j), cell, ground.hex, ink.hex)
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


def confusion(title: str, matrix: Matrix, classes: Sequence[str], kind: str) -> Element:
    """A confusion matrix: a row for each true class, a column for each predicted class.

    The opacity of a cell is its share of the row.

    Args:
        kind: the class that the style sheet colours: "training" or "held-out".
    """
    board = Board.of(matrix, classes)
    parts = board.names("true", classes, "predicted", classes)
    for i, row in enumerate(matrix):
        for j, count in enumerate(row):
            parts += _cell(board, board.corner(i, j), count, count / max(sum(row), 1), kind)
    height = TOP + board.height * len(classes) + 8
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


def _cell(
    board: Board, corner: tuple[float, float], count: int, share: float, kind: str
) -> list[Element]:
    (x, y), side = corner, board.width - 1
    box = {"x": x + 0.5, "y": y + 0.5, "width": side, "height": side}
    middle = {"x": x + board.width / 2, "y": y + board.height / 2 + 0.35 * board.size}
    ink = "on" if share > 0.6 else "off"
    font = f"font-size: {board.size:.1f}px"
    return [
        tag("rect", **box, class_="empty"),
        tag("rect", **box, fill_opacity=share, class_=kind),
        tag("text", f"{count}", **middle, style=font, class_=f"middle count {ink}"),
    ]
