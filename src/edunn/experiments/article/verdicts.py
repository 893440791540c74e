"""Which of the article's claims hold: computed from the runs.

There are two kinds of claim:

    reaches      this algorithm reaches that accuracy       holds if our median run does
    falls short  this change makes it worse than that row   holds if every run is worse than every
                                                            run of that row, and the article's
                                                            number is among ours (else: in part)

Only the explanations are written beforehand, one for each possible verdict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import Any, final

from edunn.experiments.article.experiments import Result

ROUNDING = 0.005
"""The article prints two digits: 0.97 may have been 0.965."""

AS_GOOD = 0.02
"""Medians no further apart than this count as equally good."""


class Verdict(StrEnum):
    """How far the numbers support a claim.

    Example:
        >>> print(Verdict.IN_PART)
        holds in part
    """

    HOLDS = "holds"
    IN_PART = "holds in part"
    DEPENDS = "depends on the seed"
    FAILS = "does not hold"


@final
@dataclass(frozen=True)
class Claim:
    """A claim of the article about one of its rows.

    Args:
        about: the key of the row.
        words: the claim.
        worse_than: the key of the row that it falls short of; if empty, the claim is that the row
            reaches its number.
        because: an explanation for each verdict.
        asides: sentences that quote other rows, as `{key}` or `{key held-out}`; each is shown if
            those rows were measured.

    Example:
        >>> claim = Claim("iris-deep", "too many hidden layers", worse_than="iris")
        >>> print(evaluate_claim(claim, {}))  # nothing was measured
        None
    """

    about: str
    words: str
    worse_than: str = ""
    because: Mapping[Verdict, str] = field(default_factory=dict)
    asides: tuple[str, ...] = ()


@final
@dataclass(frozen=True)
class Finding:
    """A claim, the verdict on it, and the reasons.

    Example:
        >>> print(Finding("iris-deep", "too many hidden layers", Verdict.FAILS, "It learns."))
        “too many hidden layers”: does not hold. It learns.
    """

    about: str
    claim: str
    verdict: Verdict
    text: str

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values."""
        return {**vars(self), "verdict": str(self.verdict)}

    def __str__(self) -> str:
        return f"“{self.claim}”: {self.verdict}. {self.text}"


def evaluate_claim(claim: Claim, results: Mapping[str, Result]) -> Finding | None:
    """The finding on a claim; None if one of its rows was not measured."""
    result, other = results.get(claim.about), results.get(claim.worse_than)
    if result is None or (claim.worse_than and other is None):
        return None
    if other is None:
        verdict, numbers = reaches(result), _reaching_in_words(result)
    else:
        verdict, numbers = falls_short(result, other), _comparison_in_words(result, other)
    sentences = [numbers, claim.because.get(verdict, ""), *_quoted(claim.asides, results)]
    return Finding(claim.about, claim.words, verdict, " ".join(filter(None, sentences)))


def reaches(result: Result) -> Verdict:
    """Whether our runs reach the article's accuracy."""
    ours, needed = result.runs.training, _article(result) - ROUNDING
    if ours.median >= needed:
        return Verdict.HOLDS
    return Verdict.DEPENDS if ours.high >= needed else Verdict.FAILS


def falls_short(result: Result, other: Result) -> Verdict:
    """Whether these runs are worse than those of the other row, as the article claims."""
    ours, theirs, article = result.runs.training, other.runs.training, _article(result)
    if theirs.median - ours.median <= AS_GOOD:
        return Verdict.FAILS
    if ours.high >= theirs.low:
        return Verdict.DEPENDS
    is_among_ours = ours.low - ROUNDING <= article <= ours.high + ROUNDING
    return Verdict.HOLDS if is_among_ours else Verdict.IN_PART


def one_run(results: Sequence[Result]) -> Finding:
    """An assumption of the article's method: that one run shows how good a network is."""
    widest = max(results, key=lambda result: result.runs.training.high - result.runs.training.low)
    spread = widest.runs.training.high - widest.runs.training.low
    verdict = Verdict.HOLDS if spread <= AS_GOOD else Verdict.FAILS
    text = (
        f"The spread is largest for “{widest.experiment.title}”: {widest.runs.training} over "
        f"{len(widest.runs)} seeds, with everything but chance the same."
    )
    return Finding("", "one run is enough to measure a network", verdict, text)


def same_rows(results: Sequence[Result]) -> Finding:
    """The other assumption: that the training set shows how good a network is."""
    result = max(results, key=_gap)
    verdict = Verdict.HOLDS if _gap(result) <= AS_GOOD else Verdict.FAILS
    training, held_out = result.runs.training.median, result.runs.held_out.median
    text = (
        f"The gap is widest for “{result.experiment.title}”: median {training:.3f} on the training "
        f"set, {held_out:.3f} on held-out rows."
    )
    return Finding("", "the training set is enough to measure a network", verdict, text)


def _gap(result: Result) -> float:
    return result.runs.training.median - result.runs.held_out.median


def _article(result: Result) -> float:
    number = result.experiment.article
    return 0.0 if number is None else number


def _reaching_in_words(result: Result) -> str:
    article, runs = _article(result), result.runs
    needed = article - ROUNDING
    count = sum(accuracy >= needed for accuracy in runs.values("training"))
    words = (
        f"The article's one run has {article:.2f}; ours have {runs.training}, and {count} of "
        f"{len(runs)} seeds reach the article's accuracy."
    )
    curve = runs.median_run.training.curve
    place = curve.first(needed)
    is_genetic = (
        result.experiment.recipe.algorithm == "genetic_algorithm"
    )  # its curve is of a mini-batch
    if place is not None and not is_genetic:
        words += f" The median run does so by epoch {curve.epochs[place]}."
    return words


def _comparison_in_words(result: Result, other: Result) -> str:
    return (
        f"The article has {_article(result):.2f} here and {_article(other):.2f} for "
        f"“{other.experiment.title}”; we have {result.runs.training} and {other.runs.training}."
    )


def _quoted(asides: Sequence[str], results: Mapping[str, Result]) -> list[str]:
    """The asides whose rows were measured, with the numbers put in."""
    known = {key: str(result.runs.training) for key, result in results.items()}
    known |= {f"{key} held-out": str(result.runs.held_out) for key, result in results.items()}
    return [aside.format_map(known) for aside in asides if _names(aside) <= known.keys()]


def _names(aside: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(aside) if name}
