"""The report on the article as one HTML page."""

from dataclasses import replace
from xml.etree.ElementTree import Element

from edunn.evaluation import Evaluation
from edunn.experiments.article.experiments import NOT_REPEATED, Result
from edunn.experiments.article.reproduction import Reproduction, machine
from edunn.experiments.article.verdicts import Finding, Verdict
from edunn.experiments.curve import Column, Rows
from edunn.experiments.pages.document import header, html_page, row, section, table
from edunn.markup import Content, tag
from edunn.plots.bands import Band, epochs_panel
from edunn.plots.matrices import confusion_panel
from edunn.plots.panel import INK, Dots
from edunn.plots.strips import strip
from edunn.plots.svg import drawn

SIGNS = {Verdict.HOLDS: "✓", Verdict.IN_PART: "◐", Verdict.DEPENDS: "≈", Verdict.FAILS: "✗"}
"""A sign for each verdict, so that it does not depend on colour."""

METHOD = (
    "Training accuracy is measured as in the article: a network is trained and scored on all rows. "
    "Held-out accuracy is that of a second network with the same settings and seed: it is trained "
    "on three quarters of the rows, drawn by the seed with each class in proportion, and is scored "
    "on the others. MNIST has a test set of its own.",
    "A training curve is measured during training, each mini-batch just before its update; a "
    "held-out curve after each epoch. The curve of a genetic algorithm is that of its best "
    "individual, on the rows of its generation. The median run is the one in the middle by "
    "training accuracy.",
)
"""How to read the numbers."""


def html_report(reproduction: Reproduction) -> str:
    """The whole report; write it to a file with the ending .html.

    Example:
        >>> html_report(Reproduction(results=())).splitlines()[0]
        '<!doctype html>'
    """
    verdicts = {finding.about: finding for finding in reversed(reproduction.findings)}
    main = tag(
        "main",
        _overview(reproduction.results, verdicts),
        _claims(reproduction.findings),
        *map(_chapter, reproduction.results),
        _not_repeated(),
        section("How it was measured", *(tag("p", text) for text in METHOD)),
    )
    return html_page("EduNN: the article's experiments, repeated", _opening(reproduction), main)


def _opening(reproduction: Reproduction) -> Element:
    runs = sum(len(result.runs) for result in reproduction.results)
    here = machine()
    facts = (
        f"{len(reproduction.results)} experiments, {runs} runs, {_clock(reproduction.seconds)} on "
        f"{here['cores']} cores. EduNN {here['edunn']}, NumPy {here['numpy']}, Python "
        f"{here['python']}, {here['system']}."
    )
    lead = (
        "Its authors measured each network once, on the rows that it had been trained on. Here "
        "every experiment is run with many seeds, and scored on held-out rows as well."
    )
    hint = "This was the quick version: with so few seeds, a verdict is only a hint."
    return header(
        "The article's experiments, repeated",
        tag("p", lead, class_="lead"),
        tag("p", facts, class_="facts"),
        tag("p", hint, class_="hint") if reproduction.quick else None,
    )


def _overview(results: tuple[Result, ...], verdicts: dict[str, Finding]) -> Element:
    columns = ("Experiment", "Article", "All seeds", "Training", "Held out", "Claim")
    rows = (_overview_row(result, verdicts.get(result.experiment.key)) for result in results)
    key = (
        "Accuracy: median (min .. max) of the seeds. Dots: the training accuracy of each seed, "
        "from 0 to 1. Bar: their median. Diamond: the article's accuracy."
    )
    return section("Overview", table(columns, rows), tag("p", key, class_="key"))


def _overview_row(result: Result, finding: Finding | None) -> Element:
    it = result.experiment
    cells: dict[str, Content] = {
        "Article": "-" if it.article is None else f"{it.article:.2f}",
        "All seeds": _dots(result),
        "Training": str(result.runs.training),
        "Held out": str(result.runs.held_out),
        "Claim": badge(finding.verdict) if finding else "not in the article",
    }
    return row([tag("a", it.title, href=f"#{it.key}")], cells)


