import json
from math import inf, nan

import pytest
from tests.experiments.worlds import result, score

from edunn.errors import UnknownNameError
from edunn.evaluation import Evaluation
from edunn.experiments import Curve, Score
from edunn.metrics import Report
from edunn.training import Epoch, History


def test_a_report_follows_from_the_confusion_matrix():
    expected = Report.of([0] * 4, [0, 0, 0, 1], ["no", "yes"], classes=[0, 1])
    assert score(0.75, rows=4).evaluation.report == expected


def test_a_curve_of_nothing_and_of_what_is_not_finite():
    assert Curve.of(History()) == Curve()
    records = [Epoch(1, inf, 0.5, 1), Epoch(2, nan, 0.5, 2), Epoch(3, 1 / 3, 0.5, 3)]
    curve = Curve.of(History.of(records))
    assert curve.to_dict()["loss"] == [None, None, 0.33333]
    json.dumps(curve.to_dict(), allow_nan=False)


def test_the_median_run_is_in_the_middle():
    assert result("iris", [0.9, 0.1, 0.5]).runs.median_run.seed == 2
    assert (
        result("iris", [0.5, 0.1, 0.5, 0.9]).runs.median_run.seed == 0
    )  # the lower of two middles


def test_a_curve_has_no_column_that_was_not_measured():
    curve = Curve.of(History.of([Epoch(1, 0.5, None, 1)]))
    assert (curve.loss, curve.accuracy) == ((0.5,), ())
    assert Curve.of(History.of([Epoch(1, 0.5, 0.5, 1)]), "val_").loss == ()


def test_what_is_no_number_counts_as_infinitely_bad():
    score = Score(Evaluation(nan, mae=nan, rmse=inf))
    assert {name: score.measure(name) for name in score.measures} == {
        "rmse": inf,
        "mae": inf,
        "r2": -inf,
        "loss": inf,
    }
    assert score.to_dict()["rmse"] is None


def test_the_first_point_of_a_curve_that_reaches_a_goal():
    curve = Curve((1, 2), (0.5, 0.4), (0.2, 0.3))
    assert curve.first(0.9) is None
    assert curve.first(0.3) == curve.first(0.4, "loss") == 1
    assert Curve((1, 2), (nan, inf)).first(0.4, "loss") is None


def test_a_score_refuses_measures_of_the_other_task():
    regression = Score(Evaluation(0.1, mae=0.1, rmse=0.2, r2=0.9))
    assert regression.accuracy is None
    with pytest.raises(UnknownNameError, match="rmse"):
        regression.measure("accuracy")
    assert score(0.5).measure("loss") == 0.5
