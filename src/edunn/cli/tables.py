"""Tables, bars and curves that several verbs print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import isfinite, log10
from typing import TYPE_CHECKING, TypeAlias

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from edunn.cli.layout import Whole
from edunn.messages import percent

if TYPE_CHECKING:
    from edunn.evaluation import Evaluation
    from edunn.metrics import Report, Scores
    from edunn.training import History

Scored: TypeAlias = "Mapping[str, tuple[Evaluation, int]]"
"""Groups of rows by name, each with its evaluation and its number of rows."""

BLOCKS = "▁▂▃▄▅▆▇█"

MOST_CLASSES = 10
"""A larger confusion matrix would not fit into a terminal; its largest confusions are listed."""

MOST_COLUMNS = 6
"""Of more outputs than this, a table of predictions shows only the highest."""


def table(title: str, *columns: str, numbers: bool = True) -> Table:
    """An empty table: the first column holds names, the others (usually) numbers."""
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for place, name in enumerate(columns):
        is_number = numbers and place > 0
        made.add_column(
            name, justify="right" if is_number else "left", overflow="fold", no_wrap=is_number
        )
    return made


def evaluation_pages(scored: Scored) -> list[RenderableType]:
    """The evaluation of each group of rows; class by class for the last group."""
    group, (last, _) = list(scored.items())[-1]
    pages: list[RenderableType] = [scores_table(scored)]
    if last.report is not None:
        pages += [report_table(last.report, f"Class by class: {group}"), confusion_table(last)]
    return pages


def scores_table(scored: Scored) -> Table:
    """Loss and accuracy (or errors) of each group of rows."""
    first = next(iter(scored.values()))[0]
    names = ("accuracy",) if first.accuracy is not None else ("mae", "rmse", "r2")
    made = table("", "", "rows", "loss", *names)
    for group, (evaluation, rows) in scored.items():
        figures = [figure(getattr(evaluation, name)) for name in ("loss", *names)]
        if evaluation.accuracy is not None:
            figures[-1] = percent(evaluation.accuracy)
        made.add_row(group, f"{rows:,}", *figures)
    return made


def report_table(report: Report, title: str) -> Table:
    """Precision, recall, F1 and support of each class, then the averages."""
    made = table(title, "", "precision", "recall", "f1", "support")
    for name, scores in zip(report.names, report.classes, strict=True):
        made.add_row(name, *_cells(scores))
    made.add_section()
    made.add_row("accuracy", "", "", percent(report.accuracy), str(report.macro.support))
    made.add_row("macro avg", *_cells(report.macro))
    made.add_row("weighted avg", *_cells(report.weighted))
    return made


def confusion_table(evaluation: Evaluation) -> RenderableType:
    """The confusion matrix; if it is too large, the most frequent mistakes."""
    names = [str(name) for name in evaluation.classes or ()]
    matrix = evaluation.to_dict()["confusion_matrix"]
    mistakes = _confusions(names, matrix)
    if len(names) > MOST_CLASSES:
        return mistakes
    made = table("Confusion matrix (rows: true, columns: predicted)", "", *names)
    for true, (name, counts) in enumerate(zip(names, matrix, strict=True)):
        made.add_row(name, *(_count(count, true == k) for k, count in enumerate(counts)))
    return Whole((made, mistakes))


def curves(history: History, width: int = 40) -> list[Text]:
    """The training and validation loss as a line each, by decades where the range is wide."""
    titles = {"loss": "loss", "val_loss": "held out"}
    columns = {title: history.history.get(name) for name, title in titles.items()}
    return [_curve(title, losses, width) for title, losses in columns.items() if losses]


def figure(value: float) -> str:
    """A number in about four digits, without an exponent where it can be avoided.

    Example:
        >>> [figure(value) for value in (0.07362, 1.5, 215512.3, 6.2e8)]
        ['0.07362', '1.5', '215,512', '6.2e+08']
    """
    return f"{value:,.0f}" if 1e4 <= abs(value) < 1e7 else f"{value:.4g}"


def bars(shares: Mapping[str, float], width: int = 30) -> list[Text]:
    """A bar for each probability, the largest first; of many, the first few."""
    longest = max(map(len, shares))
    ordered = sorted(shares.items(), key=lambda it: -it[1])[:MOST_CLASSES]
    return [
        Text.assemble(f"  {name:<{longest}}  {share:6.3f}  ", ("█" * round(share * width), "cyan"))
        for name, share in ordered
    ]


def sparkline(values: Sequence[float], width: int = 40) -> str:
    """Draw a curve in one line, with blocks of eight heights; a long one is averaged to `width`.

    The lowest block is the lowest value, the highest block the highest; a blank is not finite.

    Example:
        >>> sparkline([0, 1, 2, 3, 4, 5, 6, 7])
        '▁▂▃▄▅▆▇█'
        >>> sparkline([4, 4, 2, 2, 0, 0], width=3)
        '█▅▁'
    """
    curve = squeezed(values, width)
    finite = [value for value in curve if isfinite(value)]
    if not finite:
        return " " * len(curve)
    low, high = min(finite), max(finite)
    return "".join(_block(value, low, high) for value in curve)


def squeezed(values: Sequence[float], width: int) -> list[float]:
    """Average neighbours until at most `width` values are left.

    Example:
        >>> squeezed([1, 3, 5, 7, 8], width=2)
        [2.0, 6.666666666666667]
    """
    if len(values) <= width:
        return [float(value) for value in values]
    edges = [k * len(values) // width for k in range(width + 1)]
    parts = [values[start:stop] for start, stop in pairwise(edges)]
    return [sum(part) / len(part) for part in parts]


def _curve(title: str, losses: Sequence[float], width: int) -> Text:
    by_decades = min(losses) > 0 and max(losses) > 10 * min(losses)
    drawn = sparkline([log10(loss) for loss in losses] if by_decades else losses, width)
    ends = f"  {figure(losses[0])} -> {figure(losses[-1])}{' (log)' if by_decades else ''}"
    return Text.assemble(f"{title:<9} ", (drawn, "cyan"), ends)


def _cells(scores: Scores) -> list[str]:
    return [*(f"{share:.2f}" for share in scores[:3]), str(scores.support)]


def _count(count: int, is_right: bool) -> Text:
    style = "green" if is_right and count else "red" if count else "dim"
    return Text(str(count), style)


def _confusions(names: Sequence[str], matrix: Sequence[Sequence[int]]) -> Table:
    made = table("Most frequent mistakes", "true", "predicted", "rows")
    mistakes = [
        (count, true, predicted)
        for true, counts in enumerate(matrix)
        for predicted, count in enumerate(counts)
        if count and true != predicted
    ]
    for count, true, predicted in sorted(mistakes, key=lambda it: (-it[0], it[1], it[2]))[
        :MOST_CLASSES
    ]:
        made.add_row(names[true], names[predicted], str(count))
    return made


def _block(value: float, low: float, high: float) -> str:
    if not isfinite(value):
        return " "
    share = (value - low) / (high - low) if high > low else 0.0
    return BLOCKS[round(share * (len(BLOCKS) - 1))]
