"""Learning curves as a chart: loss, accuracy and, of an evolution, fitness."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from edunn.errors import DataError, UnknownNameError
from edunn.messages import Message
from edunn.plots.chart import Chart
from edunn.plots.curves import Series, curve_panel
from edunn.plots.panel import Panel

PLOTS: Mapping[str, Mapping[str, str]] = {
    "fitness": {"best": "best", "mean": "mean", "worst": "worst"},
    "loss": {"loss": "training", "val_loss": "validation"},
    "accuracy": {"accuracy": "training", "val_accuracy": "validation"},
    "diversity": {"diversity": "diversity"},
    "learning_rate": {"learning_rate": "learning_rate"},
}
"""What each plot shows: columns of the history, and the words of the legend, `plot.` messages."""

DEFAULTS = ("fitness", "loss", "accuracy")


def learning_curves(
    epochs: Sequence[int], columns: Mapping[str, Sequence[Any]], names: Sequence[str], unit: str
) -> Chart:
    """The chart of these plots, side by side.

    Args:
        epochs: the number of each epoch or generation.
        names: keys of `PLOTS`; none are loss, accuracy and fitness, as far as they were measured.
        unit: of the x axis: "epoch" or "generation".

    Raises:
        UnknownNameError: there is no such plot of this history.
        DataError: no epoch is over yet.
    """
    if not epochs:
        raise DataError("there is nothing to plot: no epoch is over yet.")
    measured = {name: _curves(epochs, columns, name) for name in PLOTS}
    known = {name: lines for name, lines in measured.items() if lines}
    for name in names:
        if name not in list(known):  # which a list or a number may be asked, too
            raise UnknownNameError.of("plot of this history", name, known)
    chosen = names or [name for name in DEFAULTS if name in known]
    return Chart(tuple(_panel(name, known[name], unit) for name in chosen))


def _curves(epochs: Sequence[int], columns: Mapping[str, Sequence[Any]], name: str) -> list[Series]:
    """The columns of one plot that were measured."""
    found = {
        word: columns[column]
        for column, word in PLOTS[name].items()
        if column in columns and any(value is not None for value in columns[column])
    }
    return [
        Series(Message(f"plot.{word}"), epochs, _numbers(values), colour=k + 1, is_dashed=k == 1)
        for k, (word, values) in enumerate(found.items())
    ]


def _numbers(values: Sequence[float | None]) -> list[float]:
    return [float("nan") if value is None else float(value) for value in values]


def _panel(name: str, lines: Sequence[Series], unit: str) -> Panel:
    x_title, y_title = Message(f"plot.{unit}"), Message(f"plot.{name}")
    top = 1.0 if name == "accuracy" else None
    panel = curve_panel(Message(f"plot.title.{name}"), lines, x_title, y_title, top)
    if name != "fitness":
        return panel
    middling = curve_panel("", lines[:2], x_title, y_title)  # the worst may be below all measure
    return replace(panel, y=middling.y)
