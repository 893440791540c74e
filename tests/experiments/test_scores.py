import json
from math import inf, nan

from tests.experiments.worlds import result, score

from edunn.experiments import Curve, Distribution
from edunn.metrics import Report
from edunn.training import Epoch


def test_a_distribution_of_one():
    assert Distribution.of([0.5]) == (0.5, 0.5, 0.5)


def test_a_report_follows_from_the_confusion_matrix():
    expected = Report.of([0] * 4, [0, 0, 0, 1], ["no", "yes"], classes=[0, 1])
    assert score(0.75, rows=4).report == expected


def test_a_curve_of_nothing_and_of_what_is_not_finite():
    assert Curve.of([]) == Curve()
    curve = Curve.of([Epoch(1, inf, 0.5, 1), Epoch(2, nan, 0.5, 2), Epoch(3, 1 / 3, 0.5, 3)])
    assert curve.to_dict()["loss"] == [None, None, 0.33333]
    json.dumps(curve.to_dict(), allow_nan=False)


def test_the_median_run_is_in_the_middle():
    assert result("iris", [0.9, 0.1, 0.5]).median_run.seed == 2
    assert result("iris", [0.5, 0.1, 0.5, 0.9]).median_run.seed == 0  # the lower of two middles
