"""Plots: charts as data, drawn as SVG by EduNN itself, or by matplotlib.

    chart = history.plot()
    chart                      # a notebook shows it
    chart.save("curves.svg")   # or .png, .pdf
    chart.draw(ax)             # on axes of matplotlib

panel         axes and marks: what is drawn, as data
chart         panels side by side, to be shown and saved
curves, matrices                            the kinds of plots
svg, axes     the two renderers; colours    palettes for all eyes
"""

from edunn.plots.chart import Chart
from edunn.plots.curves import curves
from edunn.plots.matrices import confusion
from edunn.plots.scatter import predicted_over_true

__all__ = ["Chart", "confusion", "curves", "predicted_over_true"]
