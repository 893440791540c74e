"""The article's experiments again, with many seeds: what was luck, and what holds.

    reproduction = reproduce(quick=True)        # or row by row: for result in results(select())
    reproduction.to_json(), html_report(reproduction)

`article` is the table of experiments, `findings` the table of claims; everything said about them is
decided by numbers measured on the spot.
"""

from edunn.experiments.article import EXPERIMENTS, NOT_REPEATED
from edunn.experiments.claims import Claim, Finding, Verdict
from edunn.experiments.experiment import Experiment
from edunn.experiments.findings import CLAIMS
from edunn.experiments.page import html_report
from edunn.experiments.reproduction import (
    Progress,
    Reproduction,
    machine,
    reproduce,
    results,
    select,
)
from edunn.experiments.result import Result
from edunn.experiments.scores import Curve, Distribution, Run, Score

__all__ = [
    "CLAIMS",
    "EXPERIMENTS",
    "NOT_REPEATED",
    "Claim",
    "Curve",
    "Distribution",
    "Experiment",
    "Finding",
    "Progress",
    "Reproduction",
    "Result",
    "Run",
    "Score",
    "Verdict",
    "html_report",
    "machine",
    "reproduce",
    "results",
    "select",
]
