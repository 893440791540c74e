"""Drawing a confusion matrix: who was taken for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final
from xml.etree.ElementTree import Element

from edunn.experiments.pages.markup import tag
from edunn.experiments.pages.svg import WIDTH, picture

TOP = 42
"""Room for the names above the cells."""

Matrix = Sequence[Sequence[int]]


@final
@dataclass(frozen=True)
class Board:
    """Where the cells lie in the picture, and how large they and their numbers are."""

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
    """A confusion matrix: a row for each true class, a column for each answer.

    The more a cell is inked, the larger its share of the row.

    Args:
        kind: the class that the style sheet colours: "training" or "held-out".
    """
    board = Board.of(matrix, classes)
    parts = [*_names(board, classes), *_cells(board, matrix, kind)]
    height = TOP + board.cell * len(classes) + 8
    return picture(title, in_words(matrix, classes), WIDTH, height, *parts)


def in_words(matrix: Matrix, classes: Sequence[str]) -> str:
    """The matrix for those who do not see it.

    Example:
        >>> in_words([[3, 1], [0, 4]], ["cat", "dog"])
        'cat: 3 as cat, 1 as dog; dog: 0 as cat, 4 as dog'
    """
    rows = (
        ", ".join(f"{count} as {answer}" for count, answer in zip(row, classes, strict=True))
        for row in matrix
    )
    return "; ".join(f"{name}: {row}" for name, row in zip(classes, rows, strict=True))


def _names(board: Board, classes: Sequence[str]) -> list[Element]:
    parts = [
        tag("text", "answer", x=(board.left + WIDTH - 8) / 2, y=14, class_="middle"),
        tag("text", "truth", x=board.left - 8, y=34, class_="end"),
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
