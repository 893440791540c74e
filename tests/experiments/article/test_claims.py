import pytest
from tests.experiments.worlds import result

from edunn.experiments.article import CLAIMS, Verdict
from edunn.experiments.article.claims import evaluate_claims
from edunn.experiments.article.verdicts import (
    evaluate_claim,
    falls_short,
    one_run,
    reaches,
    same_rows,
)

IRIS = result("iris", [0.95, 0.98, 0.98])


@pytest.mark.parametrize(
    ("accuracies", "verdict"),
    [
        ([0.90, 0.97, 0.98], Verdict.HOLDS),
        ([0.90, 0.965, 0.98], Verdict.HOLDS),  # 0.97 may have been 0.965
        ([0.33, 0.66, 0.98], Verdict.DEPENDS),
        ([0.33, 0.66, 0.90], Verdict.FAILS),
    ],
)
def test_a_number_is_reached_by_the_median_by_some_or_by_none(accuracies, verdict):
    assert reaches(result("iris", accuracies)) is verdict


@pytest.mark.parametrize(
    ("accuracies", "verdict"),
    [
        ([0.33, 0.33, 0.34], Verdict.HOLDS),  # the article has 0.33
        ([0.50, 0.60, 0.70], Verdict.IN_PART),  # worse, but 0.33 is not among them
        ([0.33, 0.60, 0.97], Verdict.DEPENDS),
        ([0.33, 0.97, 0.98], Verdict.FAILS),
        ([0.94, 0.945, 0.945], Verdict.IN_PART),
        ([0.96, 0.97, 0.97], Verdict.FAILS),
    ],
)
def test_a_row_falls_short_of_another_always_sometimes_or_not(accuracies, verdict):
    assert falls_short(result("iris-deep", accuracies), IRIS) is verdict


def test_medians_as_good_are_never_called_worse():
    narrow = result("iris", [0.98, 0.98, 0.98])
    assert falls_short(result("iris-deep", [0.973, 0.973]), narrow) is Verdict.FAILS


def test_the_explanation_follows_from_the_numbers():
    claim = next(c for c in CLAIMS if c.about == "iris-deep")
    bad = evaluate_claim(claim, {"iris": IRIS, "iris-deep": result("iris-deep", [0.33, 0.33])})
    good = evaluate_claim(claim, {"iris": IRIS, "iris-deep": result("iris-deep", [0.98, 0.98])})
    assert str(bad).startswith("“too many hidden layers”: holds. The article has 0.33 here")
    assert "gets stuck from all initial weights" in bad.text
    assert str(good).startswith("“too many hidden layers”: does not hold.")
    assert "0.980 (0.980 .. 0.980)" in good.text
    assert "does no harm" in good.text


def test_what_was_not_measured_has_no_finding():
    claim = next(c for c in CLAIMS if c.about == "iris-deep")
    assert evaluate_claim(claim, {"iris": IRIS}) is None
    assert evaluate_claim(claim, {"iris-deep": result("iris-deep", [0.33])}) is None
    assert evaluate_claims({}) == ()


def test_asides_appear_with_the_rows_that_they_quote():
    claim = next(c for c in CLAIMS if c.about == "heart")
    heart = result("heart", [0.92, 0.93], held_out=0.8)
    alone = evaluate_claim(claim, {"heart": heart})
    both = evaluate_claim(claim, {"heart": heart, "heart-raw": result("heart-raw", [0.54])})
    assert "raw ones" not in alone.text
    assert "held-out patients: 0.800 (0.800 .. 0.800)" in alone.text
    assert "raw ones give 0.540 (0.540 .. 0.540)" in both.text


def test_every_claim_can_be_evaluated_and_every_aside_quoted():
    results = {key: result(key, [0.5]) for key in {c.about for c in CLAIMS}}
    more = ("iris-genetic-ours", "heart-uniform", "heart-raw", "heart-genetic-raw")
    digits = ("mnist-better", "mnist-convolution")
    results |= {key: result(key, [0.5]) for key in (*more, *digits)}
    found = evaluate_claims(results)
    assert len(found) == len(CLAIMS) + 2
    assert not any("{" in finding.text for finding in found)


def test_seeds_that_get_that_far_are_counted():
    claim = next(c for c in CLAIMS if c.about == "iris")
    assert (
        "1 of 3 seeds reach the article's accuracy"
        in evaluate_claim(claim, {"iris": result("iris", [0.3, 0.4, 0.98])}).text
    )


def test_the_method_itself_is_evaluated():
    lucky = result("iris-genetic", [0.3, 0.9])
    steady = result("iris", [0.98, 0.98])
    assert one_run([steady]).verdict is Verdict.HOLDS
    assert one_run([steady, lucky]).verdict is Verdict.FAILS
    assert "0.600 (0.300 .. 0.900)" in one_run([steady, lucky]).text
    assert same_rows([steady]).verdict is Verdict.HOLDS
    assert same_rows([steady, result("heart", [0.92], held_out=0.8)]).verdict is Verdict.FAILS
