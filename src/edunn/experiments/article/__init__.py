"""The founding article's experiments, repeated with many seeds.

experiments    the table of its experiments and of ours, and the result of one
verdicts       whether a claim holds, computed from the runs
claims         the table of its claims
reproduction   all of it at once: `reproduce(quick=True)`
"""

from edunn.experiments.article.claims import CLAIMS
from edunn.experiments.article.experiments import EXPERIMENTS, NOT_REPEATED, Experiment, Result
from edunn.experiments.article.reproduction import Reproduction, reproduce, results, select
from edunn.experiments.article.verdicts import Claim, Finding, Verdict

__all__ = [
    "CLAIMS",
    "EXPERIMENTS",
    "NOT_REPEATED",
    "Claim",
    "Experiment",
    "Finding",
    "Reproduction",
    "Result",
    "Verdict",
    "reproduce",
    "results",
    "select",
]
