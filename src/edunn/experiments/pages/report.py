"""The report on the article as one HTML page."""

from xml.etree.ElementTree import Element

from edunn.experiments.article import NOT_REPEATED
from edunn.experiments.claims import Finding, Verdict
from edunn.experiments.pages.document import cell, html_page
from edunn.experiments.pages.markup import tag
from edunn.experiments.pages.section import describe, share
from edunn.experiments.pages.svg import strip
from edunn.experiments.reproduction import Reproduction, machine
from edunn.experiments.result import Result

SIGNS = {Verdict.HOLDS: "✓", Verdict.IN_PART: "◐", Verdict.DEPENDS: "≈", Verdict.FAILS: "✗"}
"""A sign for each verdict, for those who do not see its colour."""


def html_report(reproduction: Reproduction) -> str:
    """The whole report; write it to a file with the ending .html.

    Example:
        >>> html_report(Reproduction(results=())).splitlines()[0]
        '<!doctype html>'
    """
    verdicts = {finding.about: finding for finding in reversed(reproduction.findings)}
    main = tag(
        "main",
        _glance(reproduction.results, verdicts),
        _claims(reproduction.findings),
        *(describe(result) for result in reproduction.results),
        _not_repeated(),
        _method(),
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
    hint = "This was the quick version: with so few seeds, a verdict is only a hint."
    return tag(
        "header",
        tag("p", "EduNN", class_="brand"),
        tag("h1", "The article's experiments, repeated"),
        tag(
            "p",
            "Its authors measured each network once, on the rows that it had learned from. Here "
            "every experiment is run with many seeds, and judged on rows never seen as well.",
            class_="lead",
        ),
        tag("p", facts, class_="facts"),
        tag("p", hint, class_="hint") if reproduction.quick else None,
    )


def _glance(results: tuple[Result, ...], verdicts: dict[str, Finding]) -> Element:
    names = (
        "Experiment",
        "Article",
        "Every seed",
        "Ours",
        "Held out",
        "Claim",
    )
    head = tag("tr", *(tag("th", name, scope="col", role="columnheader") for name in names))
    rows = (_glance_row(result, verdicts.get(result.experiment.key)) for result in results)
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="glance", role="table")
    key = tag(
        "p",
        "Accuracy: median (min .. max) of the seeds. Dots: each seed, from 0 to 1, on the rows "
        "learned from. Bar: their median. Diamond: the article's number.",
        class_="key",
    )
    return tag("section", tag("h2", "At a glance"), table, key)


def _glance_row(result: Result, finding: Finding | None) -> Element:
    experiment = result.experiment
    accuracies = [run.training.accuracy for run in result.runs]
    link = tag("a", experiment.title, href=f"#{experiment.key}")
    return tag(
        "tr",
        tag("th", link, scope="row", role="rowheader"),
        cell("Article", share(experiment.article)),
        cell(
            "Every seed", strip(f"{experiment.title}: every seed", accuracies, experiment.article)
        ),
        cell("Ours", str(result.training)),
        cell("Held out", str(result.held_out)),
        cell("Claim", badge(finding.verdict) if finding else "ours alone"),
        role="row",
    )


def badge(verdict: Verdict) -> Element:
    """The verdict in a coloured frame, with its sign."""
    return tag("span", f"{SIGNS[verdict]} {verdict}", class_=f"badge {verdict.name.lower()}")


def _claims(findings: tuple[Finding, ...]) -> Element:
    told = (
        tag("li", tag("h3", f"“{f.claim}” ", badge(f.verdict)), tag("p", _unbroken(f.text)))
        for f in findings
    )
    return tag("section", tag("h2", "Which claims hold"), tag("ul", *told, class_="claims"))


def _not_repeated() -> Element:
    told = [(tag("dt", name), tag("dd", why)) for name, why in NOT_REPEATED.items()]
    pairs = (part for pair in told for part in pair)
    return tag("section", tag("h2", "Not repeated here"), tag("dl", *pairs))


METHOD = (
    "“Learned from” is the article's way: a network is trained and scored on the same rows. “Held "
    "out” is another network with the same settings and seed: it learns from three quarters of the "
    "rows, drawn by the seed, each class in proportion, and is scored on the others. MNIST has a "
    "held-out part of its own.",
    "A curve of rows learned from is measured while the network learns, each mini-batch just "
    "before its update; that of rows held out after every epoch. A genetic algorithm's curve is "
    "that of its best individual, on the rows of its generation. The median run is the one in the "
    "middle by accuracy on the rows learned from.",
)
"""How to read the numbers."""


def _method() -> Element:
    return tag("section", tag("h2", "How it was measured"), *(tag("p", words) for words in METHOD))


def _unbroken(text: str) -> str:
    """The text, with both ends of a range held on one line."""
    return text.replace(" .. ", "\N{NO-BREAK SPACE}..\N{NO-BREAK SPACE}")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
