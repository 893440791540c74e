"""The tables for the terminal."""

from collections.abc import Iterator

from rich.table import Table

from benchmarks.growth import Growth
from benchmarks.measured import Measured
from benchmarks.report.rows import HEADINGS, TRIAL_HEADINGS, rows_of, trial_row
from benchmarks.report.sheets import growth_rows, memory_rows

STYLES = {"yes": "green", "NO": "bold red"}


def tables(measured: Measured) -> Iterator[Table]:
    """What was measured, a table for each kind; nothing for what was not."""
    if measured.results:
        yield comparisons(measured)
    if measured.attempts:
        sheet = Table(*TRIAL_HEADINGS, title="EduNN alone: medians")
        for row in map(trial_row, measured.attempts):
            sheet.add_row(*row, style=STYLES.get(row.met, "dim"))
        yield sheet
    yield from map(growth, measured.growths)
    if measured.peaks:
        sheet = Table("work", "process", "peak memory", title="The most memory ever held")
        for cells in memory_rows(measured.peaks):
            sheet.add_row(*cells)
        yield sheet


def comparisons(measured: Measured) -> Table:
    """One row a comparison, a section for each workload."""
    title = "Medians over rounds; each ratio is taken within its round"
    sheet = Table("work", *HEADINGS, title=title)
    for result in measured.results:
        for row in rows_of(result):
            sheet.add_row(result.workload.name, *row, style=STYLES.get(row.met, "dim"))
        sheet.add_section()
    return sheet


def growth(measured: Growth) -> Table:
    """One row a value, one column a contestant."""
    headings, rows = growth_rows(measured, every_value=True)
    sheet = Table(*headings, title=f"{measured.sweep.title}: time for one {measured.sweep.unit}")
    for cells in rows:
        sheet.add_row(*cells)
    return sheet
