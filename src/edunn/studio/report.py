"""A run as one HTML page that stands alone, with the machinery of the command line's reports."""

from edunn.experiments.pages.document import html_page, tag
from edunn.studio.wire.looks import ResultsLook
from edunn.studio.wire.runs import Run


def report_of(run: Run, results: ResultsLook, script: str) -> str:
    """What was trained, how well it does, and the program that does it again."""
    experiment = run.experiment
    what = f"{experiment.way.name}, {run.epoch} epochs on {experiment.data.name}"
    facts = f"{run.network}; {what}."
    opening = tag(
        "header",
        tag("p", "EduNN", class_="brand"),
        tag("h1", run.name),
        tag("p", facts, class_="lead"),
        tag("p", run.note, class_="hint") if run.note else None,
    )
    held_out = tag("section", tag("h2", "Held-out rows"), tag("pre", results.report))
    program = tag("section", tag("h2", "The Python for this"), tag("pre", script))
    return html_page(f"EduNN: {run.name}", opening, tag("main", held_out, program))
