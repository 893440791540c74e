"""The report of a run: tables for the terminal, a page with plots, JSON for programs."""

from benchmarks.report.measured import Measured, plain, read
from benchmarks.report.page import page, tables
from benchmarks.report.plots import draw

__all__ = ["Measured", "draw", "page", "plain", "read", "tables"]
