"""A chart: one panel or several side by side, to be looked at, saved, or drawn with matplotlib."""

import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, final
from xml.etree.ElementTree import Element

import numpy as np

from edunn.errors import SettingError, UnknownNameError
from edunn.frontend import notebook_output
from edunn.markup import as_text, tag
from edunn.plots import axes as with_matplotlib
from edunn.plots.panel import Panel
from edunn.plots.svg import drawn, height_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAPER, INK = "#ffffff", "#1d2430"
"""A saved picture has a paper of its own, because nobody knows what it will lie on."""

FORMATS = ("svg", "png", "pdf")


@final
@dataclass(frozen=True)
class Chart:
    """A plot; a notebook shows it by itself, in the colours of its page.

    Args:
        panels: the coordinate systems, from left to right.

    Example:
        >>> from edunn.plots import curves
        >>> chart = curves("Loss", {"training": [0.9, 0.4, 0.2]})
        >>> chart.svg()[:4]
        '<svg'
        >>> chart
        <Chart Loss: use .show(), .save("plot.svg") or .draw(); a notebook shows it by itself>
    """

    panels: tuple[Panel, ...]

    def svg(self) -> str:
        """The chart as one SVG picture, with a white background."""
        width = sum(panel.width for panel in self.panels)
        height = max(map(height_of, self.panels))
        parts, left = [tag("rect", width=width, height=height, fill=PAPER)], 0.0
        for panel in self.panels:
            part = drawn(panel)
            place = {"x": left, "y": 0.0, "width": panel.width, "height": height_of(panel)}
            for name, value in place.items():
                part.set(name, f"{value:g}")
            parts.append(part)
            left += panel.width
        size = {"width": width, "height": height, "viewBox": f"0 0 {width:g} {height:g}"}
        style = f"color: {INK}; font-family: system-ui, sans-serif"
        return as_text(tag("svg", *parts, xmlns="http://www.w3.org/2000/svg", style=style, **size))

    def save(self, path: str | PathLike[str]) -> None:
        """Write the chart into a file: .svg as it is, .png and .pdf by matplotlib.

        Raises:
            UnknownNameError: another ending.
            SettingError: .png and .pdf need matplotlib, which is not installed.
            OSError: the file cannot be written.
        """
        place = Path(path)
        ending = place.suffix.lower().removeprefix(".")
        if ending not in FORMATS:
            raise UnknownNameError.of("format of a picture", ending or str(path), FORMATS)
        if ending == "svg":
            place.write_text(self.svg() + "\n", "utf-8")
            return
        with_matplotlib.require_matplotlib(f"saving a plot as .{ending}")
        with_matplotlib.figure_of(self.panels).savefig(place, dpi=160)

    def draw(self, ax: Any = None) -> "Axes | Sequence[Axes]":
        """Draw it with matplotlib, on axes of yours or on a new figure, and return the axes.

        Args:
            ax: axes for a single panel; a sequence of axes, one for each, for several.

        Raises:
            SettingError: matplotlib is not installed, or the number of axes does not fit.
        """
        with_matplotlib.require_matplotlib("draw()")
        if ax is None:
            from matplotlib import pyplot

            width = sum(panel.width for panel in self.panels) / with_matplotlib.PIXELS
            height = max(panel.height for panel in self.panels) / with_matplotlib.PIXELS
            _, ax = pyplot.subplots(
                1, len(self.panels), figsize=(width, height), layout="constrained"
            )
        places = np.ravel(np.asarray(ax, dtype=object)).tolist()
        if not all(hasattr(place, "plot") for place in places):
            raise SettingError(f"ax is {ax!r}, but must be axes of matplotlib: pyplot.gca().")
        if len(places) != len(self.panels):
            raise SettingError(
                f"{len(places)} axes came for {len(self.panels)} panels: "
                f"{', '.join(panel.title for panel in self.panels)}. Pass one for each."
            )
        for panel, place in zip(self.panels, places, strict=True):
            with_matplotlib.draw(panel, place)
        return places[0] if len(places) == 1 else places

    def show(self) -> None:
        """Open it in the browser; in a notebook, display it."""
        output = notebook_output()
        if output is not None:
            output.show(self)
            return
        with NamedTemporaryFile("w", suffix=".svg", delete=False, encoding="utf-8") as file:
            file.write(self.svg())
        webbrowser.open(Path(file.name).as_uri())

    def element(self) -> Element:
        """The panels beside each other, or below each other on a narrow page, as HTML."""
        parts = []
        for panel in self.panels:
            part = drawn(panel)
            part.set("style", f"width: {panel.width:g}px; max-width: 100%; height: auto")
            parts.append(part)
        row = "display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start"
        return tag("div", *parts, style=row, class_="edunn-chart")

    def _repr_html_(self) -> str:
        return as_text(self.element())

    def __repr__(self) -> str:
        titles = ", ".join(panel.title for panel in self.panels)
        hint = 'use .show(), .save("plot.svg") or .draw(); a notebook shows it by itself'
        return f"<Chart {titles}: {hint}>"