def _dots(result: Result) -> Element:
    """The seeds as dots, with the article's number as a diamond."""
    it, values = result.experiment, result.runs.values("training")
    panel = strip(f"{it.title}: all seeds", values)
    if it.article is None:
        return drawn(panel, titled=False)
    diamond = Dots([it.article], [0.5], INK, shape="diamond")
    words = f"{panel.description}; the article has {it.article:.2f}"
    return drawn(replace(panel, description=words, marks=[*panel.marks, diamond]), titled=False)


def badge(verdict: Verdict) -> Element:
    """The verdict in a coloured frame, with its sign."""
    return tag("span", f"{SIGNS[verdict]} {verdict}", class_=f"badge {verdict.name.lower()}")


def _claims(findings: tuple[Finding, ...]) -> Element:
    items = (
        tag("li", tag("h3", f"“{f.claim}” ", badge(f.verdict)), tag("p", _unbroken(f.text)))
        for f in findings
    )
    return section("Which claims hold", tag("ul", *items, class_="claims"))


def _not_repeated() -> Element:
    pairs = [(tag("dt", name), tag("dd", why)) for name, why in NOT_REPEATED.items()]
    return section("Not repeated here", tag("dl", *(part for pair in pairs for part in pair)))


def _chapter(result: Result) -> Element:
    """One experiment: settings, numbers, learning curves, confusion matrices and reports."""
    experiment, run = result.experiment, result.runs.median_run
    middle = f"seed {run.seed}, the median of {len(result.runs)}"
    return tag(
        "section",
        tag("h2", experiment.title),
        tag("p", f"{experiment.recipe}.", class_="recipe"),
        tag("p", experiment.note) if experiment.note else None,
        _numbers(result),
        *(tag("p", note) for note in result.runs.notes),
        tag("div", _curves(result, "accuracy"), _curves(result, "loss"), class_="pair"),
        tag(
            "div",
            _predictions(f"Training set ({middle})", run.training.evaluation, 1),
            _predictions(f"Held-out rows ({middle})", run.held_out.evaluation, 2),
            class_="pair",
        ),
        id=experiment.key,
        class_="experiment",
    )


def _numbers(result: Result) -> Element:
    article = result.experiment.article
    facts = {
        "Article": "-" if article is None else f"{article:.2f}",
        "Ours, training set": str(result.runs.training),
        "Ours, held-out rows": str(result.runs.held_out),
        "Seeds": f"{len(result.runs)}",
        "Computing time": f"{result.runs.seconds:.1f} s",
    }
    pairs = (tag("div", tag("dt", name), tag("dd", value)) for name, value in facts.items())
    return tag("dl", *pairs, class_="numbers")


def _curves(result: Result, column: Column) -> Element:
    names: dict[Rows, str] = {"training": "training", "held_out": "held out"}
    bands = [_band(result, rows, name, column) for rows, name in names.items()]
    title = f"{result.experiment.title}: {column} by epoch"
    chart = drawn(epochs_panel(title, bands, column), titled=False)
    caption = f"{column.capitalize()}: median of the seeds, and their range"
    return tag("figure", chart, tag("figcaption", caption))


def _band(result: Result, rows: Rows, name: str, column: Column) -> Band:
    epochs = result.runs.curves(rows)[0].epochs
    return result.runs.band(name, rows, column, epochs).finite


def _predictions(caption: str, evaluation: Evaluation, colour: int) -> Element | None:
    """The confusion matrix and, below it, the classification report."""
    matrix, report = evaluation.confusion_matrix, evaluation.report
    if matrix is None or report is None:
        return None
    classes, title = list(map(str, evaluation.classes or ())), f"Confusion matrix: {caption}"
    return tag(
        "figure",
        drawn(confusion_panel(title, matrix.tolist(), classes, colour), titled=False),
        tag("figcaption", caption),
        tag("pre", report.text().strip("\n"), tabindex="0"),
        class_="matrix",
    )


def _unbroken(text: str) -> str:
    """The text, with both ends of a range held on one line."""
    return text.replace(" .. ", "\N{NO-BREAK SPACE}..\N{NO-BREAK SPACE}")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
