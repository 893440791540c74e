"""The page for the docs: the same table in Markdown, and how it was measured."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.report.rows import rows_of
from benchmarks.rounds import Result

OPENING = """\
# Benchmarks

Written by `make bench`; do not edit. EduNN's readable engine beside its peers: in one run, on the
same data, with the same architecture, dtype, number of threads and, where a peer allows it, the
same first weights. After a warm-up all do the work in turn, round after round. A ratio compares the
two times *of one round*, so a busy machine slows both sides of it; told are the median ratio and
the smallest and largest. Times are medians of one piece of the work.

Ratios are worth more than times, and both belong to this machine. Rows without a bar are for
information, the lost ones too.
"""

HEADINGS = ("work", "peer", "peer's time", "EduNN's time", "EduNN is", "min .. max", "bar", "met")


def page(results: Sequence[Result], machine: Mapping[str, str]) -> str:
    """The whole page."""
    parts = [OPENING, "\n".join(results_in_markdown(results)), "## What is compared"]
    parts += [f"- {about}" for about in dict.fromkeys(told(result) for result in results)]
    parts += ["## The machine", "\n".join(markdown(("", ""), list(machine.items())))]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def results_in_markdown(results: Sequence[Result]) -> Iterator[str]:
    """The table of results."""
    return markdown(HEADINGS, [row[1:] for row in rows_of(results)])


def told(result: Result) -> str:
    """What a reader must know of one workload."""
    rounds = len(result.comparisons[0].ratios) if result.comparisons else 0
    return f"**{result.workload.title}** ({rounds} rounds). {result.workload.about}"


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown, line by line."""
    yield f"| {' | '.join(headings)} |"
    yield f"| {' | '.join('---' for _ in headings)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)
