"""The table for the terminal."""

from collections.abc import Sequence

from rich.table import Table

from benchmarks.report.rows import rows_of
from benchmarks.rounds import Result

HEADINGS = ("work", "peer", "peer's", "EduNN's", "EduNN is", "min .. max", "bar", "met")
STYLES = {"yes": "green", "NO": "bold red"}


def table(results: Sequence[Result]) -> Table:
    """One row a comparison, a section for each workload."""
    sheet = Table(*HEADINGS, title="Medians over rounds; each ratio is taken within its round")
    for result in results:
        for row in rows_of([result]):
            sheet.add_row(row.name, *row[2:], style=STYLES.get(row.met, "dim"))
        sheet.add_section()
    return sheet
