"""What is told of a run: tables for the terminal, a page with plots, JSON for programs."""

from benchmarks.report.page import page
from benchmarks.report.plain import plain
from benchmarks.report.plots import draw
from benchmarks.report.reading import read
from benchmarks.report.table import tables

__all__ = ["draw", "page", "plain", "read", "tables"]
