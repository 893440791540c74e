"""One experiment's part of the report: settings, learning curves, confusion matrices, reports."""

from collections.abc import Sequence
from typing import Literal
from xml.etree.ElementTree import Element

from edunn.experiments.pages.bands import Band
from edunn.experiments.pages.markup import tag
from edunn.experiments.pages.matrix import confusion
from edunn.experiments.pages.svg import chart
from edunn.experiments.result import Result
from edunn.experiments.scores import Score


def describe(result: Result) -> Element:
    """The section of one experiment."""
    experiment, run = result.experiment, result.median_run
    middle = f"seed {run.seed}, the median of {len(result.runs)}"
    return tag(
        "section",
        tag("h2", experiment.title),
        tag("p", f"{experiment.recipe}.", class_="recipe"),
        tag("p", experiment.note) if experiment.note else None,
        _numbers(result),
        tag("div", _curves(result, "accuracy"), _curves(result, "loss"), class_="pair"),
        tag(
            "div",
            _answers(f"Rows learned from ({middle})", run.training, "training"),
            _answers(f"Rows held out ({middle})", run.held_out, "held-out"),
            class_="pair",
        ),
        id=experiment.key,
        class_="experiment",
    )


def share(number: float | None, digits: int = 2) -> str:
    """An accuracy, or a dash where there is none.

    Example:
        >>> share(0.97), share(None)
        ('0.97', '-')
    """
    return "-" if number is None else f"{number:.{digits}f}"


def _numbers(result: Result) -> Element:
    facts = {
        "Article": share(result.experiment.article),
        "Ours, rows learned from": str(result.training),
        "Ours, rows held out": str(result.held_out),
        "Seeds": f"{len(result.runs)}",
        "Computing time": f"{result.seconds:.1f} s",
    }
    pairs = (tag("div", tag("dt", name), tag("dd", value)) for name, value in facts.items())
    return tag("dl", *pairs, class_="numbers")


def _curves(result: Result, column: Literal["accuracy", "loss"]) -> Element:
    bands = [
        Band.of("learned from", [run.training.curve for run in result.runs], column),
        Band.of("held out", [run.held_out.curve for run in result.runs], column),
    ]
    known = [band for band in bands if band is not None]
    top = 1.0 if column == "accuracy" else _ceiling(known)
    title = f"{result.experiment.title}: {column} by epoch"
    ends = (f"{b.name} from {b.middle[0]:.3f} to {b.middle[-1]:.3f}" for b in known)
    told = f"Median {column} of {len(result.runs)} seeds: " + "; ".join(ends)
    caption = f"{column.capitalize()}: median of the seeds, and their range"
    return tag("figure", chart(title, told, known, top), tag("figcaption", caption))


def _ceiling(bands: Sequence[Band]) -> float:
    """The top of a loss axis: room for the medians, but not for outliers and the first moments."""
    medians = [band.middle[len(band.middle) // 20 :] for band in bands]
    return max([1.15 * float(median.max()) for median in medians], default=1.0) or 1.0


def _answers(caption: str, score: Score, kind: str) -> Element:
    """The confusion matrix and, below it, the classification report."""
    title = f"Confusion matrix: {caption}"
    return tag(
        "figure",
        confusion(title, score.matrix, score.classes, kind),
        tag("figcaption", caption),
        tag("pre", score.report.text().strip("\n"), tabindex="0"),
        class_="matrix",
    )
