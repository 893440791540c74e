"""What is told of the results: a table for the terminal, a page for the docs, JSON for programs."""

from benchmarks.report.page import page
from benchmarks.report.plain import plain
from benchmarks.report.table import table

__all__ = ["page", "plain", "table"]
