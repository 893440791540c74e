"""Matrices: the confusion matrix of classes, and numbers in cells."""

from collections.abc import Iterator, Sequence

from edunn.messages import Message, listed
from edunn.plots.chart import Chart
from edunn.plots.panel import Box, ChartAxis, Label, Mark, Panel

SIDE, LARGEST = 44.0, 380.0
"""Of a cell of a few classes, and of the whole matrix, in pixels."""

LEAST_SIZE = 6.0
"""Of a number in a cell, in pixels; smaller ones are left out."""

FAINTEST = 0.04
"""The opacity of an empty cell."""

MANY = 10
"""With more classes, a text alternative leaves the empty cells out."""

Matrix = Sequence[Sequence[int]]


def confusion(title: str, matrix: Matrix, classes: Sequence[str]) -> Chart:
    """A confusion matrix: a row for each true class, a column for each predicted class.

    Example:
        >>> confusion("Animals", [[3, 1], [0, 4]], ["cat", "dog"]).panels[0].description
        'cat: 3 as cat, 1 as dog; dog: 0 as cat, 4 as dog'
    """
    return Chart((confusion_panel(title, matrix, classes),))


def confusion_panel(title: str, matrix: Matrix, classes: Sequence[str], colour: int = 1) -> Panel:
    """That matrix as a panel; the opacity of a cell is its share of the row."""
    longest = max(map(len, classes))
    side = max(min(LARGEST / len(classes), max(SIDE, 7.0 * longest + 8)), 12.0)
    digits = max(len(str(count)) for row in matrix for count in row)
    size = min(15.0, 0.4 * side, 1.25 * side / digits)
    cells = list(_cells(matrix, size, colour))
    return Panel(
        title,
        confusion_in_words(matrix, classes),
        ChartAxis.named(Message("plot.predicted"), classes),
        ChartAxis.named(Message("plot.true"), classes).reversed,
        cells,
        width=side * len(classes) + 46 + 7 * longest,
        height=side * len(classes) + 68,
    )


def _cells(matrix: Matrix, size: float, colour: int) -> Iterator[Mark]:
    """A box for each cell; of many small ones, a large one behind those that are not empty."""
    is_small = size < LEAST_SIZE
    if is_small:
        yield Box(-0.5, -0.5, len(matrix), len(matrix), colour, FAINTEST)
    for i, row in enumerate(matrix):
        for j, count in enumerate(row):
            share = count / max(sum(row), 1)
            if count or not is_small:
                yield Box(j - 0.48, i - 0.48, 0.96, 0.96, colour, FAINTEST + 0.8 * share)
            if not is_small:
                yield Label(j, i, f"{count}", size=size, is_bold=i == j)


def confusion_in_words(matrix: Matrix, classes: Sequence[str]) -> str:
    """A text alternative for the matrix; of many classes, without the empty cells.

    Example:
        >>> confusion_in_words([[3, 1], [0, 4]], ["cat", "dog"])
        'cat: 3 as cat, 1 as dog; dog: 0 as cat, 4 as dog'
    """
    rows = [
        Message("plot.row_of", name=name, row=_row_in_words(row, classes))
        for name, row in zip(classes, matrix, strict=True)
    ]
    return listed(rows)


def _row_in_words(row: Sequence[int], classes: Sequence[str]) -> str:
    cells = [
        Message("plot.count_as", count=count, predicted=predicted)
        for count, predicted in zip(row, classes, strict=True)
        if count or len(classes) <= MANY
    ]
    return listed(cells, "list.comma")
